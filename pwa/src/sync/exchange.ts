/** Brings phone and server together: one request after another until both have everything, or there is no answer. */
import type { LearnerStore } from "../store/learner";
import { adopt, type Adopted } from "./adopt";
import { MAX_EVENTS, nextBatch, type Batch } from "./batch";
import type { Reply, SyncRequest } from "./protocol";
import { putState, recovering, stateIn } from "./state";

export type Outcome = "done" | "none" | "signedOut" | "deleted" | "otherAccount";
export type Send = (request: SyncRequest) => Promise<Reply>;

export interface Exchange {
  store: LearnerStore;
  send: Send;
  /** The phone's own clock, ms. */
  own(): number;
  /** Called after each answer that was taken in. */
  adopted(what: Adopted): void | Promise<void>;
}

/** Call under the learner's sync lock only: requests of one phone go one at a time. */
export async function exchange(with_: Exchange): Promise<Outcome> {
  const { store, own } = with_;
  let limit = MAX_EVENTS;
  let recovered = false;
  let level = false; // the last answer said that there is nothing more to fetch
  for (;;) {
    const batch = await nextBatch(store, own(), limit);
    if (level && batch.events.length === 0 && batch.handed === null) return "done";
    const reply = await with_.send(requestOf(store, batch));
    if (reply.kind === "cursorUnknown") {
      if (recovered) return "none"; // a server that disowns even a fresh start is not to be followed in circles
      recovered = true;
      await startRecovery(store, own());
    } else if (reply.kind === "rejected") {
      const size = batch.events.length;
      if (size === 0) return "none";
      if (size > 1) limit = Math.floor(size / 2);
      else if (!(await setAside(with_, batch))) return "none";
      else limit = MAX_EVENTS;
    } else if (reply.kind !== "answer") {
      return reply.kind;
    } else {
      const got = await adopt(store, batch, reply.answer, own(), reply.tookMs);
      await with_.adopted(got);
      limit = Math.min(limit * 2, MAX_EVENTS);
      level = !got.more;
      if (!level && stuck(batch, got)) return "none";
    }
  }
}

const requestOf = (store: LearnerStore, { device, state, unsynced, events }: Batch): SyncRequest => ({
  device,
  learner: store.learnerId,
  epoch: state.epoch,
  cursor: state.cursor,
  log_cursor: state.logCursor,
  unsynced,
  events,
});

/** Nothing was sent, nothing moved, and yet there is said to be more. */
const stuck = ({ events, state: before, handed }: Batch, { state }: Adopted): boolean =>
  events.length === 0 &&
  handed === null &&
  before.cursor === state.cursor &&
  before.logCursor === state.logCursor &&
  before.epoch === state.epoch &&
  before.recovery?.id === state.recovery?.id;

const startRecovery = (store: LearnerStore, own: number): Promise<void> =>
  store.write(async (tx) => {
    const state = await stateIn(tx);
    await putState(tx, recovering(state, state.epoch, own));
  });

/** An event is put aside only if it fails alone and the server is well right after; false = the server is not well. */
async function setAside(with_: Exchange, batch: Batch): Promise<boolean> {
  const { store, own } = with_;
  const probe: Batch = { ...batch, events: [], handed: batch.handed };
  const reply = await with_.send(requestOf(store, probe));
  if (reply.kind !== "answer") return false;
  await with_.adopted(await adopt(store, probe, reply.answer, own(), reply.tookMs));
  const event = batch.events[0]!;
  await store.write(async (tx) => {
    const known = await tx.objectStore("outbox").get(event.uid);
    const { uid, n, at } = event;
    const entry = known ?? { uid, n, at, event, card: null };
    await tx.objectStore("outbox").put({ ...entry, status: "aside", triedAt: own() });
  });
  return true;
}
