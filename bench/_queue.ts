/** The phone's choice from the deck on standard input: what it chose, and the milliseconds of processor time that each run took. */
import { readFileSync } from "node:fs";
import { aLearner, type Deck } from "../pwa/src/selection/deck";
import { hash } from "../pwa/src/selection/dice";
import { session } from "../pwa/src/selection/session";

interface Told {
  ids: string[];
  columns: Record<string, (number | null)[]>;
  learner: { day: number; seed: number; remDays: number[]; topics: number; domains: number };
  seconds: number;
  limit: number;
  runs: number;
}
const told = JSON.parse(readFileSync(0, "utf8")) as Told;
const whole = (name: string) => Int32Array.from(told.columns[name] as number[]);
const real = (name: string) => Float64Array.from(told.columns[name]!, (value) => value ?? NaN);
const deck: Deck = {
  ids: told.ids,
  dice: Uint32Array.from(told.ids, hash),
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
  suspended: Uint8Array.from(told.columns["suspended"] as number[]),
  buriedUntil: whole("buried_until"),
  calledDay: whole("called_day"),
};
const learner = aLearner(told.learner);

function once(): { ms: number; chosen: number[] } {
  const before = process.cpuUsage();
  const choices = session(deck, learner, told);
  const { user, system } = process.cpuUsage(before);
  return { ms: (user + system) / 1000, chosen: choices.map(({ card }) => card) };
}
const runs = Array.from({ length: told.runs }, once);
console.log(JSON.stringify({ ms: runs.map(({ ms }) => ms), chosen: runs[0]!.chosen }));
