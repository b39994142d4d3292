/** What a start reads from the disk, in one transaction: what was learned, and the card that was on the table. */
import type { ReadTx } from "../store/learner";
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
