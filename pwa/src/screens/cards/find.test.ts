import { expect, test } from "vitest";
import type { CardLine } from "../../study/app";
import { aConcept } from "../../study/desk.test-data";
import { found, type Wanted } from "./find";

const aLine = (id: string, change: Partial<CardLine> = {}, retired = false): CardLine => ({
  card: {
    id,
    version: 1,
    concept: `concept-${id}`,
    concepts: [],
    applies: false,
    form: "basic",
    prompt: `<p>${id}</p>`,
    answer: "",
    why: "",
    not: null,
    source: { title: "", url: "" },
    verified_on: "2026-11-21",
    retired,
    changed_in: 1,
  },
  concept: aConcept(`concept-${id}`),
  own: false,
  topicName: "Modeling",
  state: "known",
  flag: 0,
  starred: false,
  dueDay: null,
  ...change,
});
const ids = (lines: CardLine[]) => lines.map((line) => line.card.id);
const search = (lines: CardLine[], wanted: Partial<Wanted>) =>
  ids(found(lines, { text: "", topic: "", state: "", ...wanted }, (line) => line.card.id));

test("all words must occur, in any order and case", () => {
  const lines = [aLine("Dropout rate"), aLine("Learning rate")];
  expect(search(lines, { text: "RATE drop" })).toEqual(["Dropout rate"]);
});

test("topic, state and flag narrow together", () => {
  const lines = [
    aLine("a", { flag: 1 }),
    aLine("b", { state: "new" }),
    aLine("c", { topicName: "Data", flag: 1 }),
  ];
  expect(search(lines, { state: "flagged", topic: "Modeling" })).toEqual(["a"]);
  expect(search(lines, { state: "new" })).toEqual(["b"]);
});

test("a retired card the learner never met is not offered, one with a history is", () => {
  expect(search([aLine("a", { state: "new" }, true), aLine("b", {}, true)], {})).toEqual(["b"]);
});

test("own and starred cards are found by what they are, whatever their state", () => {
  const lines = [aLine("a", { own: true, state: "new" }), aLine("b", { starred: true }), aLine("c")];
  expect(search(lines, { state: "own" })).toEqual(["a"]);
  expect(search(lines, { state: "starred" })).toEqual(["b"]);
});
