import fc from "fast-check";
import { expect, test } from "vitest";
import { aLearner, type Deck } from "./deck";
import { hash } from "./dice";
import { isOff, plan, type Habit } from "./plan";

const TODAY = 20_000; // a Friday
const HABIT: Habit = { minutesADay: 15, secondsToday: 900, weekdaysOff: [], breaks: [], newCap: null };

/** Cards never met, in four domains alike. */
function aDeck(count: number): Deck {
  const ids = Array.from({ length: count }, (_, i) => `card-${String(i).padStart(4, "0")}`);
  const each = (of: (card: number) => number) => Int32Array.from(ids, (_, card) => of(card));
  const zero = () => new Int32Array(count);
  return {
    ids,
    dice: Uint32Array.from(ids, hash),
    concept: each((card) => card),
    topic: each((card) => card % 8),
    domain: each((card) => card % 4),
    exam: zero(),
    importance: new Float64Array(count).fill(1 / count),
    s: new Float64Array(count).fill(NaN),
    d: new Float64Array(count).fill(NaN),
    lastDay: zero(),
    lastRating: zero(),
    firstRating: zero(),
    suspended: new Uint8Array(count),
    buriedUntil: zero(),
    calledDay: zero(),
  };
}
const learner = (rem: number | null) =>
  aLearner({ day: TODAY, remDays: [rem], topics: 8, domains: 4, topicDomain: [0, 1, 2, 3, 0, 1, 2, 3] });

test("minutes a day become a score on the date, and more of them a better one", () => {
  const { score, fewer, more, today, verdict, allMetOn } = plan(aDeck(200), learner(30), HABIT);
  expect(fewer.score.mean).toBeLessThan(score.mean);
  expect(score.mean).toBeLessThan(more.score.mean);
  expect(score.low).toBeLessThan(score.mean);
  expect(today).toMatchObject({ day: TODAY, reviews: 0 });
  expect(today!.fresh).toBeGreaterThan(15);
  expect(today!.points).toBeGreaterThan(0);
  expect(verdict).toEqual({ kind: "fits" });
  expect(allMetOn).toBeGreaterThan(TODAY + 5);
});

test("each day spends its minutes and no more, and reviews get their part", () => {
  const { days } = plan(aDeck(400), learner(40), HABIT);
  expect(days).toHaveLength(40);
  for (const { seconds } of days) expect(seconds).toBeLessThan(900 + 45);
  expect(days.reduce((sum, { reviews }) => sum + reviews, 0)).toBeGreaterThan(150);
});

test("days off and breaks are left out, and cost", () => {
  const weekends = { ...HABIT, weekdaysOff: [5, 6], breaks: [[TODAY + 10, TODAY + 16]] as const };
  const { days, score } = plan(aDeck(400), learner(40), weekends);
  expect(days.slice(0, 4).map(({ seconds }) => seconds > 0)).toEqual([true, false, false, true]);
  expect(days.slice(10, 17).every(({ seconds }) => seconds === 0)).toBe(true);
  expect(score.mean).toBeLessThan(plan(aDeck(400), learner(40), HABIT).score.mean);
  expect(isOff(0, { ...HABIT, weekdaysOff: [3] })).toBe(true); // 1970-01-01 was a Thursday
});

test("when the date cannot be met it says how much is met, and what would be enough", () => {
  const tight = plan(aDeck(800), learner(10), HABIT);
  expect(tight).toMatchObject({ allMetOn: null, verdict: { kind: "too little time", met: tight.met } });
  expect(tight.met).toBeLessThan(0.4);
  const { minutesADay } = tight.verdict as { minutesADay: number };
  expect(minutesADay % 5).toBe(0);
  const enough = plan(aDeck(800), learner(10), { ...HABIT, minutesADay, secondsToday: minutesADay * 60 });
  expect(enough.met).toBeGreaterThan(0.9);
});

test("a cap on new cards holds on every day", () => {
  const { days } = plan(aDeck(400), { ...learner(20), newLeft: 3 }, { ...HABIT, newCap: 5 });
  expect(days[0]!.fresh).toBe(3);
  expect(Math.max(...days.slice(1).map(({ fresh }) => fresh))).toBe(5);
});

test("the deck that is planned with is left as it was", () => {
  const deck = aDeck(50);
  plan(deck, learner(10), HABIT);
  expect(deck.s.every(Number.isNaN)).toBe(true);
  expect(deck.lastDay.every((day) => day === 0)).toBe(true);
});

test("no date, a date in the past and odd budgets still give a plan", () => {
  expect(plan(aDeck(50), learner(null), HABIT)).toMatchObject({ dated: false, until: TODAY + 60 });
  expect(plan(aDeck(50), learner(-4), HABIT)).toMatchObject({ dated: false, verdict: { kind: "fits" } });
  expect(plan(aDeck(50), learner(0), HABIT)).toMatchObject({
    today: null,
    verdict: { kind: "exam is today" },
  });
  expect(plan(aDeck(0), learner(30), HABIT).verdict).toEqual({ kind: "no cards" });
  const never = { ...HABIT, weekdaysOff: [0, 1, 2, 3, 4, 5, 6] };
  expect(plan(aDeck(50), learner(30), never).verdict).toEqual({ kind: "no study days" });
});

test("any habit gives scores between 0 and 1", () => {
  const minutes = fc.constantFrom(0, 1, 15, 240, 1440);
  fc.assert(
    fc.property(minutes, fc.integer({ min: 0, max: 25 }), fc.nat(60), (minutesADay, rem, count) => {
      const { score, fewer, more } = plan(aDeck(count), learner(rem), {
        ...HABIT,
        minutesADay,
        secondsToday: minutesADay * 60,
      });
      for (const { low, mean, high } of [score, fewer.score, more.score])
        expect(0 <= low && low <= mean && mean <= high && high <= 1).toBe(true);
    }),
    { numRuns: 25 },
  );
});
