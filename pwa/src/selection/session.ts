/** What a learner sees next, in order: the most exam points per second, with a floor for reviews; twin of session.py. */
import type { Entry } from "./best";
import { contextOf, type Context } from "./context";
import type { Deck, Learner } from "./deck";
import { leastSeconds } from "./pace";
import { poolsOf, type Pools } from "./pools";
import type { Weakness } from "./weakness";
import { whyNew, whySeen, type Chosen } from "./why";

/** Part of the time that goes to cards that qualify for review, as far as there are any. */
export const FLOOR = 0.35;
/** Part of the time, and of the cards, that goes first to those that wait for long. */
const LONG_WAITS = 0.1;
/** Due for more days than these is long. */
const LONG_WAIT_DAYS = 7;
const LIMIT = 200;
const LOOK_AHEAD = 20;
const APART = 4;
const POINTS_A_MINUTE = 60 * 100;

/** One card and the numbers that chose it. */
export interface Choice {
  /** Its place in the deck. */
  card: number;
  id: string;
  reason: Chosen;
  /** Exam points (percent of the score) per minute. */
  value: number;
  /** Expected. */
  seconds: number;
  /** Of a new card: chance that it is known already. */
  p: number | null;
  /** Of a seen card: chance of recall now, and on the exam's date if it is not seen before. */
  r: number | null;
  onDate: number | null;
}
export interface Wish {
  seconds: number;
  limit?: number;
  /** Those that may be chosen. */
  only?: ((card: number) => boolean) | null;
  /** When it is known already. */
  weak?: Weakness;
}

/** The cards that these seconds hold, at most `limit`, in the order to show them. Where no exam has a date, what is due comes first; otherwise what has been due for long has a part of the time, and reviews in all get at least the floor at every point of the session. */
export function session(
  deck: Deck,
  learner: Learner,
  { seconds, limit = LIMIT, only = null, weak }: Wish,
): Choice[] {
  const at = contextOf(deck, learner, weak);
  // No card takes less than this, so that no more can be chosen, and the rest need no sorting.
  const most = Math.min(limit, Math.ceil(Math.max(seconds, 0) / leastSeconds(at.pace)) + 1);
  const late = { days: LONG_WAIT_DAYS, limit: at.dated ? Math.floor(LONG_WAITS * limit) : 0 };
  return apart(deck, taken(at, poolsOf(at, most, late, only), seconds, limit));
}

function taken(at: Context, { late, fresh, due, filling }: Pools, seconds: number, limit: number): Choice[] {
  const choices: Choice[] = [];
  const floor = at.dated ? FLOOR : 1;
  let [i, j, seenS, newS] = [0, 0, 0, 0];
  const open = () => seenS + newS < seconds && choices.length < limit;
  const see = (entry: Entry, reason: Chosen) => {
    choices.push(picked(at, entry, reason));
    seenS += entry.seconds;
  };
  for (const entry of late) {
    if (!open() || seenS + entry.seconds > LONG_WAITS * seconds) break;
    see(entry, whySeen(at, entry.card));
  }
  const before = new Set(choices.map(({ card }) => card));
  const rest = due.filter(({ card }) => !before.has(card));
  while (open() && (i < rest.length || j < fresh.length)) {
    const [seen, unseen] = [rest[i], fresh[j]];
    if (seen && (!unseen || seen.rank >= unseen.rank || seenS < floor * (seenS + newS + unseen.seconds))) {
      see(seen, whySeen(at, seen.card));
      i += 1;
    } else {
      choices.push(picked(at, unseen!, whyNew(at, unseen!.card)));
      newS += unseen!.seconds;
      j += 1;
    }
  }
  if (open()) for (const entry of filling()) if (open()) see(entry, "fill");
  return choices;
}

function picked({ deck }: Context, entry: Entry, reason: Chosen): Choice {
  const { card, seconds, chance, onDate } = entry;
  const known = Number.isNaN(onDate) ? { p: chance, r: null, onDate: null } : { p: null, r: chance, onDate };
  return { card, id: deck.ids[card]!, reason, value: entry.value * POINTS_A_MINUTE, seconds, ...known };
}

/** Nearly the order given, but with cards of one concept kept apart and domains taking turns. */
export function apart({ concept, domain }: Deck, choices: readonly Choice[]): Choice[] {
  const waiting = [...choices];
  const order: Choice[] = [];
  while (waiting.length > 0) {
    const recent = order.slice(-APART).map(({ card }) => concept[card]);
    const last = order.at(-1);
    const near = waiting.slice(0, LOOK_AHEAD);
    const distinct = near.filter(({ card }) => !recent.includes(concept[card]));
    const turned = distinct.find(({ card }) => !last || domain[card] !== domain[last.card]);
    const next = turned ?? distinct[0] ?? near[0]!;
    waiting.splice(waiting.indexOf(next), 1);
    order.push(next);
  }
  return order;
}
