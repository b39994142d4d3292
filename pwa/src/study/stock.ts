/** The library in memory: its outline always, and of its texts those that were asked for. */
import type { LearnerStore } from "../store/learner";
import { storedOutline, wholeLibrary } from "./library";
import { readTexts, type Texts } from "./reading";
import type { Library } from "./types";

export class Stock {
  /** null while nothing was fetched yet; another object whenever something in it changed. */
  library: Library | null = null;
  readonly #store: LearnerStore;
  #all: Promise<void> | null = null;

  constructor(store: LearnerStore) {
    this.#store = store;
  }

  /** What planning needs, which is little; texts come when they are asked for. */
  open(outline: Library | null, texts: Texts): void {
    this.#all = null;
    this.library = outline && withTexts(outline, texts);
  }

  /** After a newer library was stored: the same texts as before, as they read now. */
  async refresh(): Promise<void> {
    const before = this.library;
    const fresh = await storedOutline(this.#store);
    if (this.#all || !fresh) return this.#readAll();
    this.library = await this.#with(fresh, [...(before?.cards.keys() ?? [])]);
  }

  /** Brings these cards and their concepts into memory, as far as the library has them. */
  async load(cards: readonly string[]): Promise<void> {
    const { library } = this;
    const missing = cards.filter((card) => !library?.cards.has(card) && library?.outline.cards.has(card));
    if (!library || missing.length === 0) return;
    const loaded = await this.#with(library, missing);
    // A newer library, or other texts, may have come meanwhile.
    if (this.library === library) this.library = loaded;
    else await this.load(cards);
  }
  async #with(library: Library, ids: readonly string[]): Promise<Library> {
    return withTexts(library, await this.#store.readLibrary((tx) => readTexts(tx, ids)));
  }

  /** Everything, for screens that list or search. */
  all(): Promise<void> {
    this.#all ??= this.#readAll();
    this.#all.catch(() => (this.#all = null));
    return this.#all;
  }
  async #readAll(): Promise<void> {
    this.library = await wholeLibrary(this.#store);
  }
}

const withTexts = (library: Library, { cards, concepts }: Texts): Library => ({
  ...library,
  cards: new Map([...library.cards, ...cards.map((card) => [card.id, card] as const)]),
  concepts: new Map([...library.concepts, ...concepts.map((one) => [one.id, one] as const)]),
});
