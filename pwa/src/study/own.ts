/** Own cards as sessions and lists show them: each card a concept of its own. */
import type { AnswerCard, LibraryConcept } from "../api/library";
import type { Library, Writing } from "./types";
import { written } from "./own-html";
import { isOwn } from "./own-id";

const BLANK = /\{\{((?:(?!\{\{|\}\}).)+)\}\}/g; // never past the next {{, or it takes minutes
const gaps = (by: string) => (html: string) => html.replace(BLANK, by);

const AROUND = { retired: false, changed_in: 0, source: { title: "", url: "" }, verified_on: "" };

export function ownCard(id: string, { fields }: Writing): AnswerCard {
  const cloze = fields["form"] === "cloze";
  return {
    ...AROUND,
    id,
    version: 1,
    concept: id,
    concepts: [],
    applies: false,
    form: cloze ? "cloze" : "basic",
    prompt: written(fields["prompt"], cloze ? gaps('<span class="blank">…</span>') : undefined),
    answer: cloze ? written(fields["prompt"], gaps("<mark>$1</mark>")) : written(fields["answer"]),
    why: written(fields["why"]),
    not: null,
  };
}

const ownConcept = (id: string, { fields }: Writing): LibraryConcept => ({
  ...AROUND,
  id,
  topic: String(fields["topic"] ?? ""),
  name: "Your card",
  summary: "<p>You wrote this card.</p>",
  related: [],
  confusable: [],
  status: null,
});

/** The library with the learner's living cards in it. */
export function withOwn(library: Library, writings: ReadonlyMap<string, Writing>): Library {
  const own = [...writings].filter(([id, { alive }]) => alive && isOwn(id));
  if (own.length === 0) return library;
  const concepts = own.map(([id, writing]) => [id, ownConcept(id, writing)] as const);
  const cards = own.map(([id, writing]) => [id, ownCard(id, writing)] as const);
  return {
    ...library,
    outline: {
      cards: new Map([...library.outline.cards, ...cards]),
      concepts: new Map([...library.outline.concepts, ...concepts]),
    },
    concepts: new Map([...library.concepts, ...concepts]),
    cards: new Map([...library.cards, ...cards]),
  };
}
