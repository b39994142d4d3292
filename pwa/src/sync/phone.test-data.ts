/** A phone in a test: a real store, a clock that may lie, and a network that may do anything. */
import type { Rating } from "../scheduling/events";
import { LearnerStore, type Doing } from "../store/learner";
import { newUid } from "../store/uid";
import { exchange, type Outcome } from "./exchange";
import type { FakeServer } from "./fake-server.test-data";
import type { Reply, SyncRequest } from "./protocol";

/** lostBefore: never arrives. lostAfter: the server commits, the answer is lost. twice: the network repeats it. */
export type Weather = "fine" | "lostBefore" | "lostAfter" | "twice" | "portal";

export class Phone {
  readonly store: LearnerStore;
  readonly server: FakeServer;
  clockError: number;
  weather: (request: SyncRequest) => Weather = () => "fine";
  digestsDiffered = 0;

  constructor(server: FakeServer, clockError = 0, learnerId = newUid(server.clock)) {
    this.store = new LearnerStore(learnerId);
    this.server = server;
    this.clockError = clockError;
  }
  own = (): number => this.server.clock + this.clockError;

  async do(doing: Doing) {
    this.server.clock += 1000;
    return (await this.store.append([doing], this.own()))[0]!;
  }
  review(card: string, rating: Rating = 3) {
    const deed = { kind: "review", card, card_version: 1, rating, took_ms: 4000, why: "due" } as const;
    return this.do({ deed, card });
  }
  undo(target: string, card: string) {
    return this.do({ deed: { kind: "undo", target, value: true }, card });
  }
  set(name: string, value: unknown) {
    return this.do({ deed: { kind: "setting", name, value }, card: null });
  }

  sync(): Promise<Outcome> {
    return exchange({
      store: this.store,
      own: this.own,
      send: (request) => this.#send(request),
      adopted: (what) => void (this.digestsDiffered += what.digestDiffered ? 1 : 0),
    });
  }
  #send(request: SyncRequest): Promise<Reply> {
    const none: Reply = { kind: "none" };
    const text = JSON.parse(JSON.stringify(request)) as SyncRequest;
    const weather = this.weather(request);
    if (weather === "lostBefore" || weather === "portal") return Promise.resolve(none);
    if (weather === "twice") this.server.answer(text);
    const reply = this.server.answer(text);
    return Promise.resolve(weather === "lostAfter" ? none : reply);
  }

  async rows(): Promise<Record<string, unknown>> {
    const { rows } = await this.store.rowsAndOutbox();
    return Object.fromEntries(rows.map((row) => [row.key, row.state]));
  }
  async outbox() {
    return (await this.store.rowsAndOutbox()).outbox;
  }
  async log() {
    const entries = await this.store.read((tx) => tx.objectStore("log").getAll());
    return new Map(entries.map((entry) => [entry.uid, entry.event]));
  }
}

export const serverRows = (server: FakeServer): Record<string, unknown> =>
  Object.fromEntries([...server.rows.values()].map((row) => [row.key, row.state]));
