import { expect, test } from "vitest";
import { vectorLines } from "../scheduling/vectors.test-data";
import { called, evidence, stillCalled, verdicts, type Finished } from "./calling";
import { mark, type Marked } from "./marking";
import { mastery } from "./mastery";
import { draw, type Drawn, type Wish } from "./papers";
import type { Blueprint, CardFacts, Drawable, Markable } from "./shape";

type ById<T> = Record<string, T>;
interface Banks {
  banks: { exam: Blueprint; questions: Drawable[]; topics: ById<string> }[];
}
interface Drawing {
  bank: number;
  seen: ById<number>;
  seed: number;
  wish: Wish;
  drawn: Drawn;
}
interface Marking {
  exam: Blueprint;
  questions: Markable[];
  cards: CardFacts[];
  topics: ById<string>;
  sittings: Finished[];
  recalled: string[];
  passed: string[];
  last_day: ById<number>;
  today: number;
  marked: Marked[];
  verdicts: ById<[number, string, number[]]>;
  called: ById<number>;
  still: ById<number>;
  evidence: ById<{ n: number; ok: number }>;
  mastery: { concepts: ById<unknown>; topics: ById<unknown> };
}
const [banks, ...cases] = vectorLines<Banks | Drawing | Marking>("papers.jsonl");
const drawings = cases.filter((one): one is Drawing => "drawn" in one);
const markings = cases.filter((one): one is Marking => "marked" in one);
const mapOf = <T>(record: ById<T>) => new Map(Object.entries(record));

test("the phone draws the server's papers, and lacks what it lacks", () => {
  expect(drawings.length).toBeGreaterThan(100);
  for (const { bank, seen, seed, wish, drawn } of drawings) {
    const { exam, questions, topics } = (banks as Banks).banks[bank]!;
    expect(draw(exam, questions, mapOf(seen), seed, wish, (concept) => topics[concept])).toEqual(drawn);
  }
});

test("the phone marks every sitting as the server does", () => {
  expect(markings.length).toBeGreaterThanOrEqual(100);
  for (const { exam, questions, sittings, marked } of markings) {
    const byId = new Map(questions.map((one) => [one.id, one]));
    expect(sittings.map(({ sitting }) => mark(sitting, byId, exam))).toEqual(marked);
  }
});

test("the phone calls the same cards, counts the same evidence and sees the same mastery", () => {
  for (const { exam, questions, cards, topics, sittings, recalled, passed, today, ...theirs } of markings) {
    const byId = new Map(questions.map((one) => [one.id, one]));
    const told = verdicts(sittings, byId, new Map([["e", exam]]));
    const days = called(told, cards);
    const still = stillCalled(days, (card) => theirs.last_day[card] ?? null, today);
    const reached = mastery(
      mapOf(topics),
      cards,
      told,
      (card) => recalled.includes(card),
      (card) => passed.includes(card),
    );
    const plain = [...told].map(([id, { day, verdict, choices }]) => [id, [day, verdict, choices]]);
    expect(Object.fromEntries(plain)).toEqual(theirs.verdicts);
    expect(Object.fromEntries(days)).toEqual(theirs.called);
    expect(Object.fromEntries(still)).toEqual(theirs.still);
    expect(Object.fromEntries(evidence(told, (concept) => topics[concept]))).toEqual(theirs.evidence);
    expect(Object.fromEntries(reached.concepts)).toEqual(theirs.mastery.concepts);
    expect(Object.fromEntries(reached.topics)).toEqual(theirs.mastery.topics);
  }
});
