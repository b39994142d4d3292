/** What a save of an own card or a note stores, and every value that was ever stored. Loaded when first needed. */
import type { EditEvent, Event } from "../scheduling/events";
import { inOrder } from "../scheduling/events";
import { once } from "../scheduling/fold";
import type { Doing } from "../store/learner";
import { newUid } from "../store/uid";
import type { FieldVersions, Fields } from "./app";

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
