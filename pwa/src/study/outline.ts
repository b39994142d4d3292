/** What planning needs of the library, kept as columns: one small value to read at a start. */
import type { Outline } from "./types";

export interface Columns {
  cards: string[];
  /** For each card the index of its concept. */
  conceptOf: number[];
  concepts: string[];
  topicOf: string[];
  retired: string[];
}

export function columnsOf(
  cards: readonly { id: string; concept: string; retired: boolean }[],
  concepts: readonly { id: string; topic: string; retired: boolean }[],
): Columns {
  const index = new Map(concepts.map(({ id }, i) => [id, i]));
  const known = cards.filter(({ concept }) => index.has(concept));
  return {
    cards: known.map(({ id }) => id),
    conceptOf: known.map(({ concept }) => index.get(concept)!),
    concepts: concepts.map(({ id }) => id),
    topicOf: concepts.map(({ topic }) => topic),
    retired: [...known, ...concepts].filter(({ retired }) => retired).map(({ id }) => id),
  };
}

/** Its maps are made when they are first asked for: a session that goes on shows its card without them. */
export function outlineOf({ cards, conceptOf, concepts, topicOf, retired }: Columns): Outline {
  const gone = new Set(retired);
  let byCard: Outline["cards"] | null = null;
  let byConcept: Outline["concepts"] | null = null;
  return {
    get cards() {
      return (byCard ??= new Map(
        cards.map((id, i) => [id, { concept: concepts[conceptOf[i]!]!, retired: gone.has(id) }]),
      ));
    },
    get concepts() {
      return (byConcept ??= new Map(
        concepts.map((id, i) => [id, { topic: topicOf[i]!, retired: gone.has(id) }]),
      ));
    },
  };
}
