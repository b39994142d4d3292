import { expect, test } from "vitest";
import { takeNext, type Queue } from "./queue";

const MINUTE = 60_000;
const conceptOf = (card: string) => card.split("-")[0];
const queue = (cards: string[], failed: [string, number][] = []): Queue => ({
  items: cards.map((card) => ({ card, why: "due" })),
  failed: failed.map(([card, at]) => ({ card, at })),
});
const next = (q: Queue, now = 0, shown: string[] = []) => takeNext(q, now, shown, conceptOf)?.item;

test("cards of one concept keep apart while others are near", () => {
  expect(next(queue(["drift-2", "bias-1", "f1-1"]), 0, ["drift-1"])?.card).toBe("bias-1");
  expect(next(queue(["drift-2", "drift-3"]), 0, ["drift-1"])?.card).toBe("drift-2");
});

test("a failed card comes back after ten minutes", () => {
  const q = queue(["b-1"], [["a-1", 0]]);
  expect(next(q, 9 * MINUTE)?.card).toBe("b-1");
  expect(next(q, 10 * MINUTE)).toEqual({ card: "a-1", why: "relearn" });
});

test("a failed card comes back at once when nothing else is left", () => {
  expect(next(queue([], [["a-1", 0]]))?.card).toBe("a-1");
});

test("of two failed cards the one just shown waits", () => {
  const failed: [string, number][] = [
    ["a-1", 0],
    ["b-1", 1],
  ];
  expect(next(queue([], failed), 2, ["a-1"])?.card).toBe("b-1");
});

test("an empty queue is the end", () => {
  expect(next(queue([]))).toBeUndefined();
});

test("an error the learner was sure of comes back before the others", () => {
  const failed = [
    { card: "a-1", at: 0 },
    { card: "b-1", at: 1, sure: true },
  ];
  expect(next({ items: [], failed }, 2, ["c-1"])?.card).toBe("b-1");
  expect(next({ items: [{ card: "d-1", why: "new" }], failed }, 10 * MINUTE)?.card).toBe("a-1");
});
