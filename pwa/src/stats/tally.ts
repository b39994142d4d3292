/** What reviews come to, counted as they go by: by day, by week, by what was expected, by domain, by time taken. */
import type { Seen } from "./replay";

/** Reviews of which something was expected, and how they came out. */
export interface Outcome {
  n: number;
  ok: number;
  /** Sum of the chances of recall just before. */
  expected: number;
}
export interface Done {
  reviews: number;
  seconds: number;
}
export type Kind = "first" | "passed" | "failed";

export interface Tally {
  reviews: number;
  byDay: Map<number, Done>;
  /** By the week's first study day, a Monday. */
  byWeek: Map<number, Outcome>;
  /** By BINS. */
  byChance: Outcome[];
  byDomain: Map<string, Outcome>;
  seconds: Record<Kind, number[]>;
  /** Sum of (recalled - expected), and of expected * (1 - expected). */
  surprise: number;
  spread: number;
}

/** Lower bounds of the chances that are looked at together. */
export const BINS = [0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95] as const;
/** A phone put down on an open card was not studying. */
const LONGEST_S = 180;

const none = (): Outcome => ({ n: 0, ok: 0, expected: 0 });

export const emptyTally = (): Tally => ({
  reviews: 0,
  byDay: new Map(),
  byWeek: new Map(),
  byChance: BINS.map(none),
  byDomain: new Map(),
  seconds: { first: [], passed: [], failed: [] },
  surprise: 0,
  spread: 0,
});

/** The Monday of a study day's week; day 0 was a Thursday. */
export const weekOf = (day: number): number => Math.floor((day + 3) / 7) * 7 - 3;

const binOf = (chance: number): number => BINS.findLastIndex((low) => chance >= low);

function add<K>(to: Map<K, Outcome>, key: K, ok: number, expected: number): void {
  const found = to.get(key) ?? none();
  to.set(key, found);
  count(found, ok, expected);
}
function count(to: Outcome, ok: number, expected: number): void {
  to.n += 1;
  to.ok += ok;
  to.expected += expected;
}

/** Adds one review. `domain`: the name it counts under, null = none. */
export function counted(tally: Tally, seen: Seen, domain: string | null): void {
  const seconds = Math.min(Math.max(seen.tookMs / 1000, 0), LONGEST_S);
  const day = tally.byDay.get(seen.day) ?? { reviews: 0, seconds: 0 };
  tally.byDay.set(seen.day, { reviews: day.reviews + 1, seconds: day.seconds + seconds });
  tally.reviews += 1;
  if (seconds > 0 && !seen.again) tally.seconds[kindOf(seen)].push(seconds);
  const { expected } = seen;
  if (expected === null || seen.again) return; // a second look on one day tests nothing that was expected
  const ok = seen.rating >= 2 ? 1 : 0;
  add(tally.byWeek, weekOf(seen.day), ok, expected);
  count(tally.byChance[binOf(expected)]!, ok, expected);
  if (domain !== null) add(tally.byDomain, domain, ok, expected);
  tally.surprise += ok - expected;
  tally.spread += expected * (1 - expected);
}

const kindOf = ({ expected, rating }: Seen): Kind =>
  expected === null ? "first" : rating === 1 ? "failed" : "passed";
