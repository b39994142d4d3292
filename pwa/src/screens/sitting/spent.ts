/** How long each question was on the screen, in all: only while the page could be seen and the paper was not paused. */

export class Spent {
  readonly #before = new Map<string, number>();
  #question: string | null = null;
  #since = 0;

  /** Another question is on the screen, or none. `known` is what was stored of it. */
  show(question: string | null, now: number, known = 0): void {
    if (this.#question !== null) this.#before.set(this.#question, this.of(this.#question, now));
    if (question !== null) this.#before.set(question, Math.max(known, this.#before.get(question) ?? 0));
    this.#question = question;
    this.#since = now;
  }
  of(question: string, now: number): number {
    const before = this.#before.get(question) ?? 0;
    return this.#question === question ? before + Math.max(0, now - this.#since) : before;
  }
}
