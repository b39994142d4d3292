/** What the phone knows of a learner's ways beyond the rows; read behind the first screen. */
import type { ReviewEvent } from "../scheduling/events";
import type { Timing, Timings } from "../selection/deck";
import type { LearnerStore } from "../store/learner";
import type { Habits } from "./desk";
import type { Exams } from "./exam-types";
import type { Ledger } from "./ledger";

const DAY_MS = 86_400_000;
/** Newer reviews tell more of the learner as they are now. */
const DAYS = 30;
const NEWEST = 500;

const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  if (sorted.length === 0) return 0;
  return (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle) - 1]!) / 2 || 0;
};
const timing = (seconds: readonly number[]): Timing => ({ medianS: median(seconds), n: seconds.length });

/** Medians over first tries, over reviews that passed and over those that failed; what came back at once is left out. */
export function timingsOf(reviews: readonly Pick<ReviewEvent, "rating" | "took_ms" | "why">[]): Timings {
  const told = reviews.filter(({ took_ms, why }) => took_ms > 0 && why !== "relearn");
  const isNew = (why: unknown) => /^(new|diagnostic)/.test(String(why));
  const of = (which: (review: (typeof told)[number]) => boolean) =>
    timing(told.filter(which).map(({ took_ms }) => took_ms / 1000));
  return {
    new: of(({ why }) => isNew(why)),
    passed: of(({ why, rating }) => !isNew(why) && rating > 1),
    failed: of(({ why, rating }) => !isNew(why) && rating === 1),
  };
}

/** `exams` is asked only if there is a practice exam. */
export async function habitsOf(
  store: LearnerStore,
  ledger: Ledger,
  exams: () => Promise<Exams>,
): Promise<Habits> {
  const here = ledger.entries().map(({ event }) => event);
  const logged = await store.reviewsSince(ledger.now() - DAYS * DAY_MS);
  const reviews = [...new Map([...logged, ...here].map((event) => [event.uid, event])).values()];
  const timings = timingsOf(reviews.filter((event) => event.kind === "review").slice(-NEWEST));
  const sat = ledger.idsOf("sitting").length > 0 || here.some(({ kind }) => kind === "sitting");
  if (!sat) return { timings, called: new Map(), answered: new Map() };
  const door = await exams();
  return { timings, called: door.called(), answered: door.evidence() };
}
