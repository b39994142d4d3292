/** What stood on the screen when the card on the table was shown, kept where the page's first script has it at once. */
import { likelyLearner } from "./likely";

/** One still; `first.ts`, which can import nothing, reads it under the same name. */
export interface Still {
  /** Whose card it is. Tabs of two learners share the place it is kept in. */
  learner: string;
  /** Of `#app`: rendered here, from texts that the server sanitised. */
  html: string;
  /** The stylesheet it was drawn with: another build's would draw it otherwise. */
  style: string;
  /** Milliseconds since the epoch; the session goes on until its study day ends. */
  until: number;
}
const KEY = "cardinal-still";

/** Not of somebody who uses this phone no more, though a tab of theirs is open yet. */
export function keepStill(still: Still): void {
  if (still.learner !== likelyLearner()) return;
  try {
    localStorage.setItem(KEY, JSON.stringify(still));
  } catch {
    // storage is blocked or full: a start shows its card a little later
  }
}
export function dropStill(): void {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // then none was kept
  }
}
