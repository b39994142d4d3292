/** The papers a learner can ask for, and why one cannot be drawn. */
import type { ExamFacts, Lacking, LibraryExam, PaperWish } from "../../study/app";
import { count } from "../../words";
import { length } from "../sitting/clock";

export type Kind = PaperWish["kind"];
export interface Choice {
  kind: Kind;
  size: 10 | 20;
  domain: string;
}

export const SIZES = [10, 20] as const;

export function wishOf({ kind, size, domain }: Choice): PaperWish {
  if (kind === "full") return { kind };
  return kind === "domain" ? { kind, size, domain } : { kind, size };
}
export const sizeOf = ({ kind, size }: Choice, exam: LibraryExam): number =>
  kind === "full" ? exam.questions : size;

export const kinds: [Kind, string, (exam: LibraryExam) => string][] = [
  [
    "full",
    "Full paper",
    (exam) => `${exam.questions} questions in ${length(exam.minutes)}, domains weighted as in the exam.`,
  ],
  ["short", "Short paper", () => "The same mix of domains, at the exam's own pace."],
  ["domain", "One domain", () => "Questions of a single domain."],
  ["weak", "Weak areas", () => "The topics in which you probably lose most points."],
];

/** "This paper lacks 3 questions in Modeling and 1 in Data Engineering." */
export function lackingLine(
  lacking: Lacking,
  { domains }: Pick<LibraryExam, "domains">,
  topics: ReadonlyMap<string, { name: string }>,
): string {
  const parts = Object.entries(lacking).map(([group, n], i) => {
    const name = domains.find(({ id }) => id === group)?.name ?? topics.get(group)?.name;
    return `${i === 0 ? count(n, "question") : n}${name ? ` in ${name}` : ""}`;
  });
  const last = parts.pop();
  const all = parts.length ? `${parts.join(", ")} and ${last}` : last;
  return `The question bank is too small for this paper: it lacks ${all}. Choose a shorter paper or another one.`;
}

/** How much there is to practise with, before anything is chosen. */
export function stockLine({ questions, freshPapers }: Pick<ExamFacts, "questions" | "freshPapers">): string {
  const all = Object.values(questions).reduce((sum, n) => sum + n, 0);
  if (all === 0) return "There are no practice questions for this exam on this phone yet.";
  const fresh =
    freshPapers > 0
      ? `${count(freshPapers, "full paper")} can still be drawn without a question you have met.`
      : "A full paper will now repeat some, those you met longest ago first.";
  return `${count(all, "practice question")} of our own writing. ${fresh}`;
}
