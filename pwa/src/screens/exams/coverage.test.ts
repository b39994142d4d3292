import { expect, test } from "vitest";
import type { LibraryExam } from "../../study/app";
import { coverage, covered, inOrder } from "./coverage";

const anExam = (
  code: string,
  state: LibraryExam["status"]["state"],
  ...domains: [number, number][]
): LibraryExam => ({
  id: code.toLowerCase(),
  code,
  name: code,
  provider: "AWS",
  status: { state, since: null, note: "" },
  questions: 65,
  scored: 50,
  minutes: 180,
  pass_mark: 750,
  scale: [100, 1000],
  item_types: [],
  source: { title: "", url: "" },
  verified_on: "2026-11-21",
  domains: domains.map(([weight, share], i) => ({
    id: `${i}`,
    name: `${i}`,
    weight,
    coverage: share,
    tasks: [{ id: `${i}.1`, name: "", coverage: share === 1 ? "full" : share ? "partial" : "none" }],
  })),
  concepts: {},
  retired: false,
  changed_in: 1,
});

test("a heavy domain counts for more of the coverage than a light one", () => {
  expect(coverage(anExam("A", "available", [80, 1], [20, 0]))).toBeCloseTo(0.8);
});

test("coverage is told with its parts, and nothing is rounded up to done", () => {
  expect(covered(anExam("A", "available", [50, 1], [50, 0.5]))).toBe(
    "The cards cover 75% of this exam: 1 of 2 tasks in full, 1 in part.",
  );
  expect(covered(anExam("A", "available"))).toBe("There are no cards for this exam yet.");
});

test("exams that can be sat come before retired ones", () => {
  const order = inOrder([
    anExam("MLS-C01", "retired", [1, 1]),
    anExam("MLA-C02", "beta", [1, 1]),
    anExam("AIF-C01", "available", [1, 0]),
  ]);
  expect(order.map((exam) => exam.code)).toEqual(["AIF-C01", "MLA-C02", "MLS-C01"]);
});
