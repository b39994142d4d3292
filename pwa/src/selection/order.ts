/** What today's minutes hold: what fades most, then new cards in proportion to the exam's domains. */
import { dueDay, known, showable, type Forgetting } from "../scheduling/due";
import type { CardState } from "../scheduling/fold";
import type { Place } from "./blueprint";
import { hash } from "./dice";

export const REVIEW_SECONDS = 20;
export const NEW_SECONDS = 44;

export interface Candidate {
  id: string;
  concept: string;
  /** null: outside the learner's exams, so reviewed when due but never introduced. */
  place: Pick<Place, "domain" | "weight" | "share"> | null;
  state: CardState;
}
export interface Plan {
  due: string[];
  fresh: string[];
}

const seen = ({ state }: Candidate): boolean => state.s !== null;

/** Everything due on `day`, least known first. */
export function dueCards(cards: readonly Candidate[], day: number, forgetting: Forgetting): string[] {
  return cards
    .filter(({ state }) => showable(state, day) && (dueDay(state, forgetting) ?? Infinity) <= day)
    .map(({ id, state }) => ({ id, chance: known(state, day, forgetting) }))
    .sort((a, b) => a.chance - b.chance || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id);
}

/** Seen cards that are not due yet and were not seen on `day`, least known first: to study ahead. */
export function aheadCards(cards: readonly Candidate[], day: number, forgetting: Forgetting): string[] {
  return cards
    .filter((card) => seen(card) && showable(card.state, day) && card.state.last_day !== day)
    .filter(({ state }) => (dueDay(state, forgetting) ?? 0) > day)
    .map(({ id, state }) => ({ id, chance: known(state, day, forgetting) }))
    .sort((a, b) => a.chance - b.chance || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id);
}

interface Pool {
  key: string;
  /** The part of all introductions that this pool should have. */
  part: number;
  met: number;
}
/** The pool that lags furthest behind its part; ties fall to the larger part, then to the seed. */
function furthestBehind<P extends Pool>(pools: readonly P[], seed: string): P | undefined {
  const total = pools.reduce((sum, { met }) => sum + met, 0);
  const parts = pools.reduce((sum, { part }) => sum + part, 0) || 1;
  const lag = ({ part, met }: Pool) => (part / parts) * (total + 1) - met;
  return [...pools].sort(
    (a, b) => lag(b) - lag(a) || b.part - a.part || hash(seed + a.key) - hash(seed + b.key),
  )[0];
}

interface ConceptPool extends Pool {
  cards: string[];
}
interface DomainPool extends Pool {
  concepts: Map<string, ConceptPool>;
}

function poolsOf(cards: readonly Candidate[], day: number, seed: string): DomainPool[] {
  const domains = new Map<string, DomainPool>();
  for (const card of cards) {
    const { place, concept, state, id } = card;
    if (!place) continue;
    const domain = domains.get(place.domain) ?? {
      key: place.domain,
      part: place.weight,
      met: 0,
      concepts: new Map<string, ConceptPool>(),
    };
    domains.set(place.domain, domain);
    const pool = domain.concepts.get(concept) ?? { key: concept, part: place.share, met: 0, cards: [] };
    domain.concepts.set(concept, pool);
    if (seen(card)) ((domain.met += 1), (pool.met += 1));
    else if (showable(state, day)) pool.cards.push(id);
  }
  for (const { concepts } of domains.values())
    for (const { cards: ids } of concepts.values()) ids.sort((a, b) => hash(seed + a) - hash(seed + b));
  return [...domains.values()];
}

/** Up to `count` new cards: domains, and concepts within them, by largest remainder against what was met before. */
export function newCards(cards: readonly Candidate[], count: number, day: number, seed: string): string[] {
  const domains = poolsOf(cards, day, seed);
  const drawn: string[] = [];
  while (drawn.length < count) {
    const open = domains.filter(({ concepts }) =>
      [...concepts.values()].some((pool) => pool.cards.length > 0),
    );
    const domain = furthestBehind(open, seed);
    if (!domain) break;
    const concept = furthestBehind(
      [...domain.concepts.values()].filter((pool) => pool.cards.length > 0),
      seed,
    )!;
    drawn.push(concept.cards.shift()!);
    domain.met += 1;
    concept.met += 1;
  }
  return drawn;
}

/** Due cards first, then as many new ones as the seconds hold. `seed`: learner and study day. */
export function plan(
  cards: readonly Candidate[],
  seconds: number,
  day: number,
  seed: string,
  forgetting: Forgetting,
): Plan {
  const due = dueCards(cards, day, forgetting).slice(0, Math.max(0, Math.ceil(seconds / REVIEW_SECONDS)));
  const left = seconds - due.length * REVIEW_SECONDS;
  return { due, fresh: newCards(cards, Math.max(0, Math.floor(left / NEW_SECONDS)), day, seed) };
}
