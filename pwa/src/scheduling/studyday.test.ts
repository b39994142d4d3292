import { expect, test } from "vitest";
import { dateOfDay, dayOfDate, studyDay, untilTurnover } from "./studyday";

const at = (text: string) => Date.parse(text);

test("the study day turns over at four in the morning, local time", () => {
  expect(studyDay(at("2026-03-02T03:59:59Z"), 0)).toBe(dayOfDate("2026-03-01"));
  expect(studyDay(at("2026-03-02T04:00:00Z"), 0)).toBe(dayOfDate("2026-03-02"));
  expect(studyDay(at("2026-03-02T02:00:00Z"), 120)).toBe(dayOfDate("2026-03-02"));
});

test("days before 1970 count downwards", () => {
  expect(studyDay(-1, 0)).toBe(-1);
});

test("turnover is as far away as the clock says", () => {
  expect(untilTurnover(at("2026-03-02T03:59:00Z"), 0)).toBe(60_000);
  expect(untilTurnover(at("2026-03-02T04:00:00Z"), 0)).toBe(86_400_000);
});

test("a date goes to its day and back; nonsense is no day", () => {
  expect(dateOfDay(dayOfDate("2026-12-31")!)).toBe("2026-12-31");
  expect(dayOfDate("soon")).toBeNull();
  expect(dayOfDate("2026-13-45")).toBeNull();
});
