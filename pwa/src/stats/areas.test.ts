import { expect, test } from "vitest";
import { weakness } from "../selection/weakness";
import { aLearner, type Deck } from "../selection/deck";
import { GUESS, readiness } from "../selection/readiness";
import { byDomain, byTopic } from "./areas";

const DAY = 20_780;
interface Card {
  topic: number;
  domain: number;
  importance: number;
  s?: number;
  first?: number;
  suspended?: boolean;
}
/** Cards last seen ten days ago where they have a stability. */
function aDeck(cards: Card[]): Deck {
  const whole = (of: (card: Card) => number) => Int32Array.from(cards, of);
  return {
    ids: cards.map((_, i) => `c${i}`),
    dice: new Uint32Array(cards.length),
    concept: whole(() => 0),
    topic: whole(({ topic }) => topic),
    domain: whole(({ domain }) => domain),
    exam: whole(() => 0),
    importance: Float64Array.from(cards, ({ importance }) => importance),
    s: Float64Array.from(cards, ({ s }) => s ?? NaN),
    d: Float64Array.from(cards, ({ s }) => (s === undefined ? NaN : 5)),
    lastDay: whole(({ s }) => (s === undefined ? 0 : DAY - 10)),
    lastRating: whole(({ first }) => first ?? 0),
    firstRating: whole(({ first }) => first ?? 0),
    suspended: Uint8Array.from(cards, ({ suspended }) => (suspended ? 1 : 0)),
    buriedUntil: whole(() => 0),
    calledDay: whole(() => 0),
  };
}
const deck = aDeck([
  { topic: 0, domain: 0, importance: 0.2, s: 10, first: 3 },
  { topic: 0, domain: 0, importance: 0.2, s: 1, first: 1 },
  { topic: 1, domain: 0, importance: 0.2 },
  { topic: 1, domain: 1, importance: 0.4 },
  { topic: 2, domain: -1, importance: 0.2, s: 5, first: 3 },
]);
const learner = aLearner({ day: DAY, remDays: [30], topics: 3, domains: 2 });
const weak = weakness(deck, learner);

test("each domain tells what was met of it, how well that is known now and on the date, and what says so", () => {
  const areas = byDomain(deck, learner, weak);
  const first = areas.get(0)!;
  expect(first).toMatchObject({ cards: 3, seen: 2, tries: 2, right: 1 });
  expect(first.weight).toBeCloseTo(0.6, 9);
  expect(first.met).toBeCloseTo(2 / 3, 9);
  expect(first.now).toBeGreaterThan(first.onDate!);
  expect(areas.get(1)).toMatchObject({ seen: 0, now: null, onDate: null, tries: 0 });
});

test("the points to gain are what lies between the score of today and all", () => {
  const points = [...byDomain(deck, learner, weak).values()].reduce((sum, area) => sum + area.points, 0);
  const { mean } = readiness(deck, learner, 0, weak);
  const unseen = 0.6;
  expect(100 - points).toBeCloseTo(100 * (mean + 0.01 - 0.021 * unseen), 6);
  expect(points).toBeLessThan(100 * (1 - GUESS));
});

test("topics of a domain sum up to it, what brings most points first", () => {
  const cells = byTopic(deck, learner, weak);
  expect(cells.map(({ points }) => points)).toEqual(
    cells.map(({ points }) => points).toSorted((a, b) => b - a),
  );
  const area = byDomain(deck, learner, weak).get(0)!;
  const own = cells.filter(({ domain }) => domain === 0);
  expect(own.map(({ topic }) => topic).toSorted()).toEqual([0, 1]);
  expect(own.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(area.points, 9);
  expect(own.reduce((sum, { cards }) => sum + cards, 0)).toBe(area.cards);
});

test("a suspended card counts on no side", () => {
  const without = aDeck([
    { topic: 0, domain: 0, importance: 0.5, s: 10, first: 3 },
    { topic: 0, domain: 0, importance: 0.5, suspended: true },
  ]);
  const one = aLearner({ day: DAY, remDays: [null], topics: 1, domains: 1 });
  expect(byDomain(without, one, weakness(without, one)).get(0)).toMatchObject({
    cards: 1,
    met: 1,
    weight: 1,
  });
});
