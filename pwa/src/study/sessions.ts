/** The one session that is under way on this phone: begun, gone on with after a reload, and ended. */
import type { Item } from "../selection/queue";
import { newUid } from "../store/uid";
import type { SessionWish } from "./types";
import type { Desk } from "./desk";
import { begun, leftIn, resumed, type SessionRecord } from "./record";
import { ready, StudySession, type Around } from "./session";

/** What sessions ask of the app that they belong to. */
export interface Host extends Pick<Around, "stored" | "failed" | "ended"> {
  /** Of today's minutes. */
  secondsLeft(): number;
}
/** A session begun when today's minutes are used up. */
const FURTHER_SECONDS = 300;

export class Sessions {
  readonly #desk: Desk;
  readonly #host: Host;
  #session: StudySession | null = null;
  /** What a start found on the disk. */
  interrupted: SessionRecord | null = null;

  constructor(desk: Desk, host: Host) {
    this.#desk = desk;
    this.#host = host;
  }

  /** One that was not brought to its end today. */
  get underWay(): SessionRecord | null {
    if (this.#session) return this.#session.state.finished ? null : this.#session.record;
    const record = this.interrupted;
    return record && record.day === this.#desk.ledger.today() && leftIn(record) > 0 ? record : null;
  }
  refresh(): void {
    this.#session?.refresh();
  }

  /** Goes on with the one under way, unless something else is wished for. */
  async open(wish: SessionWish): Promise<StudySession> {
    const wished = Object.keys(wish).length > 0;
    const open = wished ? null : this.underWay;
    const telling = wish.diagnostic || open?.diagnostic ? await this.#telling() : null;
    const now = this.#desk.ledger.now();
    const draw = { now, uid: newUid(now), conceptOf: this.#desk.conceptOf };
    const begin = () => {
      const first = telling?.(new Set(), null);
      const items = telling
        ? [first ?? []].flat().map((card) => ({ card, why: "diagnostic" as const }))
        : this.#items(wish);
      return begun(this.#desk.ledger.today(), items, draw, telling !== null);
    };
    const record = open ? resumed(open, draw) : begin();
    await ready(this.#desk, record);
    const { stored, failed } = this.#host;
    const around: Around = { stored, failed, ended: () => this.#ended(), ...(telling ? { telling } : {}) };
    this.#session = new StudySession(this.#desk, record, around);
    return this.#session;
  }
  /** What picks the next card of a diagnostic. */
  async #telling() {
    const { telling } = await import("./telling");
    return telling(this.#desk);
  }
  #items({ topic, domain, cards, minutes }: SessionWish): Item[] {
    if (cards) return this.#desk.those(cards);
    const theme = { ...(topic === undefined ? {} : { topic }), ...(domain === undefined ? {} : { domain }) };
    const seconds = minutes === undefined ? this.#host.secondsLeft() : minutes * 60;
    const planned = this.#desk.choose(seconds, theme);
    const asked = planned.length > 0 ? planned : this.#desk.choose(FURTHER_SECONDS, theme);
    return this.#desk.items(asked);
  }
  #ended(): void | Promise<void> {
    this.#session = null;
    this.interrupted = null;
    return this.#host.ended();
  }
}
