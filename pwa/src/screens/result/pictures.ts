/** Where things of a result are drawn: the score on its line, and the time of each question as a column. */
import type { LibraryExam, Marked } from "../../study/app";
import { passShare } from "./told";

/** Percent of right answers along a line of 100. */
export interface ScorePicture {
  score: number;
  pass: number;
  expected: { from: number; width: number } | null;
}

const along = (share: number): number => Math.min(Math.max(share, 0), 1) * 100;

export function scorePicture({ raw, predicted }: Marked, exam: LibraryExam): ScorePicture | null {
  if (raw === null) return null;
  const expected = predicted && {
    from: along(predicted.low),
    width: along(predicted.high) - along(predicted.low),
  };
  return { score: along(raw), pass: along(passShare(exam)), expected };
}

export interface Column {
  place: number;
  ms: number;
  /** 0..1 of the highest. */
  height: number;
  right: boolean;
}
export interface Times {
  columns: Column[];
  /** Where the exam's own pace lies, 0..1 of the highest column. */
  pace: number;
  paceMs: number;
  /** Of questions with a time. */
  meanMs: number | null;
  longest: Column | null;
}

/** Time on each question in the paper's order; those never answered took none that was noted. */
export function times({ questions }: Marked, exam: Pick<LibraryExam, "minutes" | "questions">): Times {
  const paceMs = (exam.minutes * 60_000) / exam.questions;
  const highest = Math.max(paceMs, ...questions.map(({ took_ms }) => took_ms ?? 0));
  const columns = questions.map(({ took_ms, verdict }, i) => ({
    place: i + 1,
    ms: took_ms ?? 0,
    height: (took_ms ?? 0) / highest,
    right: verdict === "right",
  }));
  const timed = columns.filter(({ ms }) => ms > 0);
  return {
    columns,
    pace: paceMs / highest,
    paceMs,
    meanMs: timed.length === 0 ? null : timed.reduce((sum, { ms }) => sum + ms, 0) / timed.length,
    longest: timed.toSorted((a, b) => b.ms - a.ms)[0] ?? null,
  };
}
