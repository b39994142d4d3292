/** Practice questions for tests, built by plain functions. */
import type { LibraryQuestion } from "../api/library";

/** Of four options the first is right. */
export const aQuestion = (id: string, change: Partial<LibraryQuestion> = {}): LibraryQuestion => ({
  id,
  retired: false,
  changed_in: 1,
  version: 1,
  concepts: ["c0"],
  constraint: "cost",
  difficulty: 2,
  prompt: `<p>${id}?</p>`,
  options: [0, 1, 2, 3].map((i) => ({ html: `${i}`, right: i === 0, why: "so", concept: null })),
  choose: 1,
  source: { title: "A page", url: "https://example.org/page" },
  verified_on: "2026-11-22",
  ...change,
});
