/** How much was done today on any device, and on how many days in a row. */
import type { Event } from "../scheduling/events";
import { studyDay, untilTurnover } from "../scheduling/studyday";
import { zoneAt } from "../scheduling/clock";
import type { LearnerStore } from "../store/learner";
import type { Ledger } from "./ledger";

const DAY_MS = 86_400_000;
/** A phone put down on an open card was not studying. */
const LONGEST_MS = 180_000;

export const studied = (tookMs: number): number => Math.min(Math.max(tookMs, 0), LONGEST_MS);

const dayStart = (now: number): number => now + untilTurnover(now, zoneAt(now)) - DAY_MS;

/** Milliseconds of each of today's reviews, by uid: a review counts once, wherever it is held. */
export function timesOf(events: readonly Event[], now: number): Map<string, number> {
  const today = studyDay(now, zoneAt(now));
  const times = new Map<string, number>();
  for (const event of events)
    if (event.kind === "review" && studyDay(event.at, event.tz) === today)
      times.set(event.uid, studied(event.took_ms));
  return times;
}

/** `here`: reviews that the log may not hold yet. */
export const readToday = async (store: LearnerStore, now: number, here: readonly Event[]) =>
  timesOf([...(await store.reviewsSince(dayStart(now) - DAY_MS)), ...here], now);

/** Days studied without two missed in a row, before the day that `now` is in: one rest day breaks nothing. */
export async function daysInARow(store: LearnerStore, now: number, longest = 3660): Promise<number> {
  let days = 0;
  let start = dayStart(now);
  while (days < longest) {
    const last = await store.lastReviewBefore(start);
    if (last === null || last < start - 2 * DAY_MS) break;
    days += 1;
    start = dayStart(last);
  }
  return days;
}

export class Daybook {
  readonly #store: LearnerStore;
  readonly #ledger: Ledger;
  #times = new Map<string, number>();
  #daysBefore: number | null = null;
  /** For which day the row of days was counted, and whether with the whole log at hand. */
  #counted = "";
  /** The study day that was read. */
  day = 0;

  constructor(store: LearnerStore, ledger: Ledger) {
    this.#store = store;
    this.#ledger = ledger;
  }

  async read(): Promise<void> {
    const now = this.#ledger.now();
    this.day = this.#ledger.today();
    const here = this.#ledger.entries().map(({ event }) => event);
    this.#times = await readToday(this.#store, now, here);
    const counted = `${this.day} ${this.#ledger.sync.logComplete}`;
    if (counted !== this.#counted) this.#daysBefore = await daysInARow(this.#store, now);
    this.#counted = counted;
  }
  /** A review that was stored just now. */
  add(uid: string, tookMs: number): void {
    this.#times.set(uid, studied(tookMs));
  }
  counts(): { times: ReadonlyMap<string, number>; daysBefore: number | null } {
    return { times: this.#times, daysBefore: this.#daysBefore };
  }
}
