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

export function outlineOf({ cards, conceptOf, concepts, topicOf, retired }: Columns): Outline {
  const gone = new Set(retired);
  return {
    cards: new Map(
      cards.map((id, i) => [id, { concept: concepts[conceptOf[i]!]!, retired: gone.has(id) }] as const),
    ),
    concepts: new Map(concepts.map((id, i) => [id, { topic: topicOf[i]!, retired: gone.has(id) }] as const)),
  };
}
