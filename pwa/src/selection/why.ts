/** The reason of a choice, from the numbers that made it; twin of why.py. */
import { qualifies, type Context } from "./context";
import { isCalled, isFailed, isSeen } from "./deck";
import { knownAlready } from "./weakness";

export type Chosen =
  "relearn" | "called" | "new-weak" | "new" | "due" | "last-pass" | "important" | "fading" | "fill";

/** Observations that make a finding, and how far below the chance over all a weak topic's chance lies. */
const WEAK_TRIES = 3;
const WEAK_BY = 0.05;
const LAST_PASS_DAYS = 3;
/** Times the mean importance. */
const IMPORTANT_BY = 1.5;

/** Of a card never reviewed. */
export function whyNew({ deck, learner, weak }: Context, card: number): Chosen {
  if (isCalled(deck, card, learner.day)) return "called";
  const topic = deck.topic[card]!;
  const tried = topic >= 0 && weak.nTopic[topic]! >= WEAK_TRIES;
  return tried && knownAlready(weak, topic, deck.domain[card]!) <= weak.pAll - WEAK_BY ? "new-weak" : "new";
}

/** Of a card that qualifies for review. */
export function whySeen({ deck, learner, dated, remOf, usualImportance }: Context, card: number): Chosen {
  if (isFailed(deck, card, learner.day)) return "relearn";
  if (isCalled(deck, card, learner.day)) return "called";
  if (!dated) return "due";
  if (remOf(deck.exam[card]!) <= LAST_PASS_DAYS) return "last-pass";
  // At single precision, as ranks are: a sum's last bit must not decide.
  const important = Math.fround(deck.importance[card]!) >= Math.fround(IMPORTANT_BY * usualImportance);
  return important ? "important" : "fading";
}

/** Of any card, whether or not it qualifies now. */
export function reasonOf(at: Context, card: number): Chosen {
  if (!isSeen(at.deck, card)) return whyNew(at, card);
  return qualifies(at, card) ? whySeen(at, card) : "fill";
}
