/** Everything about cards that screens and sessions ask, from the ledger and the library together. */
import type { LibraryConcept, LibraryExam } from "../api/library";
import { dayOfDate } from "../scheduling/studyday";
import { dueDay, known } from "../scheduling/due";
import type { CardState } from "../scheduling/fold";
import { placesOf, type Place } from "../selection/blueprint";
import { aheadCards, dueCards, plan, REVIEW_SECONDS, type Candidate, type Plan } from "../selection/order";
import type { Item } from "../selection/queue";
import type { Library, LibraryTopic, Outline } from "./types";
import type { Ledger } from "./ledger";
import { isOwn } from "./own-id";
import type { Stock } from "./stock";
import type { WhyFacts } from "./lines";

const EMPTY: Library = {
  version: 0,
  exams: new Map(),
  topics: new Map(),
  outline: { cards: new Map(), concepts: new Map() },
  concepts: new Map(),
  cards: new Map(),
};
const live = <T extends { retired: boolean }>(item: T | undefined): item is T =>
  item !== undefined && !item.retired;

const same = <T>(a: readonly T[], b: readonly T[]): boolean =>
  a.length === b.length && a.every((item, i) => item === b[i]);

/** Where each live card stands in the learner's exams. */
interface Shelf {
  outline: Outline;
  exams: LibraryExam[];
  places: Map<string, Place>;
  cards: Omit<Candidate, "state">[];
  byDomain: Map<string, string[]>;
  byConcept: Map<string, string[]>;
}
function arrange(library: Library, exams: LibraryExam[], writing: Ledger["writing"]): Shelf {
  const places = placesOf(exams);
  const { outline } = library;
  const shelf: Shelf = { outline, exams, places, cards: [], byDomain: new Map(), byConcept: new Map() };
  let own: Candidate["place"] = null;
  const add = (to: Map<string, string[]>, key: string, id: string) =>
    to.get(key)?.push(id) ?? to.set(key, [id]);
  for (const [id, { concept, retired }] of outline.cards) {
    if (retired || !live(outline.concepts.get(concept))) continue;
    const place = places.get(concept) ?? null;
    shelf.cards.push({ id, concept, place: isOwn(id) ? (own ??= writing!.medianPlace(places)) : place });
    add(shelf.byConcept, concept, id);
    if (place) add(shelf.byDomain, place.domain, id);
  }
  return shelf;
}

export class Desk {
  readonly ledger: Ledger;
  readonly learnerId: string;
  readonly stock: Stock;
  #plain: Library = EMPTY;
  #whole: Library = EMPTY;
  #written: unknown = null;
  #shelf: Shelf | null = null;

  constructor(learnerId: string, ledger: Ledger, stock: Stock) {
    this.learnerId = learnerId;
    this.ledger = ledger;
    this.stock = stock;
  }

  /** With the learner's own cards in it. */
  get library(): Library {
    const written = this.ledger.written();
    const plain = this.stock.library ?? EMPTY;
    if (written !== this.#written || plain !== this.#plain)
      this.#whole = this.ledger.writing?.withOwn(plain, written) ?? plain;
    this.#written = written;
    this.#plain = plain;
    return this.#whole;
  }

  /** The exams chosen, or every one there is while none is. */
  exams(): LibraryExam[] {
    const chosen = this.ledger.setting("exams");
    const ids = new Set(Array.isArray(chosen) ? chosen : []);
    const exams = [...this.library.exams.values()].filter(live);
    const own = exams.filter((exam) => ids.has(exam.id));
    return own.length > 0 ? own : exams;
  }
  /** The live cards in their places; arranged anew only when the library or the choice of exams changed. */
  #arranged(): Shelf {
    const [library, exams] = [this.library, this.exams()];
    if (this.#shelf?.outline !== library.outline || !same(this.#shelf.exams, exams))
      this.#shelf = arrange(library, exams, this.ledger.writing);
    return this.#shelf;
  }
  place(concept: string): Place | null {
    return this.#arranged().places.get(concept) ?? null;
  }
  conceptOf = (card: string): string | undefined => this.library.outline.cards.get(card)?.concept;
  topicOf(card: string): LibraryTopic | undefined {
    const concept = this.library.outline.concepts.get(this.conceptOf(card) ?? "");
    return concept && this.library.topics.get(concept.topic);
  }
  /** The library has it, and has not retired it. */
  has(card: string): boolean {
    const { cards, concepts } = this.library.outline;
    return live(cards.get(card)) && concepts.has(this.conceptOf(card) ?? "");
  }

  /** Every card that may be shown at all, with what is known of it. */
  candidates(): Candidate[] {
    return this.#arranged().cards.map((card) => ({ ...card, state: this.ledger.card(card.id) }));
  }
  #met(ids: readonly string[]): number {
    return ids.filter((id) => this.ledger.card(id).s !== null).length;
  }

  seed(): string {
    return `${this.learnerId} ${this.ledger.today()} `;
  }
  plan(seconds: number, without: ReadonlySet<string> = new Set()): Plan {
    const cards = this.candidates().filter(({ id }) => !without.has(id));
    return plan(cards, seconds, this.ledger.today(), this.seed(), this.ledger.forgetting());
  }
  items({ due, fresh }: Plan): Item[] {
    return [
      ...due.map((card): Item => ({ card, why: "due" })),
      ...fresh.map((card): Item => ({ card, why: "new" })),
    ];
  }
  /** What to do with further minutes: as planned, and if that is nothing, ahead of time. */
  further(seconds: number, without: ReadonlySet<string>): Item[] {
    const planned = this.items(this.plan(seconds, without));
    if (planned.length > 0) return planned;
    const cards = this.candidates().filter(({ id }) => !without.has(id));
    const ahead = aheadCards(cards, this.ledger.today(), this.ledger.forgetting());
    return ahead.slice(0, Math.ceil(seconds / REVIEW_SECONDS)).map((card): Item => ({ card, why: "extra" }));
  }
  dueOn(day: number): number {
    return dueCards(this.candidates(), day, this.ledger.forgetting()).length;
  }

  daysLeft(examId: string): { date: string | null; daysLeft: number | null } {
    const value = this.ledger.setting(`exam.${examId}.date`);
    const day = typeof value === "string" ? dayOfDate(value) : null;
    if (day === null) return { date: null, daysLeft: null };
    return { date: value as string, daysLeft: day - this.ledger.today() };
  }

  whyFacts(concept: LibraryConcept, state: CardState): WhyFacts {
    const today = this.ledger.today();
    const forgetting = this.ledger.forgetting();
    const place = this.place(concept.id);
    const domain = (place && this.#arranged().byDomain.get(place.domain)) ?? [];
    const due = dueDay(state, forgetting);
    return {
      known: known(state, today, forgetting),
      elapsed: state.last_day === null ? null : Math.max(today - state.last_day, 0),
      untilDue: due === null ? null : due - today,
      domain: place?.domainName ?? null,
      exam: place?.exam.code ?? null,
      percent: place ? place.weight * 100 : null,
      met: this.#met(domain),
      of: domain.length,
    };
  }
  /** No card of the concept was met before. */
  isNewConcept(concept: string): boolean {
    return this.#met(this.#arranged().byConcept.get(concept) ?? []) === 0;
  }
}
