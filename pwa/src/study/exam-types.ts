/** What screens may know and do about practice exams and the real one. */
import type { LibraryExam, LibraryQuestion } from "../api/library";
import type { Marked } from "../exams/marking";
import type { Mastery } from "../exams/mastery";
import type { PaperKind, Wish } from "../exams/papers";
import type { Paper } from "../scheduling/events";
import type { OutcomeState } from "../scheduling/fold-others";

export type { Marked, MarkedQuestion, Tally, Verdict } from "../exams/marking";
export type { Mastery, Reached, ReachedCounts } from "../exams/mastery";
export type { PaperKind } from "../exams/papers";
export type { OutcomeState } from "../scheduling/fold-others";

export type Mode = "exam" | "training";
/** As drawn; where the weights of weak areas are left out, the weakest topics by first tries and questions. */
export type PaperWish =
  Exclude<Wish, { kind: "weak" }> | { kind: "weak"; size: number; weights?: Record<string, number> };
/** By domain (weak areas: by topic) how many questions are lacking. */
export type Lacking = Record<string, number>;

export interface ExamFacts {
  exam: LibraryExam;
  /** Live questions by domain. */
  questions: Record<string, number>;
  /** What a full paper lacks; null = it can be drawn. */
  lacking: Lacking | null;
  /** Full papers without any question asked before that can still be drawn. */
  freshPapers: number;
  outcome: OutcomeState | null;
}

export interface SittingQuestion {
  question: LibraryQuestion;
  choices: number[];
  sure: boolean | null;
  /** All the time on it so far. */
  tookMs: number;
  flagged: boolean;
  struck: number[];
  /** The only answer came after time. */
  late: boolean;
}
export interface SittingLine {
  id: string;
  examId: string;
  paper: PaperKind | null;
  mode: Mode;
  /** null = no limit. */
  minutes: number | null;
  startedAt: number;
  finishedAt: number | null;
  paused: boolean;
  /** Questions of the paper, and those with an answer. */
  size: number;
  answered: number;
}
export interface SittingView extends SittingLine {
  /** In the paper's order. */
  questions: SittingQuestion[];
  /** Questions of the paper that this library does not know. */
  unknown: string[];
}
export interface SittingResult extends SittingLine {
  exam: LibraryExam;
  marked: Marked;
  questions: SittingQuestion[];
  /** Cards that this sitting brings forward and that were not reviewed since: what a session on it is about. */
  cards: string[];
}
export interface HistoryLine extends SittingLine {
  /** null = this library no longer knows the exam. */
  marked: Marked | null;
}

export interface Exams {
  /** Calls fn whenever anything of the app changed; returns the way out. */
  subscribe(fn: () => void): () => void;
  /** Those of the library that are live, as they stand. */
  facts(): ExamFacts[];
  /** Why this paper cannot be drawn; null = it can. */
  lacking(examId: string, wish: PaperWish): Lacking | null;
  /** Minutes a paper of this size gets: the exam's own pace. */
  minutes(examId: string, size: number): number;
  /** Draws a paper and starts its clock. `predicted` is the readiness as told now. */
  start(
    examId: string,
    wish: PaperWish,
    mode: Mode,
    predicted?: Paper["predicted"] | null,
  ): Promise<{ sitting: string } | { lacking: Lacking }>;
  /** Unfinished sittings, on whatever device they were begun; the latest first. */
  open(): SittingLine[];
  /** With the texts of its questions; null = there is no such sitting. Reads the disk once per sitting. */
  sitting(id: string): Promise<SittingView | null>;
  /** The same from memory, after `sitting` was asked for. */
  now(id: string): SittingView | null;
  /** Milliseconds left; null = no limit. Stands still in a pause. 0 = time is up: finish it. */
  left(id: string): number | null;
  /** Shown at once; resolves when stored, rejects (and shows the state before) when it cannot be. `tookMs` in all. */
  answer(
    id: string,
    question: string,
    choices: number[],
    more?: { sure?: boolean; tookMs?: number },
  ): Promise<void>;
  flag(id: string, question: string, value: boolean): Promise<void>;
  strike(id: string, question: string, option: number, value: boolean): Promise<void>;
  /** Has no effect in exam mode. */
  pause(id: string, value: boolean): Promise<void>;
  finish(id: string): Promise<void>;
  /** Finishes every open sitting whose time is up; resolves to their ids. */
  submitDue(): Promise<string[]>;
  /** null = there is no such sitting, or no such exam. */
  result(id: string): Promise<SittingResult | null>;
  /** Finished sittings, the latest first. */
  history(): HistoryLine[];
  /** Study day by card: brought forward by a sitting, and not reviewed since. */
  called(): Map<string, number>;
  /** By topic: questions answered in their latest sitting, and right ones. */
  evidence(): Map<string, { n: number; ok: number }>;
  /** Of an exam's concepts, or of all. */
  mastery(examId?: string): Mastery;
  outcome(examId: string): OutcomeState | null;
  tellOutcome(examId: string, told: { passed?: boolean; score?: number; date?: string }): Promise<void>;
}
