/** What a set of events says of own cards and notes, and of the real exam. */
import {
  compareStamps,
  inOrder,
  stampOf,
  type EditEvent,
  type Event,
  type OutcomeEvent,
  type Stamp,
} from "./events";
import { once } from "./fold";

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
export const ofKind = <K extends Event["kind"]>(
  events: readonly Event[],
  kind: K,
): Extract<Event, { kind: K }>[] =>
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
