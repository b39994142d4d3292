/** Practice exams on this phone: the one door for screens, loaded when first used. */
import type { LibraryExam, LibraryQuestion } from "../api/library";
import { called, evidence, stillCalled, verdicts, type Finished, type Verdicts } from "../exams/calling";
import { asked, mark } from "../exams/marking";
import { mastery, type Mastery } from "../exams/mastery";
import { draw, minutesFor, type Drawn, type PaperKind, type Wish } from "../exams/papers";
import { domainOf } from "../exams/shape";
import { known } from "../scheduling/due";
import { zoneAt } from "../scheduling/clock";
import type { Paper } from "../scheduling/events";
import type { SittingState } from "../scheduling/fold-sitting";
import { studyDay } from "../scheduling/studyday";
import { hash } from "../selection/dice";
import { seats } from "../selection/seats";
import type { Doing, LearnerStore } from "../store/learner";
import { newUid } from "../store/uid";
import { factsOf, NO_BANK, type Bank, type BankQuestion } from "./bank";
import type {
  ExamFacts,
  Exams,
  HistoryLine,
  Lacking,
  Mode,
  PaperWish,
  SittingLine,
  SittingQuestion,
  SittingResult,
  SittingView,
} from "./exam-types";
import type { Ledger } from "./ledger";
import { plain } from "./plain";
import { Sittings } from "./sittings";
import type { Library } from "./types";
import { weakTopics } from "./weak-topics";

export type * from "./exam-types";

/** What the phone lends. */
export interface Around {
  store: LearnerStore;
  ledger: Ledger;
  library: () => Library | null;
  doing: (doings: Doing[]) => Promise<void>;
  subscribe: (fn: () => void) => () => void;
}

/** A card that would be recalled so likely counts as recalled. */
const RECALLED = 0.8;
const HARD = 2;

export class PhoneExams implements Exams {
  readonly #around: Around;
  readonly #sittings: Sittings;
  #bank: Bank = NO_BANK;
  #bankOf = new Map<string, BankQuestion>();
  /** Of which library the bank and the texts are. */
  #version = -1;
  #texts = new Map<string, LibraryQuestion>();

  constructor(around: Around) {
    this.#around = around;
    this.#sittings = new Sittings(around.ledger, around.doing);
  }
  /** Reads the bank of the library as it is now. */
  async refresh(): Promise<this> {
    const version = this.#around.library()?.version ?? 0;
    if (version === this.#version) return this;
    const stored = await this.#around.store.readLibrary((tx) => tx.objectStore("meta").get("bank"));
    this.#bank = (stored as Bank | undefined) ?? NO_BANK;
    this.#bankOf = new Map(this.#bank.questions.map((one) => [one.id, one]));
    this.#texts = new Map();
    this.#version = version;
    return this;
  }
  subscribe(fn: () => void): () => void {
    return this.#around.subscribe(fn);
  }

  #exams(): ReadonlyMap<string, LibraryExam> {
    return this.#around.library()?.exams ?? new Map();
  }
  #exam(id: string): LibraryExam {
    const exam = this.#exams().get(id);
    if (!exam) throw new Error("This exam is not on this phone. Its blueprint comes with the library.");
    return exam;
  }
  #topicOf = (concept: string): string | undefined =>
    this.#around.library()?.outline.concepts.get(concept)?.topic;

  // Papers

  facts(): ExamFacts[] {
    const live = [...this.#exams().values()].filter(({ retired }) => !retired);
    return live.map((exam) => ({
      exam,
      questions: this.#byDomain(exam, new Set()),
      lacking: this.lacking(exam.id, { kind: "full" }),
      freshPapers: this.#freshPapers(exam),
      outcome: this.outcome(exam.id),
    }));
  }
  #byDomain(exam: LibraryExam, without: { has(id: string): boolean }): Record<string, number> {
    const counts: Record<string, number> = Object.fromEntries(exam.domains.map(({ id }) => [id, 0]));
    for (const { id, retired, concepts } of this.#bank.questions) {
      const domain = retired || without.has(id) ? null : domainOf(exam, concepts);
      if (domain !== null) counts[domain] = (counts[domain] ?? 0) + 1;
    }
    return counts;
  }
  #freshPapers(exam: LibraryExam): number {
    const unseen = this.#byDomain(exam, this.#seen());
    const wanted = seats(new Map(exam.domains.map(({ id, weight }) => [id, weight])), exam.questions);
    return Math.min(...[...wanted].map(([id, n]) => (n === 0 ? Infinity : Math.floor(unseen[id]! / n))));
  }
  /** When each question was last met: answered, or shown with its explanation after a finish. */
  #seen(): Map<string, number> {
    const seen = new Map<string, number>();
    for (const [, state] of this.#sittings.all().reverse()) {
      const ids = state.finished_at === null ? Object.keys(state.answers) : asked(state);
      for (const id of ids) seen.set(id, state.started_at!);
    }
    return seen;
  }
  minutes(examId: string, size: number): number {
    return minutesFor(this.#exam(examId), size);
  }
  lacking(examId: string, wish: PaperWish): Lacking | null {
    const drawn = this.#draw(examId, wish, 0);
    return "lacking" in drawn ? drawn.lacking : null;
  }
  #draw(examId: string, wish: PaperWish, seed: number): Drawn {
    const exam = this.#exam(examId);
    const asked: Wish = wish.kind === "weak" ? { weights: this.#weakest(exam), ...wish } : wish;
    return draw(exam, this.#bank.questions, this.#seen(), seed, asked, this.#topicOf);
  }
  #weakest(exam: LibraryExam): Record<string, number> {
    const outline = this.#around.library()!.outline;
    const firstTries = [...outline.cards].map(([id, { concept }]) => ({
      concept,
      rating: this.#around.ledger.card(id).first_rating,
    }));
    return weakTopics(exam, firstTries, this.evidence(), this.#topicOf);
  }
  async start(
    examId: string,
    wish: PaperWish,
    mode: Mode,
    predicted: Paper["predicted"] | null = null,
  ): Promise<{ sitting: string } | { lacking: Lacking }> {
    await this.refresh();
    const sitting = newUid(this.#around.ledger.now());
    const seed = hash(sitting);
    const drawn = this.#draw(examId, plain(wish), seed);
    if ("lacking" in drawn) return drawn;
    const { questions } = drawn;
    await this.#sittings.act({
      ...{ kind: "sitting", sitting, action: "start", exam: examId, seed, paper: wish.kind, mode },
      ...{ minutes: Math.min(600, this.minutes(examId, questions.length)), questions },
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
    if (state) await this.#read(asked(state));
    return this.now(id);
  }
  now(id: string): SittingView | null {
    const state = this.#sittings.get(id);
    if (!state) return null;
    const unknown = asked(state).filter((one) => !this.#bankOf.has(one));
    return { ...lineOf(id, state), questions: this.#questions(state), unknown };
  }
  /** Brings the texts of these questions into memory. */
  async #read(ids: readonly string[]): Promise<void> {
    const missing = ids.filter((id) => !this.#texts.has(id));
    if (missing.length === 0) return;
    const found = await this.#around.store.readLibrary((tx) =>
      Promise.all(missing.map((id) => tx.objectStore("questions").get(id))),
    );
    for (const question of found) if (question) this.#texts.set(question.id, question);
  }
  #questions(state: SittingState): SittingQuestion[] {
    const flagged = new Set(state.flags);
    return asked(state).flatMap((id) => {
      const question = this.#texts.get(id);
      if (!question) return [];
      const given = Object.hasOwn(state.answers, id) ? state.answers[id] : undefined;
      return {
        question,
        choices: given?.choices ?? [],
        sure: given?.sure ?? null,
        tookMs: given?.took_ms ?? 0,
        flagged: flagged.has(id),
        struck: state.strikes.flatMap(([one, option]) => (one === id ? [option] : [])),
        late: given?.late ?? false,
      };
    });
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
    const state = this.#sittings.get(id);
    const exam = this.#exams().get(state?.exam ?? "");
    if (!state || !exam) return null;
    await this.#read(asked(state));
    const days = this.#stillCalled(this.#verdicts(([one]) => one === id));
    return {
      ...lineOf(id, state),
      exam,
      marked: mark(state, this.#bankOf, exam),
      questions: this.#questions(state),
      cards: [...days.keys()],
    };
  }
  history(): HistoryLine[] {
    const finished = this.#sittings.all().filter(([, { finished_at }]) => finished_at !== null);
    return finished.map(([id, state]) => {
      const exam = this.#exams().get(state.exam ?? "");
      return { ...lineOf(id, state), marked: exam ? mark(state, this.#bankOf, exam) : null };
    });
  }
  #verdicts(wanted: (one: [id: string, state: SittingState]) => boolean = () => true): Verdicts {
    const finished = this.#sittings.all().flatMap(([id, sitting]): Finished[] => {
      const at = sitting.finished_at;
      return at !== null && wanted([id, sitting]) ? [{ id, sitting, day: studyDay(at, zoneAt(at)) }] : [];
    });
    return verdicts(finished, this.#bankOf, this.#exams());
  }
  #stillCalled(told: Verdicts): Map<string, number> {
    const library = this.#around.library();
    if (!library || told.size === 0) return new Map();
    const { ledger } = this.#around;
    const days = called(told, factsOf(this.#bank, library.outline));
    return stillCalled(days, (card) => ledger.card(card).last_day, ledger.today());
  }
  called(): Map<string, number> {
    return this.#stillCalled(this.#verdicts());
  }
  evidence(): Map<string, { n: number; ok: number }> {
    return evidence(this.#verdicts(), this.#topicOf);
  }
  mastery(examId?: string): Mastery {
    const outline = this.#around.library()?.outline ?? { cards: new Map(), concepts: new Map() };
    const counts = examId === undefined ? null : this.#exam(examId).concepts;
    const topics = [...outline.concepts].filter(
      ([id, { retired }]) => !retired && (counts === null || Object.hasOwn(counts, id)),
    );
    const { ledger } = this.#around;
    const [today, forgetting] = [ledger.today(), ledger.forgetting()];
    const passed = (id: string) => (ledger.card(id).last_rating ?? 0) >= HARD;
    const recalled = (id: string) => passed(id) && known(ledger.card(id), today, forgetting) >= RECALLED;
    const byConcept = new Map(topics.map(([id, { topic }]) => [id, topic]));
    return mastery(byConcept, factsOf(this.#bank, outline), this.#verdicts(), recalled, passed);
  }
  outcome(examId: string) {
    return this.#sittings.outcome(examId);
  }
  tellOutcome(examId: string, told: { passed?: boolean; score?: number; date?: string }): Promise<void> {
    return this.#sittings.tellOutcome(examId, plain(told));
  }
}

const KINDS: readonly string[] = ["full", "short", "domain", "weak"];

function lineOf(id: string, state: SittingState): SittingLine {
  const ids = asked(state);
  return {
    id,
    examId: state.exam ?? "",
    paper: KINDS.includes(state.paper ?? "") ? (state.paper as PaperKind) : null,
    mode: state.mode === "exam" ? "exam" : "training",
    minutes: state.minutes,
    startedAt: state.started_at!,
    finishedAt: state.finished_at,
    paused: state.paused,
    size: ids.length,
    answered: ids.filter((one) => Object.hasOwn(state.answers, one) && state.answers[one]!.choices.length > 0)
      .length,
  };
}

/** The door, with the bank of the library as it is now. */
export const openExams = (around: Around): Promise<PhoneExams> => new PhoneExams(around).refresh();
