/** All that the phone keeps of one learner: rows and log as the server gave them, and what was made here since. */
import type { CardEvent } from "../scheduling/fold";
import type { Deed, Event } from "../scheduling/events";
import { NO_CLOCK, stampAt, zoneAt, type Clock } from "../scheduling/clock";
import { Connection, type Tx } from "./connection";
import {
  layLearner,
  LEARNER_VERSION,
  type LearnerSchema,
  type LogEntry,
  type OutboxEntry,
  type Row,
} from "./schema";
import { makeRoom } from "./room";
import { newUid } from "./uid";

export type WriteTx = Tx<LearnerSchema, "readwrite">;
export type ReadTx = Tx<LearnerSchema, "readonly">;

/** A deed to store: its event's uid if it has one already, and the card it is about. */
export interface Doing {
  deed: Deed;
  card: string | null;
  uid?: string;
}

export const databaseName = (learnerId: string): string => `cardinal-${learnerId}`;

export class LearnerStore {
  readonly learnerId: string;
  readonly #db: Connection<LearnerSchema>;

  constructor(learnerId: string) {
    this.learnerId = learnerId;
    this.#db = new Connection(databaseName(learnerId), LEARNER_VERSION, layLearner, () =>
      makeRoom(learnerId),
    );
  }
  close(): void {
    this.#db.end();
  }

  /** One strict transaction over what events and sync touch; all other writers go through here too. */
  write<T>(work: (tx: WriteTx) => Promise<T>): Promise<T> {
    return this.#db.run(["rows", "log", "outbox", "meta"], "readwrite", work);
  }
  read<T>(work: (tx: ReadTx) => Promise<T>): Promise<T> {
    return this.#db.run(["rows", "log", "outbox", "meta"], "readonly", work);
  }
  writeLibrary<T>(work: (tx: WriteTx) => Promise<T>): Promise<T> {
    return this.#db.run(["exams", "topics", "concepts", "cards", "questions", "meta"], "readwrite", work);
  }

  /** For a start, which is faster when it asks once. */
  readAll<T>(work: (tx: ReadTx) => Promise<T>): Promise<T> {
    const stores = ["rows", "outbox", "exams", "topics", "concepts", "cards", "meta"] as const;
    return this.#db.run([...stores], "readonly", work);
  }
  readLibrary<T>(work: (tx: Tx<LearnerSchema, "readonly">) => Promise<T>): Promise<T> {
    return this.#db.run(["exams", "topics", "concepts", "cards", "questions", "meta"], "readonly", work);
  }
  /** The whole library as stored. */
  library() {
    return this.readLibrary(async (tx) => {
      const [exams, topics, concepts, cards, version] = await Promise.all([
        tx.objectStore("exams").getAll(),
        tx.objectStore("topics").getAll(),
        tx.objectStore("concepts").getAll(),
        tx.objectStore("cards").getAll(),
        tx.objectStore("meta").get("library"),
      ]);
      return { exams, topics, concepts, cards, version: typeof version === "number" ? version : 0 };
    });
  }

  rowsAndOutbox(): Promise<{ rows: Row[]; outbox: OutboxEntry[] }> {
    return this.read(async (tx) => {
      const [rows, outbox] = await Promise.all([
        tx.objectStore("rows").getAll(),
        tx.objectStore("outbox").getAll(),
      ]);
      return { rows, outbox };
    });
  }

  outbox(): Promise<OutboxEntry[]> {
    return this.read((tx) => tx.objectStore("outbox").getAll());
  }

  async meta<T>(name: string): Promise<T | undefined> {
    return this.read(async (tx) => (await tx.objectStore("meta").get(name)) as T | undefined);
  }
  async setMeta(values: Record<string, unknown>): Promise<void> {
    await this.write((tx) => putMeta(tx, values));
  }

  /** Stamps and stores deeds, with anything that must be true together with them, in one transaction. */
  append(doings: Doing[], own: number, meta: Record<string, unknown> = {}): Promise<OutboxEntry[]> {
    return this.write(async (tx) => {
      const stamper = await stamperOf(tx, own);
      const entries = (await notYetMade(tx, doings)).map((doing) => stamper(doing));
      const last = entries.at(-1);
      await Promise.all([
        ...entries.map((entry) => tx.objectStore("outbox").put(entry)),
        putMeta(tx, last ? { ...meta, n: last.n } : meta),
      ]);
      return entries;
    });
  }

  /** The log's events about one card, with the undos that name them. */
  logOfCard(card: string): Promise<CardEvent[]> {
    return this.read(async (tx) => {
      const log = tx.objectStore("log");
      const own = await log.index("card").getAll(card);
      const undos = await Promise.all(own.map(({ uid }) => log.index("target").getAll(uid)));
      return [...own, ...undos.flat()].map((entry) => entry.event as CardEvent);
    });
  }

  /** Reviews stamped from `from` on, oldest first. */
  reviewsSince(from: number): Promise<Event[]> {
    return this.read(async (tx) => {
      const found = await tx.objectStore("log").index("reviewedAt").getAll(IDBKeyRange.lowerBound(from));
      return found.map((entry: LogEntry) => entry.event);
    });
  }

  /** When the last review before `before` was made, or null. */
  lastReviewBefore(before: number): Promise<number | null> {
    return this.read(async (tx) => {
      const range = IDBKeyRange.upperBound(before, true);
      const cursor = await tx.objectStore("log").index("reviewedAt").openKeyCursor(range, "prev");
      return cursor ? cursor.key : null;
    });
  }
}

export async function putMeta(tx: WriteTx, values: Record<string, unknown>): Promise<void> {
  const meta = tx.objectStore("meta");
  await Promise.all(Object.entries(values).map(([name, value]) => meta.put(value, name)));
}

/** This phone's device id for this learner, made when first asked for. */
export async function deviceOf(tx: WriteTx, own: number): Promise<string> {
  const meta = tx.objectStore("meta");
  const known = await meta.get("device");
  if (typeof known === "string") return known;
  const device = newUid(own);
  await meta.put(device, "device");
  return device;
}

/** Without those whose event exists: a card on the screen of two tabs is one showing, and its first grade stands. */
async function notYetMade(tx: WriteTx, doings: Doing[]): Promise<Doing[]> {
  const made = await Promise.all(
    doings.map(async ({ uid }) =>
      uid === undefined
        ? false
        : Boolean((await tx.objectStore("outbox").getKey(uid)) ?? (await tx.objectStore("log").getKey(uid))),
    ),
  );
  return doings.filter((_, index) => !made[index]);
}

async function stamperOf(tx: WriteTx, own: number): Promise<(doing: Doing) => OutboxEntry> {
  const meta = tx.objectStore("meta");
  const [device, clock, count, latest] = await Promise.all([
    deviceOf(tx, own),
    meta.get("clock") as Promise<Clock | undefined>,
    meta.get("n") as Promise<number | undefined>,
    tx.objectStore("outbox").index("at").openKeyCursor(null, "prev"),
  ]);
  const at = stampAt(clock ?? NO_CLOCK, own, latest ? latest.key : -Infinity);
  let n = count ?? 0;
  return ({ deed, card, uid }) => {
    n += 1;
    const event = { v: 1, uid: uid ?? newUid(own), device, n, at, tz: zoneAt(at), ...deed } as Event;
    return { uid: event.uid, n, at, event, card, status: "waiting" };
  };
}
