/** Whose data a start will probably need: known at once, but only the database knows for certain. */

const LIKELY = "cardinal-learner"; // first.ts, which can import nothing, reads it under the same name

export function likelyLearner(): string | null {
  try {
    return localStorage.getItem(LIKELY);
  } catch {
    return null; // storage is blocked, or there is none
  }
}
export function keepLikely(id: string | null): void {
  try {
    if (id === null) localStorage.removeItem(LIKELY);
    else localStorage.setItem(LIKELY, id);
  } catch {
    // a start will be a little slower
  }
}
