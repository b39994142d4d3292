import { expect, test } from "vitest";
import { aQuestion } from "../exams/paper.test-data";
import { bankOf, factsOf } from "./bank";
import { aCard, anExam } from "./desk.test-data";
import { weakTopics } from "./weak-topics";

test("the bank holds what drawing and marking need, and no text", () => {
  const bank = bankOf([aQuestion("q.one", { concepts: ["c1", "c2"] })], []);
  expect(bank.questions).toMatchObject([{ id: "q.one", concepts: ["c1", "c2"], choose: 1, difficulty: 2 }]);
  expect(bank.questions[0]!.options[0]).toEqual({ right: true, concept: null });
  expect(JSON.stringify(bank)).not.toContain("<p>");
});

test("cards say whether they apply and what they contrast; those of an earlier version say nothing", () => {
  const contrast = { ...aCard("c1-a", "c1"), applies: true, concepts: ["c2"] };
  const { concepts: _, applies: __, ...earlier } = aCard("c1-b", "c1");
  const bank = bankOf([], [contrast, earlier as ReturnType<typeof aCard>]);
  const cards = new Map(["c1-a", "c1-b"].map((id) => [id, { concept: "c1", retired: false }]));
  expect(factsOf(bank, { cards, concepts: new Map() })).toEqual([
    { id: "c1-a", concept: "c1", retired: false, applies: true, concepts: ["c2"] },
    { id: "c1-b", concept: "c1", retired: false, applies: false, concepts: [] },
  ]);
});

test("weak topics are the five where the most of an exam is likely lost", () => {
  const concepts = Array.from({ length: 8 }, (_, i) => `c${i}`);
  const topicOf = (concept: string) => (concepts.includes(concept) ? `t-${concept}` : undefined);
  const tries = (concept: string, rating: number) => Array.from({ length: 8 }, () => ({ concept, rating }));
  const met = [...tries("c0", 1), ...tries("c1", 3), ...tries("c2", 3), { concept: "gone", rating: 1 }];
  const weak = weakTopics(anExam(concepts), met, new Map([["t-c3", { n: 6, ok: 0 }]]), topicOf);
  expect(Object.keys(weak)).toHaveLength(5);
  expect(Object.keys(weak).slice(0, 2)).toEqual(["t-c0", "t-c3"]);
  expect(Object.keys(weak)).not.toContain("t-c1");
});
