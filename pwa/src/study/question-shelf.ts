/** The questions in memory: what drawing and marking need of all, and the texts of those that were asked for. */
import type { LibraryExam, LibraryQuestion } from "../api/library";
import type { LearnerStore } from "../store/learner";
import { NO_BANK, type Bank, type BankQuestion } from "./bank";
import type { Library, Outline } from "./types";

const NOTHING: Outline = { cards: new Map(), concepts: new Map() };

export class QuestionShelf {
  readonly #store: LearnerStore;
  readonly #library: () => Library | null;
  bank: Bank = NO_BANK;
  byId: ReadonlyMap<string, BankQuestion> = new Map();
  readonly texts = new Map<string, LibraryQuestion>();
  /** Of which library all this is; another object whenever a newer one was stored. */
  #outline: Outline | null = null;

  constructor(store: LearnerStore, library: () => Library | null) {
    this.#store = store;
    this.#library = library;
  }

  get exams(): ReadonlyMap<string, LibraryExam> {
    return this.#library()?.exams ?? new Map();
  }
  get outline(): Outline {
    return this.#library()?.outline ?? NOTHING;
  }
  exam(id: string): LibraryExam {
    const exam = this.exams.get(id);
    if (!exam) throw new Error("This exam is not on this phone. Its blueprint comes with the library.");
    return exam;
  }
  topicOf = (concept: string): string | undefined => this.outline.concepts.get(concept)?.topic;

  /** Reads anew what a newer library changed; what is on the screen meanwhile stays. */
  async refresh(): Promise<void> {
    const outline = this.#library()?.outline ?? null;
    if (outline === this.#outline) return;
    const stored = await this.#store.readLibrary((tx) => tx.objectStore("meta").get("bank"));
    this.bank = (stored as Bank | undefined) ?? NO_BANK;
    this.byId = new Map(this.bank.questions.map((one) => [one.id, one]));
    await this.#read([...this.texts.keys()]);
    this.#outline = outline;
  }
  /** Brings the texts of these questions into memory, as far as the library has them. */
  load(ids: readonly string[]): Promise<void> {
    return this.#read(ids.filter((id) => !this.texts.has(id)));
  }
  async #read(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    const found = await this.#store.readLibrary((tx) =>
      Promise.all(ids.map((id) => tx.objectStore("questions").get(id))),
    );
    for (const question of found) if (question) this.texts.set(question.id, question);
  }
}
