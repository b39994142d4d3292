/** Own cards as sessions and lists show them: plain text made into safe HTML, each card a concept of its own. */
import type { AnswerCard, LibraryConcept } from "../api/library";
import type { Library, Writing } from "./types";
import { isOwn } from "./own-id";

const ESCAPED: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const BLANK = /\{\{((?:(?!\{\{|\}\}).)+)\}\}/g; // never past the next {{, or it takes minutes

/** Text stays text, and its line breaks stay. */
const html = (text: unknown): string =>
  typeof text === "string" && text
    ? `<p>${text.replace(/[&<>"]/g, (sign) => ESCAPED[sign]!).replace(/\n/g, "<br>\n")}</p>`
    : "";

const AROUND = { retired: false, changed_in: 0, source: { title: "", url: "" }, verified_on: "" };

export function ownCard(id: string, { fields }: Writing): AnswerCard {
  const cloze = fields["form"] === "cloze";
  const prompt = html(fields["prompt"]);
  return {
    ...AROUND,
    id,
    version: 1,
    concept: id,
    concepts: [],
    applies: false,
    form: cloze ? "cloze" : "basic",
    prompt: cloze ? prompt.replace(BLANK, '<span class="blank">…</span>') : prompt,
    answer: cloze ? prompt.replace(BLANK, "<mark>$1</mark>") : html(fields["answer"]),
    why: html(fields["why"]),
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
