/** Practice exams on this phone: the one door for screens, loaded when first used. */
import { asked } from "../exams/marking";
import type { Mastery } from "../exams/mastery";
import { minutesFor } from "../exams/papers";
import type { Paper } from "../scheduling/events";
import type { OutcomeState } from "../scheduling/fold-others";
import { hash } from "../selection/dice";
import type { Doing, LearnerStore } from "../store/learner";
import { newUid } from "../store/uid";
import { ExamPapers } from "./exam-papers";
import { ExamResults } from "./exam-results";
import type {
  ExamFacts,
  Exams,
  HistoryLine,
  Lacking,
  Mode,
  PaperWish,
  SittingLine,
  SittingResult,
  SittingView,
} from "./exam-types";
import { lineOf, questionsOf } from "./exam-views";
import type { Ledger } from "./ledger";
import { plain } from "./plain";
import { QuestionShelf } from "./question-shelf";
import { Sittings } from "./sittings";
import type { Library } from "./types";

/** What the phone lends. */
export interface Around {
  store: LearnerStore;
  ledger: Ledger;
  library: () => Library | null;
  doing: (doings: Doing[]) => Promise<void>;
  subscribe: (fn: () => void) => () => void;
}

/** One event holds the ids of so many questions. */
const LARGEST = 200;
const LONGEST_MINUTES = 600;

export class PhoneExams implements Exams {
  readonly #around: Around;
  readonly #sittings: Sittings;
  readonly #shelf: QuestionShelf;
  readonly #papers: ExamPapers;
  readonly #results: ExamResults;

  constructor(around: Around) {
    const { store, ledger, library, doing } = around;
    this.#around = around;
    this.#sittings = new Sittings(ledger, doing);
    this.#shelf = new QuestionShelf(store, library);
    this.#results = new ExamResults(this.#shelf, this.#sittings, ledger);
    this.#papers = new ExamPapers(this.#shelf, this.#sittings, ledger, () => this.evidence());
  }
  /** With the questions of the library as it is now. */
  async refresh(): Promise<this> {
    await this.#shelf.refresh();
    return this;
  }
  subscribe(fn: () => void): () => void {
    return this.#around.subscribe(fn);
  }

  // Papers

  facts(): ExamFacts[] {
    return this.#papers.facts();
  }
  minutes(examId: string, size: number): number {
    return minutesFor(this.#shelf.exam(examId), size);
  }
  lacking(examId: string, wish: PaperWish): Lacking | null {
    return this.#papers.lacking(examId, wish);
  }
  async start(
    examId: string,
    wish: PaperWish,
    mode: Mode,
    predicted: Paper["predicted"] | null = null,
  ): Promise<{ sitting: string } | { lacking: Lacking }> {
    if (wish.kind !== "full" && !(wish.size >= 1 && wish.size <= LARGEST))
      throw new Error(`A paper has 1 to ${LARGEST} questions. Choose a size in between.`);
    await this.refresh();
    const sitting = newUid(this.#around.ledger.now());
    const seed = hash(sitting);
    const drawn = this.#papers.draw(examId, plain(wish), seed);
    if ("lacking" in drawn) return drawn;
    const { questions } = drawn;
    const minutes = Math.min(LONGEST_MINUTES, this.minutes(examId, questions.length));
    await this.#sittings.act({
      ...{ kind: "sitting", sitting, action: "start", exam: examId, seed },
      ...{ paper: wish.kind, mode, minutes, questions },
      ...(predicted === null ? {} : { predicted: plain(predicted) }),
    });
    return { sitting };
  }

  // Sittings

  open(): SittingLine[] {
    const open = this.#sittings.all().filter(([, { finished_at }]) => finished_at === null);
    return open.map(([id, state]) => lineOf(id, state));
  }
  async sitting(id: string): Promise<SittingView | null> {
    await this.refresh();
    const state = this.#sittings.get(id);
    if (state) await this.#shelf.load(asked(state));
    return this.now(id);
  }
  now(id: string): SittingView | null {
    const state = this.#sittings.get(id);
    if (!state) return null;
    const unknown = asked(state).filter((one) => !this.#shelf.byId.has(one));
    return { ...lineOf(id, state), questions: questionsOf(state, this.#shelf.texts), unknown };
  }
  left(id: string): number | null {
    const state = this.#sittings.get(id);
    return state && this.#sittings.left(state);
  }
  answer(
    sitting: string,
    question: string,
    choices: number[],
    { sure, tookMs }: { sure?: boolean; tookMs?: number } = {},
  ): Promise<void> {
    return this.#sittings.act({
      ...{ kind: "answer", sitting, question, choices: plain(choices) },
      ...(sure === undefined ? {} : { sure }),
      ...(tookMs === undefined ? {} : { took_ms: Math.max(0, Math.round(tookMs)) }),
    });
  }
  flag(sitting: string, question: string, value: boolean): Promise<void> {
    return this.#sittings.act({ kind: "sitting", sitting, action: "flag", question, value });
  }
  strike(sitting: string, question: string, option: number, value: boolean): Promise<void> {
    return this.#sittings.act({ kind: "sitting", sitting, action: "strike", question, option, value });
  }
  pause(sitting: string, value: boolean): Promise<void> {
    return this.#sittings.act({ kind: "sitting", sitting, action: "pause", value });
  }
  async finish(sitting: string): Promise<void> {
    if (this.#sittings.get(sitting)?.finished_at !== null) return;
    await this.#sittings.act({ kind: "sitting", sitting, action: "finish" });
  }
  async submitDue(): Promise<string[]> {
    const due = this.open().filter(({ id }) => this.left(id) === 0);
    for (const { id } of due) await this.finish(id);
    return due.map(({ id }) => id);
  }

  // What came of them

  async result(id: string): Promise<SittingResult | null> {
    await this.refresh();
    return this.#results.result(id);
  }
  history(): HistoryLine[] {
    return this.#results.history();
  }
  called(): Map<string, number> {
    return this.#results.called();
  }
  evidence(): Map<string, { n: number; ok: number }> {
    return this.#results.evidence();
  }
  mastery(examId?: string): Mastery {
    return this.#results.mastery(examId);
  }
  outcome(examId: string): OutcomeState | null {
    return this.#sittings.outcome(examId);
  }
  tellOutcome(examId: string, told: { passed?: boolean; score?: number; date?: string }): Promise<void> {
    return this.#sittings.tellOutcome(examId, plain(told));
  }
}
