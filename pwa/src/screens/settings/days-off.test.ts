import { expect, test } from "vitest";
import { added, breaksOf, toggled, weekdaysOf, wrongBreak } from "./days-off";

test("a weekday is off, and on again", () => {
  expect(toggled([5], 2)).toEqual([2, 5]);
  expect(toggled([2, 5], 2)).toEqual([5]);
});

test("a break has a first and a last day, in this order", () => {
  expect(wrongBreak("2026-12-24", "2026-12-24")).toBeNull();
  expect(wrongBreak("2026-12-24", "2026-12-23")).toContain("before the first");
  expect(wrongBreak("", "2026-12-23")).toContain("Choose");
});

test("breaks stand in order, and one given twice is there once", () => {
  const first = added([["2027-01-02", "2027-01-05"]], ["2026-12-24", "2026-12-26"]);
  expect(first.map(([from]) => from)).toEqual(["2026-12-24", "2027-01-02"]);
  expect(added(first, ["2027-01-02", "2027-01-05"])).toEqual(first);
});

test("what is stored and makes no sense is left out", () => {
  expect(weekdaysOf([0, 6, 7, -1, "Mon"])).toEqual([0, 6]);
  expect(weekdaysOf("all")).toEqual([]);
  expect(breaksOf([["2026-12-24", "2026-12-26"], ["x", "y"], "z"])).toEqual([["2026-12-24", "2026-12-26"]]);
  expect(breaksOf(null)).toEqual([]);
});
