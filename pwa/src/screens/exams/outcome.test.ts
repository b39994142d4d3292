import { expect, test } from "vitest";
import { faults, outcomeLine } from "./outcome";

const exam = { scale: [100, 1000] as [number, number] };
const told = { passed: true, score: "", date: "" };

test("passed or not is all that must be told", () => {
  expect(faults(told, exam, "2026-11-22")).toEqual({});
  expect(faults({ ...told, passed: null }, exam, "2026-11-22")).toEqual({
    passed: "Say whether you passed.",
  });
});

test("a score off the exam's scale and a day to come are refused with what to do", () => {
  for (const score of ["99", "1001", "750.5", "many"])
    expect(faults({ ...told, score }, exam, "2026-11-22").score).toContain("from 100 to 1,000");
  expect(faults({ ...told, score: "750" }, exam, "2026-11-22")).toEqual({});
  expect(faults({ ...told, date: "2026-11-23" }, exam, "2026-11-22").date).toContain("still to come");
  expect(faults({ ...told, date: "2026-11-22" }, exam, "2026-11-22")).toEqual({});
});

test("what was reported is told back", () => {
  const last = [0, "", 0, ""] as [number, string, number, string];
  expect(outcomeLine({ passed: true, score: 812, date: "2026-03-03", last })).toBe(
    "You passed this exam on 3 Mar 2026, with a score of 812.",
  );
  expect(outcomeLine({ passed: false, score: null, date: null, last })).toBe(
    "You did not pass this exam yet.",
  );
});
