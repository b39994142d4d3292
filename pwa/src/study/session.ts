/** One sitting at the cards: shows, takes grades, takes them back; what it says was stored, was stored. */
import type { Deed, Rating } from "../scheduling/events";
import type { Doing } from "../store/learner";
import { newUid } from "../store/uid";
import type { Session, SessionState, SessionSummary, Showing } from "./types";
import type { Desk } from "./desk";
import { painted } from "./painted";
import { plain } from "./plain";
import { dropped, extended, graded, leftIn, undone, type Draw, type SessionRecord } from "./record";
import { showingOf } from "./showing";
import { summaryOf } from "./summary";

/** What a session asks of the app around it. */
export interface Around {
  /** Called after each stored review, and with null when something else changed. */
  stored(tookMs: number | null, uid: string): void;
  /** The store could not write. */
  failed(): void;
  ended(): void | Promise<void>;
  /** In a diagnostic: which card tells most, after those asked and the last of them graded so; null = enough. */
  telling?(asked: ReadonlySet<string>, last: { card: string; rating: Rating } | null): string | null;
}
/** How many cards ahead of the finger are read from the disk. */
const AHEAD = 8;
const UNSHUFFLED = new Set(["basic", "cloze", "contrast"]);

export class StudySession implements Session {
  readonly #desk: Desk;
  readonly #around: Around;
  readonly #listeners = new Set<(state: SessionState) => void>();
  #record: SessionRecord;
  #showing: Showing | null = null;
  #shownAt = 0;
  #state!: SessionState;
  /** Writes go one after the other; a failed one takes those behind it along. */
  #writes: Promise<unknown> = Promise.resolve();
  #generation = 0;
  /** A second tap before the screen could change is the same grade, not one for the card behind it. */
  #tapped: Promise<void> | null = null;

  constructor(desk: Desk, record: SessionRecord, around: Around) {
    this.#desk = desk;
    this.#around = around;
    this.#record = record;
    this.#move(record);
  }

  get state(): SessionState {
    return this.#state;
  }
  get record(): SessionRecord {
    return this.#record;
  }
  subscribe(fn: (state: SessionState) => void): () => void {
    this.#listeners.add(fn);
    fn(this.#state);
    return () => this.#listeners.delete(fn);
  }

  #draw(): Draw {
    const now = this.#desk.ledger.now();
    return { now, uid: newUid(now), conceptOf: this.#desk.conceptOf };
  }

  /** Takes on a record and shows its card, passing over what the library does not have any more. */
  #move(to: SessionRecord): void {
    let record = to;
    while (record.current && !this.#desk.has(record.current.item.card))
      record = dropped(record, this.#draw());
    const showing = record.current && showingOf(this.#desk, record.current);
    const read = () => this.#desk.stock.load(near(record));
    if (record.current && !showing)
      read().then(
        () => this.#record === record && this.refresh(),
        () => this.#around.failed(),
      );
    else void this.#atRest().then(() => read().catch(() => undefined)); // asked for again when its turn comes
    this.#record = showing ? framed(record, showing) : record;
    if (showing?.uid !== this.#showing?.uid) {
      this.#shownAt = Date.now();
      void this.#atRest().then(() => showing?.preview); // while the question is read
    }
    this.#showing = showing;
    const left = leftIn(record);
    const { length: done } = record.steps;
    const diagnostic = record.diagnostic === true;
    this.#state = { showing, done, left, canUndo: done > 0, diagnostic, finished: left === 0 };
    for (const listener of this.#listeners) listener(this.#state);
  }
  /** When the card is on the screen and the grade before it on the disk: nothing else may hold those up. */
  async #atRest(): Promise<void> {
    await painted();
    await this.#writes;
  }
  /** Shows the same card with what is known now. */
  refresh(): void {
    this.#move(this.#record);
  }

  /** Moves on at once, stores behind it; if the store cannot write, everything is as before. */
  async #store(next: SessionRecord, doings: Doing[]): Promise<void> {
    const before = this.#record;
    const generation = this.#generation;
    const forget = doings.map((doing) => this.#desk.ledger.foresee(doing));
    this.#move(next);
    const after = this.#record;
    const write = this.#writes.then(async () => {
      if (generation !== this.#generation) throw new Error("The grade before this one could not be stored.");
      await this.#desk.ledger.do(doings, { session: after });
    });
    this.#writes = write.catch(() => undefined);
    try {
      await write;
      for (const each of forget) each();
    } catch (error) {
      for (const each of forget) each();
      if (generation === this.#generation) {
        this.#around.failed();
        this.#generation += 1;
        this.#move(before);
      }
      throw error;
    }
  }

  grade(rating: Rating, given?: unknown, sure?: boolean): Promise<void> {
    const showing = this.#showing;
    if (!showing) return Promise.resolve();
    if (this.#tapped) return this.#tapped;
    const grade = this.#grade(showing, rating, given, sure);
    const tapped = grade.finally(() => this.#untap(tapped));
    this.#tapped = tapped;
    setTimeout(() => this.#untap(tapped)); // by then the next card is on the screen
    return tapped;
  }
  #untap(tapped: Promise<void>): void {
    if (this.#tapped === tapped) this.#tapped = null;
  }

  async #grade(showing: Showing, rating: Rating, given: unknown, sure?: boolean): Promise<void> {
    const { card, uid, seed, why } = showing;
    const tookMs = Math.min(Math.max(Math.round(Date.now() - this.#shownAt), 0), 86_400_000);
    const deed: Deed = {
      kind: "review",
      card: card.id,
      card_version: card.version,
      rating,
      took_ms: tookMs,
      why: why.code,
      ...(sure === undefined ? {} : { sure }),
      ...(given === undefined ? {} : { given: plain(given) }),
      ...(UNSHUFFLED.has(card.form) ? {} : { seed }),
    };
    const grade = { rating, tookMs, sure };
    await this.#store(graded(this.#asking(card.id, rating), grade, this.#draw()), [
      { deed, card: card.id, uid },
    ]);
    this.#around.stored(tookMs, uid);
  }

  /** In a diagnostic the grade decides which card is asked next. */
  #asking(card: string, rating: Rating): SessionRecord {
    const { diagnostic, items, steps } = this.#record;
    if (!diagnostic || items.length > 0) return this.#record;
    const asked = new Set([...steps.map(({ item }) => item.card), card]);
    const next = this.#around.telling?.(asked, { card, rating }) ?? null;
    return next === null ? this.#record : { ...this.#record, items: [{ card: next, why: "diagnostic" }] };
  }

  async undo(): Promise<void> {
    const step = this.#record.steps.at(-1);
    if (!step) return;
    const deed: Deed = { kind: "undo", target: step.uid, value: true };
    const { card } = step.item;
    await this.#store(undone(this.#record, newUid(this.#desk.ledger.now())), [{ deed, card }]);
    this.#around.stored(null, step.uid);
    this.refresh();
  }

  suspend(): Promise<void> {
    return this.#leave((card) => ({ kind: "mark", card, mark: "suspended", value: true }));
  }
  bury(): Promise<void> {
    return this.#leave((card) => ({ kind: "mark", card, mark: "bury", days: 1 }));
  }
  async #leave(deedOf: (card: string) => Deed): Promise<void> {
    const card = this.#showing?.card.id;
    if (card === undefined) return;
    await this.#store(dropped(this.#record, this.#draw()), [{ deed: deedOf(card), card }]);
    this.#around.stored(null, "");
  }

  async flag(n: number): Promise<void> {
    const card = this.#showing?.card.id;
    if (card === undefined) return;
    await this.#store(this.#record, [{ deed: { kind: "mark", card, mark: "flag", value: n }, card }]);
    this.#around.stored(null, "");
  }

  summary(): SessionSummary {
    const { steps, diagnostic = false } = this.#record;
    return { diagnostic, ...summaryOf(this.#desk, steps) };
  }

  more(minutes: number): void {
    const { steps, items, failed, current } = this.#record;
    const used = new Set([
      ...steps.map((step) => step.item.card),
      ...items.map((item) => item.card),
      ...failed.map(({ card }) => card),
      ...(current ? [current.item.card] : []),
    ]);
    const further = this.#desk.items(this.#desk.choose(minutes * 60, {}, used));
    this.#move(extended(this.#record, further, this.#draw()));
  }

  end(): void {
    this.#writes = this.#writes.then(() => this.#around.ended());
  }
}

/** With what stands around its card, so that a reload need not work it out again. */
function framed(record: SessionRecord, { topicName, domainName, introduce, why }: Showing): SessionRecord {
  const frame = { topicName, domainName, introduce, line: why.line };
  return { ...record, current: record.current && { ...record.current, frame } };
}

/** The cards that are on the table or may be there soon. */
function near({ current, items, failed, steps }: SessionRecord): string[] {
  const soon = [...items.slice(0, AHEAD), ...failed.slice(0, AHEAD)].map(({ card }) => card);
  const before = steps.slice(-1).map(({ item }) => item.card);
  return [...(current ? [current.item.card] : []), ...soon, ...before];
}

/** Reads what a session shows first, so that it opens with its card. */
export const ready = ({ stock }: Desk, { current }: SessionRecord): Promise<void> =>
  stock.load(current ? [current.item.card] : []);
