import { expect, test } from "vitest";
import type { PredictionRecord } from "../../study/app";
import { exams } from "../testing/deck";
import { outcomeWords, paperRows, papersWords, recordRows, recordWords } from "./record-told";

const exam = exams[0]!;
const score = (mean: number) => ({ mean, low: mean - 0.05, high: mean + 0.05 });
const record: PredictionRecord = {
  predictions: [
    { day: 20_770, today: score(0.5), onDate: null },
    { day: 20_778, today: score(0.6), onDate: score(0.7) },
  ],
  papers: [
    { day: 20_771, share: 0.52, predicted: { ...score(0.5), inside: true } },
    { day: 20_775, share: 0.4, predicted: { ...score(0.55), inside: false } },
    { day: 20_776, share: 0.4, predicted: null },
  ],
  outcome: { passed: true, score: 766, share: 0.74, date: "2026-11-20" },
};

test("predictions are told from the first to the last, and an empty record says how it fills", () => {
  expect(recordWords(record)).toContain(
    "From 45-\u{2060}55% on 13 Nov 2026 to 55-\u{2060}65% on 21 Nov 2026.",
  );
  expect(recordWords({ predictions: record.predictions.slice(1) })).toBe(
    "On 21 Nov 2026 the prediction was 55-\u{2060}65% of the questions.",
  );
  expect(recordWords({ predictions: [] })).toContain("at a session's end");
  expect(recordRows(record)).toEqual([
    ["21 Nov 2026", "55-\u{2060}65%", "60%", "65-\u{2060}75%"],
    ["13 Nov 2026", "45-\u{2060}55%", "50%", "-"],
  ]);
});

test("practice exams are counted inside or outside the range predicted before them", () => {
  expect(papersWords(record)).toContain("Of 2 practice exams with a prediction, 1 came out inside");
  expect(papersWords({ papers: [] })).toContain("Sit a practice exam");
  expect(papersWords({ papers: record.papers.slice(2) })).toContain("no prediction");
  expect(paperRows(record)[0]).toEqual(["19 Nov 2026", "40%", "-", "-"]);
});

test("the real result stands beside the last prediction", () => {
  expect(outcomeWords(record, exam)).toBe(
    "You passed on 20 Nov 2026, with 766 of 1,000. The last prediction before was 55-\u{2060}65% of the questions; the pass mark lies at 72%.",
  );
  const told = { ...record, predictions: [] };
  const failed = { passed: false, score: null, share: null, date: null };
  expect(outcomeWords({ ...told, outcome: failed }, exam)).toBe("You did not pass.");
  const only = { passed: null, score: 640, share: 0.6, date: null };
  expect(outcomeWords({ ...told, outcome: only }, exam)).toBe("Your score: 640 of 1,000.");
  expect(outcomeWords({ ...told, outcome: null }, exam)).toBeNull();
});
