/** Readings of a tally as screens show them: rows in order, gaps filled, medians taken. */
import { likely } from "./likely";
import { BINS, weekOf, type Kind, type Outcome, type Tally } from "./tally";

/** A share that was seen, with its 80% interval, beside the share that was expected; all 0..1. */
export interface Measured {
  n: number;
  ok: number;
  share: number;
  low: number;
  high: number;
  expected: number;
}
export function measured({ n, ok, expected }: Outcome): Measured {
  return { n, ok, share: n ? ok / n : 0, ...likely(ok, n), expected: n ? expected / n : 0 };
}

export interface DayDone {
  day: number;
  reviews: number;
  minutes: number;
}
/** Every day of the last `weeks` whole weeks up to today, from a Monday on. */
export function lastDays({ byDay }: Pick<Tally, "byDay">, today: number, weeks: number): DayDone[] {
  const from = weekOf(today) - (weeks - 1) * 7;
  return Array.from({ length: today - from + 1 }, (_, i) => {
    const done = byDay.get(from + i);
    return { day: from + i, reviews: done?.reviews ?? 0, minutes: (done?.seconds ?? 0) / 60 };
  });
}

export interface WeekDone {
  /** Its Monday. */
  week: number;
  days: number;
  reviews: number;
  minutes: number;
}
export function byWeeks(days: readonly DayDone[]): WeekDone[] {
  const weeks = new Map<number, WeekDone>();
  for (const { day, reviews, minutes } of days) {
    const week = weekOf(day);
    const sum = weeks.get(week) ?? { week, days: 0, reviews: 0, minutes: 0 };
    weeks.set(week, {
      week,
      days: sum.days + (reviews > 0 ? 1 : 0),
      reviews: sum.reviews + reviews,
      minutes: sum.minutes + minutes,
    });
  }
  return [...weeks.values()];
}

/** Weeks in order; those without a review that says something are left out. */
export const retentionByWeek = ({ byWeek }: Pick<Tally, "byWeek">): (Measured & { week: number })[] =>
  [...byWeek].sort(([a], [b]) => a - b).map(([week, outcome]) => ({ week, ...measured(outcome) }));

/** By the chance expected, with its bounds; empty bins are left out. */
export const calibration = ({ byChance }: Pick<Tally, "byChance">) =>
  byChance
    .map((outcome, i) => ({ from: BINS[i]!, to: BINS[i + 1] ?? 1, ...measured(outcome) }))
    .filter(({ n }) => n > 0);

/** All reviews of which something was expected. */
export const overall = ({ byChance }: Pick<Tally, "byChance">): Measured =>
  measured(
    byChance.reduce(
      (sum, { n, ok, expected }) => ({ n: sum.n + n, ok: sum.ok + ok, expected: sum.expected + expected }),
      { n: 0, ok: 0, expected: 0 },
    ),
  );

export interface Durations {
  kind: Kind;
  n: number;
  /** Seconds: a quarter is shorter than the first, half than the second, three quarters than the third. */
  quartiles: [number, number, number];
}
export function durations({ seconds }: Pick<Tally, "seconds">): Durations[] {
  return (["first", "passed", "failed"] as const).map((kind) => {
    const sorted = Float64Array.from(seconds[kind]).sort();
    const at = (share: number) => sorted[Math.min(Math.floor(share * sorted.length), sorted.length - 1)] ?? 0;
    return { kind, n: sorted.length, quartiles: [at(0.25), at(0.5), at(0.75)] };
  });
}
export const TIMES = [0, 5, 10, 20, 40, 80] as const;
/** How many answers took that long, all kinds together, by lower bounds in seconds. */
export function timesTaken({ seconds }: Pick<Tally, "seconds">): number[] {
  const counts = TIMES.map(() => 0);
  for (const kind of Object.values(seconds))
    for (const one of kind) counts[TIMES.findLastIndex((low) => one >= low)]! += 1;
  return counts;
}

/** Cards by the day on which they come due, from today on; what is overdue counts today. */
export function forecast(dueDays: readonly number[], today: number, days: number): number[] {
  const counts = Array.from({ length: days }, () => 0);
  for (const day of dueDays) {
    const ahead = Math.max(day - today, 0);
    if (ahead < days) counts[ahead]! += 1;
  }
  return counts;
}
