import { expect, test } from "vitest";
import type { Measured } from "../../study/app";
import { likely } from "../../stats/likely";
import {
  activityWords,
  calibrationRows,
  calibrationWords,
  domainWords,
  durationWords,
  forecastRows,
  forecastWords,
  retentionWords,
  timeLabels,
  weekRows,
} from "./statistics-told";

const TODAY = 20_778;
const measured = (n: number, ok: number, expected: number): Measured => ({
  ...{ n, ok, share: n ? ok / n : 0, expected },
  ...likely(ok, n),
});
const none = measured(0, 0, 0);

test("half a year is told in days, reviews and minutes, and its weeks newest first", () => {
  const days = [
    { day: TODAY - 1, reviews: 20, minutes: 9.6 },
    { day: TODAY, reviews: 0, minutes: 0 },
  ];
  expect(activityWords({ days })).toContain("you studied on 1 day: 20 reviews in 10 minutes");
  const weeks = [
    { week: TODAY - 12, days: 2, reviews: 9, minutes: 4.4 },
    { week: TODAY - 5, days: 1, reviews: 20, minutes: 9.6 },
    { week: TODAY, days: 0, reviews: 0, minutes: 0 },
  ];
  expect(weekRows({ weeks }).map(([, , reviews]) => reviews)).toEqual(["20", "9"]);
});

test("what comes due is told for today and as a mean of the days after", () => {
  expect(forecastWords({ forecast: [1, 4, 6] })).toBe(
    "Of the cards you have met, 1 is due today and 10 in the 2 days after, about 5 a day. New cards and failed ones come on top.",
  );
  expect(forecastRows({ today: TODAY, forecast: [1, 4] })).toEqual([
    ["21 Nov 2026", "1"],
    ["22 Nov 2026", "4"],
  ]);
});

test("recall is a share with its range, and nothing is claimed before a card came back", () => {
  expect(retentionWords({ overall: measured(100, 90, 0.9) })).toContain(
    "you recalled 90%, likely 85-\u{2060}94%",
  );
  expect(retentionWords({ overall: none })).toContain("No card has come back");
});

test("an expectation is only called wrong when what happened excludes it", () => {
  const told = (ok: number) => {
    const overall = measured(1000, ok, 0.88);
    return calibrationWords({ overall, calibration: [{ from: 0.85, to: 0.9, ...overall }] });
  };
  expect(told(880)).toContain("that agrees");
  expect(told(800)).toContain("you recalled less than expected");
  expect(told(940)).toContain("you recalled more than expected");
  expect(calibrationWords({ overall: none, calibration: [] })).toContain("Once cards come back");
  expect(
    calibrationRows({ calibration: [{ from: 0.85, to: 0.9, ...measured(10, 9, 0.87) }] })[0],
  ).toMatchObject({
    0: "85% to 90%",
    1: "87%",
    3: "10",
  });
});

test("the domain with the lowest recall is named", () => {
  const domains = [
    { name: "Modeling", ...measured(100, 90, 0.9) },
    { name: "Data Engineering", ...measured(100, 70, 0.9) },
  ];
  expect(domainWords({ domains })).toContain("lowest in Data Engineering: 70%");
  expect(domainWords({ domains: [] })).toContain("once cards have come back");
});

test("time is told by kind of answer, and only for kinds there are", () => {
  const durations = [
    { kind: "first" as const, n: 5, quartiles: [10, 20, 30] as [number, number, number] },
    { kind: "failed" as const, n: 0, quartiles: [0, 0, 0] as [number, number, number] },
  ];
  expect(durationWords({ durations })).toContain("first tries 20 s.");
  expect(durationWords({ durations: [] })).toContain("after the first grades");
  expect(
    timeLabels({
      times: [
        { from: 0, n: 1 },
        { from: 5, n: 2 },
      ],
    }),
  ).toEqual(["0-5", "5+"]);
});
