import { expect, test } from "vitest";
import { FakeServer } from "../sync/fake-server.test-data";
import { Phone } from "../sync/phone.test-data";
import { Ledger } from "./ledger";

/** A phone and what its screens see. */
async function aPhone(server = new FakeServer()) {
  const phone = new Phone(server);
  const ledger = new Ledger(phone.store);
  await ledger.reload();
  return { phone, server, ledger };
}
const mark = (card: string) => ({
  deed: { kind: "mark", card, mark: "suspended", value: true } as const,
  card,
});

test("a grade shows before any sync, and the same after it", async () => {
  const { phone, ledger } = await aPhone();
  await phone.review("x", 4);
  await ledger.reload();
  const before = ledger.card("x");
  expect(before).toMatchObject({ reps: 1, last_rating: 4 });
  await phone.sync();
  await ledger.reload();
  expect(ledger.card("x")).toMatchObject({ ...before, last: ledger.card("x").last });
});

test("a grade made late on another phone is not shown before it is in the row, then folded in its place", async () => {
  const { phone, server, ledger } = await aPhone();
  const other = new Phone(server);
  await other.review("x", 4);
  await phone.review("x", 1);
  await phone.sync();
  await other.sync();
  await phone.sync();
  await ledger.reload();
  expect(ledger.card("x")).toMatchObject({ reps: 2, last_rating: 1, first_rating: 4 });
});

test("an undo of something the server has is shown at once when the log is here", async () => {
  const { phone, ledger } = await aPhone();
  const { uid } = await phone.review("x");
  await phone.sync();
  await ledger.reload();
  await ledger.do([{ deed: { kind: "undo", target: uid, value: true }, card: "x" }]);
  expect(ledger.card("x").reps).toBe(0);
});

test("a mark and a setting show at once, and survive a reload", async () => {
  const { ledger } = await aPhone();
  await ledger.do([mark("x"), { deed: { kind: "setting", name: "theme", value: "dark" }, card: null }]);
  expect(ledger.card("x").suspended).toBe(true);
  await ledger.reload();
  expect(ledger.card("x").suspended).toBe(true);
  expect(ledger.setting("theme")).toBe("dark");
  expect(ledger.setting("minutes_a_day")).toBe(15);
});

test("a later setting of another phone wins over an earlier one of this", async () => {
  const { phone, server, ledger } = await aPhone();
  const other = new Phone(server);
  await phone.set("theme", "light");
  await other.set("theme", "dark");
  await other.sync();
  await phone.sync();
  await ledger.reload();
  expect(ledger.setting("theme")).toBe("dark");
});

test("two learners on one phone share nothing", async () => {
  const server = new FakeServer();
  const [alice, bob] = [new Phone(server), new Phone(server)];
  await alice.review("x");
  const ledger = new Ledger(bob.store);
  await ledger.reload();
  expect(ledger.card("x").reps).toBe(0);
  expect(ledger.entries()).toEqual([]);
});

test("a showing open in two tabs is graded once: the first grade stands, sent or not", async () => {
  const { phone, server, ledger } = await aPhone();
  const uid = "0192f0c1-2345-7abc-8def-0123456789ab";
  const grade = (rating: 1 | 4) => ({
    deed: { kind: "review", card: "x", card_version: 1, rating, took_ms: 900, why: "due" } as const,
    card: "x",
    uid,
  });
  await ledger.do([grade(4)]);
  await ledger.do([grade(1)]);
  await phone.sync();
  await ledger.reload();
  await ledger.do([grade(1)]);
  await phone.sync();
  expect(ledger.entries()).toEqual([]);
  expect(ledger.card("x")).toMatchObject({ reps: 1, last_rating: 4 });
  expect(server.log.size).toBe(1);
});
