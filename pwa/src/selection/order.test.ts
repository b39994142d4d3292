import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { EMPTY_CARD, type CardState } from "../scheduling/fold";
import { DEFAULT_WEIGHTS } from "../scheduling/memory";
import type { LibraryExam } from "../api/library";
import { placesOf, type Place } from "./blueprint";
import { hash, shuffled } from "./dice";
import { aheadCards, dueCards, newCards, plan, type Candidate } from "./order";

const TODAY = 20_000;
const FORGETTING = { weights: DEFAULT_WEIGHTS, retention: 0.9 };
const exam = { id: "x" } as LibraryExam;

const place = (domain: string, weight: number, share: number): Place => ({
  domain,
  domainName: domain,
  exam,
  weight,
  share,
});
const seen = (daysAgo: number, s = 5): CardState => ({
  ...EMPTY_CARD,
  s,
  d: 5,
  first_day: TODAY - daysAgo,
  last_day: TODAY - daysAgo,
  reps: 1,
});
const card = (id: string, of: Partial<Candidate> = {}): Candidate => ({
  id,
  concept: id,
  place: place("d", 1, 0.1),
  state: EMPTY_CARD,
  ...of,
});
/** `count` new cards of a domain, two to a concept. */
const domainOf = (name: string, weight: number, count: number): Candidate[] =>
  Array.from({ length: count }, (_, i) => {
    const concept = `${name}-${i >> 1}`;
    return card(`${name}-card-${i}`, { concept, place: place(name, weight, (2 * weight) / count) });
  });
const tally = (ids: string[]) => {
  const counts: Record<string, number> = {};
  for (const id of ids) counts[id.split("-")[0]!] = (counts[id.split("-")[0]!] ?? 0) + 1;
  return counts;
};

describe("due cards", () => {
  test("come least known first, and only on their day", () => {
    const cards = [
      card("tomorrow", { state: seen(4) }),
      card("today", { state: seen(5) }),
      card("long ago", { state: seen(60) }),
    ];
    expect(dueCards(cards, TODAY, FORGETTING)).toEqual(["long ago", "today"]);
  });

  test("leave out what is suspended or buried, and show it again on the day it returns", () => {
    const cards = [
      card("suspended", { state: { ...seen(9), suspended: true } }),
      card("buried", { state: { ...seen(9), buried_until: TODAY + 1 } }),
      card("back", { state: { ...seen(9), buried_until: TODAY } }),
    ];
    expect(dueCards(cards, TODAY, FORGETTING)).toEqual(["back"]);
  });

  test("studied ahead are those not due and not seen today", () => {
    const cards = [
      card("today", { state: seen(0) }),
      card("ahead", { state: seen(2) }),
      card("due", { state: seen(9) }),
    ];
    expect(aheadCards(cards, TODAY, FORGETTING)).toEqual(["ahead"]);
  });
});

describe("new cards", () => {
  test("are drawn in proportion to the exam's domains", () => {
    const cards = [...domainOf("big", 0.6, 40), ...domainOf("mid", 0.3, 40), ...domainOf("small", 0.1, 40)];
    expect(tally(newCards(cards, 20, TODAY, "s"))).toEqual({ big: 12, mid: 6, small: 2 });
  });

  test("make up for what one domain lacks so far", () => {
    const met = domainOf("a", 0.5, 20).map((c) => ({ ...c, state: seen(1) }));
    const cards = [...met, ...domainOf("a", 0.5, 40).slice(20), ...domainOf("b", 0.5, 40)];
    expect(tally(newCards(cards, 20, TODAY, "s"))).toEqual({ b: 20 });
  });

  test("spread over a domain's concepts before any concept gets its second card", () => {
    const drawn = newCards(domainOf("d", 1, 20), 10, TODAY, "s");
    expect(new Set(drawn.map((id) => Number(id.split("-")[2]) >> 1)).size).toBe(10);
  });

  test("outside the learner's exams are never introduced", () => {
    expect(newCards([card("stray", { place: null })], 5, TODAY, "s")).toEqual([]);
  });

  test("are the same for the same seed, whatever order the library lists them in", () => {
    const cards = domainOf("d", 1, 30);
    fc.assert(
      fc.property(fc.nat(), fc.string(), (order, seed) => {
        const mixed = shuffled(cards.length, order).map((i) => cards[i]!);
        expect(newCards(mixed, 8, TODAY, seed)).toEqual(newCards(cards, 8, TODAY, seed));
      }),
      { numRuns: 30 },
    );
    expect(newCards(cards, 8, TODAY, "monday")).not.toEqual(newCards(cards, 8, TODAY, "tuesday"));
  });
});

describe("the plan", () => {
  test("fills the minutes: reviews first, new cards with what is left", () => {
    const due = Array.from({ length: 10 }, (_, i) => card(`due-${i}`, { state: seen(30) }));
    const { due: reviews, fresh } = plan([...due, ...domainOf("d", 1, 60)], 900, TODAY, "s", FORGETTING);
    expect(reviews).toHaveLength(10);
    expect(fresh).toHaveLength(Math.floor((900 - 10 * 20) / 44));
  });

  test("never holds more than the minutes, however much is due", () => {
    const due = Array.from({ length: 500 }, (_, i) => card(`due-${i}`, { state: seen(30) }));
    const found = plan([...due, ...domainOf("d", 1, 60)], 300, TODAY, "s", FORGETTING);
    expect([found.due.length, found.fresh.length]).toEqual([15, 0]);
  });
});

test("a concept of two exams counts where it counts most", () => {
  const blueprint = (id: string, share: number) =>
    ({
      id,
      domains: [{ id: "d", name: `D of ${id}`, weight: 50 }],
      concepts: { drift: { domain: "d", importance: 2, share } },
    }) as unknown as LibraryExam;
  const places = placesOf([blueprint("one", 0.02), blueprint("two", 0.05)]);
  expect(places.get("drift")).toMatchObject({ domain: "two/d", weight: 0.5, share: 0.05 });
});

test("dice repeat themselves and do not favour a place", () => {
  expect(shuffled(5, 7)).toEqual(shuffled(5, 7));
  const firsts = [0, 0, 0, 0];
  for (let seed = 0; seed < 4000; seed++) firsts[shuffled(4, hash(String(seed)))[0]!]! += 1;
  for (const count of firsts) expect(Math.abs(count - 1000)).toBeLessThan(150);
});
