/** The order within a session: as planned, one concept's cards apart, failed ones back after ten minutes or at the end. */

import type { Chosen } from "./why";

/** "extra": ahead of time, in sessions begun by an earlier version. "diagnostic": asked before anything is told. */
export type Reason = Chosen | "extra" | "diagnostic";
export interface Item {
  card: string;
  why: Reason;
  /** It comes back although the learner had been sure of it. */
  sure?: true;
}
export interface Queue {
  items: Item[];
  /** Cards to show again, and when they failed (ms), oldest first. */
  failed: Failed[];
}
export interface Failed {
  card: string;
  at: number;
  /** The learner had been sure: such an error comes back before the others. */
  sure?: boolean;
}

const RETURN_MS = 600_000;
const LOOK_AHEAD = 6;
const APART = 2;

/** The next item and what is left; `shown` = cards shown so far, newest last. */
export function takeNext(
  queue: Queue,
  now: number,
  shown: readonly string[],
  conceptOf: (card: string) => string | undefined,
): { item: Item; queue: Queue } | null {
  const { items, failed } = queue;
  const back = failed.filter(({ at }) => items.length === 0 || now - at >= RETURN_MS);
  if (back.length > 0) return again(queue, back, shown.at(-1));
  if (items.length === 0) return null;
  const recent = new Set(shown.slice(-APART).map(conceptOf));
  const apart = items.slice(0, LOOK_AHEAD).findIndex(({ card }) => !recent.has(conceptOf(card)));
  const at = Math.max(apart, 0);
  return { item: items[at]!, queue: { items: items.toSpliced(at, 1), failed } };
}

/** What the learner was sure of, then what waited longest; not the card shown just now if another waits too. */
function again(
  { items, failed }: Queue,
  back: readonly Failed[],
  justShown: string | undefined,
): { item: Item; queue: Queue } {
  const others = back.filter(({ card }) => card !== justShown);
  const next = others.find(({ sure }) => sure) ?? others[0] ?? back[0]!;
  const item: Item = { card: next.card, why: "relearn", ...(next.sure ? { sure: true } : {}) };
  return { item, queue: { items, failed: failed.filter((one) => one !== next) } };
}
