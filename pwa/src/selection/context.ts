/** What is worked out once, and then looked at by every step of a choice; twin of context.py. */
import { curvesOf, type Curves } from "../scheduling/curves";
import { isCalled, isDated, isFailed, remOf, type Deck, type Learner } from "./deck";
import { pace, type Pace } from "./pace";
import { weakness, type Weakness } from "./weakness";

export interface Context {
  deck: Deck;
  learner: Learner;
  weak: Weakness;
  pace: Pace;
  curves: Curves;
  dated: boolean;
  remOf(exam: number): number;
  /** Mean over the cards of the learner's exams; 0 when there is none. */
  usualImportance: number;
}

function usualImportance({ domain, importance }: Deck): number {
  let [sum, n] = [0, 0];
  for (let card = 0; card < domain.length; card++)
    if (domain[card]! >= 0) ((sum += importance[card]!), (n += 1));
  return n > 0 ? sum / n : 0;
}

/** `weak`: when it is known already. */
export function contextOf(deck: Deck, learner: Learner, weak: Weakness = weakness(deck, learner)): Context {
  return {
    deck,
    learner,
    weak,
    pace: pace(learner.timings, weak.pAll),
    curves: curvesOf(learner.weights, learner.retention),
    dated: isDated(learner),
    remOf: remOf(learner),
    usualImportance: usualImportance(deck),
  };
}

/** The study day on which a seen card fades to the learner's retention. */
export const dueDay = ({ deck, curves }: Context, card: number): number =>
  deck.lastDay[card]! + curves.interval(deck.s[card]!);

/** Faded to the learner's retention, called by an exam, or failed today; not yet passed today. */
export function qualifies(at: Context, card: number, due = dueDay(at, card)): boolean {
  const { deck, learner } = at;
  const { day } = learner;
  if (deck.lastDay[card]! < day && due <= day) return true;
  return isFailed(deck, card, day) || isCalled(deck, card, day);
}
