import { expect, test } from "vitest";
import type { LibraryExam } from "../api/library";
import { placesOf } from "./blueprint";
import { hash, shuffled } from "./dice";
import { importanceOf } from "./importance";

const blueprint = (id: string, concepts: Record<string, [domain: string, share: number]>) =>
  ({
    id,
    domains: [
      { id: "d", name: `D of ${id}`, weight: 60 },
      { id: "e", name: `E of ${id}`, weight: 40 },
    ],
    concepts: Object.fromEntries(
      Object.entries(concepts).map(([name, [domain, share]]) => [name, { domain, importance: 2, share }]),
    ),
  }) as unknown as LibraryExam;

test("a concept of two exams counts where it counts most", () => {
  const places = placesOf([
    blueprint("one", { drift: ["d", 0.02] }),
    blueprint("two", { drift: ["d", 0.05] }),
  ]);
  expect(places.get("drift")).toMatchObject({ domain: "two/d", weight: 0.6, share: 0.05 });
});

test("a concept's cards divide its share, and a domain's cards sum to its weight", () => {
  const exam = blueprint("x", { a: ["d", 0.45], b: ["d", 0.15], empty: ["e", 0.2], c: ["e", 0.2] });
  const cardsOf = new Map([
    ["a", 3],
    ["b", 1],
    ["c", 2],
  ]);
  const importance = importanceOf(exam, cardsOf);
  expect(importance.get("a")).toBeCloseTo(0.15, 12);
  expect(importance.get("b")).toBeCloseTo(0.15, 12);
  expect(importance.get("c")).toBeCloseTo(0.2, 12); // it stands for the concept that has no card, too
  expect(importance.has("empty")).toBe(false);
});

test("dice repeat themselves and do not favour a place", () => {
  expect(shuffled(5, 7)).toEqual(shuffled(5, 7));
  const firsts = [0, 0, 0, 0];
  for (let seed = 0; seed < 4000; seed++) firsts[shuffled(4, hash(String(seed)))[0]!]! += 1;
  for (const count of firsts) expect(Math.abs(count - 1000)).toBeLessThan(150);
});
