import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { newUid } from "../store/uid";
import type { Writing } from "../study/types";
import { fetchMedia } from "./after-sync";
import { endMedia, mediaOf } from "./kept";
import { answered, aPicture } from "./pictures.test-data";
import { spokenOf } from "./spoken";

const HOUR_MS = 3_600_000;

const pictures = await Promise.all([1, 2, 3].map(aPicture));
const [one, two, three] = pictures.map(({ name }) => name) as [string, string, string];
const reference = (name: string) => `![](media:${name})`;

/** A server with these pictures: what it was asked for, how many at once, and how it is. */
class Server {
  asked: string[] = [];
  atOnce = 0;
  most = 0;
  answer: (name: string) => Response = (name) => {
    const found = pictures.find((picture) => picture.name === name);
    return found ? answered(found.bytes) : new Response("{}", { status: 404 });
  };
  fetch = async (url: string): Promise<Response> => {
    const name = url.replace("/api/media/", "");
    this.asked.push(name);
    this.most = Math.max(this.most, ++this.atOnce);
    await new Promise((go) => setTimeout(go));
    this.atOnce -= 1;
    return this.answer(name);
  };
}
/** A learner whose own cards say this. */
function anOwner(...texts: string[]) {
  const id = newUid(Date.now());
  let written: ReadonlyMap<string, Writing> = new Map();
  const say = (...said: string[]) => {
    written = new Map(
      said.map((prompt, n) => [`own.${n}`, { fields: { created: true, prompt }, alive: true }]),
    );
  };
  say(...texts);
  const account = { id, name: "ada", email: "", recovery_codes_left: 8, email_recovery: false };
  return { account, writings: () => written, say, kept: () => mediaOf(id).names() };
}

let server: Server;
beforeEach(() => {
  server = new Server();
  vi.stubGlobal("fetch", (url: string) => server.fetch(url));
});
afterEach(() => {
  endMedia();
  vi.unstubAllGlobals();
});

test("what living cards and notes speak of is wanted; a deleted card's is only known", () => {
  const written = new Map<string, Writing>([
    [
      "own.1",
      { fields: { created: true, prompt: `${reference(one)} a`, answer: reference(one) }, alive: true },
    ],
    ["own.2", { fields: { created: true, deleted: true, why: reference(two) }, alive: false }],
    ["c0-a", { fields: { note: reference(three) }, alive: false }],
  ]);
  expect(spokenOf(written)).toEqual({ wanted: new Set([one, three]), known: new Set([one, two, three]) });
});

test("after a sync missing files come one after the other, each once", async () => {
  const owner = anOwner(reference(one) + reference(two), reference(one));
  await Promise.all([fetchMedia(owner), fetchMedia(owner)]);
  expect([server.asked, server.most]).toEqual([[one, two], 1]);
  expect(await owner.kept()).toEqual(new Set([one, two]));
  owner.say(reference(one), reference(two), reference(three));
  await fetchMedia(owner);
  expect(server.asked).toEqual([one, two, three]);
});

test("cards without pictures open no database and ask for nothing", async () => {
  const owner = anOwner("What is S3?", "](media: is no reference");
  await fetchMedia(owner);
  expect(server.asked).toEqual([]);
  expect((await indexedDB.databases()).some(({ name }) => name?.includes(owner.account.id))).toBe(false);
});

test("what no text speaks of any more goes from the phone", async () => {
  const owner = anOwner(reference(one), reference(two));
  await fetchMedia(owner);
  owner.say(reference(two), reference(three));
  await fetchMedia(owner);
  expect(await owner.kept()).toEqual(new Set([two, three]));
  owner.say("only text");
  await fetchMedia(owner);
  expect(await owner.kept()).toEqual(new Set());
});

test("a file that the server does not have holds up no other, and is not asked for again and again", async () => {
  const unknown = `${"0".repeat(64)}.png`;
  const owner = anOwner(reference(unknown), reference(one));
  await fetchMedia(owner, 0);
  await fetchMedia(owner, 2 * HOUR_MS);
  expect(server.asked).toEqual([unknown, one]);
});

test("a server in trouble is left alone for a while, and what is missing comes later", async () => {
  const owner = anOwner(reference(one), reference(two));
  const well = server.answer;
  server.answer = () => new Response("", { status: 503 });
  await fetchMedia(owner, 0);
  await fetchMedia(owner, 30_000);
  expect(server.asked).toEqual([one]);
  server.answer = well;
  await fetchMedia(owner, 61_000);
  expect(await owner.kept()).toEqual(new Set([one, two]));
});

test.each([
  [
    "a portal's page",
    () => new Response("<p>Sign in to the hotel</p>", { headers: { "Content-Type": "text/html" } }),
  ],
  ["other bytes", () => new Response("x", { headers: { "Content-Type": "image/png" } })],
])("%s in a picture's place is not kept", async (_, answer) => {
  const owner = anOwner(reference(one));
  server.answer = answer;
  await fetchMedia(owner);
  expect(server.asked).toEqual([one]);
  expect(await owner.kept()).toEqual(new Set());
});

test("a phone that is nearly full fetches nothing ahead", async () => {
  const owner = anOwner(reference(one));
  let usage = 95;
  vi.stubGlobal("navigator", { storage: { estimate: async () => ({ quota: 100, usage }) } });
  await fetchMedia(owner, 0);
  expect(server.asked).toEqual([]);
  usage = 10;
  await fetchMedia(owner, HOUR_MS);
  expect(await owner.kept()).toEqual(new Set([one]));
});

test("what the browser cleared comes again", async () => {
  const owner = anOwner(reference(one));
  await fetchMedia(owner, 0);
  await mediaOf(owner.account.id).drop([one]);
  await fetchMedia(owner, HOUR_MS - 1);
  expect(await owner.kept()).toEqual(new Set());
  await fetchMedia(owner, HOUR_MS);
  expect(await owner.kept()).toEqual(new Set([one]));
});
