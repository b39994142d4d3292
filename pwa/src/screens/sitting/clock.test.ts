import { expect, test } from "vitest";
import { clockFace, duration, length, momentOf, paceOf, untilTick } from "./clock";

const MINUTE = 60_000;

test("the clock shows hours only while there are any, and never less than nothing", () => {
  expect(clockFace(180 * MINUTE)).toBe("3:00:00");
  expect(clockFace(59 * MINUTE + 59_001)).toBe("1:00:00");
  expect(clockFace(750_000)).toBe("12:30");
  expect(clockFace(-5)).toBe("0:00");
});

test("the face shows a second until it is over", () => {
  expect(clockFace(1_001)).toBe("0:02");
  expect(clockFace(1_000)).toBe("0:01");
  expect(clockFace(1)).toBe("0:01");
});

test("after the tick the face is another one", () => {
  for (const left of [10_000, 9_999, 9_001, 1])
    expect(clockFace(left - untilTick(left))).not.toBe(clockFace(left));
});

test("the pace is the time left for each question without an answer", () => {
  expect(paceOf(180 * MINUTE, 65)).toBe("2 min 46 s each");
  expect(paceOf(90_000, 2)).toBe("45 s each");
  expect(paceOf(MINUTE, 0)).toBeNull();
});

test("times are told as exactly as they matter", () => {
  expect(duration(59_600)).toBe("1 min");
  expect(duration(125_000)).toBe("2 min 5 s");
  expect(duration(11 * MINUTE + 40_000)).toBe("12 min");
  expect(duration(0)).toBe("0 s");
});

test("four moments are spoken, each once its time has come", () => {
  const moments = [31, 30, 29, 10, 6, 5, 1, 0.5].map((left) => momentOf(left * MINUTE, 180));
  expect(moments).toEqual([null, 30, 30, 10, 10, 5, 1, 1]);
});

test("a paper of 28 minutes does not begin with a warning that 30 are left", () => {
  expect(momentOf(28 * MINUTE, 28)).toBeNull();
  expect(momentOf(10 * MINUTE, 28)).toBe(10);
});

test("whole hours are told as hours", () => {
  expect([length(180), length(60), length(28), length(130)]).toEqual([
    "3 hours",
    "1 hour",
    "28 minutes",
    "130 minutes",
  ]);
});
