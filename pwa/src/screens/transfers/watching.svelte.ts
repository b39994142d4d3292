/** Transfers as the server has them, asked again until each has come to its end. */
import type { App, TransferLine } from "../../study/app";
import { underWay } from "./told";

const FIRST_MS = 400;
const LONGEST_MS = 2_000;
const NO_ANSWER_MS = 3_000;

export class Watching {
  /** null = not heard yet. */
  lines = $state.raw<TransferLine[] | null>(null);
  /** Why nothing newer is known; "" = all is well. */
  missing = $state("");
  readonly #app: App;
  readonly #id: string;
  readonly #ended: (line: TransferLine) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #pause = FIRST_MS;
  /** Of the latest question: an answer to an earlier one is not news. */
  #turn = 0;
  #stopped = false;

  /** `id`: only this one. `ended` hears of each that came to its end while it was watched. */
  constructor(app: App, id = "", ended: (line: TransferLine) => void = () => undefined) {
    this.#app = app;
    this.#id = id;
    this.#ended = ended;
    void this.load();
  }
  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  /** All of it anew. */
  load(): Promise<void> {
    this.#pause = FIRST_MS;
    return this.#ask(async () => {
      const server = await this.#app.transfers();
      if (!this.#id) return server.list();
      const line = await server.one(this.#id);
      return line ? [line] : [];
    });
  }
  async remove(id: string): Promise<void> {
    await (await this.#app.transfers()).remove(id);
    this.#turn += 1;
    this.lines = (this.lines ?? []).filter((line) => line.id !== id);
    this.#plan();
  }

  #look(): Promise<void> {
    return this.#ask(async () => {
      const server = await this.#app.transfers();
      const heard = await Promise.all(
        (this.lines ?? []).map((line) => (underWay(line) ? server.one(line.id) : line)),
      );
      return heard.filter((line) => line !== null);
    });
  }
  async #ask(question: () => Promise<TransferLine[]>): Promise<void> {
    clearTimeout(this.#timer);
    const turn = ++this.#turn;
    const late = () => this.#stopped || turn !== this.#turn;
    try {
      const heard = await question();
      if (late()) return;
      this.#hear(heard);
      this.missing = "";
    } catch (error) {
      if (late()) return;
      this.missing = error instanceof Error ? error.message : "The list could not be fetched. Try again.";
    }
    this.#plan();
  }
  #hear(heard: TransferLine[]): void {
    const before = new Map(this.lines?.map((line) => [line.id, line]));
    this.lines = heard;
    for (const line of heard) {
      const known = before.get(line.id);
      if (known && underWay(known) && !underWay(line)) this.#ended(line);
    }
  }
  #plan(): void {
    clearTimeout(this.#timer);
    const waiting = this.missing !== "" || this.lines?.some(underWay);
    if (this.#stopped || !waiting) return;
    this.#timer = setTimeout(
      () => void (this.lines === null || this.missing ? this.load() : this.#look()),
      this.missing ? NO_ANSWER_MS : this.#pause,
    );
    this.#pause = Math.min(LONGEST_MS, this.#pause * 1.25);
  }
}
