/** The score to expect of an exam, and how far it may be off; twin of cards/selection/readiness.py. */
import { curvesOf } from "../scheduling/curves";
import { isSeen, type Deck, type Learner } from "./deck";
import { knownAlready, weakness, type Weakness } from "./weakness";

/** A question not known is still right with one chance in four. */
export const GUESS = 0.25;
/** Of the chance that a new card is known, what an unseen card comes to on the exam. */
const MET_BY_CHANCE = 0.85;
const BIAS = -0.01;
const BIAS_UNSEEN = 0.021;
const SD_ALWAYS = 0.03;
const SD_UNSEEN = 0.28;
const TRIES_TO_TELL = 40;
const QUESTION_NOISE = 2;
const QUESTION_WEIGHT = 0.75;
/** Standard deviations either way that hold 80%, widened to what was measured. */
const WIDTH = 1.28 * 1.3;
/** Spread of past reviews that pulls the calibration to none; how far it goes, in logits. */
const CALM = 8;
const FURTHEST = 2;
const NEARLY = 1e-9;

/** Parts of the score, 0..1: what to expect, and the 80% interval. */
export interface Readiness {
  mean: number;
  sd: number;
  low: number;
  high: number;
}

const between = (x: number, low: number, high: number): number => Math.min(Math.max(x, low), high);

/** The score were the exam in `aheadDays` from now, without a review before. `deck` holds the cards of one exam; those outside it do not count. */
export function readiness(
  deck: Deck,
  learner: Learner,
  aheadDays = 0,
  weak: Weakness = weakness(deck, learner),
): Readiness {
  const mapped = deck.ids.map((_, card) => card).filter((card) => deck.domain[card]! >= 0);
  const total = mapped.reduce((sum, card) => sum + deck.importance[card]!, 0);
  if (total <= 0) return { mean: GUESS, sd: 1, low: 0, high: 1 };
  const chance = knownAt(deck, learner, aheadDays, weak);
  let [mean, unseen, noise] = [0, 0, 0];
  for (const card of mapped) {
    const [i, p] = [deck.importance[card]! / total, chance(card)];
    mean += i * (p + (1 - p) * GUESS);
    noise += (QUESTION_WEIGHT * i) ** 2 * p * (1 - p);
    if (!isSeen(deck, card)) unseen += i;
  }
  const spread = (SD_UNSEEN * unseen) ** 2 / (1 + weak.n / TRIES_TO_TELL);
  const sd = Math.sqrt(SD_ALWAYS ** 2 + spread + QUESTION_NOISE * noise);
  return interval(mean + BIAS + BIAS_UNSEEN * unseen, sd);
}

/** The chance to know a card then: R as past recalls correct it; of unseen cards a prior. */
export function knownAt(
  deck: Deck,
  learner: Learner,
  aheadDays: number,
  weak: Weakness,
): (card: number) => number {
  const { retrievability } = curvesOf(learner.weights, learner.retention);
  const correct = correction(learner);
  return (card) => {
    if (!isSeen(deck, card)) return MET_BY_CHANCE * knownAlready(weak, deck.topic[card]!, deck.domain[card]!);
    const elapsed = Math.max(learner.day - deck.lastDay[card]!, 0) + aheadDays;
    return correct(retrievability(deck.s[card]!, elapsed));
  };
}

/** Moves retrievability by as many logits as past recalls were off. */
export function correction({
  surprise,
  spread,
}: Pick<Learner, "surprise" | "spread">): (r: number) => number {
  const shift = Math.exp(-between(surprise / (spread + CALM), -FURTHEST, FURTHEST));
  return (r) => {
    const inside = between(r, NEARLY, 1 - NEARLY);
    return 1 / (1 + ((1 - inside) / inside) * shift);
  };
}

function interval(mean: number, sd: number): Readiness {
  const side = (way: number) => between(mean + way * WIDTH * sd, 0, 1);
  return { mean: between(mean, 0, 1), sd, low: side(-1), high: side(1) };
}
