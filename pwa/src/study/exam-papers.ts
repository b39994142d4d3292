/** Which papers can be drawn here, and drawing them: what was met in earlier sittings comes last. */
import type { LibraryExam } from "../api/library";
import { asked } from "../exams/marking";
import { draw, type Drawn, type Wish } from "../exams/papers";
import { domainOf } from "../exams/shape";
import { seats } from "../selection/seats";
import type { ExamFacts, Lacking, PaperWish } from "./exam-types";
import type { Ledger } from "./ledger";
import type { QuestionShelf } from "./question-shelf";
import type { Sittings } from "./sittings";
import { weakTopics } from "./weak-topics";

type Counts = ReadonlyMap<string, { n: number; ok: number }>;

export class ExamPapers {
  readonly #shelf: QuestionShelf;
  readonly #sittings: Sittings;
  readonly #ledger: Ledger;
  readonly #evidence: () => Counts;

  constructor(shelf: QuestionShelf, sittings: Sittings, ledger: Ledger, evidence: () => Counts) {
    this.#shelf = shelf;
    this.#sittings = sittings;
    this.#ledger = ledger;
    this.#evidence = evidence;
  }

  facts(): ExamFacts[] {
    const live = [...this.#shelf.exams.values()].filter(({ retired }) => !retired);
    return live.map((exam) => ({
      exam,
      questions: this.#byDomain(exam, new Set()),
      lacking: this.lacking(exam.id, { kind: "full" }),
      freshPapers: this.#freshPapers(exam),
      outcome: this.#sittings.outcome(exam.id),
    }));
  }
  #byDomain(exam: LibraryExam, without: { has(id: string): boolean }): Record<string, number> {
    const counts: Record<string, number> = Object.fromEntries(exam.domains.map(({ id }) => [id, 0]));
    for (const { id, retired, concepts } of this.#shelf.bank.questions) {
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
      for (const id of ids) seen.set(id, state.started_at);
    }
    return seen;
  }

  lacking(examId: string, wish: PaperWish): Lacking | null {
    const drawn = this.draw(examId, wish, 0);
    return "lacking" in drawn ? drawn.lacking : null;
  }
  draw(examId: string, wish: PaperWish, seed: number): Drawn {
    const exam = this.#shelf.exam(examId);
    const full: Wish = wish.kind === "weak" ? { weights: this.#weakest(exam), ...wish } : wish;
    return draw(exam, this.#shelf.bank.questions, this.#seen(), seed, full, this.#shelf.topicOf);
  }
  #weakest(exam: LibraryExam): Record<string, number> {
    const firstTries = [...this.#shelf.outline.cards].map(([id, { concept }]) => ({
      concept,
      rating: this.#ledger.card(id).first_rating,
    }));
    return weakTopics(exam, firstTries, this.#evidence(), this.#shelf.topicOf);
  }
}
