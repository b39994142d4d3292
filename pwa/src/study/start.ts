/** What a start reads from the disk, in one transaction: what was learned, and the card that was on the table. */
import type { LearnerStore, ReadTx } from "../store/learner";
import { readStored } from "./ledger";
import { readOutline, readTexts } from "./library";
import type { SessionRecord } from "./record";
import { near } from "./session";

export async function readStart(tx: ReadTx) {
  const meta = tx.objectStore("meta");
  const interrupted = meta.get("session") as Promise<SessionRecord | null | undefined>;
  const [library, ledger, session, persisted, texts] = await Promise.all([
    readOutline(tx),
    readStored(tx),
    interrupted,
    meta.get("persisted") as Promise<boolean | undefined>,
    interrupted.then((record) => readTexts(tx, record ? near(record) : [])),
  ]);
  return { library, ledger, session, persisted, texts };
}

/** A start under way: its reading does not wait until it is certain who uses this phone. */
export class Beginning {
  readonly store: LearnerStore;
  readonly read: ReturnType<typeof readStart>;

  constructor(store: LearnerStore) {
    this.store = store;
    this.read = store.readAll(readStart);
    this.read.catch(() => undefined); // whoever awaits it hears of it
  }
  get learnerId(): string {
    return this.store.learnerId;
  }
  /** It was somebody else's. */
  abandon(): void {
    this.store.close();
  }
}
