/** The best of many cards, without sorting the rest, or even working out what they are worth. */
import { dueDay, type Context } from "./context";
import { isCalled, isFailed } from "./deck";
import { mixed } from "./dice";
import { Greatest } from "./greatest";
import { newWorth, noWorth, seenAtMost, seenWorth, type Worth } from "./value";

export interface Entry extends Worth {
  card: number;
  /** What its kind goes by, the greater first, at single precision: what differs by rounding alone is a tie. */
  rank: number;
  /** 1 = called by a practice exam or failed today: before all others of its kind. */
  first: number;
  /** What the day's dice say of it. */
  draw: number;
}
interface Kind {
  worth(at: Context, card: number): Worth;
  rank(at: Context, card: number, worth: Worth): number;
  /** Fills in the rank of each that may be among the greatest, and offers it; of the others less than their least. Loops of their own, because one that serves all kinds takes twice as long. */
  rankAll(at: Context, cards: readonly number[], ranks: Float32Array, greatest: Greatest): void;
  /** What an exam called or was failed today comes before the others. */
  hasFirst: boolean;
}

export const UNSEEN: Kind = {
  worth: newWorth,
  rank: (_, __, { value }) => Math.fround(value),
  hasFirst: true,
  rankAll(at, cards, ranks, greatest) {
    for (let k = 0; k < cards.length; k++) {
      ranks[k] = newWorth(at, cards[k]!).value;
      greatest.offer(ranks[k]!);
    }
  },
};
export const SEEN: Kind = {
  worth: (at, card) => seenWorth(at, card),
  rank: (_, __, { value }) => Math.fround(value),
  hasFirst: true,
  rankAll(at, cards, ranks, greatest) {
    const [atMost, worth] = [seenAtMost(at), noWorth()];
    for (let k = 0; k < cards.length; k++) {
      const { least } = greatest;
      const hopeless = Math.fround(atMost(cards[k]!)) < least;
      ranks[k] = hopeless ? -Infinity : seenWorth(at, cards[k]!, least, worth).value;
      greatest.offer(ranks[k]!);
    }
  },
};
/** Due ones by how long they have been. */
export const LATE: Kind = {
  worth: (at, card) => seenWorth(at, card),
  rank: (at, card) => -dueDay(at, card),
  hasFirst: false,
  rankAll(at, cards, ranks, greatest) {
    for (let k = 0; k < cards.length; k++) {
      ranks[k] = -dueDay(at, cards[k]!);
      greatest.offer(ranks[k]!);
    }
  },
};

/** By rank, then by dice, then by id; but first what comes first. */
export function best(at: Context, cards: readonly number[], kind: Kind, limit: number): Entry[] {
  const entryOf = (card: number): Entry => {
    const worth = kind.worth(at, card);
    const { value, seconds, chance, onDate } = worth;
    const first = kind.hasFirst && isFirst(at, card) ? 1 : 0;
    const rank = kind.rank(at, card, worth);
    return { card, value, seconds, chance, onDate, rank, first, draw: draw(at, card) };
  };
  return about(at, cards, kind, limit).map(entryOf).sort(inOrder).slice(0, limit);
}
const inOrder = (a: Entry, b: Entry): number =>
  b.first - a.first || b.rank - a.rank || a.draw - b.draw || a.card - b.card;
const isFirst = ({ deck, learner: { day } }: Context, card: number): boolean =>
  isCalled(deck, card, day) || isFailed(deck, card, day);
const draw = ({ deck, learner }: Context, card: number): number => mixed(deck.dice[card]! ^ learner.seed);

/** Cards that hold all of the best `limit`: of those that tie, the first by dice. */
function about(at: Context, cards: readonly number[], kind: Kind, limit: number): readonly number[] {
  if (limit === 0) return [];
  if (cards.length <= limit) return cards;
  const [ranks, greatest] = [new Float32Array(cards.length), new Greatest(limit)];
  kind.rankAll(at, cards, ranks, greatest);
  const { least } = greatest;
  const [above, ties]: number[][] = [[], []];
  for (let k = 0; k < cards.length; k++) {
    if (ranks[k]! > least || (kind.hasFirst && isFirst(at, cards[k]!))) above!.push(cards[k]!);
    else if (ranks[k] === least) ties!.push(cards[k]!);
  }
  const draws = Uint32Array.from(ties!, (card) => draw(at, card));
  const last = draws.slice().sort()[Math.min(limit, draws.length) - 1] ?? 0;
  return [...above!, ...ties!.filter((_, k) => draws[k]! <= last)];
}
