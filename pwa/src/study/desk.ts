/** Everything about cards that screens and sessions ask, from the ledger and the library together. */
import type { LibraryConcept, LibraryExam } from "../api/library";
import { dayOfDate } from "../scheduling/studyday";
import { known } from "../scheduling/due";
import type { CardState } from "../scheduling/fold";
import type { Place } from "../selection/blueprint";
import { NO_TIMINGS, type Deck, type Learner, type Timings } from "../selection/deck";
import { hash } from "../selection/dice";
import { waitingSeconds } from "../selection/pools";
import { contextOf } from "../selection/context";
import { FLOOR, session, type Choice } from "../selection/session";
import type { Item } from "../selection/queue";
import { reasonOf } from "../selection/why";
import type { Library, LibraryTopic } from "./types";
import type { Ledger } from "./ledger";
import type { Stock } from "./stock";
import type { WhyFacts } from "./lines";
import { arrange, deckOf, type Shelf } from "./shelf";

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

/** What practice exams, and the log of reviews, tell of the learner; read behind the first screen. */
export interface Habits {
  /** Study day on which a practice exam called a card. */
  called: ReadonlyMap<string, number>;
  /** By topic: questions answered, and those right. */
  answered: ReadonlyMap<string, { n: number; ok: number }>;
  timings: Timings;
}
const NO_HABITS: Habits = { called: new Map(), answered: new Map(), timings: NO_TIMINGS };

/** What selection, plan and readiness look at, with the names behind the numbers. */
export interface Studied {
  deck: Deck;
  learner: Learner;
  shelf: Shelf;
}
/** Which cards a session is about; nothing said = as selection has it. */
export interface Theme {
  topic?: string;
  /** "<exam id>/<domain id>" */
  domain?: string;
}

export class Desk {
  readonly ledger: Ledger;
  readonly learnerId: string;
  readonly stock: Stock;
  #plain: Library = EMPTY;
  #whole: Library = EMPTY;
  #written: unknown = null;
  readonly #shelves = new Map<string, Shelf>();
  habits: Habits = NO_HABITS;
  #waiting = { day: -1, seconds: 0 };

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
  #arranged(exams = this.exams()): Shelf {
    const { outline } = this.library;
    const key = exams.map(({ id }) => id).join();
    const known = this.#shelves.get(key);
    if (known?.outline === outline && same(known.exams, exams)) return known;
    const shelf = arrange(outline, exams);
    this.#shelves.set(key, shelf);
    return shelf;
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
    const { library } = this;
    const text = library.cards.get(card);
    if (text && library.concepts.has(text.concept)) return live(text);
    const { cards, concepts } = library.outline;
    return live(cards.get(card)) && concepts.has(this.conceptOf(card) ?? "");
  }

  /** Every card that may be shown at all, with what is known of it. */
  candidates(): { id: string; concept: string; state: CardState }[] {
    const { ids } = this.#arranged().columns;
    return ids.map((id) => ({ id, concept: this.conceptOf(id)!, state: this.ledger.card(id) }));
  }
  #met(ids: readonly string[]): number {
    return ids.filter((id) => this.ledger.card(id).s !== null).length;
  }

  seed(): string {
    return `${this.learnerId} ${this.ledger.today()} `;
  }

  /** All exams of the learner, or one as if there were no other: then its shared concepts count for it. */
  studied(examId: string | null = null): Studied {
    const exams =
      examId === null ? this.exams() : [...this.library.exams.values()].filter(({ id }) => id === examId);
    const shelf = this.#arranged(exams);
    const deck = deckOf(shelf, (card) => this.ledger.card(card), this.habits.called);
    return { deck, learner: this.#learner(shelf), shelf };
  }
  #learner(shelf: Shelf): Learner {
    const { ledger, habits } = this;
    const day = ledger.today();
    const { weights, retention } = ledger.forgetting();
    const code = new Map(shelf.topics.map((topic, i) => [topic, i]));
    const answered = [...habits.answered].filter(([topic]) => code.has(topic));
    return {
      day,
      seed: hash(this.seed()),
      remDays: shelf.exams.map(({ id }) => this.daysLeft(id).daysLeft),
      topics: shelf.topics.length,
      domains: shelf.domains.length,
      weights,
      retention,
      newLeft: this.#newLeft(day),
      ratings: this.#ratings(shelf.domains),
      answered: new Map(answered.map(([topic, counts]) => [code.get(topic)!, counts])),
      topicDomain: shelf.topicDomain,
      timings: habits.timings,
      surprise: 0,
      spread: 0,
    };
  }
  #newLeft(day: number): number | null {
    const cap = Number(this.ledger.setting("new_cap"));
    if (!(cap >= 1)) return null;
    const met = this.candidates().filter(({ state }) => state.first_day === day);
    return Math.max(Math.floor(cap) - met.length, 0);
  }
  #ratings(domains: readonly string[]): Map<number, number> {
    const told = domains.map((domain) => this.ledger.setting(`exam.${domain.replace("/", ".rating.")}`));
    return new Map(told.flatMap((rating, i) => (isRating(rating) ? [[i, rating] as const] : [])));
  }

  /** The cards that these seconds hold, in the order to show them. */
  choose(seconds: number, theme: Theme = {}, without: ReadonlySet<string> = new Set()): Choice[] {
    const { deck, learner, shelf } = this.studied();
    const about = this.#about(shelf, theme);
    const only =
      about || without.size > 0
        ? (card: number) => (about?.(card) ?? true) && !without.has(deck.ids[card]!)
        : null;
    return session(deck, learner, { seconds, only });
  }
  #about({ topics, domains, columns }: Shelf, { topic, domain }: Theme): ((card: number) => boolean) | null {
    if (topic !== undefined) {
      const code = topics.indexOf(topic);
      return (card) => columns.topic[card] === code;
    }
    if (domain === undefined) return null;
    const code = domains.indexOf(domain);
    return (card) => columns.domain[card] === code;
  }
  items(choices: readonly Choice[]): Item[] {
    return choices.map(({ id, reason }) => ({ card: id, why: reason }));
  }
  /** These cards, as far as the library has them, each for the reason that holds now. */
  those(cards: readonly string[]): Item[] {
    const { deck, learner } = this.studied();
    const at = contextOf(deck, learner);
    const place = new Map(deck.ids.map((id, i) => [id, i]));
    return cards.flatMap((card): Item[] => {
      const i = place.get(card);
      return i === undefined ? [] : [{ card, why: reasonOf(at, i) }];
    });
  }
  /** Cards waiting for review on `day`, and the seconds they would take. */
  waitingOn(day: number): { cards: number; seconds: number } {
    const { deck, learner } = this.studied();
    return waitingSeconds(contextOf(deck, { ...learner, day }));
  }

  daysLeft(examId: string): { date: string | null; daysLeft: number | null } {
    const value = this.ledger.setting(`exam.${examId}.date`);
    const day = typeof value === "string" ? dayOfDate(value) : null;
    if (day === null) return { date: null, daysLeft: null };
    return { date: value as string, daysLeft: day - this.ledger.today() };
  }

  whyFacts(concept: LibraryConcept, card: string): WhyFacts {
    const state = this.ledger.card(card);
    const today = this.ledger.today();
    const forgetting = this.ledger.forgetting();
    const place = this.place(concept.id);
    const shelf = this.#arranged();
    const domain = (place && shelf.byDomain.get(place.domain)) ?? [];
    const rem = place ? this.daysLeft(place.exam.id).daysLeft : null;
    const dated = rem !== null && rem >= 0;
    return {
      known: known(state, today, forgetting),
      onDate: dated ? known(state, today + rem, forgetting) : null,
      daysLeft: dated ? rem : null,
      elapsed: state.last_day === null ? null : Math.max(today - state.last_day, 0),
      topic: this.library.topics.get(concept.topic)?.name ?? "",
      ...this.#tries(shelf, concept.topic),
      domain: place?.domainName ?? null,
      exam: place?.exam.code ?? null,
      percent: place ? place.weight * 100 : null,
      met: this.#met(domain),
      of: domain.length,
    };
  }
  /** First tries and questions of practice exams in a topic. */
  #tries({ byTopic }: Shelf, topic: string): { tries: number; right: number } {
    const asked = this.habits.answered.get(topic) ?? { n: 0, ok: 0 };
    const firsts = (byTopic.get(topic) ?? []).map((card) => this.ledger.card(card).first_rating ?? 0);
    return {
      tries: asked.n + firsts.filter((rating) => rating > 0).length,
      right: asked.ok + firsts.filter((rating) => rating > 1).length,
    };
  }
  /** When Cardinal plans to show a card that fades in `days`: later where others wait before it, null if only after the exam. */
  plannedIn(concept: string, days: number): number | null {
    const day = this.ledger.today();
    if (this.#waiting.day !== day) this.#waiting = { day, seconds: this.waitingOn(day).seconds };
    const dated = this.exams().some(({ id }) => (this.daysLeft(id).daysLeft ?? -1) >= 0);
    const floor = dated ? FLOOR : 1;
    const minutes = Math.max(Number(this.ledger.setting("minutes_a_day")) || 0, 1);
    const planned = days + Math.floor(this.#waiting.seconds / (floor * minutes * 60));
    const place = this.place(concept);
    const rem = place && this.daysLeft(place.exam.id).daysLeft;
    return rem !== null && rem >= 0 && planned > rem ? null : planned;
  }
  /** No card of the concept was met before. */
  isNewConcept(concept: string): boolean {
    return this.#met(this.#arranged().byConcept.get(concept) ?? []) === 0;
  }
}

const isRating = (value: unknown): value is number =>
  typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= 5;
