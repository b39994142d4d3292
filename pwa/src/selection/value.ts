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

/** Of a seen card: what a review now adds to the chance of recall on the exam's date. */
export function seenWorth({ deck, learner, curves, pace, remOf }: Context, card: number): Worth {
  const [s, d] = [deck.s[card]!, deck.d[card]!];
  const elapsed = Math.max(learner.day - deck.lastDay[card]!, 0);
  const rem = remOf(deck.exam[card]!);
  const r = curves.retrievability(s, elapsed);
  const passed = curves.retrievability(curves.good(s, d, elapsed, r), rem);
  const failed = curves.retrievability(curves.again(s, d, elapsed, r), rem);
  const onDate = curves.retrievability(s, rem + elapsed);
  const seconds = secondsOfSeen(pace, r);
  const gain = deck.importance[card]! * (r * passed + (1 - r) * failed - onDate);
  return { value: gain / seconds, seconds, chance: r, onDate };
}
