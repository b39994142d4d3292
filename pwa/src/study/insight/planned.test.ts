import { expect, test } from "vitest";
import { dayOfDate } from "../../scheduling/studyday";
import { breaksOf, habitOf } from "./planned";

const told = (settings: Record<string, unknown>) => habitOf({ setting: (name) => settings[name] }, 600);

test("what the learner has set makes the habit", () => {
  const settings = {
    minutes_a_day: 20,
    weekdays_off: [5, 6],
    new_cap: 12,
    breaks: [["2026-12-24", "2026-12-26"]],
  };
  const from = dayOfDate("2026-12-24")!;
  expect(told(settings)).toEqual({
    minutesADay: 20,
    secondsToday: 600,
    weekdaysOff: [5, 6],
    breaks: [[from, from + 2]],
    newCap: 12,
  });
});

test("what makes no sense counts as not set", () => {
  const settings = {
    minutes_a_day: "much",
    weekdays_off: [7, "Monday", 2.5],
    new_cap: 0,
    breaks: "Christmas",
  };
  expect(told(settings)).toEqual({
    minutesADay: 0,
    secondsToday: 600,
    weekdaysOff: [],
    breaks: [],
    newCap: null,
  });
  expect(breaksOf([["2026-12-26", "2026-12-24"], ["2026-12-24"], "x", [1, 2]])).toEqual([]);
});
