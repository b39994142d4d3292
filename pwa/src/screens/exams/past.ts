/** Finished papers of one exam over time: the score of each against what was expected, and each domain's way. */
import type { HistoryLine, LibraryExam, Marked } from "../../study/app";
import { count, percent } from "../../words";
import { passShare } from "../result/told";

export interface Sat {
  id: string;
  at: number;
  raw: number;
  marked: Marked;
  line: HistoryLine;
}
/** Oldest first; papers without a question that this library knows have no score to show. */
export const satOf = (history: readonly HistoryLine[], examId: string): Sat[] =>
  history
    .flatMap((line) => {
      const { marked, id, finishedAt } = line;
      const shown = line.examId === examId && marked && marked.raw !== null && finishedAt !== null;
      return shown ? [{ id, at: finishedAt, raw: marked.raw!, marked, line }] : [];
    })
    .sort((a, b) => a.at - b.at);

export interface Dot {
  id: string;
  /** 0..100 from the left, and from the top. */
  x: number;
  y: number;
  expected: { y: number; height: number } | null;
  /** Full papers are drawn larger than those of a few questions. */
  full: boolean;
}
export interface PastPicture {
  dots: Dot[];
  /** The points of the line through them. */
  line: string;
  pass: number;
}

export function pastPicture(sat: readonly Sat[], exam: LibraryExam): PastPicture {
  const dots = sat.map(({ id, raw, marked, line }, i): Dot => {
    const predicted = marked.predicted;
    return {
      id,
      x: ((i + 0.5) / sat.length) * 100,
      y: (1 - raw) * 100,
      expected: predicted && {
        y: (1 - predicted.high) * 100,
        height: (predicted.high - predicted.low) * 100,
      },
      full: line.paper === "full",
    };
  });
  return {
    dots,
    line: dots.map(({ x, y }) => `${x},${y}`).join(" "),
    pass: (1 - passShare(exam)) * 100,
  };
}

export function pastLine(sat: readonly Sat[]): string {
  const [first, last] = [sat[0], sat.at(-1)];
  if (!first || !last) return "";
  const told = sat.filter(({ marked }) => marked.predicted);
  const inside = told.filter(({ marked }) => marked.predicted!.inside).length;
  const kept = told.length ? ` ${inside} of ${count(told.length, "prediction")} held.` : "";
  if (sat.length === 1) return `One paper, ${percent(last.raw)} right.${kept}`;
  return `${sat.length} papers: ${percent(first.raw)} right in the first, ${percent(last.raw)} in the last.${kept}`;
}

export interface Way {
  name: string;
  /** Share right in each paper that asked of it, oldest first. */
  shares: number[];
  /** Of a line 100 wide and 100 high. */
  points: string;
}
export function waysOf(sat: readonly Sat[], exam: LibraryExam): Way[] {
  return exam.domains.map(({ id, name }) => {
    const tallies = sat.flatMap(({ marked }) => marked.by_domain[id] ?? []).filter(({ count }) => count > 0);
    const shares = tallies.map(({ right, count }) => right / count);
    const points = shares.map((share, i) => `${((i + 0.5) / shares.length) * 100},${(1 - share) * 100}`);
    return { name, shares, points: points.join(" ") };
  });
}
