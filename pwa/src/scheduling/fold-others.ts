/** What a set of events says of own cards and notes, of a practice exam, and of the real one. */
import {
  compareStamps,
  inOrder,
  stampOf,
  type AnswerEvent,
  type EditEvent,
  type Event,
  type OutcomeEvent,
  type SittingEvent,
  type Stamp,
} from "./events";
import { once, undone } from "./fold";

export interface EditState {
  /** Per field the last value in order; the others stay readable in the log. */
  fields: Record<string, unknown>;
  /** Created, and not deleted since the last edit. */
  alive: boolean;
  last: Stamp;
}
export interface OutcomeState {
  passed: boolean | null;
  score: number | null;
  date: string | null;
  last: Stamp;
}
export interface SittingState {
  exam: string | null;
  seed: number | null;
  started_at: number | null;
  finished_at: number | null;
  paused: boolean;
  flags: string[];
  strikes: [question: string, option: number][];
  answers: Record<string, { choices: number[]; sure: boolean | null; took_ms: number | null; at: number }>;
}

const ofKind = <K extends Event["kind"]>(events: readonly Event[], kind: K): Extract<Event, { kind: K }>[] =>
  inOrder(once(events)).filter((event): event is Extract<Event, { kind: K }> => event.kind === kind);

/** An own card, or the notes on any card; null if nothing was ever written. */
export function foldEdits(events: readonly Event[]): EditState | null {
  const edits: EditEvent[] = ofKind(events, "edit");
  const last = edits.at(-1);
  return last ? written(valuesOf(edits), last) : null;
}

const valuesOf = (ordered: readonly EditEvent[]): Record<string, unknown> =>
  Object.fromEntries(ordered.map(({ field, value }) => [field, value]));

function written(fields: Record<string, unknown>, last: EditEvent): EditState {
  const deleted = last.field === "deleted" && last.value === true;
  return { fields, alive: fields["created"] === true && !deleted, last: stampOf(last) };
}

/** A pulled row with later edits on top. What is not after the row's last edit may have lost: it waits for the log, except in fields the row lacks. */
export function editsOnto(
  row: EditState | null,
  overlay: readonly Event[],
): { state: EditState | null; waiting: boolean } {
  if (!row) return { state: foldEdits(overlay), waiting: false };
  const edits = ofKind(overlay, "edit");
  const later = edits.filter((edit) => compareStamps(stampOf(edit), row.last) > 0);
  const waiting = later.length < edits.length;
  const fields = { ...valuesOf(edits), ...row.fields, ...valuesOf(later) };
  const last = later.at(-1);
  return { state: last ? written(fields, last) : { ...row, fields }, waiting };
}

/** What the learner said of the real exam; null if nothing. */
export function foldOutcome(events: readonly Event[]): OutcomeState | null {
  const last: OutcomeEvent | undefined = ofKind(events, "outcome").at(-1);
  if (!last) return null;
  const { passed = null, score = null, date = null } = last;
  return { passed, score, date, last: stampOf(last) };
}

/** A practice exam under way or finished: its first start and its first finish count, and the last answers. */
export function foldSitting(events: readonly Event[]): SittingState {
  const gone = undone(inOrder(once(events)));
  const acts: SittingEvent[] = ofKind(events, "sitting");
  const answers: AnswerEvent[] = ofKind(events, "answer").filter(({ uid }) => !gone.has(uid));
  const start = acts.find((act) => act.action === "start");
  return {
    exam: start?.exam ?? null,
    seed: start?.seed ?? null,
    started_at: start?.at ?? null,
    finished_at: acts.find((act) => act.action === "finish")?.at ?? null,
    paused: acts.findLast((act) => act.action === "pause")?.value ?? false,
    flags: switchedOn(acts, "flag", ({ question }) => question).sort(),
    strikes: switchedOn(acts, "strike", ({ question, option }): [string, number] => [question, option]).sort(
      ([a, i], [b, j]) => (a < b ? -1 : a > b ? 1 : i - j),
    ),
    answers: Object.fromEntries(
      answers.map(({ question, choices, sure = null, took_ms = null, at }) => [
        question,
        { choices, sure, took_ms, at },
      ]),
    ),
  };
}

/** What the last act of this kind on it switched on. */
function switchedOn<A extends "flag" | "strike", N>(
  acts: readonly SittingEvent[],
  action: A,
  name: (act: Extract<SittingEvent, { action: A }>) => N,
): N[] {
  const last = new Map<string, { on: boolean; what: N }>();
  for (const act of acts) {
    if (act.action !== action) continue;
    const what = name(act as Extract<SittingEvent, { action: A }>);
    last.set(String(what), { on: act.value, what });
  }
  return [...last.values()].filter(({ on }) => on).map(({ what }) => what);
}
