/** What to send next: new grades first, then what is tried daily, then, in a recovery, everything held. */
import type { Event } from "../scheduling/events";
import type { LearnerStore } from "../store/learner";
import { deviceOf } from "../store/learner";
import type { OutboxEntry } from "../store/schema";
import { stateIn, type Recovery, type SyncState } from "./state";

export const MAX_EVENTS = 500;
const MAX_BYTES = 900_000; // the server takes 1 MB; the rest is for the envelope
const DAY_MS = 86_400_000;

export interface Batch {
  device: string;
  state: SyncState;
  /** What stays behind in the outbox when this batch is taken. */
  unsynced: number;
  events: Event[];
  /** How far the handing back will have come once this batch is answered. */
  handed: Pick<Recovery, "handedUpTo" | "handedAll"> | null;
}

const sizeOf = (event: Event): number => new TextEncoder().encode(JSON.stringify(event)).length + 1;

/** The longest start of `events` that fits, never empty unless they are. */
function fitting(events: Event[], limit: number): Event[] {
  let bytes = 0;
  const tooMany = events.findIndex((event, i) => i >= limit || (bytes += sizeOf(event)) > MAX_BYTES);
  return tooMany < 0 ? events : events.slice(0, Math.max(tooMany, 1));
}

const unsettled = (entry: OutboxEntry): boolean => entry.status !== "accepted" && entry.status !== "refused";

function outboxEvents(outbox: OutboxEntry[], own: number): Event[] {
  const byN = [...outbox].sort((a, b) => a.n - b.n);
  const waiting = byN.filter((entry) => entry.status === "waiting");
  const daily = byN.filter(
    ({ status, triedAt }) =>
      (status === "later" || status === "aside") && Math.abs(own - (triedAt ?? 0)) >= DAY_MS,
  );
  return (waiting.length > 0 ? waiting : daily).map((entry) => entry.event);
}

export function nextBatch(store: LearnerStore, own: number, limit: number): Promise<Batch> {
  return store.write(async (tx) => {
    const [device, state, outbox] = await Promise.all([
      deviceOf(tx, own),
      stateIn(tx),
      tx.objectStore("outbox").getAll(),
    ]);
    const events = fitting(outboxEvents(outbox, own), limit);
    const head = { device, state, unsynced: outbox.filter(unsettled).length - events.length };
    const { recovery } = state;
    if (events.length > 0 || !recovery || recovery.handedAll) return { ...head, events, handed: null };

    const range = IDBKeyRange.lowerBound(recovery.handedUpTo, true);
    const held = await tx.objectStore("log").getAll(range, limit);
    const back = fitting(
      held
        .filter((entry) => entry.brought !== recovery.id && entry.event.kind !== "parameters")
        .map((e) => e.event),
      limit,
    );
    const all = held.length < limit;
    const last = back.at(-1)?.uid;
    const cut = back.length > 0 && held.at(-1)?.uid !== last;
    const handedUpTo = (cut ? last : held.at(-1)?.uid) ?? recovery.handedUpTo;
    return { ...head, events: back, handed: { handedUpTo, handedAll: all && !cut } };
  });
}
