/** How far a paper is: which questions still want something, and what handing it in now would leave behind. */
import type { SittingQuestion } from "../../study/app";
import { count } from "../../words";

export type Standing = "open" | "partly" | "answered";

/** partly: another number of options than the question asks for, which can only be wrong. */
export function standing({ choices, question }: Pick<SittingQuestion, "choices" | "question">): Standing {
  if (choices.length === 0) return "open";
  return choices.length === question.choose ? "answered" : "partly";
}

export const standings: Record<Standing, string> = {
  open: "not answered",
  partly: "not complete",
  answered: "answered",
};

export const unanswered = (questions: readonly SittingQuestion[]): number =>
  questions.filter((one) => standing(one) !== "answered").length;

/** The first question that wants an answer, for whoever comes back to a paper. */
export const firstOpen = (questions: readonly SittingQuestion[]): number =>
  Math.max(
    0,
    questions.findIndex((one) => standing(one) !== "answered"),
  );

/** What to know before handing in. */
export function leaving(questions: readonly SittingQuestion[]): string {
  const of = (wanted: Standing) => questions.filter((one) => standing(one) === wanted).length;
  const flagged = questions.filter((one) => one.flagged).length;
  const parts = [
    of("open") ? `${count(of("open"), "question has", "questions have")} no answer` : "",
    of("partly") ? `${of("partly")} with too few or too many options chosen` : "",
    flagged ? `${flagged} flagged` : "",
  ].filter(Boolean);
  return parts.length === 0 ? "Every question is answered." : `${parts.join(", ")}.`;
}

/** Where in the paper `by` steps from `at` leads; stays at either end. */
export const moved = (at: number, by: number, size: number): number =>
  Math.min(Math.max(at + by, 0), Math.max(size - 1, 0));

/** What choosing an option makes of the choice: the only one, or one more or less. */
export function chosen({ choices, question }: SittingQuestion, option: number): number[] {
  if (question.choose === 1) return [option];
  const rest = choices.filter((other) => other !== option);
  return (rest.length < choices.length ? rest : [...choices, option]).sort((a, b) => a - b);
}

/** "Choose 2. 1 chosen." */
export function asks({ choices, question: { choose } }: SittingQuestion): string {
  if (choose === 1) return "Choose 1.";
  const over = choices.length - choose;
  return `Choose ${choose}. ${choices.length} chosen${over > 0 ? `, ${over} too many` : ""}.`;
}

/** Places (from 1) of questions answered in other ways than here: by another device. */
export function changedElsewhere(
  before: readonly SittingQuestion[],
  after: readonly SittingQuestion[],
): number[] {
  const known = new Map(before.map(({ question, choices }) => [question.id, choices.join()]));
  return after.flatMap(({ question, choices }, i) =>
    known.has(question.id) && known.get(question.id) !== choices.join() ? [i + 1] : [],
  );
}

export const elsewhere = (places: readonly number[]): string =>
  `Answered on another device just now: question ${places.join(", ")}. The last answer counts, and every one is kept.`;
