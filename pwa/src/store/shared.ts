/** What is known before anyone's own database is open: who uses this phone now. */
import { deleteDB, type DBSchema } from "idb";
import type { Account } from "../api/account";
import { Connection } from "./connection";
import { databaseName } from "./learner";
import { keepLikely, likelyLearner } from "./likely";
import { dropStill } from "./still";
import { mediaDatabase } from "./room";

interface SharedSchema extends DBSchema {
  shared: { key: string; value: unknown };
}
const shared = new Connection<SharedSchema>("cardinal", 1, (db) => void db.createObjectStore("shared"));

const get = <T>(name: string): Promise<T | undefined> =>
  shared.run(
    ["shared"],
    "readonly",
    async (tx) => (await tx.objectStore("shared").get(name)) as T | undefined,
  );
const put = (name: string, value: unknown): Promise<void> =>
  shared.run(["shared"], "readwrite", async (tx) => void (await tx.objectStore("shared").put(value, name)));

export const currentAccount = async (): Promise<Account | null> => (await get<Account>("account")) ?? null;
export function setCurrentAccount(account: Account | null): Promise<void> {
  if (account?.id !== likelyLearner()) dropStill();
  keepLikely(account?.id ?? null);
  return put("account", account);
}

/** A sign-out that could not reach the server yet. */
export const endSessionLater = async (): Promise<boolean> => (await get<boolean>("endSession")) ?? false;
export const setEndSessionLater = (value: boolean): Promise<void> => put("endSession", value);

/** Removes everything this phone holds of one learner. Close its store first. */
export async function wipe(learnerId: string): Promise<void> {
  await Promise.all([databaseName, mediaDatabase].map((nameOf) => deleteDB(nameOf(learnerId))));
}
