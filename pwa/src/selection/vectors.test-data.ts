/** The golden vectors of selection as the twin reads them; read by tests only. */
import text from "../../../tests/vectors/selection.jsonl?raw";
import { aLearner, NO_TIMINGS, type Deck, type Learner, type Timing } from "./deck";
import { hash } from "./dice";

type Column = (number | null)[];
export interface Case {
  ids: string[];
  columns: Record<string, Column>;
  learner: {
    day: number;
    seed: number;
    rem_days: (number | null)[];
    topics: number;
    domains: number;
    retention: number;
    new_left: number | null;
    ratings: Record<string, number>;
    answered: Record<string, [n: number, ok: number]>;
    topic_domain: number[];
    timings: [medianS: number, n: number][];
    surprise: number;
    spread: number;
    weights: number;
  };
  seconds: number;
  limit: number;
  topic: number | null;
  ahead: number;
  asked: number[];
  chosen: [card: number, reason: string, ...numbers: (number | null)[]][];
  readiness: [mean: number, sd: number, low: number, high: number];
  telling: [card: number, gain: number, left: number] | null;
}

const [head, ...lines] = text
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line) as unknown) as [{ weights: number[][] }, ...Case[]];
export const CASES: Case[] = lines;

export function deckOf({ ids, columns }: Case): Deck {
  const whole = (name: string) => Int32Array.from(columns[name] as number[]);
  const real = (name: string) => Float64Array.from(columns[name]!, (value) => value ?? NaN);
  return {
    ids,
    dice: Uint32Array.from(ids, hash),
    concept: whole("concept"),
    topic: whole("topic"),
    domain: whole("domain"),
    exam: whole("exam"),
    importance: real("importance"),
    s: real("s"),
    d: real("d"),
    lastDay: whole("last_day"),
    lastRating: whole("last_rating"),
    firstRating: whole("first_rating"),
    suspended: Uint8Array.from(columns["suspended"] as number[]),
    buriedUntil: whole("buried_until"),
    calledDay: whole("called_day"),
  };
}

const byNumber = <V>(of: Record<string, V>): Map<number, V> =>
  new Map(Object.entries(of).map(([key, value]) => [Number(key), value]));

export function learnerOf({ learner: told }: Case): Learner {
  const [first, passed, failed] = told.timings.map(([medianS, n]): Timing => ({ medianS, n }));
  return aLearner({
    day: told.day,
    seed: told.seed,
    remDays: told.rem_days,
    topics: told.topics,
    domains: told.domains,
    weights: head.weights[told.weights]!,
    retention: told.retention,
    newLeft: told.new_left,
    ratings: byNumber(told.ratings),
    answered: new Map([...byNumber(told.answered)].map(([topic, [n, ok]]) => [topic, { n, ok }])),
    topicDomain: told.topic_domain,
    timings: first && passed && failed ? { new: first, passed, failed } : NO_TIMINGS,
    surprise: told.surprise,
    spread: told.spread,
  });
}
