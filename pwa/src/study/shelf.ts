/** Where each live card stands in the learner's exams, as columns that hold until the library or the exams change. */
import type { LibraryExam } from "../api/library";
import type { CardState } from "../scheduling/fold";
import { placesOf, type Place } from "../selection/blueprint";
import type { Deck } from "../selection/deck";
import { hash } from "../selection/dice";
import { importanceOf } from "../selection/importance";
import { isOwn } from "./own-id";
import type { Outline } from "./types";

type Fixed = Pick<Deck, "ids" | "dice" | "concept" | "topic" | "domain" | "exam" | "importance">;

export interface Shelf {
  outline: Outline;
  exams: readonly LibraryExam[];
  places: Map<string, Place>;
  columns: Fixed;
  concepts: readonly string[];
  /** Names of the numbered topics, and of the domains as "<exam>/<domain>". */
  topics: readonly string[];
  domains: readonly string[];
  /** By topic: the domain that holds most of its importance, -1 = none. */
  topicDomain: readonly number[];
  byDomain: Map<string, string[]>;
  /** Of the cards that count for an exam. */
  byTopic: Map<string, string[]>;
  byConcept: Map<string, string[]>;
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? 1;
const codes = (names: readonly string[]): Map<string, number> => new Map(names.map((name, i) => [name, i]));
const distinct = (names: readonly string[]): string[] => [...new Set(names)].filter(Boolean).sort();

function grouped(ids: readonly string[], keys: readonly (string | undefined)[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  ids.forEach((id, i) => {
    const key = keys[i];
    if (key !== undefined) groups.get(key)?.push(id) ?? groups.set(key, [id]);
  });
  return groups;
}

export function arrange(outline: Outline, exams: readonly LibraryExam[]): Shelf {
  const live = [...outline.cards].filter(
    ([, { concept, retired }]) => !retired && outline.concepts.get(concept)?.retired === false,
  );
  const ids = live.map(([id]) => id).sort();
  const concept = ids.map((id) => outline.cards.get(id)!.concept);
  const topic = concept.map((one) => outline.concepts.get(one)!.topic);
  const cardsOf = new Map<string, number>();
  for (const one of concept) cardsOf.set(one, (cardsOf.get(one) ?? 0) + 1);
  const worth = new Map(exams.map((exam) => [exam.id, importanceOf(exam, cardsOf)]));
  const places = placesOf(exams);
  const found = concept.map((one) => places.get(one));
  const [concepts, topics] = [distinct(concept), distinct(topic)];
  const domains = distinct(found.map((place) => place?.domain ?? ""));
  const numbers = {
    concept: codes(concepts),
    topic: codes(topics),
    domain: codes(domains),
    exam: codes(exams.map(({ id }) => id)),
  };
  const own = concept.map((one, i) => worth.get(found[i]?.exam.id ?? "")?.get(one));
  const usual = median(own.filter((i): i is number => i !== undefined));
  const columns: Fixed = {
    ids,
    dice: Uint32Array.from(ids, hash),
    concept: Int32Array.from(concept, (one) => numbers.concept.get(one)!),
    topic: Int32Array.from(topic, (one) => numbers.topic.get(one) ?? -1),
    domain: Int32Array.from(found, (place) => numbers.domain.get(place?.domain ?? "") ?? -1),
    exam: Int32Array.from(found, (place) => numbers.exam.get(place?.exam.id ?? "") ?? -1),
    importance: Float64Array.from(own, (i) => i ?? usual),
  };
  return {
    outline,
    exams,
    places,
    columns,
    concepts,
    topics,
    domains,
    topicDomain: topicDomain(columns, topics.length, domains.length),
    byDomain: grouped(
      ids,
      found.map((place) => place?.domain),
    ),
    byTopic: grouped(
      ids,
      topic.map((one, i) => (found[i] ? one : undefined)),
    ),
    byConcept: grouped(ids, concept),
  };
}

function topicDomain({ topic, domain, importance }: Fixed, topics: number, domains: number): number[] {
  const weight = new Float64Array(topics * domains);
  topic.forEach((of, card) => {
    if (of >= 0 && domain[card]! >= 0) weight[of * domains + domain[card]!]! += importance[card]!;
  });
  return Array.from({ length: topics }, (_, of) => {
    const row = weight.subarray(of * domains, (of + 1) * domains);
    const most = Math.max(0, ...row);
    return most > 0 ? row.indexOf(most) : -1;
  });
}

/** The cards with what is known of each now. A card of other exams is only ever repeated, never introduced. */
export function deckOf(
  { columns, exams }: Shelf,
  stateOf: (card: string) => CardState,
  calledOn: ReadonlyMap<string, number>,
): Deck {
  const count = columns.ids.length;
  const whole = () => new Int32Array(count);
  const deck: Deck = {
    ...columns,
    s: new Float64Array(count),
    d: new Float64Array(count),
    lastDay: whole(),
    lastRating: whole(),
    firstRating: whole(),
    suspended: new Uint8Array(count),
    buriedUntil: whole(),
    calledDay: whole(),
  };
  columns.ids.forEach((id, card) => {
    const state = stateOf(id);
    const foreign = exams.length > 0 && state.s === null && columns.domain[card]! < 0 && !isOwn(id);
    deck.s[card] = state.s ?? NaN;
    deck.d[card] = state.d ?? NaN;
    deck.lastDay[card] = state.last_day ?? 0;
    deck.lastRating[card] = state.last_rating ?? 0;
    deck.firstRating[card] = state.first_rating ?? 0;
    deck.suspended[card] = state.suspended || foreign ? 1 : 0;
    deck.buriedUntil[card] = state.buried_until;
    deck.calledDay[card] = calledOn.get(id) ?? 0;
  });
  return deck;
}
