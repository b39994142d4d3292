/** The facts a learner's log is made of, and the one order in which they count. */

export type Rating = 1 | 2 | 3 | 4;
export type Mark = "suspended" | "flag" | "bury" | "starred";
export type ReviewWhy = "due" | "new" | "extra" | "relearn" | "exam";

interface Stamped {
  v: 1;
  uid: string;
  device: string;
  n: number;
  /** Milliseconds since 1970 UTC. */
  at: number;
  /** Minutes east of UTC, there and then. */
  tz: number;
}
export type ReviewEvent = Stamped & {
  kind: "review";
  card: string;
  card_version: number;
  rating: Rating;
  took_ms: number;
  why: ReviewWhy;
  given?: unknown;
  seed?: number;
};
export type UndoEvent = Stamped & { kind: "undo"; target: string; value: boolean };
export type MarkEvent = Stamped & { kind: "mark"; card: string } & (
    | { mark: "suspended" | "starred"; value: boolean }
    | { mark: "flag"; value: number }
    | { mark: "bury"; days: number }
  );
export type ResetEvent = Stamped & { kind: "reset"; card: string };
export type SettingEvent = Stamped & { kind: "setting"; name: string; value: unknown };
export type ParametersEvent = Stamped & { kind: "parameters"; weights: number[] };
/** Kinds this version does not fold; kept and handed back whole. */
export type OtherEvent = Stamped & { kind: "edit" | "sitting" | "answer" | "outcome" };

export type Event =
  ReviewEvent | UndoEvent | MarkEvent | ResetEvent | SettingEvent | ParametersEvent | OtherEvent;

type Without<E, K extends PropertyKey> = E extends unknown ? Omit<E, K> : never;
/** What the learner did, before a device stamps it. */
export type Deed = Without<
  ReviewEvent | UndoEvent | MarkEvent | ResetEvent | SettingEvent,
  "v" | "uid" | "device" | "n" | "at" | "tz"
>;

/** (at, device, n, uid): the order of the whole log, whatever order things arrived in. */
export type Stamp = [at: number, device: string, n: number, uid: string];

export const stampOf = (event: Stamped): Stamp => [event.at, event.device, event.n, event.uid];

const text = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

export const compareStamps = (a: Stamp, b: Stamp): number =>
  a[0] - b[0] || text(a[1], b[1]) || a[2] - b[2] || text(a[3], b[3]);

export const inOrder = <E extends Stamped>(events: readonly E[]): E[] =>
  [...events].sort((a, b) => compareStamps(stampOf(a), stampOf(b)));

/** The row an event changes by itself; an undo changes its target's, which only the log can tell. */
export function rowKey(event: Event): string | null {
  if (event.kind === "review" || event.kind === "mark" || event.kind === "reset") return `card:${event.card}`;
  if (event.kind === "setting") return `setting:${event.name}`;
  return event.kind === "parameters" ? "parameters:fsrs" : null;
}
