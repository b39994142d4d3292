/** The log gone through once, oldest first: what was expected of each review just before it. */
import type { Event, Rating, ReviewEvent } from "../scheduling/events";
import { compareStamps, stampOf } from "../scheduling/events";
import { undone } from "../scheduling/fold";
import { next, retrievability, type Memory } from "../scheduling/memory";
import { studyDay } from "../scheduling/studyday";

/** What of the log bears on statistics. */
export type Told = Extract<Event, { kind: "review" | "reset" | "undo" }>;
export const tells = (event: Event): event is Told =>
  event.kind === "review" || event.kind === "reset" || event.kind === "undo";

/** One review that was not taken back. */
export interface Seen {
  card: string;
  /** Study day; within one card never backwards. */
  day: number;
  rating: Rating;
  tookMs: number;
  why: ReviewEvent["why"];
  /** Chance of recall just before; null at a first review. */
  expected: number | null;
  /** A further review on the same study day. */
  again: boolean;
}

/** In the one order of the log, without what was taken back. */
export function settled(events: readonly Told[]): Told[] {
  const ordered = [...new Map(events.map((event) => [event.uid, event])).values()].sort(
    (a, b) => a.at - b.at || compareStamps(stampOf(a), stampOf(b)),
  );
  const gone = undone(ordered);
  return ordered.filter((event) => event.kind !== "undo" && !gone.has(event.uid));
}

/** Takes events one by one, as `settled` orders them; after a reset a card is new again. */
export class Replay {
  readonly #weights: readonly number[];
  readonly #memories = new Map<string, Memory & { day: number }>();

  constructor(weights: readonly number[]) {
    this.#weights = weights;
  }

  take(event: Told): Seen | null {
    if (event.kind === "reset") this.#memories.delete(event.card);
    return event.kind === "review" ? this.#reviewed(event) : null;
  }
  #reviewed({ card, rating, at, tz, took_ms: tookMs, why }: ReviewEvent): Seen {
    const before = this.#memories.get(card);
    const day = Math.max(studyDay(at, tz), before?.day ?? -Infinity);
    const elapsed = before ? day - before.day : 0;
    const expected = before ? retrievability(before.s, elapsed, this.#weights) : null;
    const after = next(before ?? null, rating, elapsed, this.#weights);
    this.#memories.set(card, { ...after, day });
    return { card, day, rating, tookMs, why, expected, again: before !== undefined && elapsed === 0 };
  }
}
