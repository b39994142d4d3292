/** Where this phone stands with the server: one record, changed only together with what it speaks of. */
import { putMeta, type WriteTx } from "../store/learner";
import { newUid } from "../store/uid";

/** Handing back everything held and fetching everything anew; `id` marks what was brought since it began. */
export interface Recovery {
  id: string;
  /** Log entries up to this uid were handed back. */
  handedUpTo: string;
  handedAll: boolean;
}
export interface SyncState {
  epoch: string | null;
  cursor: string | null;
  logCursor: string | null;
  /** Every event behind the rows held is in the log here. */
  logComplete: boolean;
  /** All rows of the account came at least once. */
  rowsComplete: boolean;
  recovery: Recovery | null;
  /** When a differing digest last led to a recovery; at most one a day. */
  healedAt: number | null;
  lastSync: number | null;
}
export const NEVER_SYNCED: SyncState = {
  epoch: null,
  cursor: null,
  logCursor: null,
  logComplete: false,
  rowsComplete: false,
  recovery: null,
  healedAt: null,
  lastSync: null,
};

export const stateIn = async (tx: { objectStore(name: "meta"): { get(key: string): Promise<unknown> } }) =>
  ((await tx.objectStore("meta").get("sync")) as SyncState | undefined) ?? NEVER_SYNCED;

export const putState = (tx: WriteTx, sync: SyncState): Promise<void> => putMeta(tx, { sync });

/** From now on everything is fetched from the start and handed back; what is shown stays until the end of it. */
export const recovering = (state: SyncState, epoch: string | null, own: number): SyncState => ({
  ...state,
  epoch,
  cursor: null,
  logCursor: null,
  logComplete: false,
  recovery: { id: newUid(own), handedUpTo: "", handedAll: false },
});
