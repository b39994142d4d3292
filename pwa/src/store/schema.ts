/** What the phone keeps of one learner, and in which drawer. */
import type { DBSchema, IDBPDatabase, IDBPTransaction, StoreNames } from "idb";
import type { LibraryCard, LibraryConcept, LibraryExam, LibraryQuestion, LibraryTopic } from "../api/library";
import type { Event } from "../scheduling/events";

/** A derived row exactly as the server sent it. `brought` names the recovery that last brought it. */
export interface Row {
  key: string;
  seq: number;
  tag: number;
  state: unknown;
  brought?: string;
}

/** One event of the log. Absent fields are not indexed. */
export interface LogEntry {
  uid: string;
  event: Event;
  card?: string;
  target?: string;
  reviewedAt?: number;
  brought?: string;
}

/** waiting: to be sent. accepted: sent, shown until its row is here. later, aside: tried daily. refused: only shown. */
export type OutboxStatus = "waiting" | "accepted" | "later" | "aside" | "refused";

/** One event made here that the server has not settled yet. `card` is also known for an undo. */
export interface OutboxEntry {
  uid: string;
  n: number;
  at: number;
  event: Event;
  card: string | null;
  status: OutboxStatus;
  triedAt?: number;
  code?: string;
  detail?: string;
}

export interface LearnerSchema extends DBSchema {
  rows: { key: string; value: Row };
  log: { key: string; value: LogEntry; indexes: { card: string; target: string; reviewedAt: number } };
  outbox: { key: string; value: OutboxEntry; indexes: { at: number } };
  exams: { key: string; value: LibraryExam };
  topics: { key: string; value: LibraryTopic };
  concepts: { key: string; value: LibraryConcept };
  cards: { key: string; value: LibraryCard };
  questions: { key: string; value: LibraryQuestion };
  meta: { key: string; value: unknown };
}

export const LEARNER_VERSION = 2;
type Laying = IDBPTransaction<LearnerSchema, StoreNames<LearnerSchema>[], "versionchange">;

/** Brings an empty phone, or one of any earlier version, to this version; what it holds stays. */
export function layLearner(db: IDBPDatabase<LearnerSchema>, tx: Laying): void {
  if (!db.objectStoreNames.contains("rows")) layFirst(db);
  db.createObjectStore("questions", { keyPath: "id" });
  // A library fetched before there were questions is fetched whole once more.
  void tx.objectStore("meta").put(true, "libraryStale");
}

function layFirst(db: IDBPDatabase<LearnerSchema>): void {
  db.createObjectStore("rows", { keyPath: "key" });
  const log = db.createObjectStore("log", { keyPath: "uid" });
  log.createIndex("card", "card");
  log.createIndex("target", "target");
  log.createIndex("reviewedAt", "reviewedAt");
  db.createObjectStore("outbox", { keyPath: "uid" }).createIndex("at", "at");
  for (const items of ["exams", "topics", "concepts", "cards"] as const)
    db.createObjectStore(items, { keyPath: "id" });
  db.createObjectStore("meta");
}

export function logEntry(event: Event, brought: string | null): LogEntry {
  const entry: LogEntry = { uid: event.uid, event };
  if ("card" in event && typeof event.card === "string") entry.card = event.card;
  if (event.kind === "undo") entry.target = event.target;
  if (event.kind === "review") entry.reviewedAt = event.at;
  if (brought !== null) entry.brought = brought;
  return entry;
}
