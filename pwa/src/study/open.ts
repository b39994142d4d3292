/** Opens the app of whoever uses this phone, and ends it. */
import { http } from "../api/http";
import { currentAccount, endSessionLater, setCurrentAccount, setEndSessionLater } from "../store/shared";
import type { Account } from "./types";
import { PhoneApp } from "./phone";
import { Beginning, takeStart } from "./start";

export const ALLAUTH = "/_allauth/browser/v1";
const HELLO_MS = 4_000;

let open: PhoneApp | null = null;
export const openedApp = (): PhoneApp | null => open;
export function closeApp(): void {
  open?.close();
  open = null;
}
export function leaveApp(): void {
  open?.leave();
  open = null;
}

/** Ends the server's session; false = no word from it that nobody is signed in now: it will be ended later. */
export async function endSession(): Promise<boolean> {
  const { status } = await http("DELETE", `${ALLAUTH}/auth/session`);
  const ended = status === 401; // how allauth says so; a proxy's 502 or a portal's page does not
  await setEndSessionLater(!ended);
  return ended;
}

/** Whoever the server's session belongs to uses this phone from now on. */
export async function adoptAccount(): Promise<{ status: number; account: Account | null }> {
  const { status, body } = await http("GET", "/api/account");
  if (status !== 200) return { status, account: null };
  const account = body as Account;
  if (open && open.account.id !== account.id) closeApp();
  await setCurrentAccount(account);
  await setEndSessionLater(false);
  return { status, account };
}

const within = <T>(ms: number, work: Promise<T>, otherwise: T): Promise<T> =>
  Promise.race([work, new Promise<T>((resolve) => setTimeout(() => resolve(otherwise), ms))]);

/** Storage may have been cleared under a session that still holds: then the server knows who this is. */
async function accountOfSession(): Promise<Account | null> {
  if ((await endSessionLater()) && !(await endSession())) return null;
  const { account } = await within(HELLO_MS, adoptAccount(), { status: 0, account: null });
  return account;
}

/** null = nobody is signed in on this phone. Never waits for the network when data is on the phone. */
export async function openApp(): Promise<PhoneApp | null> {
  const start = open ? { account: currentAccount(), likely: null } : takeStart();
  const account = (await start.account) ?? (await accountOfSession());
  if (start.likely?.learnerId !== account?.id) start.likely?.abandon();
  if (!account) return null;
  if (open?.account.id === account.id) return open;
  closeApp();
  const beginning = start.likely?.learnerId === account.id ? start.likely : new Beginning(account.id);
  open = await PhoneApp.open(account, beginning);
  return open;
}
