/** What can be told of a learner's way to the exam: the words of the door between this and the screens. */
import type { LibraryExam } from "../../api/library";
import type { Area, Cell } from "../../stats/areas";
import type { DayDone, Durations, Measured, WeekDone } from "../../stats/measures";
import type { Prediction, Score } from "../../stats/predictions";
import type { DayAhead } from "../../selection/ahead";
import type { Verdict } from "../../selection/plan";

export type { DayAhead } from "../../selection/ahead";
export type { Verdict as PlanVerdict } from "../../selection/plan";
export type { Area } from "../../stats/areas";
export type { DayDone, Durations, Measured, WeekDone } from "../../stats/measures";
export type { Prediction, Score } from "../../stats/predictions";

export interface Standing {
  exam: LibraryExam;
  date: string | null;
  /** Days until then; null without a date, below 0 when it has passed. */
  daysLeft: number | null;
  /** Were the exam today. */
  today: Score;
  /** On the exam's date without a further review; null without a date ahead. */
  unstudied: Score | null;
  /** Part of the exam whose cards were met, 0..1. */
  met: number;
  cards: number;
  seen: number;
}

/** What the minutes to come are expected to lead to. */
export interface Outlook {
  /** On the exam's date, or at the end of the horizon while it has none. */
  score: Score;
  /** Study day on which the last card is met for the first time; null = not before the date. */
  allMetOn: number | null;
  /** Part of the cards met by then, 0..1. */
  met: number;
}
export interface PlanAhead extends Outlook {
  exam: LibraryExam;
  /** Study day of the exam, or of the horizon. */
  until: number;
  dated: boolean;
  minutesADay: number;
  days: DayAhead[];
  today: DayAhead | null;
  /** With 5 minutes a day fewer, and more. */
  fewer: Outlook;
  more: Outlook;
  verdict: Verdict;
}

export interface Rated {
  /** 1 (weak) to 5 (strong), as the learner said; null = not said. */
  rating: number | null;
  /** First tries of cards and answers to questions, with the 80% interval of their share. */
  n: number;
  right: number;
  share: number;
  low: number;
  high: number;
}
export interface DomainArea extends Area {
  id: string;
  name: string;
  rated: Rated;
  topics: (Cell & { id: string; name: string })[];
}

export interface Statistics {
  /** Study day. */
  today: number;
  reviews: number;
  /** Every day of the last half year, from a Monday on. */
  days: DayDone[];
  weeks: WeekDone[];
  retention: (Measured & { week: number })[];
  overall: Measured;
  calibration: (Measured & { from: number; to: number })[];
  domains: (Measured & { name: string })[];
  durations: Durations[];
  /** By lower bound in seconds. */
  times: { from: number; n: number }[];
  /** Cards that come due, by day from today on. */
  forecast: number[];
  /** The log is all here; while it is not, there is more than this. */
  whole: boolean;
}

/** One day's prediction beside what practice exams and the real one gave. */
export interface PredictionRecord {
  predictions: Prediction[];
  /** Finished practice exams, oldest first: the part of questions right, and what had been predicted before. */
  papers: { day: number; share: number; predicted: (Score & { inside: boolean }) | null }[];
  /** The real result, as far as the learner reported it. */
  outcome: { passed: boolean | null; share: number | null; score: number | null; date: string | null } | null;
}

export interface Insight {
  /** Calls fn whenever anything of the app changed; returns the way out. */
  subscribe(fn: () => void): () => void;
  /** Of each of the learner's exams. */
  standings(): Standing[];
  /** As if all minutes went to this exam; worked out in pieces. */
  plan(examId: string): Promise<PlanAhead>;
  /** Weak areas of an exam: its domains in the blueprint's order, each with its topics, most points first. */
  areas(examId: string): DomainArea[];
  /** Reads the whole log; `told` hears how much of it is done, 0..1. */
  statistics(told: (share: number) => void): Promise<Statistics>;
  record(examId: string): Promise<PredictionRecord>;
  /** Keeps today's predictions, where that was not done yet today. */
  keepPredictions(): Promise<void>;
  /** null takes it back. */
  rate(examId: string, domain: string, rating: number | null): Promise<void>;
}
