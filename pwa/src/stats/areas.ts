/** Where an exam's points lie: how each domain and topic stands, from the numbers that choose the cards. */
import { GUESS, knownAt } from "../selection/readiness";
import { isSeen, type Deck, type Learner } from "../selection/deck";
import { knownAlready, type Weakness } from "../selection/weakness";

export interface Area {
  /** Part of the exam, 0..1. */
  weight: number;
  cards: number;
  seen: number;
  /** Part of the weight whose cards were met, 0..1. */
  met: number;
  /** Mean chance of recall over the cards met, now and on the exam's date without a further review; null = none met. */
  now: number | null;
  onDate: number | null;
  /** Chance that a new card is known already, and the first tries and answered questions that say so. */
  known: number;
  tries: number;
  right: number;
  /** Exam points (percent of the score) between what is known now and all. */
  points: number;
}
export interface Cell extends Area {
  domain: number;
  /** -1 = none. */
  topic: number;
}

interface Sums {
  weight: number;
  met: number;
  lost: number;
  cards: number;
  seen: number;
  now: number;
  onDate: number;
}
const NOTHING: Sums = { weight: 0, met: 0, lost: 0, cards: 0, seen: 0, now: 0, onDate: 0 };

/** The cards of one exam summed up by `keyOf`; suspended ones are set aside by the learner and count on no side. */
function summed<K>(deck: Deck, learner: Learner, weak: Weakness, keyOf: (card: number) => K): Map<K, Sums> {
  const now = knownAt(deck, learner, 0, weak);
  const onDate = knownAt(deck, learner, Math.max(learner.remDays[0] ?? 0, 0), weak);
  const sums = new Map<K, Sums>();
  for (let card = 0; card < deck.ids.length; card++) {
    if (deck.domain[card]! < 0 || deck.suspended[card]) continue;
    const key = keyOf(card);
    const to = sums.get(key) ?? { ...NOTHING };
    sums.set(key, to);
    const i = deck.importance[card]!;
    to.weight += i;
    to.cards += 1;
    to.lost += i * (1 - now(card));
    if (!isSeen(deck, card)) continue;
    to.seen += 1;
    to.met += i;
    to.now += i * now(card);
    to.onDate += i * onDate(card);
  }
  return sums;
}

const areaOf = ({ weight, met, lost, cards, seen, now, onDate }: Sums, whole: number) => ({
  weight: weight / whole,
  cards,
  seen,
  met: weight > 0 ? met / weight : 0,
  now: met > 0 ? now / met : null,
  onDate: met > 0 ? onDate / met : null,
  points: (100 * (1 - GUESS) * lost) / whole,
});

const wholeOf = (sums: ReadonlyMap<unknown, Sums>): number =>
  [...sums.values()].reduce((sum, { weight }) => sum + weight, 0) || 1;

/** By domain. `deck` holds the cards of one exam. */
export function byDomain(deck: Deck, learner: Learner, weak: Weakness): Map<number, Area> {
  const sums = summed(deck, learner, weak, (card) => deck.domain[card]!);
  const whole = wholeOf(sums);
  return new Map(
    [...sums].map(([domain, sum]) => [
      domain,
      {
        ...areaOf(sum, whole),
        known: weak.pDomain[domain]!,
        tries: weak.nDomain[domain]!,
        right: weak.okDomain[domain]!,
      },
    ]),
  );
}

/** By topic within each domain, what brings most points first. */
export function byTopic(deck: Deck, learner: Learner, weak: Weakness): Cell[] {
  const cellOf = (card: number) => deck.domain[card]! * (learner.topics + 1) + deck.topic[card]! + 1;
  const sums = summed(deck, learner, weak, cellOf);
  const whole = wholeOf(sums);
  const cells = [...sums].map(([cell, sum]): Cell => {
    const [domain, topic] = [Math.floor(cell / (learner.topics + 1)), (cell % (learner.topics + 1)) - 1];
    const known = knownAlready(weak, topic, domain);
    const [tries, right] = topic < 0 ? [0, 0] : [weak.nTopic[topic]!, weak.okTopic[topic]!];
    return { domain, topic, ...areaOf(sum, whole), known, tries, right };
  });
  return cells.sort((a, b) => b.points - a.points || a.topic - b.topic);
}
