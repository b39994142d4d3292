/** The whole log read from the disk in pieces, so that a long one neither fills the memory nor holds up the screen. */
import type { LearnerStore } from "../../store/learner";
import type { LogEntry } from "../../store/schema";
import { Replay, settled, tells, type Seen, type Told } from "../../stats/replay";

const PIECE = 4_000;
/** Reviews gone through before the screen gets its turn. */
const SLICE = 2_000;
/** Reading takes about this part of the whole. */
const READING = 0.6;

type Progress = (share: number) => void;

async function* pieces(store: LearnerStore): AsyncGenerator<Told[]> {
  for (let after: string | null = null; ;) {
    const range: IDBKeyRange | null = after === null ? null : IDBKeyRange.lowerBound(after, true);
    const piece: LogEntry[] = await store.read((tx) => tx.objectStore("log").getAll(range, PIECE));
    yield piece.map(({ event }) => event).filter(tells);
    if (piece.length < PIECE) return;
    after = piece.at(-1)!.uid;
  }
}

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** Calls `visit` for each review that counts, oldest first. `here`: events that the log may not hold yet. */
export async function replayed(
  store: LearnerStore,
  here: readonly Told[],
  weights: readonly number[],
  visit: (seen: Seen) => void,
  told: Progress,
): Promise<void> {
  const total = (await store.read((tx) => tx.objectStore("log").count())) || 1;
  const events: Told[] = [];
  let read = 0;
  for await (const piece of pieces(store)) {
    for (const event of piece) events.push(event);
    read += PIECE;
    told(Math.min(read / total, 1) * READING);
  }
  const ordered = settled([...events, ...here]);
  const replay = new Replay(weights);
  for (let at = 0; at < ordered.length; at += SLICE) {
    for (const event of ordered.slice(at, at + SLICE)) {
      const seen = replay.take(event);
      if (seen) visit(seen);
    }
    told(READING + (1 - READING) * Math.min((at + SLICE) / ordered.length, 1));
    await turn();
  }
}
