/** What practice exams need of the library without its texts, kept as one small value to read at once. */
import type { LibraryCard, LibraryQuestion } from "../api/library";
import type { CardFacts, Drawable, Markable } from "../exams/shape";
import type { Outline } from "./types";

export type BankQuestion = Drawable & Markable;
export interface Bank {
  questions: BankQuestion[];
  /** Cards that ask for a decision, and by card the others of a contrast. */
  applying: string[];
  contrasts: Record<string, string[]>;
}
export const NO_BANK: Bank = { questions: [], applying: [], contrasts: {} };

/** Of cards stored by an earlier version of this app nothing is known. */
export function bankOf(questions: readonly LibraryQuestion[], cards: readonly LibraryCard[]): Bank {
  const facts = cards as readonly Partial<LibraryCard>[];
  return {
    questions: questions.map(({ id, retired, concepts, constraint, difficulty, choose, options }) => ({
      ...{ id, retired, concepts, constraint, difficulty, choose },
      options: options.map(({ right, concept }) => ({ right, concept })),
    })),
    applying: facts.flatMap(({ id, applies }) => (applies ? [id!] : [])),
    contrasts: Object.fromEntries(
      facts.flatMap(({ id, concepts }) => (concepts?.length ? [[id!, concepts]] : [])),
    ),
  };
}

/** Every card of the library, own ones left out. */
export function factsOf({ applying, contrasts }: Bank, { cards }: Outline): CardFacts[] {
  const applies = new Set(applying);
  return [...cards].map(([id, { concept, retired }]) => ({
    ...{ id, concept, retired },
    concepts: contrasts[id] ?? [],
    applies: applies.has(id),
  }));
}
