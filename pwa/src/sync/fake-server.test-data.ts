/** A server that keeps to the protocol, small enough to read: for tests of the phone's side only. */
import { rowKey, type Event } from "../scheduling/events";
import { foldCard, foldSetting, type CardEvent } from "../scheduling/fold";
import { foldEdits } from "../scheduling/fold-others";
import { DEFAULT_WEIGHTS } from "../scheduling/memory";
import type { Reply, SyncAnswer, SyncRequest } from "./protocol";

interface Stored {
  seq: number;
  event: Event;
}
interface StoredRow {
  key: string;
  seq: number;
  tag: number;
  state: unknown;
}
export interface Backup {
  log: Map<string, Stored>;
  rows: Map<string, StoredRow>;
  seq: number;
}

function tagOf(text: string): number {
  let tag = 2166136261;
  for (let i = 0; i < text.length; i++) tag = Math.imul(tag ^ text.charCodeAt(i), 16777619);
  return tag >>> 0;
}
const contentOf = ({ at: _, ...rest }: Event): string => JSON.stringify(rest, Object.keys(rest).sort());
const numbers = (cursor: string | null): number[] | null => (cursor === null ? null : JSON.parse(cursor));

export class FakeServer {
  log = new Map<string, Stored>();
  rows = new Map<string, StoredRow>();
  seq = 0;
  epoch = "epoch-1";
  clock = 1_750_000_000_000;
  pageSize = 3;
  requests: SyncRequest[] = [];
  /** Kinds this server is too old for, and cards at which it breaks down. */
  unknownKinds = new Set<string>();
  poisoned = new Set<string>();

  backup(): Backup {
    return { log: new Map(this.log), rows: new Map(this.rows), seq: this.seq };
  }
  restore({ log, rows, seq }: Backup, epoch: string): void {
    this.log = new Map(log);
    this.rows = new Map(rows);
    this.seq = seq;
    this.epoch = epoch;
  }

  answer(request: SyncRequest): Reply {
    this.requests.push(request);
    if (request.events.some((event) => "card" in event && this.poisoned.has(event.card)))
      return { kind: "rejected" };
    const known = request.epoch === this.epoch;
    const cursor = known ? numbers(request.cursor) : null;
    if ((cursor?.[0] ?? 0) > this.seq) return { kind: "cursorUnknown" };
    this.clock += 1;
    const pushed = this.#push(request.events);
    const answer = { ...pushed, ...this.#pull(cursor, known ? numbers(request.log_cursor) : null) };
    // What goes over the wire is text: nothing here may be shared with the phone.
    return { kind: "answer", answer: JSON.parse(JSON.stringify(answer)) as SyncAnswer, tookMs: 50 };
  }

  #push(events: Event[]): Pick<SyncAnswer, "accepted" | "refused" | "server_time" | "epoch"> {
    const accepted: SyncAnswer["accepted"] = [];
    const refused: SyncAnswer["refused"] = [];
    const touched = new Set<string>();
    events.forEach((event, index) => {
      const { uid } = event;
      const stored = this.log.get(uid);
      if (this.unknownKinds.has(event.kind)) refused.push({ index, uid, code: "later", detail: "too new" });
      else if (stored && contentOf(stored.event) !== contentOf(event))
        refused.push({ index, uid, code: "uid_reused", detail: "another event has this uid" });
      else accepted.push({ uid, ...this.#store(event, touched) });
    });
    for (const key of touched) this.#fold(key);
    return { server_time: this.clock, epoch: this.epoch, accepted, refused };
  }

  #store(event: Event, touched: Set<string>): { seq: number; at: number } {
    const known = this.log.get(event.uid);
    if (known) return { seq: known.seq, at: known.event.at };
    const stored = { seq: ++this.seq, event: { ...event, at: Math.min(event.at, this.clock) } };
    this.log.set(event.uid, stored);
    const target = event.kind === "undo" ? this.log.get(event.target)?.event : event;
    const key = target && rowKey(target);
    if (key) touched.add(key);
    return { seq: stored.seq, at: stored.event.at };
  }

  #fold(key: string): void {
    const all = [...this.log.values()].map(({ event }) => event);
    const own = all.filter((event) => rowKey(event) === key);
    const uids = new Set(own.map((event) => event.uid));
    const undos = all.filter((event) => event.kind === "undo" && uids.has(event.target));
    const state = key.startsWith("card:")
      ? foldCard([...own, ...undos] as CardEvent[], DEFAULT_WEIGHTS)
      : key.startsWith("edit:")
        ? foldEdits(own)
        : foldSetting(own);
    const tag = tagOf(key + JSON.stringify(state));
    if (this.rows.get(key)?.tag !== tag) this.rows.set(key, { key, seq: ++this.seq, tag, state });
  }

  #pull(cursor: number[] | null, logCursor: number[] | null) {
    const from = cursor?.[0] ?? 0;
    const news = [...this.rows.values()].filter((row) => row.seq > from).sort((a, b) => a.seq - b.seq);
    const rows = news.slice(0, this.pageSize);
    const more = news.length > rows.length;
    const end = more ? rows.at(-1)!.seq : this.seq;
    const sum = [...this.rows.values()].reduce((total, row) => total + row.tag, 0);
    const page = { rows, cursor: JSON.stringify([end]), more };
    const [low, high] = [logCursor?.[0] ?? this.seq + 1, logCursor?.[1] ?? this.seq];
    const cursorText = JSON.stringify([low, high]);
    if (more) return { ...page, log: [], log_cursor: cursorText, log_more: true };
    return { ...page, digest: { count: this.rows.size, sum }, ...this.#logPage(low, high) };
  }

  #logPage(low: number, high: number) {
    const bySeq = [...this.log.values()].sort((a, b) => a.seq - b.seq);
    const later = bySeq.filter(({ seq }) => seq > high);
    const earlier = bySeq.filter(({ seq }) => seq < low).reverse();
    const page = [...later, ...earlier].slice(0, this.pageSize);
    const above = page.filter(({ seq }) => seq > high);
    const below = page.filter(({ seq }) => seq < low);
    return {
      log: page.map(({ event }) => event),
      log_cursor: JSON.stringify([below.at(-1)?.seq ?? low, above.at(-1)?.seq ?? high]),
      log_more: page.length < later.length + earlier.length,
    };
  }
}
