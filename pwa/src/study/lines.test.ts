import { expect, test } from "vitest";
import { daysLabel, whyLine, type WhyFacts } from "./lines";

const facts: WhyFacts = {
  known: 0.714,
  onDate: 0.481,
  daysLeft: 21,
  elapsed: 12,
  topic: "Streaming",
  tries: 6,
  right: 2,
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

test("each reason is a sentence with the numbers that chose the card", () => {
  const both = "71% likely to recall today, 48% on exam day.";
  expect(whyLine("fading", facts)).toBe(`Fading: ${both}`);
  expect(whyLine("important", facts)).toBe(`Fading, and the exam asks it often: ${both}`);
  expect(whyLine("last-pass", { ...facts, daysLeft: 1 })).toBe(`Last pass, the exam is tomorrow; ${both}`);
  expect(whyLine("fill", facts)).toBe(`Ahead of time, as nothing else waits: ${both}`);
  expect(whyLine("new-weak", facts)).toBe("New in a weak topic: of 6 first tries in Streaming 2 went well.");
  expect(whyLine("new", facts)).toBe(
    "New: Modeling is 36% of MLS-C01, and you have met 12 of its 140 cards.",
  );
  expect(whyLine("new", { ...facts, domain: null, percent: null })).toBe("New to you.");
  expect(whyLine("called", facts)).toBe("Called back: a practice question on this went wrong.");
  expect(whyLine("relearn", facts)).toBe("You missed it earlier today; it comes back until it passes.");
  expect(whyLine("relearn", { ...facts, sure: true })).toMatch(/^You were sure of it, and it was wrong/);
});

test("without a date the line says when the card was last seen", () => {
  const undated = { ...facts, onDate: null, daysLeft: null };
  expect(whyLine("due", undated)).toBe("Due: 71% likely to recall today, last seen 12 days ago.");
  expect(whyLine("due", { ...undated, elapsed: 1 })).toContain("last seen yesterday");
});

test("a reason of an earlier version still has a line", () => {
  expect(whyLine("extra", facts)).toContain("Ahead of time");
  expect(whyLine("exam" as "due", facts)).toContain("71%");
});

test("certainty is never claimed", () => {
  expect(whyLine("due", { ...facts, known: 0.9999 })).toContain("99%");
  expect(whyLine("due", { ...facts, known: 0.001 })).toContain("1%");
});
