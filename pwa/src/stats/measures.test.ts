import { expect, test } from "vitest";
import {
  byWeeks,
  calibration,
  durations,
  forecast,
  lastDays,
  overall,
  retentionByWeek,
  timesTaken,
} from "./measures";
import type { Seen } from "./replay";
import { counted, emptyTally, weekOf, type Tally } from "./tally";

/** 2026-11-23, a Monday. */
const MONDAY = 20_780;
const aLook = (about: Partial<Seen> = {}): Seen => ({
  card: "a",
  day: MONDAY,
  rating: 3,
  tookMs: 12_000,
  why: "due",
  expected: 0.9,
  again: false,
  ...about,
});
function tallied(looks: Partial<Seen>[], domain: string | null = "Modeling"): Tally {
  const tally = emptyTally();
  for (const look of looks) counted(tally, aLook(look), domain);
  return tally;
}

test("a week begins on Monday", () => {
  expect(new Date(MONDAY * 86_400_000).getUTCDay()).toBe(1);
  expect([0, 6, 7, -1].map((ahead) => weekOf(MONDAY + ahead) - MONDAY)).toEqual([0, 0, 7, -7]);
});

test("every day of the last weeks is there, and a phone put down on a card was not studying", () => {
  const tally = tallied([{}, { tookMs: 3_600_000 }, { day: MONDAY - 7 }]);
  const days = lastDays(tally, MONDAY + 1, 2);
  expect(days.map(({ reviews }) => reviews)).toEqual([1, 0, 0, 0, 0, 0, 0, 2, 0]);
  expect(days[7]!.minutes).toBeCloseTo((12 + 180) / 60, 9);
  expect(byWeeks(days)).toMatchObject([
    { week: MONDAY - 7, days: 1, reviews: 1 },
    { week: MONDAY, days: 1, reviews: 2 },
  ]);
});

test("retention is the share recalled of what was known before, without second looks and first tries", () => {
  const tally = tallied([{}, {}, { rating: 1 }, { again: true, rating: 1 }, { expected: null, rating: 1 }]);
  expect(retentionByWeek(tally)).toMatchObject([{ week: MONDAY, n: 3, ok: 2, share: 2 / 3 }]);
  expect(tally.byDomain.get("Modeling")).toMatchObject({ n: 3, ok: 2 });
  expect(tally.reviews).toBe(5);
});

test("what was expected is held against what happened, bin by bin", () => {
  const tally = tallied([{ expected: 0.92 }, { expected: 0.94, rating: 1 }, { expected: 0.3, rating: 2 }]);
  const bins = calibration(tally);
  expect(bins).toMatchObject([
    { from: 0, to: 0.5, n: 1, ok: 1 },
    { from: 0.9, to: 0.95, n: 2, ok: 1 },
  ]);
  expect(bins[1]!.expected).toBeCloseTo(0.93, 9);
  expect(overall(tally)).toMatchObject({ n: 3, ok: 2 });
  expect(tally.surprise).toBeCloseTo(2 - 0.92 - 0.94 - 0.3, 9);
  expect(tally.spread).toBeCloseTo(0.92 * 0.08 + 0.94 * 0.06 + 0.3 * 0.7, 9);
});

test("time is told by kind of answer, as quartiles", () => {
  const took = [2, 4, 6, 30].map((seconds) => ({ tookMs: seconds * 1000 }));
  const tally = tallied([...took, { rating: 1, tookMs: 90_000 }, { expected: null, tookMs: 0 }]);
  expect(durations(tally)).toEqual([
    { kind: "first", n: 0, quartiles: [0, 0, 0] },
    { kind: "passed", n: 4, quartiles: [4, 6, 30] },
    { kind: "failed", n: 1, quartiles: [90, 90, 90] },
  ]);
  expect(timesTaken(tally)).toEqual([2, 1, 0, 1, 0, 1]);
});

test("what is overdue comes due today, and what lies further ahead is left out", () => {
  expect(forecast([MONDAY - 3, MONDAY, MONDAY + 2, MONDAY + 9], MONDAY, 3)).toEqual([2, 0, 1]);
});
