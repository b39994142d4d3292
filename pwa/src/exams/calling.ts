/** What finished sittings bring forward: cards to see again, and counts for the estimate of weakness. */
import type { SittingState } from "../scheduling/fold-sitting";
import { mark, type Verdict } from "./marking";
import type { Blueprint, CardFacts, Markable } from "./shape";

/** A called card that was not reviewed waits for its ordinary turn again after these days. */
export const CALLED_DAYS = 14;

/** A sitting with a finish, and the study day of it. */
export interface Finished {
  id: string;
  day: number;
  sitting: SittingState;
}
/** How a question went in the latest sitting that asked it. */
export interface LatestVerdict {
  question: Markable;
  day: number;
  verdict: Verdict;
  choices: number[];
}
export type Verdicts = ReadonlyMap<string, LatestVerdict>;

/** By question, over all exams this library knows; a later sitting replaces what an earlier one said. */
export function verdicts(
  finished: readonly Finished[],
  questions: ReadonlyMap<string, Markable>,
  exams: ReadonlyMap<string, Blueprint>,
): Verdicts {
  const found = new Map<string, LatestVerdict>();
  const ordered = finished.toSorted(
    (a, b) => a.sitting.finished_at! - b.sitting.finished_at! || (a.id < b.id ? -1 : 1),
  );
  for (const { day, sitting } of ordered) {
    const exam = exams.get(sitting.exam ?? "");
    for (const { id, verdict, choices } of exam ? mark(sitting, questions, exam).questions : [])
      found.set(id, { question: questions.get(id)!, day, verdict, choices });
  }
  return found;
}

/**
 * Study day by card: the cards of all concepts of each question that did not go right, and where a wrong option
 * was a confusion, the contrast of the two. The latest day counts.
 */
export function called(told: Verdicts, cards: readonly CardFacts[]): Map<string, number> {
  const days = new Map<string, number>();
  for (const { verdict, question, choices, day } of told.values()) {
    if (verdict === "right") continue;
    const confused = new Set(
      choices.flatMap((choice) => {
        const { right, concept } = question.options[choice]!;
        return right || concept === null ? [] : [concept];
      }),
    );
    for (const card of cards)
      if (!card.retired && concerns(card, question.concepts, confused))
        days.set(card.id, Math.max(day, days.get(card.id) ?? day));
  }
  return days;
}

/** A contrast card names one concept as its own and the others beside it, in either direction. */
const concerns = (card: CardFacts, concepts: readonly string[], confused: ReadonlySet<string>): boolean =>
  concepts.includes(card.concept) || (confused.has(card.concept) && card.concepts.includes(concepts[0]!));

/** Without the cards reviewed since (`lastDay` of a card), or called too long ago. */
export const stillCalled = (
  days: ReadonlyMap<string, number>,
  lastDay: (card: string) => number | null,
  today: number,
): Map<string, number> =>
  new Map([...days].filter(([card, day]) => today - day < CALLED_DAYS && (lastDay(card) ?? day - 1) < day));

/** By the topic of the first concept: questions answered in time, and those of them that were right. */
export function evidence(
  told: Verdicts,
  topicOf: (concept: string) => string | undefined,
): Map<string, { n: number; ok: number }> {
  const counts = new Map<string, { n: number; ok: number }>();
  for (const { question, verdict } of told.values()) {
    const topic = topicOf(question.concepts[0]!);
    if (topic === undefined || (verdict !== "right" && verdict !== "wrong")) continue;
    const { n, ok } = counts.get(topic) ?? { n: 0, ok: 0 };
    counts.set(topic, { n: n + 1, ok: ok + (verdict === "right" ? 1 : 0) });
  }
  return counts;
}
