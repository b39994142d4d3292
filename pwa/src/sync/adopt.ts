/** Takes one answer in, whole or not at all: what was settled, what came, and where the phone now stands. */
import { heard, NO_CLOCK, nowOf, type Clock } from "../scheduling/clock";
import { putMeta, type LearnerStore, type WriteTx } from "../store/learner";
import { logEntry, type OutboxEntry, type Row } from "../store/schema";
import type { Batch } from "./batch";
import type { SyncAnswer } from "./protocol";
import { putState, recovering, stateIn, type SyncState } from "./state";

const DAY_MS = 86_400_000;

export interface Adopted {
  rows: Row[];
  /** Rows went away: what was shown must be read anew. */
  swept: boolean;
  state: SyncState;
  /** There is more to fetch or to hand back. */
  more: boolean;
  digestDiffered: boolean;
  /** The server was put back: its library may have other content under the same version. */
  restored: boolean;
}

/** `own` is the phone's clock when the answer came. */
export function adopt(
  store: LearnerStore,
  batch: Batch,
  answer: SyncAnswer,
  own: number,
  tookMs: number,
): Promise<Adopted> {
  return store.write(async (tx) => {
    const clock = await hear(tx, answer.server_time, own, tookMs);
    const before = await stateIn(tx);
    const foreign = before.epoch !== null && before.epoch !== answer.epoch;
    const state = foreign ? recovering(before, answer.epoch, own) : { ...before, epoch: answer.epoch };
    await settle(tx, batch, answer, state.recovery?.id ?? null, own);
    await lowerStamps(tx, nowOf(clock, own));
    if (foreign) {
      await putMeta(tx, { libraryStale: true });
      return kept(tx, { ...state, lastSync: own }, { more: true, restored: true });
    }
    return bring(tx, batch, answer, state, own);
  });
}

async function bring(
  tx: WriteTx,
  batch: Batch,
  answer: SyncAnswer,
  state: SyncState,
  own: number,
): Promise<Adopted> {
  const mark = state.recovery?.id ?? null;
  const rows = answer.rows.map((row): Row => (mark === null ? { ...row } : { ...row, brought: mark }));
  await Promise.all([
    ...rows.map((row) => tx.objectStore("rows").put(row)),
    ...answer.log.map((event) => tx.objectStore("log").put(logEntry(event, mark))),
  ]);
  if (!answer.more) await dropAccepted(tx);
  const recovery = state.recovery && batch.handed ? { ...state.recovery, ...batch.handed } : state.recovery;
  const now: SyncState = {
    ...state,
    recovery,
    cursor: answer.cursor,
    logCursor: answer.log_cursor,
    logComplete: !answer.more && !answer.log_more,
    rowsComplete: state.rowsComplete || !answer.more,
    lastSync: own,
  };
  if (recovery?.handedAll && now.logComplete) {
    await sweep(tx, recovery.id);
    return kept(tx, { ...now, recovery: null }, { rows, swept: true });
  }
  if (!recovery && (await differs(tx, answer))) return heal(tx, now, rows, own);
  return kept(tx, now, { rows, more: !now.logComplete || recovery !== null });
}

async function kept(tx: WriteTx, state: SyncState, what: Partial<Adopted>): Promise<Adopted> {
  await putState(tx, state);
  return { rows: [], swept: false, more: false, digestDiffered: false, restored: false, ...what, state };
}

/** A digest that differs is somebody's bug; fetching everything heals it, at most once a day. */
function heal(tx: WriteTx, state: SyncState, rows: Row[], own: number): Promise<Adopted> {
  const more = !state.logComplete;
  if (state.healedAt !== null && Math.abs(own - state.healedAt) < DAY_MS)
    return kept(tx, state, { rows, more, digestDiffered: true });
  const healing = { ...recovering(state, state.epoch, own), healedAt: own };
  return kept(tx, healing, { rows, more: true, digestDiffered: true });
}

async function hear(tx: WriteTx, serverTime: number, own: number, tookMs: number): Promise<Clock> {
  const before = (await tx.objectStore("meta").get("clock")) as Clock | undefined;
  const clock = heard(before ?? NO_CLOCK, serverTime, own, tookMs);
  await putMeta(tx, { clock });
  return clock;
}

async function settle(tx: WriteTx, batch: Batch, answer: SyncAnswer, mark: string | null, own: number) {
  const outbox = tx.objectStore("outbox");
  const log = tx.objectStore("log");
  for (const { uid, at } of answer.accepted) {
    const entry = await outbox.get(uid);
    const event = entry?.event ?? (await log.get(uid))?.event;
    if (!event) continue;
    await log.put(logEntry({ ...event, at }, mark));
    if (entry) await outbox.put({ ...entry, at, event: { ...event, at }, status: "accepted" });
  }
  for (const { index, code, detail } of answer.refused) {
    const event = batch.events[index];
    if (!event || code === "server_only") continue;
    const entry = await outbox.get(event.uid);
    if (!entry && code === "uid_reused") continue; // the server's own text of it comes with the log
    const { uid, n, at } = event;
    const known: OutboxEntry = entry ?? { uid, n, at, event, card: null, status: "refused" };
    const status = code === "later" ? "later" : "refused";
    await outbox.put({ ...known, status, triedAt: own, code, detail });
  }
}

/** The phone's clock ran ahead of the server's: stamps still here that lie beyond now come down to it. */
async function lowerStamps(tx: WriteTx, now: number): Promise<void> {
  const beyond = await tx.objectStore("outbox").index("at").getAll(IDBKeyRange.lowerBound(now, true));
  for (const entry of beyond) {
    if (entry.status === "accepted") continue;
    await tx.objectStore("outbox").put({ ...entry, at: now, event: { ...entry.event, at: now } });
  }
}

async function dropAccepted(tx: WriteTx): Promise<void> {
  const outbox = tx.objectStore("outbox");
  for (const { uid, status } of await outbox.getAll()) if (status === "accepted") await outbox.delete(uid);
}

/** What a whole recovery did not bring, the server does not have. */
async function sweep(tx: WriteTx, mark: string): Promise<void> {
  for (const name of ["rows", "log"] as const) {
    let cursor = await tx.objectStore(name).openCursor();
    while (cursor) {
      if (cursor.value.brought !== mark) await cursor.delete();
      cursor = await cursor.continue();
    }
  }
}

async function differs(tx: WriteTx, answer: SyncAnswer): Promise<boolean> {
  if (answer.more || !answer.digest) return false;
  const rows = await tx.objectStore("rows").getAll();
  const sum = rows.reduce((total, row) => total + row.tag, 0);
  return rows.length !== answer.digest.count || sum !== answer.digest.sum;
}
