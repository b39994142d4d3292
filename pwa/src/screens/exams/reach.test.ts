import { expect, test } from "vitest";
import type { Mastery } from "../../study/app";
import { exams } from "../testing/deck";
import { reachLine, reachOf } from "./reach";

const exam = {
  ...exams[0]!,
  concepts: Object.fromEntries(
    [
      ["a1", "d0"],
      ["a2", "d0"],
      ["a3", "d1"],
      ["b1", "d1"],
    ].map(([id, domain]) => [id, { domain: domain!, importance: 1, share: 0.1 }]),
  ),
};
const outline = {
  cards: new Map(),
  concepts: new Map(
    ["a1", "a2", "a3", "b1"].map((id) => [id, { topic: id[0] === "a" ? "ta" : "tb", retired: false }]),
  ),
};
const names = new Map([["ta", { name: "Alpha" }]]);
const mastery: Mastery = {
  concepts: new Map(),
  topics: new Map([
    ["ta", { count: 3, recalled: 2, applied: 1, mastered: 1 }],
    ["tb", { count: 1, recalled: 1, applied: 0, mastered: 0 }],
  ]),
};

test("a topic stands under the domain that most of its concepts belong to", () => {
  const domains = reachOf(mastery, exam, outline, names);
  expect(domains.map(({ name, topics }) => [name, topics.map((topic) => topic.name)])).toEqual([
    ["Data Engineering", ["Alpha"]],
    ["Exploratory Data Analysis", ["tb"]],
  ]);
});

test("recall alone is not told as mastery", () => {
  expect(reachLine(reachOf(mastery, exam, outline, names))).toBe(
    "Of 4 concepts you would recall 3 today and have applied 1 to a decision; 1 are both, and so mastered.",
  );
});
