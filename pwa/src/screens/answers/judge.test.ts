import { describe, expect, test } from "vitest";
import type { ComputeInstance, LibraryCard } from "../../study/app";
import { complete, judged, readings, suggestion, verdict } from "./judge";

const base = {
  id: "c",
  version: 1,
  concept: "k",
  concepts: [],
  applies: false,
  prompt: "",
  why: "",
  not: null,
  retired: false,
  changed_in: 1,
};
const source = { source: { title: "Guide", url: "https://example.org" }, verified_on: "2026-11-21" };
const option = (right: boolean) => ({ html: "x", right, why: "" });
const aChoice = (...right: boolean[]): LibraryCard => ({
  ...base,
  ...source,
  form: "choice",
  options: right.map(option),
  choose: right.filter(Boolean).length,
});
const anOrder = (...steps: string[]): LibraryCard => ({ ...base, ...source, form: "order", steps });
const aMatch = (...rights: string[]): LibraryCard => ({
  ...base,
  ...source,
  form: "match",
  pairs: rights.map((right, i) => ({ left: `${i}`, right })),
});
const aCompute: LibraryCard = { ...base, ...source, form: "compute", instances: [] };
const expecting = (answer: number, tolerance = 0.01, unit = ""): ComputeInstance => ({
  prompt: "",
  answer,
  tolerance,
  unit,
  work: "",
});
const typed = (text: string, instance: ComputeInstance) => verdict(aCompute, instance, text);

describe("choice", () => {
  test("all the right options and no other are right", () => {
    expect(verdict(aChoice(true, false, true), null, [2, 0])).toBe(true);
    expect(verdict(aChoice(true, false, true), null, [0, 1])).toBe(false);
  });
  test("too few chosen are not judged", () => {
    expect(verdict(aChoice(true, false, true), null, [0])).toBeNull();
    expect(complete(aChoice(true, false), null, [0])).toBe(true);
  });
});

describe("compute", () => {
  test.each(["3.16", "3,16", " 3.160 ", "+3.16", "3.17", "3.15", "316e-2"])(
    "%s is right for 3.16",
    (text) => {
      expect(typed(text, expecting(3.16))).toBe(true);
    },
  );
  test.each(["3.18", "2.67", "-3.16", "0.0316"])("%s is wrong for 3.16", (text) => {
    expect(typed(text, expecting(3.16))).toBe(false);
  });
  test("a percent sign means the number it stands for, whichever way the answer is written", () => {
    expect(typed("87.5%", expecting(0.875, 0.001))).toBe(true);
    expect(typed("87,5 %", expecting(87.5, 0.1, "%"))).toBe(true);
    expect(typed("87.5", expecting(87.5, 0.1, "%"))).toBe(true);
    expect(typed("87.5", expecting(0.875, 0.001))).toBe(false);
  });
  test("thousands may be grouped by comma, point or space", () => {
    for (const text of ["12,500", "12 500", "12500", "12.500,0", "12,500.0"])
      expect(typed(text, expecting(12500, 0))).toBe(true);
  });
  test("the unit may be typed, fractions and a typographic minus are numbers", () => {
    expect(typed("40 ms", expecting(40, 0, "ms"))).toBe(true);
    expect(typed("3/4", expecting(0.75, 0))).toBe(true);
    expect(typed("\u22120.5", expecting(-0.5, 0))).toBe(true);
  });
  test("the edge of the tolerance still counts", () => {
    expect(typed("0.3", expecting(0.2, 0.1))).toBe(true);
  });
  test.each(["", "abc", "1/0", "1.2.3", "%", "3/4/5", "/2"])("%j is no number and is not judged", (text) => {
    expect(readings(text, "")).toEqual([]);
    expect(typed(text, expecting(1))).toBeNull();
  });
});

describe("order and match", () => {
  test("only the right order is right", () => {
    expect(verdict(anOrder("a", "b", "c"), null, [0, 1, 2])).toBe(true);
    expect(verdict(anOrder("a", "b", "c"), null, [1, 0, 2])).toBe(false);
  });
  test("equal right sides are interchangeable", () => {
    expect(verdict(aMatch("S3", "EFS", "S3"), null, [2, 1, 0])).toBe(true);
  });
  test("a match with a side left open is not judged", () => {
    expect(verdict(aMatch("S3", "EFS"), null, [0, -1])).toBeNull();
  });
});

test("right suggests Good, wrong suggests Again, and no answer suggests nothing", () => {
  expect([suggestion(true), suggestion(false), suggestion(null)]).toEqual([3, 1, null]);
});

test("a card with nothing to fill in is the learner's own to judge", () => {
  const card: LibraryCard = { ...base, ...source, form: "basic", answer: "" };
  expect(judged(card)).toBe(false);
  expect(verdict(card, null, null)).toBeNull();
});
