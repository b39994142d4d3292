/** Whether a concept is mastered: recalled, and applied to a decision; recall alone is not enough. */
import type { Verdicts } from "./calling";
import type { CardFacts } from "./shape";

export interface Reached {
  recalled: boolean;
  applied: boolean;
  mastered: boolean;
}
export type ReachedCounts = Record<keyof Reached, number> & { count: number };
export interface Mastery {
  concepts: ReadonlyMap<string, Reached>;
  topics: ReadonlyMap<string, ReachedCounts>;
}

/**
 * By concept and by topic. `topics` is topic by concept, of all concepts that count; `recalled` says of a card
 * that it would probably be recalled now, `passed` that its last grade was no failure.
 */
export function mastery(
  topics: ReadonlyMap<string, string>,
  cards: readonly CardFacts[],
  told: Verdicts,
  recalled: (card: string) => boolean,
  passed: (card: string) => boolean,
): Mastery {
  const taught = cards.filter(({ retired }) => !retired);
  const known = new Set(taught.filter(({ id }) => recalled(id)).map(({ concept }) => concept));
  const decisions = taught.filter(({ id, applies }) => applies && passed(id));
  const decided = new Set(decisions.map(({ concept }) => concept));
  for (const { verdict, question } of told.values())
    if (verdict === "right") for (const concept of question.concepts) decided.add(concept);
  const concepts = new Map(
    [...topics.keys()].map((one) => [one, reached(known.has(one), decided.has(one))] as const),
  );
  return { concepts, topics: byTopic(topics, concepts) };
}

const reached = (recalled: boolean, applied: boolean): Reached => ({
  recalled,
  applied,
  mastered: recalled && applied,
});

function byTopic(
  topics: ReadonlyMap<string, string>,
  concepts: ReadonlyMap<string, Reached>,
): Map<string, ReachedCounts> {
  const found = new Map<string, ReachedCounts>();
  for (const [concept, topic] of topics) {
    const counts = found.get(topic) ?? { count: 0, recalled: 0, applied: 0, mastered: 0 };
    const one = concepts.get(concept)!;
    counts.count += 1;
    for (const name of ["recalled", "applied", "mastered"] as const) counts[name] += one[name] ? 1 : 0;
    found.set(topic, counts);
  }
  return found;
}
