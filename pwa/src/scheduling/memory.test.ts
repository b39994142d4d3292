import { expect, test } from "vitest";
import type { Rating } from "./events";
import { DEFAULT_WEIGHTS, interval, next, retrievability, type Memory } from "./memory";
import { studyDay } from "./studyday";
import { vectorLines } from "./vectors.test-data";

interface History {
  w: number;
  retention: number;
  reviews: [at: number, tz: number, rating: Rating][];
  after: [day: number, s: number, d: number, dueDay: number][];
}
const [head, ...histories] = vectorLines<unknown>("memory.jsonl") as [{ weights: number[][] }, ...History[]];

const near = (a: number, b: number) => Math.abs(a - b) <= 1e-6 * Math.abs(b);

function replayed({ w, retention, reviews }: History): History["after"] {
  const weights = head.weights[w]!;
  let memory: Memory | null = null;
  let last: number | null = null;
  return reviews.map(([at, tz, rating]) => {
    const day = Math.max(studyDay(at, tz), last ?? -Infinity);
    memory = next(memory, rating, day - (last ?? day), weights);
    last = day;
    return [day, memory.s, memory.d, day + interval(memory.s, retention, weights)];
  });
}

test("the phone's memories are the server's on every shared history", () => {
  expect(histories.length).toBeGreaterThan(1000);
  for (const history of histories) {
    replayed(history).forEach(([day, s, d, due], i) => {
      const [theirDay, theirS, theirD, theirDue] = history.after[i]!;
      expect([day, due]).toEqual([theirDay, theirDue]);
      expect(near(s, theirS) && near(d, theirD), `${s} ${d} is not ${theirS} ${theirD}`).toBe(true);
    });
  }
});

test("an interval halfway between two days goes to the even one, as in Python", () => {
  const perDay = 1 / interval(1, 0.9, DEFAULT_WEIGHTS);
  expect([2.5, 3.5, 4.5].map((s) => interval(s * perDay, 0.9, DEFAULT_WEIGHTS))).toEqual([2, 4, 4]);
});

test("stability never exceeds a hundred years", () => {
  let memory = next(null, 4, 0, DEFAULT_WEIGHTS);
  for (let i = 0; i < 60; i++) memory = next(memory, 4, 20_000, DEFAULT_WEIGHTS);
  expect(memory.s).toBe(36_500);
});

test("at the interval's end the chance of recall is the desired retention", () => {
  expect(retrievability(10, 10, DEFAULT_WEIGHTS)).toBeCloseTo(0.9, 12);
  expect(retrievability(10, 0, DEFAULT_WEIGHTS)).toBe(1);
});
