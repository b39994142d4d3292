/** Who uses this phone: signing up, in and out, and what to do when a password is lost. */
import { http, type HttpAnswer } from "../api/http";
import { endMedia } from "../media/kept";
import { currentAccount, setCurrentAccount, wipe } from "../store/shared";
import type { Auth, AuthResult } from "./types";
import { ALLAUTH, adoptAccount, endSession, leaveApp, openedApp } from "./open";

const OK: AuthResult = { ok: true };
const NO_NETWORK = "No connection to the server. Nothing was changed; try again when you are online.";
const FALLBACK: Record<number, string> = {
  0: NO_NETWORK,
  400: "The server did not accept this. Check what you typed.",
  401: "Name or password is not right.",
  403: "The server did not accept this. Reload the page and try again.",
  429: "Too many tries. Wait a few minutes and try again.",
};

interface Problem {
  detail?: string;
  errors?: { message: string; param?: string }[];
}
/** The server's own sentences where it gave some. */
export function failure({ status, body }: Pick<HttpAnswer, "status" | "body">): AuthResult {
  const { detail, errors = [] } = (body ?? {}) as Problem;
  const message = detail ?? errors.map((error) => error.message).join(" ");
  const fields = Object.fromEntries(
    errors.flatMap((error) => (error.param ? [[error.param, error.message]] : [])),
  );
  const fallback =
    FALLBACK[status] ?? "The server has trouble just now. Nothing was changed; try again later.";
  return { ok: false, message: status === 0 || message === "" ? fallback : message, fields };
}
const result = (answer: HttpAnswer, ...fine: number[]): AuthResult =>
  fine.includes(answer.status) ? OK : failure(answer);

async function enter(path: string, body: Record<string, string>): Promise<AuthResult> {
  let answer = await http("POST", `${ALLAUTH}${path}`, body);
  if (answer.status === 409) {
    // Somebody's session is still open in this browser.
    await endSession();
    answer = await http("POST", `${ALLAUTH}${path}`, body);
  }
  if (answer.status !== 200) return failure(answer);
  const { status, account } = await adoptAccount();
  if (!account) return failure({ status, body: null });
  await openedApp()?.sync();
  return OK;
}

const who = (name: string): Record<string, string> =>
  name.includes("@") ? { email: name } : { username: name };

async function forget(learnerId: string | undefined, all: boolean): Promise<void> {
  leaveApp();
  endMedia();
  await setCurrentAccount(null);
  if (all && learnerId !== undefined) await wipe(learnerId);
}

/** The devices are a file of their own. */
type Accounts = Omit<Auth, "devices" | "endDevice" | "renameDevice">;
export const auth: Accounts = {
  signUp: (name, password, email) =>
    enter("/auth/signup", { username: name, password, ...(email ? { email } : {}) }),
  signIn: (name, password) => enter("/auth/login", { ...who(name), password }),

  async signOut({ wipe: all }) {
    const account = await currentAccount();
    await endSession();
    await forget(account?.id, all);
  },
  async unsyncedBeforeSignOut() {
    await openedApp()?.sync();
    return openedApp()?.status.unsynced ?? 0;
  },

  async recoveryCodes(password) {
    const answer = await http("POST", "/api/account/recovery-codes", { password });
    const { codes } = (answer.body ?? {}) as { codes?: string[] };
    if (answer.status === 200 && codes) {
      await openedApp()?.countCodes(codes.length);
      return codes;
    }
    const failed = failure(answer);
    throw new Error(failed.ok ? NO_NETWORK : failed.message);
  },
  async recover(name, code, password) {
    const answer = await http("POST", "/api/account/recover", { name, code, password });
    return answer.status === 204 ? auth.signIn(name, password) : failure(answer);
  },
  async sendsMail() {
    const { body } = await http("GET", "/api/health");
    return (body as { email_recovery?: boolean } | null)?.email_recovery === true;
  },
  async verifyEmail(key) {
    const answer = await http("POST", `${ALLAUTH}/auth/email/verify`, { key });
    return result(answer, 200, 401);
  },
  // allauth answers 401 where it did as asked but nobody is signed in.
  async requestPasswordMail(email) {
    return result(await http("POST", `${ALLAUTH}/auth/password/request`, { email }), 200, 401);
  },
  async resetPasswordWithKey(key, password) {
    return result(await http("POST", `${ALLAUTH}/auth/password/reset`, { key, password }), 200, 401);
  },
  async changePassword(old, fresh) {
    const body = { current_password: old, new_password: fresh };
    return result(await http("POST", `${ALLAUTH}/account/password/change`, body), 200);
  },
  async deleteAccount(password) {
    const account = await currentAccount();
    const answer = await http("DELETE", "/api/account", { password });
    if (answer.status !== 204) return failure(answer);
    await forget(account?.id, true);
    return OK;
  },
};
