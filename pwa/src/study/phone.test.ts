import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { mediaOf } from "../media/kept";
import { answered, aPicture } from "../media/pictures.test-data";
import { newUid } from "../store/uid";
import { FakeServer } from "../sync/fake-server.test-data";
import type { SyncRequest } from "../sync/protocol";
import { auth, openApp, type Account } from "./app";
import { aLibrary } from "./desk.test-data";
import { closeApp } from "./open";

/** A server behind fetch: one signed-in account at a time, its log, and a small library. */
class Site {
  server = new FakeServer();
  signedIn: Account | null = null;
  accounts = new Map<string, Account>();
  reachable = true;
  /** Answers in place of the server, when it is not well. */
  proxy: (call: string) => Response | null = () => null;
  /** What an answer to such a call waits for, on its way back. */
  late: (call: string) => Promise<void> | null = () => null;
  calls: string[] = [];

  account(name: string): Account {
    const known = this.accounts.get(name);
    const account = known ?? {
      id: newUid(1),
      name,
      email: "",
      recovery_codes_left: 8,
      email_recovery: false,
    };
    this.accounts.set(name, account);
    return account;
  }
  fetch = (url: string, init: RequestInit): Promise<Response> => {
    this.calls.push(`${init.method} ${url}`);
    if (!this.reachable) return Promise.reject(new TypeError("no network"));
    const body = typeof init.body === "string" ? (JSON.parse(init.body) as Record<string, string>) : {};
    const call = `${init.method} ${url}`;
    const instead = this.proxy(call);
    if (instead) return Promise.resolve(instead);
    const [status, answer] = this.#answer(call, body);
    const response = new Response(status === 204 ? null : JSON.stringify(answer), { status });
    return this.late(call)?.then(() => response) ?? Promise.resolve(response);
  };
  #answer(call: string, body: Record<string, string>): [number, unknown] {
    if (call.endsWith("/config")) return [200, {}];
    if (call.startsWith("DELETE /_allauth")) return ((this.signedIn = null), [401, {}]);
    if (call.endsWith("/auth/login") || call.endsWith("/auth/signup")) return this.#enter(body);
    if (!this.signedIn) return [401, { detail: "Sign in first." }];
    if (call === "GET /api/account") return [200, this.signedIn];
    if (call === "POST /api/account/recovery-codes") return [200, { codes: Array(8).fill("code") }];
    if (call === "DELETE /api/account") return ((this.signedIn = null), [204, null]);
    if (call.startsWith("GET /api/library?since=0")) return [200, aLibrary(8)];
    if (call.startsWith("GET /api/library")) return [304, null];
    if (body["learner"] !== this.signedIn.id) return [409, { code: "other_account" }];
    const reply = this.server.answer(body as unknown as SyncRequest);
    return reply.kind === "answer" ? [200, reply.answer] : [500, {}];
  }
  #enter({ username = "", password }: Record<string, string>): [number, unknown] {
    if (this.signedIn) return [409, {}];
    if (password !== "right") return [400, { errors: [{ message: "Wrong password.", param: "password" }] }];
    this.signedIn = this.account(username);
    return [200, {}];
  }
}

let site: Site;
beforeEach(() => {
  site = new Site();
  vi.stubGlobal("fetch", (url: string, init: RequestInit) => site.fetch(url, init));
});
afterEach(async () => {
  site.reachable = true;
  await auth.signOut({ wipe: true });
  closeApp();
  vi.unstubAllGlobals();
});

/** Signed in on this phone, library here. */
async function anApp(name = "alice") {
  expect(await auth.signUp(name, "right")).toEqual({ ok: true });
  const app = (await openApp())!;
  await app.sync();
  await vi.waitFor(() => expect(app.library?.outline.cards.size).toBe(16));
  return app;
}

test("nobody signed in is nobody", async () => {
  expect(await openApp()).toBeNull();
});

test("a new learner gets the library, a plan and a session, and the grades reach the server", async () => {
  const app = await anApp();
  expect(app.today()).toMatchObject({ due: 0, fresh: 16, minutes: 15, doneCards: 0, inSession: false });
  const session = await app.session();
  await session.grade(3);
  await session.grade(1);
  expect(app.today()).toMatchObject({ doneCards: 2, inSession: true });
  expect(app.status.unsynced).toBe(2);
  await app.sync();
  expect(app.status).toMatchObject({ unsynced: 0, online: true, signedOut: false });
  expect(site.server.log.size).toBe(2);
});

test("a session about one thing takes the place of the one before, and no grade is lost by it", async () => {
  const app = await anApp();
  const planned = await app.session();
  await planned.grade(1);
  const chosen = await app.session({ cards: ["c7-a", "c3-b"] });
  expect(chosen.state).toMatchObject({ left: 2, showing: { card: { id: "c7-a" } } });
  await chosen.grade(3);
  const topic = await app.session({ topic: "topic", minutes: 5 });
  expect(topic.state.showing).toMatchObject({ why: { code: "relearn" } });
  expect((await app.session({ domain: "exam/none" })).state).toMatchObject({ finished: true, left: 0 });
  const asked = await app.session({ diagnostic: true });
  await asked.grade(1);
  await app.sync();
  expect(site.server.log.size).toBe(3);
  expect((await app.session()).state).toMatchObject({ done: 1, left: 1 });
});

test("without a network the app opens and a session goes on where it was", async () => {
  const app = await anApp();
  const session = await app.session();
  await session.grade(4);
  closeApp();
  site.reachable = false;
  const again = (await openApp())!;
  expect(again).not.toBe(app);
  expect(again.today()).toMatchObject({ inSession: true, doneCards: 1 });
  const resumed = await again.session();
  expect(resumed.state).toMatchObject({ done: 1, showing: { uid: session.state.showing!.uid } });
  await resumed.grade(3);
  await again.sync();
  expect(again.status).toMatchObject({ online: false, unsynced: 2 });
});

test("an expired session keeps everything and asks to sign in; signing in again sends it", async () => {
  const app = await anApp();
  await (await app.session()).grade(3);
  site.signedIn = null;
  await app.sync();
  expect(app.status).toMatchObject({ signedOut: true, unsynced: 1 });
  expect(await auth.signIn("alice", "right")).toEqual({ ok: true });
  expect(app.status).toMatchObject({ signedOut: false, unsynced: 0 });
  expect(site.server.log.size).toBe(1);
});

test("another account on the same phone sees and sends nothing of the first", async () => {
  const alice = await anApp("alice");
  await (await alice.session()).grade(3);
  site.reachable = false;
  await auth.signOut({ wipe: false });
  site.reachable = true;
  expect(await auth.signIn("bob", "right")).toEqual({ ok: true });
  const bob = (await openApp())!;
  await bob.sync();
  expect(bob.account?.name).toBe("bob");
  expect(bob.status.unsynced).toBe(0);
  expect(site.server.log.size).toBe(0);
  await auth.signOut({ wipe: false });
  await auth.signIn("alice", "right");
  const back = (await openApp())!;
  await back.sync();
  expect(site.server.log.size).toBe(1);
});

test("signing out with wipe leaves no database behind", async () => {
  const app = await anApp();
  const id = app.account!.id;
  await auth.signOut({ wipe: true });
  expect(await openApp()).toBeNull();
  expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain(`cardinal-${id}`);
});

test("a wrong password says so in the server's words", async () => {
  expect(await auth.signIn("alice", "wrong")).toEqual({
    ok: false,
    message: "Wrong password.",
    fields: { password: "Wrong password." },
  });
});

test("without a network signing in says that nothing was changed", async () => {
  site.reachable = false;
  expect(await auth.signIn("alice", "right")).toMatchObject({ ok: false, message: /Nothing was changed/ });
});

test("settings and marks show at once and tell those who listen", async () => {
  const app = await anApp();
  const heard = vi.fn();
  app.subscribe(heard);
  await app.set("minutes_a_day", 30);
  await app.mark("c0-a", "suspended", true);
  expect(app.setting("minutes_a_day")).toBe(30);
  await app.whole();
  expect(app.cards().find(({ card }) => card.id === "c0-a")?.state).toBe("suspended");
  expect(heard).toHaveBeenCalled();
});

test("a card's history is read from the log, newest first, and a reset empties it", async () => {
  const app = await anApp();
  const session = await app.session();
  const card = session.state.showing!.card.id;
  await session.grade(3);
  await app.sync();
  expect(await app.history(card)).toMatchObject([{ rating: 3, days: null }]);
  await app.reset(card);
  expect(await app.history(card)).toEqual([]);
});

test("a sign-out that a proxy answered is not done: nobody is let in until it is", async () => {
  await anApp();
  site.proxy = (call) =>
    call.startsWith("DELETE /_allauth") ? new Response("Bad gateway", { status: 502 }) : null;
  await auth.signOut({ wipe: true });
  expect(await openApp()).toBeNull();
  site.proxy = () => null;
  expect(await openApp()).toBeNull();
  expect(site.signedIn).toBeNull();
});

test.each(["POST /api/sync", "GET /api/account"])(
  "what %s brings after the phone was wiped stays out",
  async (path) => {
    const app = await anApp();
    await (await app.session()).grade(3);
    let arrive = () => undefined as void;
    const way = new Promise<void>((resolve) => (arrive = resolve));
    const asked = new Promise<void>((resolve) => {
      site.late = (call) => (call === path ? (resolve(), way) : null);
    });
    const syncing = app.sync();
    await asked;
    const signedOut = auth.signOut({ wipe: true });
    await signedOut;
    arrive();
    await syncing;
    const databases = await indexedDB.databases();
    expect(databases.map(({ name }) => name)).not.toContain(`cardinal-${app.account.id}`);
    expect(await openApp()).toBeNull();
  },
);

test("recovery codes made just now are counted at once, without asking the server", async () => {
  site.account("alice").recovery_codes_left = 0;
  const app = await anApp();
  expect(app.account?.recovery_codes_left).toBe(0);
  await auth.recoveryCodes("right");
  site.reachable = false;
  expect(app.account?.recovery_codes_left).toBe(8);
  closeApp();
  expect((await openApp())?.account?.recovery_codes_left).toBe(8);
});

test("a server that was put back gives its whole library anew, whatever version it calls it", async () => {
  const app = await anApp();
  const whole = () => site.calls.filter((call) => call === "GET /api/library?since=0").length;
  await app.sync();
  expect(whole()).toBe(1);
  site.server.restore(site.server.backup(), "epoch-2");
  await app.sync();
  await vi.waitFor(() => expect(whole()).toBe(2));
  expect(app.library?.outline.cards.size).toBe(16);
  await app.sync();
  expect(whole()).toBe(2);
});

test("an own card is made offline in one go, reviewed, and waits as grades and changes", async () => {
  const app = await anApp();
  site.reachable = false;
  const id = await app.write(null, { form: "basic", prompt: "Mine?", answer: "Yes", why: "" });
  expect(app.status).toMatchObject({ unsynced: 4, unsyncedGrades: 0 });
  expect(app.cards().find(({ card }) => card.id === id)).toMatchObject({ own: true, state: "new" });
  expect(await app.write(id, { prompt: "Mine?", answer: "Yes" })).toBe(id);
  expect(app.status.unsynced).toBe(4);
  await app.write(id, { deleted: true });
  expect(app.cards().some(({ card }) => card.id === id)).toBe(false);
  await app.write(id, { deleted: false });
  await app.write(id, { deleted: true });
  expect(app.writings().get(id)?.alive).toBe(false);
  await app.write(id, { answer: "Of course" });
  expect(app.writings().get(id)?.alive).toBe(true);
  const { fields } = await app.versions(id);
  expect(fields.find(({ field }) => field === "answer")?.versions.map(({ value }) => value)).toEqual([
    "Of course",
    "Yes",
  ]);
});

/** What a browser keeps beside its databases. */
function keptTexts() {
  const kept = new Map<string, string>();
  vi.stubGlobal("localStorage", {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  });
  return kept;
}

test("a start that guessed right whose phone this is shows their data, one that guessed wrong shows nothing of it", async () => {
  const kept = keptTexts();
  const app = await anApp();
  await (await app.session()).grade(3);
  const own = [...kept.values()];
  expect(own).toEqual([app.account.id]);
  closeApp();
  site.reachable = false;
  expect((await openApp())!.today()).toMatchObject({ inSession: true, doneCards: 1 });
  closeApp();
  kept.set([...kept.keys()][0]!, newUid(7));
  expect((await openApp())!.today()).toMatchObject({ inSession: true, doneCards: 1 });
});

test("pictures of own cards come after a sync, and go when their learner signs out", async () => {
  const { name, bytes } = await aPicture(1);
  const isPicture = (call: string) => call.endsWith(` /api/media/${name}`);
  site.proxy = (call) => (isPicture(call) ? answered(bytes) : null);
  const app = await anApp();
  await app.write(null, { form: "basic", prompt: `![a hat](media:${name})`, answer: "Yes" });
  await app.sync();
  const here = async () => expect(await mediaOf(app.account!.id).names()).toEqual(new Set([name]));
  await vi.waitFor(here, 5_000);
  expect(site.calls.filter(isPicture)).toHaveLength(1);
  await auth.signOut({ wipe: true });
  expect((await indexedDB.databases()).some(({ name }) => name?.includes(app.account!.id))).toBe(false);
});

test("a tab of somebody who left in another one keeps no more pictures", async () => {
  const app = await anApp();
  const kept = mediaOf(app.account.id);
  await kept.put("a.png", new ArrayBuffer(1));
  const elsewhere = new BroadcastChannel(`cardinal-${app.account.id}`);
  elsewhere.postMessage("gone");
  await vi.waitFor(() => expect(kept.put("b.png", new ArrayBuffer(1))).rejects.toThrow("no longer in use"));
  elsewhere.close();
  closeApp(); // as the page that goes does
});
