import { expect, test } from "vitest";
import type { PlanAhead } from "../../study/app";
import { exams } from "../testing/deck";
import { changes, changeWords, shortWords, todayHolds, verdictWords } from "./plan-told";

const TODAY = 20_778; // 21 Nov 2026
const day = { day: TODAY, seconds: 840, reviews: 18, fresh: 9, points: 0.82, unmet: 100 };
const outlook = (mean: number, allMetOn: number | null) => ({
  score: { mean, low: mean - 0.05, high: mean + 0.05 },
  allMetOn,
  met: allMetOn === null ? 0.86 : 1,
});
const aPlan = (about: Partial<PlanAhead> = {}): PlanAhead => ({
  exam: exams[1]!,
  ...{ until: TODAY + 50, dated: true, minutesADay: 15, days: [day], today: day },
  ...outlook(0.78, TODAY + 31),
  fewer: outlook(0.75, null),
  more: outlook(0.8, TODAY + 25),
  verdict: { kind: "fits" },
  ...about,
});

test("a plan that fits names the day on which all is met, and how long before the exam that is", () => {
  expect(verdictWords(aPlan(), 50)).toBe(
    "You will have met every card once by 22 Dec 2026, 19 days before the exam.",
  );
});

test("a date that cannot be met is said, with what would be enough", () => {
  const verdict = { kind: "too little time", met: 0.86, minutesADay: 20 } as const;
  expect(verdictWords(aPlan({ verdict, allMetOn: null }), 50)).toBe(
    "With 15 minutes a day you will have met 86% of the cards by 10 Jan 2027. About 20 minutes a day would be enough to meet all of them. Until then what counts most comes first.",
  );
  const never = { ...verdict, minutesADay: 1440 };
  expect(verdictWords(aPlan({ verdict: never, allMetOn: null }), 50)).toContain("No number of minutes");
});

test("days off, no cards, the exam today and a date gone by have their own sentence", () => {
  expect(verdictWords(aPlan({ verdict: { kind: "no study days" } }), 50)).toContain(
    "Every day until 10 Jan 2027 is off",
  );
  expect(verdictWords(aPlan({ verdict: { kind: "no cards" } }), null)).toContain("no cards");
  expect(verdictWords(aPlan({ verdict: { kind: "exam is today" } }), 0)).toContain("The exam is today");
  const undated = { dated: false, allMetOn: null, met: 0.5 };
  expect(verdictWords(aPlan(undated), -3)).toBe(
    "The date you set has passed; set the next one. Without a date, Cardinal looks 50 days ahead. By then you will have met 50% of the cards.",
  );
  expect(verdictWords(aPlan({ allMetOn: TODAY, days: [{ ...day, unmet: 0 }] }), 50)).toContain(
    "met every card",
  );
});

test("today is told in cards, minutes and points", () => {
  expect(todayHolds(day)).toBe(
    "Today holds 18 to repeat and 9 new, in 14 minutes, worth about 0.8 exam points.",
  );
  expect(todayHolds({ ...day, reviews: 0, fresh: 0 })).toBe("Nothing is planned for today.");
  expect(todayHolds(null)).toBe("Nothing is planned for today.");
});

test("other minutes stand beside those chosen, with what they would change", () => {
  expect(changes(aPlan())).toEqual([
    { minutes: 10, score: "70-\u{2060}80%", met: "86% of the cards" },
    { minutes: 15, score: "73-\u{2060}83%", met: "all cards by 22 Dec 2026" },
    { minutes: 20, score: "75-\u{2060}85%", met: "all cards by 16 Dec 2026" },
  ]);
  expect(changes(aPlan({ minutesADay: 5 })).map(({ minutes }) => minutes)).toEqual([5, 10]);
  expect(changeWords(aPlan())).toBe(
    "5 more minutes a day, 20 in all, would add about 2 points to the score.",
  );
  expect(changeWords(aPlan({ more: outlook(0.78, null) }))).toContain("less than a point");
});

test("today tells in one line where things stand and lead, and nothing before the first grade", () => {
  const standing = {
    ...{ exam: exams[1]!, date: null, daysLeft: 50, unstudied: null, met: 0.1, cards: 9, seen: 3 },
    today: { mean: 0.5, low: 0.4, high: 0.6 },
  };
  expect(shortWords(aPlan(), standing)).toBe(
    "Ready for MLA-C01 today: likely 40-\u{2060}60%. As planned, likely 73-\u{2060}83% on 10 Jan 2027.",
  );
  const verdict = { kind: "too little time", met: 0.86, minutesADay: 20 } as const;
  expect(shortWords(aPlan({ verdict }), standing)).toContain("not every card will be met");
  expect(shortWords(aPlan({ dated: false }), { ...standing, seen: 0 })).toBe("");
  expect(shortWords(aPlan({ verdict: { kind: "no study days" } }), standing)).toContain("is off");
});
