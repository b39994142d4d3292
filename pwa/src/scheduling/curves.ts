/** FSRS-6 for many cards in a row: the numbers that memory.ts gives for one, as plain functions without its library. */
import { DEFAULT_WEIGHTS } from "./memory";

const STABILITY_MIN = 0.001;
const STABILITY_MAX = 36_500;
const INTERVAL_MAX = 36_500;

const bounded = (s: number): number => Math.min(Math.max(s, STABILITY_MIN), STABILITY_MAX);

/** Math.pow takes three times as long, for a last bit that nobody sees; x > 0. */
const power = (x: number, y: number): number => Math.exp(y * Math.log(x));

/** Python's round: halves go to the even neighbour. */
function roundHalfEven(x: number): number {
  const low = Math.floor(x);
  if (x - low !== 0.5) return Math.round(x);
  return low % 2 === 0 ? low : low + 1;
}

export interface Curves {
  /** Chance of recall `elapsed` days after the review that left stability `s`. */
  retrievability(s: number, elapsed: number): number;
  /** What is lost of it in the first of those days, times `s`: it never fades faster. */
  steepest: number;
  /** Whole days until retrievability falls to what was asked for, at least 1. */
  interval(s: number): number;
  /** Stability after Good, `r` being the retrievability just before; `elapsed` 0 = the same day. */
  good(s: number, d: number, elapsed: number, r: number): number;
  /** Stability after Again and then Good on the same day: what a lapse comes to once it passes. */
  again(s: number, d: number, elapsed: number, r: number): number;
  /** Difficulty after a review. */
  difficulty(d: number, rating: number): number;
  /** Stability and difficulty after a first review. */
  first(rating: number): { s: number; d: number };
}

/** Under one set of weights and one desired retention; what does not depend on the card is worked out once. */
export function curvesOf(weights: readonly number[], retention: number): Curves {
  const w = DEFAULT_WEIGHTS.map((weight, i) => weights[i] ?? weight) as number[];
  const of = (index: number): number => w[index]!;
  const decay = -of(20);
  const factor = Math.pow(0.9, 1 / decay) - 1;
  const untilFaded = Math.pow(retention, 1 / decay) - 1;
  const e8 = Math.exp(of(8));
  const lapsed = Math.exp(of(17) * of(18));
  const sameDayGood = Math.exp(of(17) * of(18));
  const sameDayAgain = Math.exp(of(17) * (of(18) - 2));
  const easiest = of(4) - Math.exp(of(5) * 3) + 1;
  const [w7, w6, w9, w10, w11, w12, w13, w14, w19] = [7, 6, 9, 10, 11, 12, 13, 14, 19].map(of) as number[];

  const passedToday = (s: number) => bounded(s * Math.max(sameDayGood * power(s, -w19!), 1));
  const failedToday = (s: number) => bounded(s * sameDayAgain * power(s, -w19!));
  const forgotten = (s: number, d: number, r: number) => {
    const long = w11! * (power(s + 1, w13!) - 1) * Math.exp((1 - r) * w14! - w12! * Math.log(d));
    return bounded(Math.min(long, s / lapsed));
  };
  return {
    retrievability: (s, elapsed) => power(1 + (factor * Math.max(elapsed, 0)) / s, decay),
    steepest: -decay * factor,
    interval: (s) => Math.min(Math.max(roundHalfEven((s / factor) * untilFaded), 1), INTERVAL_MAX),
    good(s, d, elapsed, r) {
      if (elapsed < 1) return passedToday(s);
      const growth = e8 * (11 - d) * power(s, -w9!) * (Math.exp((1 - r) * w10!) - 1);
      return bounded(s * (1 + growth));
    },
    again: (s, d, elapsed, r) => passedToday(elapsed < 1 ? failedToday(s) : forgotten(s, d, r)),
    difficulty(d, rating) {
      const damped = d + ((10 - d) * -(w6! * (rating - 3))) / 9;
      return Math.min(Math.max(w7! * easiest + (1 - w7!) * damped, 1), 10);
    },
    first: (rating) => ({
      s: bounded(of(rating - 1)),
      d: Math.min(Math.max(of(4) - Math.exp(of(5) * (rating - 1)) + 1, 1), 10),
    }),
  };
}
