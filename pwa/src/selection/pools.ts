/** The cards that may be shown now, each kind with the most valuable first; twin of pools.py. */
import { dueDay, qualifies, type Context } from "./context";
import { isCalled, isFailed, isSeen, isShowable } from "./deck";
import { mixed } from "./dice";
import { newWorth, seenWorth, type Worth } from "./value";

export interface Entry extends Worth {
  card: number;
  /** What its kind goes by, the greater first, at single precision: what differs by rounding alone is a tie. */
  rank: number;
  /** 1 = called by a practice exam or failed today: before all others of its kind. */
  first: number;
  /** What the day's dice say of it. */
  draw: number;
}
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
  const [unseen, due, rest]: number[][] = [[], [], []];
  for (let card = 0; card < deck.ids.length; card++) {
    if (!isShowable(deck, card, learner.day) || (only && !only(card))) continue;
    if (!isSeen(deck, card)) unseen!.push(card);
    else if (qualifies(at, card)) due!.push(card);
    else if (deck.lastDay[card]! < learner.day) rest!.push(card);
  }
  const allowed = learner.newLeft === null ? limit : Math.min(limit, Math.max(learner.newLeft, 0));
  const isLate = (card: number) =>
    deck.lastDay[card]! < learner.day && learner.day - dueDay(at, card) > late.days;
  return {
    late: late.limit > 0 ? best(at, due!.filter(isLate), LATE, late.limit) : [],
    fresh: best(at, unseen!, UNSEEN, allowed),
    due: best(at, due!, SEEN, limit),
    filling: () => best(at, rest!, SEEN, limit).filter(({ value }) => value > 0),
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

interface Kind {
  worth(at: Context, card: number): Worth;
  /** The same for all of them: loops of their own, because one that serves both kinds takes twice as long. */
  ranks(at: Context, cards: readonly number[]): Float32Array;
  /** What an exam called or was failed today comes before the others. */
  hasFirst: boolean;
}
const UNSEEN: Kind = {
  worth: newWorth,
  hasFirst: true,
  ranks(at, cards) {
    const ranks = new Float32Array(cards.length);
    for (let k = 0; k < cards.length; k++) ranks[k] = newWorth(at, cards[k]!).value;
    return ranks;
  },
};
const SEEN: Kind = {
  worth: seenWorth,
  hasFirst: true,
  ranks(at, cards) {
    const ranks = new Float32Array(cards.length);
    for (let k = 0; k < cards.length; k++) ranks[k] = seenWorth(at, cards[k]!).value;
    return ranks;
  },
};

/** Due ones by how long they have been. */
const LATE: Kind = {
  worth: seenWorth,
  hasFirst: false,
  ranks: (at, cards) => Float32Array.from(cards, (card) => -dueDay(at, card)),
};

/** By rank, then by dice, then by id; but first what comes first. */
function best(at: Context, cards: readonly number[], kind: Kind, limit: number): Entry[] {
  const kept = about(at, cards, kind, limit);
  const ranks = kind.ranks(at, kept);
  const entryOf = (card: number, k: number): Entry => {
    const { value, seconds, chance, onDate } = kind.worth(at, card);
    const first = kind.hasFirst && isFirst(at, card) ? 1 : 0;
    return { card, value, seconds, chance, onDate, rank: ranks[k]!, first, draw: draw(at, card) };
  };
  return kept.map(entryOf).sort(inOrder).slice(0, limit);
}
const inOrder = (a: Entry, b: Entry): number =>
  b.first - a.first || b.rank - a.rank || a.draw - b.draw || a.card - b.card;
const isFirst = ({ deck, learner: { day } }: Context, card: number): boolean =>
  isCalled(deck, card, day) || isFailed(deck, card, day);
const draw = ({ deck, learner }: Context, card: number): number => mixed(deck.dice[card]! ^ learner.seed);

/** Cards that hold all of the best `limit`, without sorting the rest: of those that tie, the first by dice. */
function about(at: Context, cards: readonly number[], kind: Kind, limit: number): readonly number[] {
  if (cards.length <= limit || limit === 0) return cards;
  const ranks = kind.ranks(at, cards);
  const least = ranks.slice().sort()[ranks.length - limit]!;
  const [above, ties]: number[][] = [[], []];
  for (let k = 0; k < cards.length; k++) {
    if (ranks[k]! > least || isFirst(at, cards[k]!)) above!.push(cards[k]!);
    else if (ranks[k] === least) ties!.push(cards[k]!);
  }
  const draws = Uint32Array.from(ties!, (card) => draw(at, card));
  const last = draws.slice().sort()[Math.min(limit, draws.length) - 1] ?? 0;
  return [...above!, ...ties!.filter((_, k) => draws[k]! <= last)];
}
