/** Decides when to sync: at start, when the network or the screen comes back, after changes, and with growing pauses when nobody answers. */
import { http } from "../api/http";
import type { LearnerStore } from "../store/learner";
import type { Adopted } from "./adopt";
import { deviceName } from "./device-name";
import { exchange, type Outcome, type Send } from "./exchange";
import { replyOf } from "./protocol";

/**
 * While the screen is on, so that a card graded on one device is done on the other before it comes up there. Asking is
 * enough: an answer with nothing new is a few reads for the server and about a kilobyte, and open connections would
 * need another kind of server.
 */
const POLL_MS = 10_000;
const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 300_000;

const name = deviceName((globalThis.navigator as Navigator | undefined) ?? { userAgent: "" });

export const overHttp: Send = async (request) => {
  const began = performance.now();
  const { status, body } = await http("POST", "/api/sync", { ...request, device_name: name });
  return replyOf(status, body, performance.now() - began);
};

/** One sync at a time across all tabs; where the browser has no locks, across this one. */
const chains = new Map<string, Promise<unknown>>();
export async function locked<T>(name: string, work: () => Promise<T>): Promise<T> {
  const locks = globalThis.navigator?.locks as LockManager | undefined;
  if (locks) return (await locks.request(name, work)) as T;
  const turn = (chains.get(name) ?? Promise.resolve()).then(work, work);
  chains.set(name, turn);
  return turn;
}

export interface SyncerEvents {
  adopted(what: Adopted): void | Promise<void>;
  /** Called when a sync begins (null) and when it ends. */
  outcome(outcome: Outcome | null): void;
}

const online = () => globalThis.navigator?.onLine !== false;
const visible = () => typeof document === "undefined" || document.visibilityState === "visible";

export class Syncer {
  readonly #store: LearnerStore;
  readonly #events: SyncerEvents;
  readonly #send: Send;
  #running: Promise<Outcome> | null = null;
  #again = false;
  #pause = FIRST_PAUSE_MS;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stopped = false;

  constructor(store: LearnerStore, events: SyncerEvents, send: Send = overHttp) {
    this.#store = store;
    this.#events = events;
    this.#send = send;
  }

  /** Syncs now, or once more right after the sync that runs. */
  now(): Promise<Outcome> {
    if (this.#stopped) return Promise.resolve("none");
    if (this.#running) {
      this.#again = true;
      return this.#running;
    }
    this.#running = this.#run().finally(() => (this.#running = null));
    return this.#running;
  }

  async #run(): Promise<Outcome> {
    clearTimeout(this.#timer);
    this.#events.outcome(null);
    let outcome: Outcome;
    do {
      this.#again = false;
      outcome = await this.#once();
    } while (this.#again && outcome === "done" && !this.#stopped);
    if (outcome === "done") this.#pause = FIRST_PAUSE_MS;
    this.#plan(outcome);
    this.#events.outcome(outcome);
    return outcome;
  }

  async #once(): Promise<Outcome> {
    const { adopted } = this.#events;
    try {
      return await locked(`cardinal-sync-${this.#store.learnerId}`, () =>
        exchange({ store: this.#store, send: this.#send, own: Date.now, adopted }),
      );
    } catch (error) {
      console.error("Sync stopped; everything made here is kept and will be sent later.", error);
      return "none";
    }
  }

  #plan(outcome: Outcome): void {
    if (this.#stopped || outcome === "deleted" || outcome === "signedOut" || outcome === "otherAccount")
      return;
    if (outcome === "none") this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE_MS);
    const wait = outcome === "done" ? POLL_MS : this.#pause * (0.5 + Math.random() / 2);
    this.#timer = setTimeout(() => {
      if (online() && visible()) void this.now();
    }, wait);
  }

  /** Also when the screen goes away: what was just graded should not wait for the next visit. */
  readonly #wake = (): void => {
    this.#pause = FIRST_PAUSE_MS;
    if (online()) void this.now();
  };

  /** Listens to the network and the screen, and syncs at once. */
  start(): void {
    globalThis.addEventListener?.("online", this.#wake);
    globalThis.document?.addEventListener("visibilitychange", this.#wake);
    void this.now();
  }
  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
    globalThis.removeEventListener?.("online", this.#wake);
    globalThis.document?.removeEventListener("visibilitychange", this.#wake);
  }
}
