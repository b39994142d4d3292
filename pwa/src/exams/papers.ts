/** Draws papers: by the blueprint's weights, unseen questions first, alike in difficulty, the same for a seed. */
import { hash, shuffled } from "../selection/dice";
import { seats, seatsUpTo } from "../selection/seats";
import { domainOf, type Blueprint, type Drawable } from "./shape";

export type PaperKind = "full" | "short" | "domain" | "weak";
export type Wish =
  | { kind: "full" }
  | { kind: "short"; size: number }
  | { kind: "domain"; size: number; domain: string }
  /** By topic: how much each weak area should count. */
  | { kind: "weak"; size: number; weights: Readonly<Record<string, number>> };
/** The ids in their order, or how many questions each domain (for weak areas, each topic) lacks. */
export type Drawn = { questions: string[] } | { lacking: Record<string, number> };

const DIFFICULTIES = [1, 2, 3];

/** The exam's own pace, rounded up to a minute. */
export const minutesFor = (exam: Blueprint, size: number): number =>
  Math.ceil((exam.minutes * size) / exam.questions);

/**
 * A paper, or what it lacks. `seen` says when a question was last met, in any unit that grows; `topicOf` is the
 * topic of a concept. Of each domain all unseen questions come before any other, then those met longest ago: as
 * long as unseen ones suffice, papers that follow each other do not overlap.
 */
export function draw(
  exam: Blueprint,
  questions: readonly Drawable[],
  seen: ReadonlyMap<string, number>,
  seed: number,
  wish: Wish,
  topicOf: (concept: string) => string | undefined,
): Drawn {
  const pools = poolsOf(exam, questions, wish, topicOf);
  const wanted = wantedOf(exam, wish, pools);
  const lacking = [...wanted].map(
    ([group, count]) => [group, count - (pools.get(group)?.length ?? 0)] as const,
  );
  if (lacking.some(([, count]) => count > 0))
    return { lacking: Object.fromEntries(lacking.filter(([, count]) => count > 0)) };
  const used = new Set<string>();
  const chosen = [...wanted].flatMap(([group, count]) =>
    pick(pools.get(group) ?? [], count, seen, used, seed),
  );
  return { questions: shuffled(chosen.length, seed).map((i) => chosen[i]!.id) };
}

function poolsOf(
  exam: Blueprint,
  questions: readonly Drawable[],
  wish: Wish,
  topicOf: (concept: string) => string | undefined,
): Map<string, Drawable[]> {
  const pools = new Map<string, Drawable[]>();
  for (const question of questions) {
    const domain = domainOf(exam, question.concepts);
    if (domain === null || question.retired) continue;
    const group = wish.kind === "weak" ? topicOf(question.concepts[0]!) : domain;
    if (group === undefined) continue;
    pools.set(group, [...(pools.get(group) ?? []), question]);
  }
  return pools;
}

function wantedOf(exam: Blueprint, wish: Wish, pools: ReadonlyMap<string, Drawable[]>): Map<string, number> {
  if (wish.kind === "domain") return new Map([[wish.domain, wish.size]]);
  if (wish.kind === "weak") {
    const weights = new Map(Object.entries(wish.weights).filter(([, weight]) => weight > 0));
    if (weights.size === 0) weights.set("", 1);
    return seatsUpTo(weights, new Map([...pools].map(([topic, pool]) => [topic, pool.length])), wish.size);
  }
  const size = wish.kind === "full" ? exam.questions : wish.size;
  return seats(new Map(exam.domains.map(({ id, weight }) => [id, weight])), size);
}

/** `count` of the pool; adds their first concepts to `used`. */
function pick(
  pool: readonly Drawable[],
  count: number,
  seen: ReadonlyMap<string, number>,
  used: Set<string>,
  seed: number,
): Drawable[] {
  const dice = new Map(pool.map(({ id }) => [id, hash(`${seed}:${id}`)]));
  const byDice = (a: Drawable, b: Drawable) => dice.get(a.id)! - dice.get(b.id)! || (a.id < b.id ? -1 : 1);
  const unseen = pool.filter(({ id }) => !seen.has(id)).sort(byDice);
  if (unseen.length >= count) return spread(unseen, count, used);
  const longestAgo = pool
    .filter(({ id }) => seen.has(id))
    .sort((a, b) => seen.get(a.id)! - seen.get(b.id)! || byDice(a, b));
  const choice = new Choice(count, used);
  choice.take(unseen);
  choice.take(longestAgo, (one) => !used.has(first(one)));
  choice.take(longestAgo);
  return choice.taken;
}

/**
 * Alike in difficulty and in several right options; no first concept twice where that can be avoided. A concept
 * with more questions than papers can still be drawn must give one now, or gives two later.
 */
function spread(unseen: readonly Drawable[], count: number, used: Set<string>): Drawable[] {
  const many = tallied(unseen, first);
  const manyOf = (one: Drawable) => many.get(first(one))!;
  const order = unseen.toSorted((a, b) => manyOf(b) - manyOf(a)); // stable: dice decide between equals
  const later = Math.max(1, Math.floor((unseen.length - count) / Math.max(1, count)));
  const choice = new Choice(count, used, strata(unseen, count));
  const fresh = (one: Drawable) => !used.has(first(one));
  for (const group of [order.filter((one) => manyOf(one) > later), order]) {
    choice.take(group, (one) => fresh(one) && choice.room(one));
    choice.take(group, fresh);
  }
  choice.take(order, (one) => choice.room(one));
  choice.take(order);
  return choice.taken;
}

/** What was taken so far, and how much room its strata have left. */
class Choice {
  readonly taken: Drawable[] = [];
  readonly #ids = new Set<string>();
  readonly #count: number;
  readonly #used: Set<string>;
  readonly #left: Map<string, number>;

  constructor(count: number, used: Set<string>, left = new Map<string, number>()) {
    this.#count = count;
    this.#used = used;
    this.#left = left;
  }
  room(one: Drawable): boolean {
    return (this.#left.get(stratum(one)) ?? 0) > 0;
  }
  take(order: readonly Drawable[], fits: (one: Drawable) => boolean = () => true): void {
    for (const one of order) {
      if (this.taken.length >= this.#count || this.#ids.has(one.id) || !fits(one)) continue;
      this.taken.push(one);
      this.#ids.add(one.id);
      this.#used.add(first(one));
      this.#left.set(stratum(one), (this.#left.get(stratum(one)) ?? 0) - 1);
    }
  }
}

/** How many of each stratum keep the proportions of what is unseen. */
function strata(unseen: readonly Drawable[], count: number): Map<string, number> {
  const both = tallied(unseen, stratum);
  const inBoth = (several: boolean, difficulty: number) => both.get(`${several} ${difficulty}`) ?? 0;
  const inAll = (several: boolean) => DIFFICULTIES.reduce((sum, d) => sum + inBoth(several, d), 0);
  const ofSeveral = new Map([false, true].map((several) => [several, inAll(several)]));
  const wanted = new Map<string, number>();
  for (const [several, share] of seats(ofSeveral, count)) {
    const byDifficulty = new Map(DIFFICULTIES.map((d) => [d, inBoth(several, d)]));
    for (const [d, n] of seats(byDifficulty, share)) wanted.set(`${several} ${d}`, n);
  }
  return wanted;
}

function tallied(items: readonly Drawable[], name: (one: Drawable) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const one of items) counts.set(name(one), (counts.get(name(one)) ?? 0) + 1);
  return counts;
}
const stratum = ({ choose, difficulty }: Drawable): string => `${choose > 1} ${difficulty}`;
const first = ({ concepts }: Drawable): string => concepts[0]!;
