/** Which unseen card tells most about the score: how a short test at the start picks one after another; twin of diagnostic.py. */
import { isSeen, isShowable, type Deck, type Learner } from "./deck";
import { mixed } from "./dice";
import { PULL, RATING_WEIGHT, weakness, type Weakness } from "./weakness";

export const LONGEST = 30;
/** From here on it ends when a further card tells little: this part of the variance that is left. */
const ENOUGH = 20;
const LITTLE = 0.01;

/** The next card of a diagnostic. */
export interface Telling {
  card: number;
  id: string;
  /** Expected reduction of the variance of the predicted score. */
  gain: number;
  /** Variance before it. */
  left: number;
}

/** The next card, or null when the test is over; answers so far stand in the deck as first ratings. */
export function diagnostic(deck: Deck, learner: Learner, asked: ReadonlySet<string>): Telling | null {
  if (asked.size >= LONGEST) return null;
  const { left, gain } = narrowing(deck, learner, weakness(deck, learner));
  const met = new Set(deck.ids.flatMap((id, card) => (asked.has(id) ? [deck.concept[card]!] : [])));
  const gainOf = (card: number) => gain(deck.domain[card]!, deck.topic[card]!);
  let best: number | null = null;
  const order = orderOf(deck, learner.seed, gainOf);
  for (let card = 0; card < deck.ids.length; card++) {
    if (deck.domain[card]! < 0 || isSeen(deck, card) || !isShowable(deck, card, learner.day)) continue;
    if (!met.has(deck.concept[card]!) && (best === null || order(card, best) < 0)) best = card;
  }
  if (best === null) return null;
  const found = gainOf(best);
  if (asked.size >= ENOUGH && found < LITTLE * left) return null;
  return { card: best, id: deck.ids[best]!, gain: found, left };
}

/** The greatest gain first; then the greatest importance, then by dice. */
const orderOf = (deck: Deck, seed: number, gainOf: (card: number) => number) => (a: number, b: number) =>
  Math.fround(gainOf(b)) - Math.fround(gainOf(a)) ||
  Math.fround(deck.importance[b]!) - Math.fround(deck.importance[a]!) ||
  mixed(deck.dice[a]! ^ seed) - mixed(deck.dice[b]! ^ seed) ||
  a - b;

/** Variance of the predicted score, and by domain and topic how much one more answer there takes off it. */
export function narrowing(
  deck: Deck,
  { topics, domains, ratings }: Learner,
  weak: Weakness,
): { left: number; gain(domain: number, topic: number): number } {
  const weight = new Float64Array(domains * topics);
  const [ofTopic, whole] = [new Float64Array(topics), new Float64Array(domains)];
  deck.domain.forEach((domain, card) => {
    const [topic, i] = [deck.topic[card]!, deck.importance[card]!];
    if (domain < 0) return;
    weight[domain * topics + topic]! += i;
    ofTopic[topic]! += i;
  });
  const tries = (topic: number) => weak.nTopic[topic]! + PULL;
  const each = (visit: (domain: number, topic: number, weight: number) => void) =>
    weight.forEach((w, cell) => visit(Math.floor(cell / topics), cell % topics, w));
  const own = (domain: number, topic: number) => {
    const p = (weak.okTopic[topic]! + PULL * weak.pDomain[domain]!) / tries(topic);
    return ofTopic[topic]! ** 2 * p * (1 - p);
  };
  const doubt = (domain: number) => weak.pDomain[domain]! * (1 - weak.pDomain[domain]!);
  const seen = (domain: number) =>
    weak.nDomain[domain]! + PULL + (ratings.has(domain) ? RATING_WEIGHT : 0) + 1;
  each((domain, topic, w) => (whole[domain]! += (w * PULL) / tries(topic)));
  const ofDomain = (domain: number) => (whole[domain]! ** 2 * doubt(domain)) / seen(domain);
  let left = 0;
  each((domain, topic, w) => {
    if (w > 0) left += ((w / ofTopic[topic]!) * own(domain, topic)) / (tries(topic) + 1);
  });
  for (let domain = 0; domain < domains; domain++) left += ofDomain(domain);
  return {
    left,
    gain(domain, topic) {
      const n = tries(topic);
      const w = weight[domain * topics + topic]!;
      const after = (whole[domain]! - (w * PULL) / n + (w * PULL) / (n + 1)) ** 2;
      const atTopic = own(domain, topic) / (n + 1) - own(domain, topic) / (n + 2);
      return atTopic + ofDomain(domain) - (after * doubt(domain)) / (seen(domain) + 1);
    },
  };
}
