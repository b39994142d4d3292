/** One exam's cards and what is known of the learner there, past surprises included. */
import type { LibraryExam } from "../../api/library";
import type { Deck, Learner } from "../../selection/deck";
import { weakness, type Weakness } from "../../selection/weakness";
import type { Desk } from "../desk";
import type { Shelf } from "../shelf";

/** Sums over past reviews by which recall is corrected. */
export type Surprises = Pick<Learner, "surprise" | "spread">;

export interface Studied {
  exam: LibraryExam;
  shelf: Shelf;
  deck: Deck;
  learner: Learner;
  weak: Weakness;
}

/** As if there were no other exam: what a card counts here, whatever else the learner studies for. */
export function studied(desk: Desk, exam: LibraryExam, surprises: Surprises): Studied {
  const { deck, learner: known, shelf } = desk.studied(exam.id);
  const learner = { ...known, ...surprises };
  return { exam, shelf, deck, learner, weak: weakness(deck, learner) };
}

export const ratingName = (exam: string, domain: string): string => `exam.${exam}.rating.${domain}`;
