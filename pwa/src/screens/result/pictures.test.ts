import { expect, test } from "vitest";
import type { Marked } from "../../study/app";
import { exams } from "../testing/deck";
import { scorePicture, times } from "./pictures";

const exam = exams[0]!; // 65 questions in 180 minutes, pass mark 750 of 100 to 1,000
const paceMs = (180 * 60_000) / 65;
const paper = (raw: number | null, took: (number | null)[], predicted: Marked["predicted"] = null) =>
  ({
    raw,
    predicted,
    questions: took.map((took_ms, i) => ({ took_ms, verdict: i === 0 ? "right" : "wrong" })),
  }) as Marked;

test("the score, the pass mark and what was expected share one line", () => {
  const picture = scorePicture(
    paper(0.6, [], { mean: 0.65, low: 0.55, high: 0.75, difference: -0.05, inside: true }),
    exam,
  );
  expect(picture?.score).toBe(60);
  expect(picture?.pass).toBeCloseTo(72.2, 1);
  expect(picture?.expected?.from).toBeCloseTo(55);
  expect(picture?.expected?.width).toBeCloseTo(20);
});

test("without a prediction nothing is drawn for it, and without questions nothing at all", () => {
  expect(scorePicture(paper(1, []), exam)?.expected).toBeNull();
  expect(scorePicture(paper(null, []), exam)).toBeNull();
});

test("the slowest question sets the height of all, and the pace is a line among them", () => {
  const { columns, pace, meanMs, longest } = times(paper(0.5, [paceMs, 2 * paceMs, null]), exam);
  expect(columns.map(({ height }) => height)).toEqual([0.5, 1, 0]);
  expect(pace).toBe(0.5);
  expect(meanMs).toBe(1.5 * paceMs);
  expect(longest?.place).toBe(2);
  expect(columns.map(({ right }) => right)).toEqual([true, false, false]);
});

test("a paper answered faster than the pace is drawn below it", () => {
  const { pace, columns } = times(paper(0.5, [paceMs / 4]), exam);
  expect(pace).toBe(1);
  expect(columns[0]!.height).toBe(0.25);
});

test("a paper without any answer has no time to tell", () => {
  const { meanMs, longest } = times(paper(0, [null]), exam);
  expect([meanMs, longest]).toEqual([null, null]);
});
