import { expect, test } from "vitest";
import { daysLabel, whyLine, type WhyFacts } from "./lines";

const facts: WhyFacts = {
  known: 0.874,
  elapsed: 12,
  untilDue: 0,
  domain: "Modeling",
  exam: "MLS-C01",
  percent: 36,
  met: 12,
  of: 140,
};

test("intervals read in the unit a person would use", () => {
  expect([0, 1, 13, 14, 59, 60, 364, 365, 900].map(daysLabel)).toEqual([
    "today",
    "1 d",
    "13 d",
    "2 wk",
    "8 wk",
    "2 mo",
    "12 mo",
    "1 y",
    "2.5 y",
  ]);
});

test("each reason is a sentence with its numbers", () => {
  expect(whyLine("due", facts)).toBe("Fading: about 87% likely you still know it; last seen 12 days ago.");
  expect(whyLine("extra", { ...facts, elapsed: 1, untilDue: 3 })).toBe(
    "Ahead of time, due in 3 days: about 87% likely you still know it; last seen yesterday.",
  );
  expect(whyLine("new", facts)).toBe(
    "New: Modeling is 36% of MLS-C01, and you have met 12 of its 140 cards.",
  );
  expect(whyLine("new", { ...facts, domain: null, percent: null })).toBe("New to you.");
  expect(whyLine("relearn", facts)).toMatch(/comes back until it passes/);
});

test("certainty is never claimed", () => {
  expect(whyLine("due", { ...facts, known: 0.9999 })).toContain("99%");
  expect(whyLine("due", { ...facts, known: 0.001 })).toContain("1%");
});
