/** Own cards and notes: what stands, what a save stores, every value there ever was. Loaded when there is any. */
import type { EditEvent, Event } from "../scheduling/events";
import { inOrder } from "../scheduling/events";
import { once } from "../scheduling/fold";
import { editsOnto, foldEdits, type EditState } from "../scheduling/fold-others";
import type { Doing } from "../store/learner";
import type { Row } from "../store/schema";
import { newUid } from "../store/uid";
import type { FieldVersions, Fields, Writing } from "./types";

export { fetchMedia } from "../media/after-sync";
export { withOwn } from "./own";

/** What stands written by card. Where only the whole log can say, it is asked; `whole` is null while it is not here. */
export async function laid(
  rows: readonly Row[],
  overlay: readonly EditEvent[],
  whole: ((card: string) => Promise<Event[]>) | null,
): Promise<Map<string, EditState>> {
  const written = new Map(rows.map(({ key, state }) => [key.slice(5), state as EditState]));
  for (const card of new Set(overlay.map((edit) => edit.card))) {
    const own = overlay.filter((edit) => edit.card === card);
    const over = editsOnto(written.get(card) ?? null, own);
    const state = over.waiting && whole ? foldEdits(await whole(card)) : over.state;
    if (state) written.set(card, state);
  }
  return written;
}

export const newOwnId = (now: number): string => `own.${newUid(now)}`;

/** As the log takes it: no NUL, no half characters, one kind of line break. */
export const cleaned = (text: string): string =>
  text
    .replace(/\r\n?/g, "\n")
    .replace(/[\0\p{Cs}]/gu, "")
    .trim();

const value = (given: unknown): unknown => (typeof given === "string" ? cleaned(given) : given);
/** A field never written, an emptied one and `false` say the same. */
const same = (a: unknown, b: unknown): boolean => (a || "") === (b || "");

/** One edit for each field that differs from what is shown now. */
export function edits(
  card: string,
  before: Readonly<Record<string, unknown>>,
  fields: Fields & { created?: boolean },
): Doing[] {
  return Object.entries(fields)
    .map(([field, given]) => ({ kind: "edit", card, field, value: value(given) }) as const)
    .filter((deed) => !same(deed.value, before[deed.field]))
    .map((deed) => ({ deed, card: null }));
}

/** What saving these fields stores, and of which card: `null` makes a new one. */
export function saved(
  card: string | null,
  written: ReadonlyMap<string, Writing>,
  fields: Fields,
  now: number,
): { id: string; doings: Doing[] } {
  if (card === null) {
    const id = newOwnId(now);
    return { id, doings: edits(id, {}, { created: true, ...fields }) };
  }
  const before = written.get(card);
  return { id: card, doings: edits(card, { ...before?.fields, deleted: before?.alive === false }, fields) };
}

/** Per field every value it ever had, newest first in the log's order; the first of each is the one shown. */
export function versionsOf(events: readonly Event[], thisDevice: string | undefined): FieldVersions[] {
  const ordered = inOrder(once(events)).filter((event): event is EditEvent => event.kind === "edit");
  const devices = [...new Set(ordered.map(({ device }) => device))];
  const byField = new Map<string, FieldVersions>();
  for (const { uid, field, value, at, device } of ordered) {
    const known = byField.get(field) ?? { field, versions: [] };
    byField.set(field, known);
    const version = { uid, value, at, device: devices.indexOf(device) + 1, here: device === thisDevice };
    known.versions.unshift(version);
  }
  return [...byField.values()];
}
