import { expect, test } from "vitest";
import { aQuestion } from "../../exams/paper.test-data";
import type { SittingQuestion } from "../../study/app";
import { asks, changedElsewhere, chosen, firstOpen, leaving, moved, standing, unanswered } from "./progress";

const asked = (id: string, choose: number, choices: number[], flagged = false): SittingQuestion => ({
  question: aQuestion(id, { choose }),
  choices,
  sure: null,
  tookMs: 0,
  flagged,
  struck: [],
  late: false,
});

test("a question that wants two options is answered with two, not with one or three", () => {
  expect([[], [1], [1, 2], [0, 1, 2]].map((choices) => standing(asked("a", 2, choices)))).toEqual([
    "open",
    "partly",
    "answered",
    "partly",
  ]);
});

test("coming back opens the first question that wants an answer, or the first of all", () => {
  const done = asked("a", 1, [0]);
  expect(firstOpen([done, asked("b", 2, [1]), asked("c", 1, [])])).toBe(1);
  expect(firstOpen([done])).toBe(0);
  expect(unanswered([done, asked("b", 2, [1]), asked("c", 1, [])])).toBe(2);
});

test("before handing in it is said what is missing", () => {
  expect(leaving([asked("a", 1, []), asked("b", 2, [1]), asked("c", 1, [2], true)])).toBe(
    "1 question has no answer, 1 with too few or too many options chosen, 1 flagged.",
  );
  expect(leaving([asked("a", 1, [3])])).toBe("Every question is answered.");
});

test("one right option is changed by choosing another, several are chosen one by one", () => {
  expect(chosen(asked("a", 1, [0]), 2)).toEqual([2]);
  expect(chosen(asked("a", 2, [3]), 1)).toEqual([1, 3]);
  expect(chosen(asked("a", 2, [1, 3]), 3)).toEqual([1]);
  expect(asks(asked("a", 2, [0, 1, 3]))).toBe("Choose 2. 3 chosen, 1 too many.");
  expect(asks(asked("a", 1, [0]))).toBe("Choose 1.");
});

test("moving on stops at the ends of the paper", () => {
  expect([moved(0, -1, 3), moved(0, 1, 3), moved(2, 1, 3), moved(0, 1, 0)]).toEqual([0, 1, 2, 0]);
});

test("what another device answered is told by its place in the paper", () => {
  const before = [asked("a", 1, [0]), asked("b", 1, [])];
  expect(changedElsewhere(before, [asked("a", 1, [0]), asked("b", 1, [2])])).toEqual([2]);
  expect(changedElsewhere(before, before)).toEqual([]);
});
