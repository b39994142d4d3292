import { expect, test } from "vitest";
import type { EditEvent } from "../scheduling/events";
import { FakeServer } from "../sync/fake-server.test-data";
import { Phone } from "../sync/phone.test-data";
import { Ledger } from "./ledger";
import { cleaned, edits, newOwnId, versionsOf } from "./writing";

const anEdit = (n: number, device: string, field: string, value: unknown): EditEvent => ({
  ...{ v: 1, uid: `${device}${n}`, device, n, at: n * 1000, tz: 0 },
  ...{ kind: "edit", card: "own.1", field, value },
});
const fieldsOf = (doings: ReturnType<typeof edits>) =>
  doings.map(({ deed }) => (deed.kind === "edit" ? [deed.field, deed.value] : []));

/** A phone and what its screens see. */
async function aPhone(server: FakeServer) {
  const phone = new Phone(server);
  const ledger = new Ledger(phone.store);
  await ledger.reload();
  const see = async () => {
    await phone.sync();
    await ledger.reload();
    return ledger.written().get("own.1");
  };
  /** Offline, at the server's present time. */
  const edit = async (field: string, value: unknown) => {
    await phone.do({ deed: { kind: "edit", card: "own.1", field, value }, card: null });
    await ledger.reload();
  };
  return { phone, ledger, see, edit };
}

test("only what changed is stored", () => {
  const before = { prompt: "A?", answer: "B", deleted: false };
  expect(fieldsOf(edits("own.1", before, { prompt: "A?", answer: "C", why: "" }))).toEqual([["answer", "C"]]);
  expect(edits("own.1", before, { prompt: " A? " })).toEqual([]);
  expect(edits("own.1", before, { deleted: false })).toEqual([]);
});

test("what the log does not take is cleaned away before it is stored", () => {
  expect(cleaned(" a\r\nb\rc\0\ud800 😀 ")).toBe("a\nb\nc 😀");
});

test("every own card has an id of its own in the form that the log takes", () => {
  const ids = new Set(Array.from({ length: 100 }, () => newOwnId(1_800_000_000_000)));
  expect(ids.size).toBe(100);
  for (const id of ids) expect(id).toMatch(/^own\.[a-z0-9-]{36}$/);
});

test("of two edits of one field both stay readable, the losing one behind the one shown", () => {
  const events = [
    anEdit(3, "b", "prompt", "later"),
    anEdit(2, "a", "prompt", "earlier"),
    anEdit(1, "a", "note", "n"),
  ];
  const [note, prompt] = versionsOf([...events, events[0]!], "a");
  expect(note).toMatchObject({ field: "note", versions: [{ value: "n", device: 1, here: true }] });
  expect(prompt?.versions).toMatchObject([
    { value: "later", at: 3000, device: 2, here: false },
    { value: "earlier", at: 2000, device: 1, here: true },
  ]);
});

test("an edit shows at once, and the same after a sync", async () => {
  const { ledger, see, edit } = await aPhone(new FakeServer());
  await edit("created", true);
  await edit("prompt", "Mine?");
  expect(ledger.written().get("own.1")).toMatchObject({ alive: true, fields: { prompt: "Mine?" } });
  expect(await see()).toMatchObject({ alive: true, fields: { created: true, prompt: "Mine?" } });
});

test("two phones that edit different fields offline both keep theirs; of one field the last in order stands", async () => {
  const server = new FakeServer();
  const [one, two] = [await aPhone(server), await aPhone(server)];
  await one.edit("created", true);
  await one.edit("prompt", "first");
  await Promise.all([await one.see(), await two.see()]);
  await one.edit("answer", "from one");
  await two.edit("why", "from two");
  await one.edit("prompt", "by one");
  await two.edit("prompt", "by two, later");
  await two.see();
  const fields = { prompt: "by two, later", answer: "from one", why: "from two" };
  expect(await one.see()).toMatchObject({ fields });
  expect(await two.see()).toMatchObject({ fields });
  const versions = versionsOf(await one.ledger.editsOf("own.1"), undefined);
  const prompts = versions.find(({ field }) => field === "prompt")!.versions;
  expect(prompts.map(({ value }) => value)).toEqual(["by two, later", "by one", "first"]);
});

test("an edit held back on one phone loses to a later one of another, and shows until that is known", async () => {
  const server = new FakeServer();
  const [one, two] = [await aPhone(server), await aPhone(server)];
  await one.edit("created", true);
  await one.see();
  await two.see();
  await one.edit("prompt", "early"); // still unsent
  await two.edit("prompt", "late");
  await two.see();
  one.phone.weather = () => "lostBefore";
  expect((await one.see())?.fields["prompt"]).toBe("early");
  one.phone.weather = () => "fine";
  expect((await one.see())?.fields["prompt"]).toBe("late");
});
