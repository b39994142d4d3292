/** What a set of events says: one card's row, one setting, the weights in force. Order of arrival never matters. */
import {
  compareStamps,
  inOrder,
  stampOf,
  type Event,
  type MarkEvent,
  type Rating,
  type Stamp,
} from "./events";
import { next } from "./memory";
import { studyDay } from "./studyday";

/** A card's derived row. Days are study days; the due day is computed where it is needed, never kept. */
export interface CardState {
  s: number | null;
  d: number | null;
  first_day: number | null;
  first_rating: Rating | null;
  last_day: number | null;
  last_rating: Rating | null;
  reps: number;
  lapses: number;
  suspended: boolean;
  flag: number;
  starred: boolean;
  /** First study day on which it is shown again; 0 = not buried. */
  buried_until: number;
  last: Stamp | null;
}
export type CardEvent = Extract<Event, { kind: "review" | "reset" | "mark" | "undo" }>;
type Review = Extract<Event, { kind: "review" }>;

const NEVER_REVIEWED = {
  s: null,
  d: null,
  first_day: null,
  first_rating: null,
  last_day: null,
  last_rating: null,
  reps: 0,
  lapses: 0,
  last: null,
} as const;
export const EMPTY_CARD: CardState = {
  ...NEVER_REVIEWED,
  suspended: false,
  flag: 0,
  starred: false,
  buried_until: 0,
};

/** Per target, the last undo in order decides (rule 2). */
export function undone(ordered: readonly Event[]): ReadonlySet<string> {
  const targets = new Set<string>();
  for (const event of ordered) {
    if (event.kind !== "undo") continue;
    if (event.value) targets.add(event.target);
    else targets.delete(event.target);
  }
  return targets;
}

function reviewed(state: CardState, review: Review, weights: readonly number[]): CardState {
  const { rating } = review;
  const day = Math.max(studyDay(review.at, review.tz), state.last_day ?? -Infinity);
  const before = state.s === null || state.d === null ? null : { s: state.s, d: state.d };
  const memory = next(before, rating, day - (state.last_day ?? day), weights);
  const lapsed = rating === 1 && state.last_day !== null && day > state.last_day;
  return {
    ...state,
    ...memory,
    first_day: state.first_day ?? day,
    first_rating: state.first_rating ?? rating,
    last_day: day,
    last_rating: rating,
    reps: state.reps + 1,
    lapses: state.lapses + (lapsed ? 1 : 0),
    last: stampOf(review),
  };
}

function marked(state: CardState, event: MarkEvent): CardState {
  if (event.mark !== "bury") return { ...state, [event.mark]: event.value };
  return { ...state, buried_until: event.days > 0 ? studyDay(event.at, event.tz) + event.days : 0 };
}

function applied(state: CardState, event: CardEvent, weights: readonly number[]): CardState {
  if (event.kind === "review") return reviewed(state, event, weights);
  if (event.kind === "mark") return marked(state, event);
  return event.kind === "reset" ? { ...state, ...NEVER_REVIEWED } : state;
}

export const once = <E extends Event>(events: readonly E[]): E[] => [
  ...new Map(events.map((event) => [event.uid, event])).values(),
];

/** The row of one card from all its events and the undos that name them. */
export function foldCard(events: readonly CardEvent[], weights: readonly number[]): CardState {
  const ordered = inOrder(once(events));
  const gone = undone(ordered);
  return ordered
    .filter((event) => event.kind === "mark" || !gone.has(event.uid))
    .reduce((state, event) => applied(state, event, weights), EMPTY_CARD);
}

export interface Overlaid {
  state: CardState;
  /** Something in the overlay cannot be shown before the log is here. */
  waiting: boolean;
}

/** A pulled row with later events on top, for when the log is not all here yet: what is not after the row's last review waits. */
export function foldOnto(
  row: CardState,
  overlay: readonly CardEvent[],
  weights: readonly number[],
): Overlaid {
  const ordered = inOrder(once(overlay));
  const gone = undone(ordered);
  const here = new Set(ordered.map((event) => event.uid));
  let waiting = false;
  let state = row;
  for (const event of ordered) {
    if (event.kind === "undo") waiting ||= !here.has(event.target);
    else if (event.kind === "mark") state = marked(state, event);
    else if (gone.has(event.uid)) continue;
    else if (row.last && compareStamps(stampOf(event), row.last) <= 0) waiting = true;
    else state = applied(state, event, weights);
  }
  return { state, waiting };
}

export interface SettingState {
  value: unknown;
  last: Stamp;
}
export interface ParametersState {
  weights: number[];
  last: Stamp;
}

/** One setting's row, or null if it was never set. */
export function foldSetting(events: readonly Event[]): SettingState | null {
  const last = inOrder(events).findLast((event) => event.kind === "setting");
  return last ? { value: last.value, last: stampOf(last) } : null;
}

/** A pulled setting with later events on top. */
export function settingOnto(row: SettingState | null, overlay: readonly Event[]): SettingState | null {
  const here = foldSetting(overlay);
  return here && row && compareStamps(here.last, row.last) < 0 ? row : (here ?? row);
}

/** The weights in force, or null while the server has written none. */
export function foldParameters(events: readonly Event[]): ParametersState | null {
  const last = inOrder(events).findLast((event) => event.kind === "parameters");
  return last ? { weights: last.weights, last: stampOf(last) } : null;
}

/** The reviews that count, in order, each with the study day used for it (rules 2 to 4). */
export function countingReviews(events: readonly CardEvent[]): { review: Review; day: number }[] {
  const ordered = inOrder(once(events));
  const gone = undone(ordered);
  const alive = ordered.filter((event) => !gone.has(event.uid));
  const from = alive.findLastIndex((event) => event.kind === "reset") + 1;
  let day = -Infinity;
  return alive
    .slice(from)
    .filter((event) => event.kind === "review")
    .map((review) => ({ review, day: (day = Math.max(day, studyDay(review.at, review.tz))) }));
}
