/** How much of an exam Cardinal's cards cover, said as plainly as the blueprint records it. */
import type { LibraryExam } from "../../study/app";
import { percent } from "../../words";

/** Coverage of the whole exam: each domain counts by its weight. */
export function coverage(exam: LibraryExam): number {
  const weight = exam.domains.reduce((sum, domain) => sum + domain.weight, 0);
  const held = exam.domains.reduce((sum, domain) => sum + domain.weight * domain.coverage, 0);
  return weight ? held / weight : 0;
}

export function covered(exam: LibraryExam): string {
  const tasks = exam.domains.flatMap((domain) => domain.tasks);
  const full = tasks.filter((task) => task.coverage === "full").length;
  const partial = tasks.filter((task) => task.coverage === "partial").length;
  const some = partial ? `, ${partial} in part` : "";
  if (!tasks.length) return "There are no cards for this exam yet.";
  return `The cards cover ${percent(coverage(exam))} of this exam: ${full} of ${tasks.length} tasks in full${some}.`;
}

/** Exams a person can still sit come first; the retired ones after, in the order of their codes. */
export const inOrder = (exams: Iterable<LibraryExam>): LibraryExam[] =>
  [...exams]
    .filter((exam) => !exam.retired)
    .sort((a, b) => late(a) - late(b) || coverage(b) - coverage(a) || a.code.localeCompare(b.code));

const late = (exam: LibraryExam): number =>
  ["available", "beta", "announced", "retired"].indexOf(exam.status.state);
