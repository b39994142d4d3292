import { expect, test } from "vitest";
import type { HistoryLine, Marked } from "../../study/app";
import { exams } from "../testing/deck";
import { pastLine, pastPicture, satOf, waysOf } from "./past";

const exam = exams[0]!;
const line = (
  id: string,
  finishedAt: number,
  raw: number | null,
  predicted: [low: number, high: number] | null = null,
  by_domain: Marked["by_domain"] = {},
): HistoryLine =>
  ({
    id,
    examId: exam.id,
    paper: "full",
    finishedAt,
    marked: {
      raw,
      by_domain,
      predicted: predicted && {
        mean: (predicted[0] + predicted[1]) / 2,
        low: predicted[0],
        high: predicted[1],
        inside: raw !== null && raw >= predicted[0] && raw <= predicted[1],
      },
    },
  }) as HistoryLine;

test("papers are told oldest first, and only those of this exam that have a score", () => {
  const other = { ...line("c", 5, 0.5), examId: "other" };
  const sat = satOf([line("b", 20, 0.7), line("a", 10, 0.5), other, line("d", 30, null)], exam.id);
  expect(sat.map(({ id }) => id)).toEqual(["a", "b"]);
  expect(pastLine(sat)).toBe("2 papers: 50% right in the first, 70% in the last.");
});

test("how many predictions held is said of those that were made", () => {
  const sat = satOf(
    [line("a", 1, 0.5, [0.6, 0.7]), line("b", 2, 0.65, [0.6, 0.7]), line("c", 3, 0.9)],
    exam.id,
  );
  expect(pastLine(sat)).toContain("1 of 2 predictions held.");
  expect(pastLine(satOf([line("a", 1, 0.5)], exam.id))).toBe("One paper, 50% right.");
});

test("a better score is drawn higher, inside what was expected of it", () => {
  const picture = pastPicture(satOf([line("a", 1, 0.25), line("b", 2, 0.75, [0.5, 1])], exam.id), exam);
  expect(picture.dots.map(({ x, y }) => [x, y])).toEqual([
    [25, 75],
    [75, 25],
  ]);
  expect(picture.dots[1]!.expected).toEqual({ y: 0, height: 50 });
  expect(picture.dots[0]!.expected).toBeNull();
  expect(picture.line).toBe("25,75 75,25");
  expect(picture.pass).toBeCloseTo(27.8, 1);
});

test("each domain goes its own way, over the papers that asked of it", () => {
  const sat = satOf(
    [
      line("a", 1, 0.5, null, { d0: { count: 4, right: 1 } }),
      line("b", 2, 0.5, null, { d0: { count: 2, right: 2 }, d1: { count: 2, right: 1 } }),
    ],
    exam.id,
  );
  const ways = waysOf(sat, exam);
  expect(ways[0]!.shares).toEqual([0.25, 1]);
  expect(ways[1]!.shares).toEqual([0.5]);
  expect(ways[0]!.points).toBe("25,75 75,0");
  expect(ways[2]!.shares).toEqual([]);
});
