/** The chance that a new card is known already, by topic, shrunk through its domain and all domains; twin of weakness.py. */
import type { Deck, Learner } from "./deck";

/** Pseudo-observations with which each level pulls the one below. */
export const PULL = 4;
/** Expected of a learner of whom nothing is known. */
const BEFORE = 0.4;
/** What a self-rating of a domain, 1 to 5, says, and with how many pseudo-observations. */
const RATED = [NaN, 0.2, 0.35, 0.5, 0.65, 0.8];
export const RATING_WEIGHT = 4;

/** Observations (first tries of cards and questions of practice exams) and the chances they give, 0..1. */
export interface Weakness {
  n: number;
  pAll: number;
  nDomain: Float64Array;
  okDomain: Float64Array;
  pDomain: Float64Array;
  nTopic: Float64Array;
  okTopic: Float64Array;
}

/** What first tries, practice exams and self-ratings say. A rating of Hard or better counts as known. */
export function weakness(deck: Deck, learner: Learner): Weakness {
  const zeros = (count: number) => new Float64Array(count);
  const [nDomain, okDomain] = [zeros(learner.domains), zeros(learner.domains)];
  const [nTopic, okTopic] = [zeros(learner.topics), zeros(learner.topics)];
  const count = (topic: number, domain: number, n: number, ok: number) => {
    nTopic[topic]! += n;
    okTopic[topic]! += ok;
    if (domain < 0) return;
    nDomain[domain]! += n;
    okDomain[domain]! += ok;
  };
  for (let card = 0; card < deck.ids.length; card++) {
    const first = deck.firstRating[card]!;
    const domain = deck.domain[card]!;
    if (first > 0 && domain >= 0) count(deck.topic[card]!, domain, 1, first >= 2 ? 1 : 0);
  }
  for (const [topic, { n, ok }] of learner.answered) count(topic, learner.topicDomain[topic] ?? -1, n, ok);
  const n = nDomain.reduce((sum, one) => sum + one, 0);
  const pAll = (okDomain.reduce((sum, one) => sum + one, 0) + PULL * BEFORE) / (n + PULL);
  const pDomain = nDomain.map((tried, domain) => {
    const rated = RATED[learner.ratings.get(domain) ?? 0] ?? NaN;
    const weight = Number.isNaN(rated) ? 0 : RATING_WEIGHT;
    return (okDomain[domain]! + PULL * pAll + (weight && weight * rated)) / (tried + PULL + weight);
  });
  return { n, pAll, nDomain, okDomain, pDomain, nTopic, okTopic };
}

/** The chance that one new card is known already. */
export function knownAlready(weak: Weakness, topic: number, domain: number): number {
  const [n, ok] = topic < 0 ? [0, 0] : [weak.nTopic[topic]!, weak.okTopic[topic]!];
  return (ok + PULL * (domain < 0 ? weak.pAll : weak.pDomain[domain]!)) / (n + PULL);
}
