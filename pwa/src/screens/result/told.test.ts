import { expect, test } from "vitest";
import { exams } from "../testing/deck";
import { aQuestion } from "../../exams/paper.test-data";
import type { Marked, MarkedQuestion, SittingQuestion } from "../../study/app";
import {
  against,
  circumstances,
  constraintShares,
  domainShares,
  only,
  passShare,
  reviewed,
  scaledLine,
  weakest,
} from "./told";

const exam = exams[0]!;
const one = (id: string, change: Partial<MarkedQuestion> = {}): MarkedQuestion => ({
  id,
  verdict: "right",
  choices: [0],
  domain: "d0",
  constraint: "cost",
  difficulty: 2,
  flagged: false,
  sure: null,
  took_ms: 60_000,
  retired: false,
  ...change,
});
const marked = (questions: MarkedQuestion[], change: Partial<Marked> = {}): Marked => ({
  questions,
  unknown: [],
  count: questions.length,
  right: 0,
  raw: 0.6,
  by_domain: {},
  by_constraint: {},
  by_difficulty: {},
  flagged: [],
  unsure: [],
  confident_errors: [],
  took_ms: 0,
  scaled: { score: 640, passes: false, assumes: "linear" },
  predicted: null,
  ...change,
});
const asked = (id: string): SittingQuestion => ({
  question: aQuestion(id),
  choices: [0],
  sure: null,
  tookMs: 0,
  flagged: false,
  struck: [],
  late: false,
});
const predicted = (low: number, high: number, inside: boolean) => ({
  mean: (low + high) / 2,
  low,
  high,
  difference: 0,
  inside,
});

test("the score is set against what was expected before, whichever way it went", () => {
  expect(against(marked([], { predicted: predicted(0.55, 0.7, true) }))).toBe(
    "Before this paper Cardinal expected 55-70%: you are within it.",
  );
  expect(against(marked([], { predicted: predicted(0.64, 0.72, false) }))).toContain("4 points below");
  expect(against(marked([], { predicted: predicted(0.4, 0.59, false) }))).toContain("1 point above");
  expect(against(marked([]))).toBeNull();
  expect(against(marked([], { predicted: predicted(0.05, 0.99, true) }))).toBe(
    "Before this paper Cardinal knew too little of you to expect more than 5-99%.",
  );
});

test("a scaled score is never told without what it takes for granted", () => {
  expect(scaledLine(marked([]), exam)).toContain(
    "About 640 on the scale of 100 to 1,000, below the pass mark of 750",
  );
  expect(scaledLine(marked([]), exam)).toContain("is not published");
  expect(passShare(exam)).toBeCloseTo(0.722, 3);
});

test("domains keep their order, constraints begin with the weakest", () => {
  const tally = { d1: { count: 4, right: 4 }, d0: { count: 4, right: 1 } };
  expect(domainShares(tally, exam).map(({ name }) => name)).toEqual([
    "Exploratory Data Analysis",
    "Data Engineering",
  ]);
  const shares = constraintShares({ cost: { count: 4, right: 3 }, latency: { count: 2, right: 0 } });
  expect(shares.map(({ name }) => name)).toEqual(["Lowest latency", "Lowest cost"]);
  expect(weakest(shares)).toBe("Weakest: Lowest latency, 0 of 2.");
  expect(weakest([{ name: "a", right: 1, count: 1 }])).toBe("");
  expect(
    weakest([
      { name: "a", right: 1, count: 1 },
      { name: "b", right: 2, count: 2 },
    ]),
  ).toContain("Nothing went wrong");
});

test("errors made with confidence come first, and keep their place in the paper", () => {
  const all = reviewed({
    marked: marked([one("a"), one("b", { verdict: "wrong", sure: true })], { confident_errors: ["b"] }),
    questions: [asked("a"), asked("b")],
  });
  expect(all.map(({ place, marked }) => [place, marked.id])).toEqual([
    [2, "b"],
    [1, "a"],
  ]);
});

test("filters show what went wrong in any way, what was flagged, and what was guessed", () => {
  const all = reviewed({
    marked: marked([
      one("a"),
      one("b", { verdict: "unanswered", flagged: true }),
      one("c", { verdict: "late" }),
      one("d", { sure: false }),
    ]),
    questions: ["a", "b", "c", "d"].map(asked),
  });
  const ids = (filter: Parameters<typeof only>[1]) => only(all, filter).map(({ marked }) => marked.id);
  expect(ids("wrong")).toEqual(["b", "c"]);
  expect(ids("flagged")).toEqual(["b"]);
  expect(ids("unsure")).toEqual(["d"]);
  expect(ids("all")).toHaveLength(4);
});

test("what happened with a question is told in a few words", () => {
  expect(circumstances(one("a", { flagged: true, sure: false, retired: true }), "2 min")).toBe(
    "flagged, you were not sure, 2 min, this question is no longer asked",
  );
  expect(circumstances(one("a"), null)).toBe("");
});
