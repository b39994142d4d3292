import { expect, test, vi } from "vitest";
import type { LearnerStore } from "../store/learner";
import { aCard, aDesk, aLibrary, aSession } from "./desk.test-data";
import { keep, storedOutline, wholeLibrary } from "./library";
import type { Stock } from "./stock";

/** As after a start: no text is in memory. */
const restart = async (store: LearnerStore, stock: Stock) =>
  stock.open(await storedOutline(store), { cards: [], concepts: [] });

async function aStock(count = 20) {
  const { store, desk } = await aDesk(aLibrary(count));
  await restart(store, desk.stock);
  return { store, desk, stock: desk.stock };
}

test("the outline knows every card and concept, and holds no text", async () => {
  const { store } = await aStock(3);
  const outline = (await storedOutline(store))!;
  expect(outline.cards.size + outline.concepts.size).toBe(0);
  expect(outline.outline).toEqual((await wholeLibrary(store))!.outline);
  expect(outline.outline.cards.get("c1-b")).toEqual({ concept: "c1", retired: false });
});

test("a library stored before there were outlines opens whole", async () => {
  const { store, stock } = await aStock(3);
  await store.write((tx) => tx.objectStore("meta").delete("outline"));
  await restart(store, stock);
  expect(stock.library!.cards.size).toBe(6);
});

test("only what is asked for comes into memory, with its concept", async () => {
  const { stock } = await aStock();
  await stock.load(["c1-a", "c2-b", "no such card"]);
  expect([...stock.library!.cards.keys()]).toEqual(["c1-a", "c2-b"]);
  expect([...stock.library!.concepts.keys()]).toEqual(["c1", "c2"]);
  await stock.all();
  expect(stock.library!.cards.size).toBe(40);
});

test("two readings at once lose nothing of each other", async () => {
  const { stock } = await aStock();
  await Promise.all([stock.load(["c1-a"]), stock.load(["c2-a"]), stock.load(["c1-b"])]);
  expect([...stock.library!.cards.keys()].sort()).toEqual(["c1-a", "c1-b", "c2-a"]);
});

test("a newer library replaces the texts in memory and retires without forgetting", async () => {
  const { store, stock } = await aStock(2);
  await stock.load(["c0-a", "c1-a"]);
  const changed = { ...aCard("c0-a", "c0"), prompt: "<p>Anew?</p>", changed_in: 2 };
  const retired = { ...aCard("c1-a", "c1"), retired: true, changed_in: 2 };
  const none = { exams: [], topics: [], concepts: [], questions: [] };
  await keep(store, { ...none, version: 2, cards: [changed, retired] }, false);
  await stock.refresh();
  expect(stock.library!.version).toBe(2);
  expect(stock.library!.cards.get("c0-a")!.prompt).toBe("<p>Anew?</p>");
  expect(stock.library!.outline.cards.get("c1-a")!.retired).toBe(true);
  expect(stock.library!.outline.cards.size).toBe(4);
});

test("a session whose next card is not in memory waits for it and passes nothing over", async () => {
  const { desk } = await aStock();
  const session = aSession(desk, ["c1-a", "c2-a"]);
  expect(session.state).toMatchObject({ showing: null, finished: false, left: 2 });
  await vi.waitFor(() => expect(session.state.showing?.card.id).toBe("c1-a"));
  await session.grade(3);
  expect(session.state.showing?.card.id).toBe("c2-a");
});

test("undo brings back a card of before a restart", async () => {
  const { desk, store } = await aStock();
  const first = aSession(desk, ["c1-a", "c2-a"]);
  await vi.waitFor(() => expect(first.state.showing).not.toBeNull());
  await first.grade(3);
  await restart(store, desk.stock);
  await first.undo();
  await vi.waitFor(() => expect(first.state.showing?.card.id).toBe("c1-a"));
});
