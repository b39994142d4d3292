/** All live cards of one learner as columns, and what else selection needs to know; twin of cards/selection/deck.py. */
import { DEFAULT_WEIGHTS } from "../scheduling/memory";

/** One entry per card in every column; cards stand in ascending order of id. Domain and exam are -1 outside the learner's exams, topic is -1 without one. */
export interface Deck {
  ids: readonly string[];
  /** dice.hash of the id. */
  dice: Uint32Array;
  concept: Int32Array;
  topic: Int32Array;
  domain: Int32Array;
  exam: Int32Array;
  /** Part of its exam, 0..1; the median of the others where domain is -1. */
  importance: Float64Array;
  /** Stability in days; NaN = never reviewed, and then the days and ratings are 0. */
  s: Float64Array;
  d: Float64Array;
  lastDay: Int32Array;
  lastRating: Int32Array;
  firstRating: Int32Array;
  suspended: Uint8Array;
  /** First study day on which it is shown again; 0 = not buried. */
  buriedUntil: Int32Array;
  /** Study day on which a practice exam called it; 0 = never. */
  calledDay: Int32Array;
}

/** How long one kind of answer takes this learner. */
export interface Timing {
  medianS: number;
  n: number;
}
/** First tries, reviews that passed and reviews that failed; each one's first showing of the day. */
export interface Timings {
  new: Timing;
  passed: Timing;
  failed: Timing;
}
const NONE: Timing = { medianS: 0, n: 0 };
export const NO_TIMINGS: Timings = { new: NONE, passed: NONE, failed: NONE };

export interface Learner {
  /** Study day. */
  day: number;
  /** 32 bits, of learner and study day: breaks ties. */
  seed: number;
  /** By exam: days until its date; null or negative = no date. */
  remDays: readonly (number | null)[];
  /** How many topics and domains are numbered. */
  topics: number;
  domains: number;
  weights: readonly number[];
  retention: number;
  /** New cards still allowed today; null = no cap. */
  newLeft: number | null;
  /** By domain: 1 (weak) to 5 (strong). */
  ratings: ReadonlyMap<number, number>;
  /** By topic: questions answered, and those right. */
  answered: ReadonlyMap<number, { n: number; ok: number }>;
  /** By topic: the domain its questions count for, -1 = none. */
  topicDomain: readonly number[];
  timings: Timings;
  /** Sum of (recalled - R) over past reviews, same-day ones left out. */
  surprise: number;
  /** Sum of R * (1 - R) over the same. */
  spread: number;
}

/** A learner of whom nothing but this is known. */
export const aLearner = (known: Partial<Learner> & Pick<Learner, "day" | "remDays">): Learner => ({
  seed: 0,
  topics: 0,
  domains: 0,
  weights: DEFAULT_WEIGHTS,
  retention: 0.9,
  newLeft: null,
  ratings: new Map(),
  answered: new Map(),
  topicDomain: [],
  timings: NO_TIMINGS,
  surprise: 0,
  spread: 0,
  ...known,
});

export const HORIZON_DAYS = 60;
const CALLED_DAYS = 14;

const ahead = (rem: number | null): rem is number => rem !== null && rem >= 0;
/** Some exam has a date that is not past. */
export const isDated = ({ remDays }: Learner): boolean => remDays.some(ahead);

/** Days to the exam of a card; a card of none looks to the nearest exam. */
export function remOf(learner: Learner): (exam: number) => number {
  const byExam = learner.remDays.map((rem) => (ahead(rem) ? rem : HORIZON_DAYS));
  const dated = learner.remDays.filter(ahead);
  const nearest = dated.length > 0 ? Math.min(...dated) : HORIZON_DAYS;
  return (exam) => byExam[exam] ?? nearest;
}

export const isSeen = (deck: Deck, card: number): boolean => !Number.isNaN(deck.s[card]!);

/** Nothing keeps it from being shown on `day`. */
export const isShowable = (deck: Deck, card: number, day: number): boolean =>
  deck.suspended[card] === 0 && deck.buriedUntil[card]! <= day;

/** Called by a practice exam within the last 14 days, and not reviewed since. */
export function isCalled(deck: Deck, card: number, day: number): boolean {
  const on = deck.calledDay[card]!;
  if (on <= 0 || on > day || day - on >= CALLED_DAYS) return false;
  return !isSeen(deck, card) || deck.lastDay[card]! < on;
}
/** Failed today and not passed since. */
export const isFailed = (deck: Deck, card: number, day: number): boolean =>
  deck.lastDay[card]! >= day && deck.lastRating[card] === 1;
