/** What a start reads from the disk, in one transaction: what was learned, and the card that was on the table. */
import { LearnerStore, type ReadTx } from "../store/learner";
import { likelyLearner } from "../store/likely";
import { currentAccount } from "../store/shared";
import { readOutline, readStored, readTexts } from "./reading";
import type { SessionRecord } from "./record";

export async function readStart(tx: ReadTx) {
  const meta = tx.objectStore("meta");
  const interrupted = meta.get("session") as Promise<SessionRecord | null | undefined>;
  const [library, ledger, session, persisted, texts] = await Promise.all([
    readOutline(tx),
    readStored(tx),
    interrupted,
    meta.get("persisted") as Promise<boolean | undefined>,
    interrupted.then((record) => readTexts(tx, record?.current ? [record.current.item.card] : [])),
  ]);
  return { library, ledger, session, persisted, texts };
}

/** One learner's data on its way from the disk. */
export class Beginning {
  readonly store: LearnerStore;
  readonly read: ReturnType<typeof readStart>;

  constructor(learnerId: string) {
    this.store = new LearnerStore(learnerId);
    this.read = this.store.readAll(readStart);
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

/** Who uses this phone, asked while the data of whoever that probably is are being read. */
export interface Start {
  account: ReturnType<typeof currentAccount>;
  likely: Beginning | null;
}
function begin(): Start {
  const learner = likelyLearner();
  const account = currentAccount();
  account.catch(() => undefined);
  return { account, likely: learner === null ? null : new Beginning(learner) };
}

let early: Start | null = null;
/** The page's first script calls this, while the rest of the app is still being compiled. */
export function startEarly(): void {
  early = begin();
}
/** The start under way, for the first who asks; later ones begin anew. */
export function takeStart(): Start {
  const start = early ?? begin();
  early = null;
  return start;
}
