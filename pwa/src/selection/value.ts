/** What a card is worth now: parts of the exam's score gained per second of the learner's time; twin of value.py. */
import type { Context } from "./context";
import { secondsOfNew, secondsOfSeen } from "./pace";
import { knownAlready } from "./weakness";

/** What a card not known comes to on exam day once it was met; what one known already gains by being met. */
const LEARNED = 0.85;
const SECURED = 0.1;

export interface Worth {
  /** Parts of the score per second. */
  value: number;
  seconds: number;
  /** Of a new card the chance that it is known already, of a seen one the chance of recall now. */
  chance: number;
  /** Of a seen card: the chance of recall on the exam's date if it is not seen before; NaN of a new one. */
  onDate: number;
}

/** Of a card never reviewed. */
export function newWorth(at: Context, card: number): Worth {
  const p = knownAlready(at.weak, at.deck.topic[card]!, at.deck.domain[card]!);
  const seconds = secondsOfNew(at.pace, p);
  const gain = at.deck.importance[card]! * (LEARNED * (1 - p) + SECURED * p);
  return { value: gain / seconds, seconds, chance: p, onDate: NaN };
}

export const noWorth = (): Worth => ({ value: NaN, seconds: NaN, chance: NaN, onDate: NaN });

/** More than rounding takes from a chance. */
const ROUNDING = 1e-12;

/** Of a seen card: what a review now adds to the chance of recall on the exam's date. Where its value at single precision is certainly under `least`, it may be left at -Infinity. Written into `into`, so that thousands need not be thrown away. */
export function seenWorth(at: Context, card: number, least = -Infinity, into: Worth = noWorth()): Worth {
  const { deck, learner, curves, pace, remOf } = at;
  const [s, d, importance] = [deck.s[card]!, deck.d[card]!, deck.importance[card]!];
  const elapsed = Math.max(learner.day - deck.lastDay[card]!, 0);
  const rem = remOf(deck.exam[card]!);
  const r = curves.retrievability(s, elapsed);
  const onDate = curves.retrievability(s, rem + elapsed);
  const seconds = secondsOfSeen(pace, r);
  into.seconds = seconds;
  into.chance = r;
  into.onDate = onDate;
  into.value = -Infinity;
  const under = (chance: number) =>
    Math.fround((importance * (chance + ROUNDING - onDate)) / seconds) < least;
  if (under(1)) return into;
  const passed = curves.retrievability(curves.good(s, d, elapsed, r), rem);
  if (under(r * passed + (1 - r))) return into;
  const failed = curves.retrievability(curves.again(s, d, elapsed, r), rem);
  into.value = (importance * (r * passed + (1 - r) * failed - onDate)) / seconds;
  return into;
}

/** A value that no review of a seen card exceeds, from a line that lies above what is forgotten by then. */
export function seenAtMost({ deck, learner, curves, pace, remOf }: Context): (card: number) => number {
  const fastest = Math.min(pace.passedS, pace.failedS);
  return (card) => {
    const days = remOf(deck.exam[card]!) + Math.max(learner.day - deck.lastDay[card]!, 0);
    const forgotten = Math.min((curves.steepest * days) / deck.s[card]!, 1) + ROUNDING;
    return (deck.importance[card]! * forgotten) / fastest;
  };
}
