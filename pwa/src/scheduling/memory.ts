/** FSRS-6 memory of one card, number for number as the server's py-fsrs 6.3.2 computes it; the only file that imports ts-fsrs. */
import { default_w, FSRSAlgorithm, type Grade } from "ts-fsrs";
import type { Rating } from "./events";

/** s = stability in days, d = difficulty 1..10. */
export interface Memory {
  s: number;
  d: number;
}

export const DEFAULT_WEIGHTS: readonly number[] = default_w;
const STABILITY_MIN = 0.001;
const STABILITY_MAX = 36_500;
const INTERVAL_MAX = 36_500;

const weight = (w: readonly number[], index: number): number => w[index] ?? DEFAULT_WEIGHTS[index]!;
const atLeastMin = (s: number) => Math.max(s, STABILITY_MIN);

/** ts-fsrs without its rounding to 8 decimals, its own bounds and its clipped weights (py-fsrs has none of them). */
class FollowsPyFsrs extends FSRSAlgorithm {
  readonly #w: readonly number[];

  constructor(weights: readonly number[]) {
    super({ enable_fuzz: false, learning_steps: [], relearning_steps: [] });
    this.#w = weights;
    this.forgetting_curve = (elapsed: number, s: number) => retrievability(s, elapsed, weights);
  }
  #of(index: number): number {
    return weight(this.#w, index);
  }

  override init_stability(g: Grade): number {
    return atLeastMin(this.#of(g - 1));
  }
  override init_difficulty(g: Grade): number {
    return this.#of(4) - Math.exp(this.#of(5) * (g - 1)) + 1;
  }
  override linear_damping(delta: number, d: number): number {
    return ((10 - d) * delta) / 9;
  }
  override mean_reversion(init: number, current: number): number {
    return this.#of(7) * init + (1 - this.#of(7)) * current;
  }
  override next_difficulty(d: number, g: Grade): number {
    const damped = d + this.linear_damping(-(this.#of(6) * (g - 3)), d);
    return Math.min(Math.max(this.mean_reversion(this.init_difficulty(4), damped), 1), 10);
  }
  override next_recall_stability(d: number, s: number, r: number, g: Grade): number {
    const bonus = g === 2 ? this.#of(15) : g === 4 ? this.#of(16) : 1;
    const growth =
      Math.exp(this.#of(8)) * (11 - d) * Math.pow(s, -this.#of(9)) * (Math.exp((1 - r) * this.#of(10)) - 1);
    return atLeastMin(s * (1 + growth * bonus));
  }
  override next_forget_stability(d: number, s: number, r: number): number {
    const long =
      this.#of(11) *
      Math.pow(d, -this.#of(12)) *
      (Math.pow(s + 1, this.#of(13)) - 1) *
      Math.exp((1 - r) * this.#of(14));
    return atLeastMin(Math.min(long, s / Math.exp(this.#of(17) * this.#of(18))));
  }
  override next_short_term_stability(s: number, g: Grade): number {
    const growth = Math.exp(this.#of(17) * (g - 3 + this.#of(18))) * Math.pow(s, -this.#of(19));
    return atLeastMin(s * (g === 1 ? growth : Math.max(growth, 1)));
  }
  /** The original rounds the lapse's ceiling inside; every other path is sound once the formulae above are. */
  override next_state(memory: { difficulty: number; stability: number } | null, elapsed: number, g: Grade) {
    if (memory === null || g !== 1 || elapsed === 0) return super.next_state(memory, elapsed, g);
    const { difficulty: d, stability: s } = memory;
    const r = this.forgetting_curve(elapsed, s);
    return { difficulty: this.next_difficulty(d, g), stability: this.next_forget_stability(d, s, r) };
  }
}

const algorithms = new WeakMap<readonly number[], FollowsPyFsrs>();
function algorithmOf(weights: readonly number[]): FollowsPyFsrs {
  const known = algorithms.get(weights) ?? new FollowsPyFsrs(weights);
  algorithms.set(weights, known);
  return known;
}

/** Memory after a grade, `elapsed` whole study days after the review before (any number for a first review). */
export function next(
  memory: Memory | null,
  rating: Rating,
  elapsed: number,
  weights: readonly number[],
): Memory {
  const before = memory && { difficulty: memory.d, stability: memory.s };
  const after = algorithmOf(weights).next_state(before, memory ? elapsed : 0, rating);
  return { s: Math.min(after.stability, STABILITY_MAX), d: after.difficulty };
}

const factorOf = (decay: number) => Math.pow(0.9, 1 / decay) - 1;

/** Chance of recall `elapsed` days after the last review, 0..1. */
export function retrievability(s: number, elapsed: number, weights: readonly number[]): number {
  const decay = -weight(weights, 20);
  return Math.pow(1 + (factorOf(decay) * Math.max(elapsed, 0)) / s, decay);
}

/** Python's round: halves go to the even neighbour. */
function roundHalfEven(x: number): number {
  const low = Math.floor(x);
  if (x - low !== 0.5) return Math.round(x);
  return low % 2 === 0 ? low : low + 1;
}

/** Whole study days until retrievability falls to the desired retention, at least 1. */
export function interval(s: number, retention: number, weights: readonly number[]): number {
  const decay = -weight(weights, 20);
  const days = roundHalfEven((s / factorOf(decay)) * (Math.pow(retention, 1 / decay) - 1));
  return Math.min(Math.max(days, 1), INTERVAL_MAX);
}
