import { expect, test } from "vitest";
import { exams } from "../testing/deck";
import { lackingLine, sizeOf, stockLine, wishOf } from "./wishes";

const exam = exams[0]!;
const topics = new Map([["drift", { name: "Drift" }]]);

test("a paper carries only what its kind asks for", () => {
  const choice = { size: 20, domain: "d1" } as const;
  expect(wishOf({ kind: "full", ...choice })).toEqual({ kind: "full" });
  expect(wishOf({ kind: "short", ...choice })).toEqual({ kind: "short", size: 20 });
  expect(wishOf({ kind: "domain", ...choice })).toEqual({ kind: "domain", size: 20, domain: "d1" });
  expect(wishOf({ kind: "weak", ...choice })).toEqual({ kind: "weak", size: 20 });
  expect(sizeOf({ kind: "full", ...choice }, exam)).toBe(65);
});

test("a bank that is too small says which domain lacks how many", () => {
  expect(lackingLine({ d2: 3, d0: 1 }, exam, topics)).toBe(
    "The question bank is too small for this paper: it lacks 3 questions in Modeling and 1 in Data Engineering. Choose a shorter paper or another one.",
  );
  expect(lackingLine({ drift: 1 }, exam, topics)).toContain("1 question in Drift.");
  expect(lackingLine({ "": 20 }, exam, topics)).toContain("lacks 20 questions.");
});

test("what there is to practise with is said before a paper is chosen", () => {
  expect(stockLine({ questions: { d0: 60, d1: 80 }, freshPapers: 2 })).toBe(
    "140 practice questions of our own writing. 2 full papers can still be drawn without a question you have met.",
  );
  expect(stockLine({ questions: { d0: 60 }, freshPapers: 0 })).toContain("repeat some");
  expect(stockLine({ questions: { d0: 0 }, freshPapers: 0 })).toContain("no practice questions");
});
