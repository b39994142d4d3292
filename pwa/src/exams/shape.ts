/** What practice exams read of the library; the whole of it fits, and so do the columns a phone keeps of its bank. */
import type { LibraryCard, LibraryExam, LibraryQuestion } from "../api/library";

export type Blueprint = Pick<LibraryExam, "questions" | "minutes" | "pass_mark" | "scale"> & {
  domains: readonly { id: string; weight: number }[];
  concepts: Readonly<Record<string, { domain: string }>>;
};
/** What drawing a paper needs to know of a question. */
export type Drawable = Pick<LibraryQuestion, "id" | "retired" | "concepts" | "difficulty" | "choose">;
/** What marking needs. */
export type Markable = Pick<LibraryQuestion, "id" | "retired" | "concepts" | "difficulty" | "constraint"> & {
  options: readonly { right: boolean; concept: string | null }[];
};
export type CardFacts = Pick<LibraryCard, "id" | "retired" | "concept" | "concepts" | "applies">;

/** Of the first concept that the exam asks for; null when it asks for none of them. */
export function domainOf(exam: Blueprint, concepts: readonly string[]): string | null {
  const asked = concepts.find((one) => Object.hasOwn(exam.concepts, one));
  return asked === undefined ? null : exam.concepts[asked]!.domain;
}
