/** A session as plain values, stored with every grade, so that a reload goes on where the finger was. */
import type { Rating } from "../scheduling/events";
import { takeNext, type Failed, type Item, type Queue, type Reason } from "../selection/queue";

export interface Step {
  /** The review's uid: what an undo names. */
  uid: string;
  item: Item;
  rating: Rating;
  tookMs: number;
  sure?: boolean;
}
/** What stands around a card on the table; it does not change while it lies there. */
export interface Frame {
  topicName: string;
  domainName: string;
  /** Why it is shown. */
  line: string;
  /** Its concept is shown first. */
  introduce: boolean;
}
export interface Current {
  item: Item;
  /** The uid its grade will have. */
  uid: string;
  /** Worked out when it was put there. */
  frame?: Frame;
  /** Its grade was taken back: its concept has just been introduced. */
  again?: true;
}
/** Chosen as one that was never reviewed. */
export const isNew = (why: Reason): boolean => why.startsWith("new");

export interface SessionRecord extends Queue {
  /** A diagnostic asks one card after another and brings none back. */
  diagnostic?: true;
  day: number;
  current: Current | null;
  steps: Step[];
}

export interface Draw {
  now: number;
  /** For the next showing. */
  uid: string;
  conceptOf(card: string): string | undefined;
}

export const begun = (day: number, items: Item[], draw: Draw, diagnostic = false): SessionRecord =>
  advanced(
    {
      day,
      items,
      failed: [],
      current: null,
      steps: [],
      ...(diagnostic ? { diagnostic: true as const } : {}),
    },
    draw,
  );

/** Puts the next card on the table. */
export function advanced(record: SessionRecord, draw: Draw): SessionRecord {
  const shown = record.steps.map((step) => step.item.card);
  const next = takeNext(record, draw.now, shown, draw.conceptOf);
  return { ...record, ...next?.queue, current: next && { item: next.item, uid: draw.uid } };
}

export interface Grade {
  rating: Rating;
  tookMs: number;
  /** What the learner said before seeing the answer, if asked. */
  sure?: boolean | undefined;
}
/** A failed card comes back until it passes. */
export function graded(record: SessionRecord, grade: Grade, draw: Draw): SessionRecord {
  const { current, steps, failed } = record;
  const { rating, tookMs, sure } = grade;
  if (!current) return record;
  const step: Step = { ...current, rating, tookMs, ...(sure === undefined ? {} : { sure }) };
  const comesBack = rating === 1 && !record.diagnostic;
  const again: Failed = { card: current.item.card, at: draw.now, ...(sure ? { sure } : {}) };
  const waiting = comesBack ? [...failed, again] : failed;
  return advanced({ ...record, steps: [...steps, step], failed: waiting }, draw);
}

/** Takes the last grade back: its card is on the table again, with a new uid. */
export function undone(record: SessionRecord, uid: string): SessionRecord {
  const step = record.steps.at(-1);
  if (!step) return record;
  const { current } = record;
  const { card } = step.item;
  const items = current && current.item.why !== "relearn" ? [current.item, ...record.items] : record.items;
  const failed = record.failed.filter((waiting) => waiting.card !== card);
  const putBack = current?.item.why === "relearn" && current.item.card !== card;
  return {
    ...record,
    items,
    failed: putBack ? [{ card: current.item.card, at: 0 }, ...failed] : failed,
    current: { item: step.item, uid, again: true },
    steps: record.steps.slice(0, -1),
  };
}

/** The card on the table leaves the session ungraded. */
export const dropped = (record: SessionRecord, draw: Draw): SessionRecord =>
  advanced({ ...record, current: null }, draw);

/** More cards behind those planned. */
export function extended(record: SessionRecord, more: Item[], draw: Draw): SessionRecord {
  const longer = { ...record, items: [...record.items, ...more] };
  return longer.current ? longer : advanced(longer, draw);
}

export const leftIn = ({ items, failed, current }: SessionRecord): number =>
  items.length + failed.length + (current ? 1 : 0);

/** Goes on with a stored record: what was on the table is there again. */
export const resumed = (record: SessionRecord, draw: Draw): SessionRecord =>
  record.current ? record : advanced(record, draw);
