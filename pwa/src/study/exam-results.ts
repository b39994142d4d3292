/** What came of finished sittings: results, history, and what they mean for cards, topics and mastery. */
import { called, evidence, stillCalled, verdicts, type Finished, type Verdicts } from "../exams/calling";
import { asked, mark } from "../exams/marking";
import { mastery, type Mastery } from "../exams/mastery";
import { zoneAt } from "../scheduling/clock";
import { known } from "../scheduling/due";
import { studyDay } from "../scheduling/studyday";
import { factsOf } from "./bank";
import type { HistoryLine, SittingResult } from "./exam-types";
import { lineOf, questionsOf } from "./exam-views";
import type { Ledger } from "./ledger";
import type { QuestionShelf } from "./question-shelf";
import type { Sittings } from "./sittings";

/** A card that would be recalled so likely counts as recalled. */
const RECALLED = 0.8;
const HARD = 2;

export class ExamResults {
  readonly #shelf: QuestionShelf;
  readonly #sittings: Sittings;
  readonly #ledger: Ledger;

  constructor(shelf: QuestionShelf, sittings: Sittings, ledger: Ledger) {
    this.#shelf = shelf;
    this.#sittings = sittings;
    this.#ledger = ledger;
  }

  async result(id: string): Promise<SittingResult | null> {
    const state = this.#sittings.get(id);
    const exam = this.#shelf.exams.get(state?.exam ?? "");
    if (!state || !exam) return null;
    await this.#shelf.load(asked(state));
    return {
      ...lineOf(id, state),
      exam,
      marked: mark(state, this.#shelf.byId, exam),
      questions: questionsOf(state, this.#shelf.texts),
      cards: [...this.#stillCalled(this.#verdicts((one) => one === id)).keys()],
    };
  }
  history(): HistoryLine[] {
    const finished = this.#sittings.all().filter(([, { finished_at }]) => finished_at !== null);
    return finished.map(([id, state]) => {
      const exam = this.#shelf.exams.get(state.exam ?? "");
      return { ...lineOf(id, state), marked: exam ? mark(state, this.#shelf.byId, exam) : null };
    });
  }

  #verdicts(wanted: (sitting: string) => boolean = () => true): Verdicts {
    const finished = this.#sittings.all().flatMap(([id, sitting]): Finished[] => {
      const at = sitting.finished_at;
      return at !== null && wanted(id) ? [{ id, sitting, day: studyDay(at, zoneAt(at)) }] : [];
    });
    return verdicts(finished, this.#shelf.byId, this.#shelf.exams);
  }
  #stillCalled(told: Verdicts): Map<string, number> {
    if (told.size === 0) return new Map();
    const days = called(told, factsOf(this.#shelf.bank, this.#shelf.outline));
    return stillCalled(days, (card) => this.#ledger.card(card).last_day, this.#ledger.today());
  }
  called(): Map<string, number> {
    return this.#stillCalled(this.#verdicts());
  }
  evidence(): Map<string, { n: number; ok: number }> {
    return evidence(this.#verdicts(), this.#shelf.topicOf);
  }
  mastery(examId?: string): Mastery {
    const { outline, bank } = this.#shelf;
    const counts = examId === undefined ? null : this.#shelf.exam(examId).concepts;
    const concepts = [...outline.concepts].filter(
      ([id, { retired }]) => !retired && (counts === null || Object.hasOwn(counts, id)),
    );
    const [today, forgetting] = [this.#ledger.today(), this.#ledger.forgetting()];
    const stateOf = (id: string) => this.#ledger.card(id);
    const passed = (id: string) => (stateOf(id).last_rating ?? 0) >= HARD;
    const recalled = (id: string) => passed(id) && known(stateOf(id), today, forgetting) >= RECALLED;
    const topics = new Map(concepts.map(([id, { topic }]) => [id, topic]));
    return mastery(topics, factsOf(bank, outline), this.#verdicts(), recalled, passed);
  }
}
