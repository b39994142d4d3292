/** The cards that may be shown now, each kind with the most valuable first; twin of pools.py. */
import { best, LATE, SEEN, UNSEEN, type Entry } from "./best";
import { dueDay, qualifies, type Context } from "./context";
import { isSeen, isShowable } from "./deck";
import { seenWorth } from "./value";

export interface Pools {
  /** Due for long, the longest first; they are among `due` too. */
  late: Entry[];
  fresh: Entry[];
  due: Entry[];
  /** Seen cards that have not faded yet, where a review still buys something; worked out when asked for. */
  filling(): Entry[];
}

export interface Late {
  /** Due for more days than these. */
  days: number;
  limit: number;
}

/** Best first, at most `limit` of each kind. `only`: those that may be chosen. */
export function poolsOf(
  at: Context,
  limit: number,
  late: Late,
  only: ((card: number) => boolean) | null,
): Pools {
  const { deck, learner } = at;
  const [unseen, due, rest, waited]: [number[], number[], number[], number[]] = [[], [], [], []];
  for (let card = 0; card < deck.ids.length; card++) {
    if (!isShowable(deck, card, learner.day) || (only && !only(card))) continue;
    if (!isSeen(deck, card)) {
      unseen.push(card);
      continue;
    }
    const [day, before] = [dueDay(at, card), deck.lastDay[card]! < learner.day];
    if (qualifies(at, card, day)) due.push(card);
    else if (before) rest.push(card);
    if (before && learner.day - day > late.days) waited.push(card);
  }
  const allowed = learner.newLeft === null ? limit : Math.min(limit, Math.max(learner.newLeft, 0));
  return {
    late: best(at, waited, LATE, late.limit),
    fresh: best(at, unseen, UNSEEN, allowed),
    due: best(at, due, SEEN, limit),
    filling: () => best(at, rest, SEEN, limit).filter(({ value }) => value > 0),
  };
}

/** How many cards wait for review, and the seconds they would take. */
export function waitingSeconds(at: Context): { cards: number; seconds: number } {
  const { deck, learner } = at;
  let [cards, seconds] = [0, 0];
  for (let card = 0; card < deck.ids.length; card++) {
    if (!isSeen(deck, card) || !isShowable(deck, card, learner.day) || !qualifies(at, card)) continue;
    cards += 1;
    seconds += seenWorth(at, card).seconds;
  }
  return { cards, seconds };
}
