/** The facts a learner's log is made of, and the one order in which they count. */

export type Rating = 1 | 2 | 3 | 4;
export type Mark = "suspended" | "flag" | "bury" | "starred";

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
  /** The reason it was shown for: an id of selection's. */
  why: string;
  given?: unknown;
  /** Said before the answer was shown. */
  sure?: boolean;
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
export type EditEvent = Stamped & { kind: "edit"; card: string; field: string; value: unknown };
/** What a sitting holds fast when it starts, so that it is the same on every device and for ever. */
export interface Paper {
  paper: string;
  mode: string;
  minutes: number;
  questions: string[];
  /** The readiness as it was told before, each 0..1. */
  predicted: { mean: number; low: number; high: number };
}
export type SittingEvent = Stamped & { kind: "sitting"; sitting: string } & (
    | ({ action: "start"; exam: string; seed: number } & Partial<Paper>)
    | { action: "flag"; question: string; value: boolean }
    | { action: "strike"; question: string; option: number; value: boolean }
    | { action: "pause"; value: boolean }
    | { action: "finish" }
  );
export type AnswerEvent = Stamped & {
  kind: "answer";
  sitting: string;
  question: string;
  choices: number[];
  sure?: boolean;
  /** Spent on this question so far, in all. */
  took_ms?: number;
};
export type OutcomeEvent = Stamped & {
  kind: "outcome";
  exam: string;
  passed?: boolean;
  score?: number;
  date?: string;
};

export type Event =
  | ReviewEvent
  | UndoEvent
  | MarkEvent
  | ResetEvent
  | SettingEvent
  | ParametersEvent
  | EditEvent
  | SittingEvent
  | AnswerEvent
  | OutcomeEvent;

type Without<E, K extends PropertyKey> = E extends unknown ? Omit<E, K> : never;
/** What the learner did, before a device stamps it. */
export type Deed = Without<Exclude<Event, ParametersEvent>, "v" | "uid" | "device" | "n" | "at" | "tz">;

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
  switch (event.kind) {
    case "review":
    case "mark":
    case "reset":
      return `card:${event.card}`;
    case "setting":
      return `setting:${event.name}`;
    case "edit":
      return `edit:${event.card}`;
    case "sitting":
    case "answer":
      return `sitting:${event.sitting}`;
    case "outcome":
      return `outcome:${event.exam}`;
    case "parameters":
      return "parameters:fsrs";
    default:
      return null; // an undo, or a kind newer than this version
  }
}
