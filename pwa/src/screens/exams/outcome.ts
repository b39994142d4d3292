/** The result of the real exam: what of it can be true, and how it is told back. */
import type { LibraryExam, OutcomeState } from "../../study/app";
import { day } from "../../words";

export interface Told {
  passed?: boolean;
  score?: number;
  date?: string;
}

/** What is wrong with it, as sentences by field; nothing wrong = an empty object. */
export function faults(
  { passed, score, date }: { passed: boolean | null; score: string; date: string },
  { scale: [low, high] }: Pick<LibraryExam, "scale">,
  today: string,
): { passed?: string; score?: string; date?: string } {
  const n = Number(score);
  return {
    ...(passed === null ? { passed: "Say whether you passed." } : {}),
    ...(score.trim() && (!Number.isInteger(n) || n < low || n > high)
      ? {
          score: `A score is a whole number from ${low} to ${high.toLocaleString("en")}. Leave it empty if you do not want to tell.`,
        }
      : {}),
    ...(date > today
      ? { date: "This day is still to come. Give the day on which you sat the exam, or leave it empty." }
      : {}),
  };
}

export function outcomeLine({ passed, score, date }: OutcomeState): string {
  const how =
    passed === null
      ? "You sat this exam"
      : passed
        ? "You passed this exam"
        : "You did not pass this exam yet";
  return `${how}${date ? ` on ${day(date)}` : ""}${score === null ? "" : `, with a score of ${score}`}.`;
}
