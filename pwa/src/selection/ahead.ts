/** The days to come as they may be expected to go: each day's minutes spent as a session would spend them. */
import { curvesOf, type Curves } from "../scheduling/curves";
import { isSeen, type Deck, type Learner } from "./deck";
import { mixed } from "./dice";
import { session, type Choice } from "./session";
import type { Weakness } from "./weakness";

export interface Spending {
  /** Seconds of study on that study day; 0 = a day off. */
  secondsOn(day: number): number;
  /** New cards allowed on each day after today; null = no cap. */
  newCap: number | null;
}
export interface DayAhead {
  day: number;
  seconds: number;
  reviews: number;
  fresh: number;
  /** Exam points (percent of the score) that its choices are worth. */
  points: number;
  /** Cards never met that are left when it ends. */
  unmet: number;
}

const MOST_A_DAY = 1000;
const blank = (deck: Deck): Deck => ({
  ...deck,
  s: deck.s.slice(),
  d: deck.d.slice(),
  lastDay: deck.lastDay.slice(),
  lastRating: deck.lastRating.slice(),
});

/** Walks from the learner's day up to, not including, `until`; `deck` is left as it was, each step gives the deck after that day. What is known of topics stays as it is now. */
export function* ahead(
  deck: Deck,
  learner: Learner,
  weak: Weakness,
  until: number,
  { secondsOn, newCap }: Spending,
): Generator<{ on: DayAhead; deck: Deck }> {
  const then = blank(deck);
  const curves = curvesOf(learner.weights, learner.retention);
  for (let day = learner.day; day < until; day++) {
    const seconds = secondsOn(day);
    const today = dayOf(learner, day, newCap);
    const choices = seconds > 0 ? session(then, today, { seconds, limit: MOST_A_DAY, weak }) : [];
    for (const choice of choices) remember(then, choice, day, curves);
    yield { on: summed(day, choices, unmetIn(then)), deck: then };
  }
}

function dayOf(learner: Learner, day: number, newCap: number | null): Learner {
  const gone = day - learner.day;
  if (gone === 0) return learner;
  const remDays = learner.remDays.map((rem) => (rem === null || rem < 0 ? null : Math.max(rem - gone, 0)));
  return { ...learner, day, seed: mixed(learner.seed ^ gone), remDays, newLeft: newCap };
}

/** Between what a pass and what a failure would leave, in proportion to their chances. */
function remember(deck: Deck, { card, p, r }: Choice, day: number, curves: Curves): void {
  const chance = p ?? r ?? 0;
  const [passed, failed] = isSeen(deck, card) ? reviewed(deck, card, day, curves) : met(curves);
  deck.s[card] = Math.exp(chance * Math.log(passed.s) + (1 - chance) * Math.log(failed.s));
  deck.d[card] = chance * passed.d + (1 - chance) * failed.d;
  deck.lastDay[card] = day;
  deck.lastRating[card] = 3;
}
interface Memory {
  s: number;
  d: number;
}
function reviewed(deck: Deck, card: number, day: number, curves: Curves): [Memory, Memory] {
  const [s, d] = [deck.s[card]!, deck.d[card]!];
  const elapsed = Math.max(day - deck.lastDay[card]!, 0);
  const r = curves.retrievability(s, elapsed);
  const again = curves.difficulty(curves.difficulty(d, 1), 3);
  return [
    { s: curves.good(s, d, elapsed, r), d: curves.difficulty(d, 3) },
    { s: curves.again(s, d, elapsed, r), d: again },
  ];
}
/** A first try that fails passes later on the same day. */
function met(curves: Curves): [Memory, Memory] {
  const failed = curves.first(1);
  return [curves.first(3), { s: curves.good(failed.s, failed.d, 0, 1), d: curves.difficulty(failed.d, 3) }];
}

export function unmetIn(deck: Deck): number {
  let unmet = 0;
  for (let card = 0; card < deck.ids.length; card++)
    if (deck.domain[card]! >= 0 && !deck.suspended[card] && !isSeen(deck, card)) unmet += 1;
  return unmet;
}

function summed(day: number, choices: readonly Choice[], unmet: number): DayAhead {
  const fresh = choices.filter(({ p }) => p !== null).length;
  return {
    day,
    seconds: choices.reduce((sum, { seconds }) => sum + seconds, 0),
    reviews: choices.length - fresh,
    fresh,
    points: choices.reduce((sum, { value, seconds }) => sum + (value * seconds) / 60, 0),
    unmet,
  };
}
