import { expect, test } from "vitest";
import { aDesk, aLibrary, aSession } from "./desk.test-data";
import { ownCard } from "./own";
import { edits } from "./writing";

const writing = (fields: Record<string, unknown>) => ({ fields, alive: true });
const write = (card: string, fields: Parameters<typeof edits>[2]) =>
  edits(card, {}, { created: true, ...fields });

test("what is typed is text: markup is shown as typed, and line breaks stay", () => {
  const card = ownCard("own.1", writing({ prompt: "<img src=x onerror=alert(1)>\n& so on", answer: '"' }));
  expect(card.prompt).toBe("<p>&lt;img src=x onerror=alert(1)&gt;<br>\n&amp; so on</p>");
  expect(card.answer).toBe("<p>&quot;</p>");
  expect(card.why).toBe("");
});

test("a cloze hides what is in double brackets and marks it in the answer", () => {
  const card = ownCard("own.1", writing({ form: "cloze", prompt: "S3 holds {{<objects>}} in {{buckets}}." }));
  const gap = '<span class="blank">…</span>';
  expect(card.prompt).toBe(`<p>S3 holds ${gap} in ${gap}.</p>`);
  expect(card.answer).toBe("<p>S3 holds <mark>&lt;objects&gt;</mark> in <mark>buckets</mark>.</p>");
});

test("an own card is planned like a new card of the exam, and shown without a domain or an introduction", async () => {
  const { desk, ledger } = await aDesk();
  await ledger.do(write("own.1", { form: "basic", prompt: "Mine?", answer: "Yes" }));
  expect(desk.choose(900).map(({ id }) => id)).toContain("own.1");
  const { showing } = aSession(desk, ["own.1"]).state;
  expect(showing).toMatchObject({ introduce: false, domainName: "", why: { line: "New to you." } });
  expect(showing?.card.prompt).toBe("<p>Mine?</p>");
});

test("an own card is as important as the card in the middle of the exam", async () => {
  const { desk, ledger } = await aDesk(aLibrary(3));
  await ledger.do(write("own.1", { prompt: "Mine?", answer: "Yes" }));
  const { deck } = desk.studied();
  const own = deck.ids.indexOf("own.1");
  expect(deck.importance[own]).toBe(deck.importance[0]);
  expect([deck.domain[own], deck.exam[own]]).toEqual([-1, -1]);
});

test("a graded own card is scheduled by the same fold, and a deleted one leaves the plan but not the record", async () => {
  const { desk, ledger } = await aDesk();
  await ledger.do(write("own.1", { prompt: "Mine?", answer: "Yes" }));
  const session = aSession(desk, ["own.1", "c0-a"]);
  await session.grade(3);
  expect(ledger.card("own.1")).toMatchObject({ reps: 1, last_rating: 3 });
  await ledger.do(edits("own.1", {}, { deleted: true }));
  expect(desk.library.cards.has("own.1")).toBe(false);
  expect(desk.candidates().map(({ id }) => id)).not.toContain("own.1");
  await ledger.do(edits("own.1", {}, { deleted: false, why: "" }));
  expect(ledger.written().get("own.1")?.alive).toBe(false); // false says nothing new to an empty record
  await ledger.do(edits("own.1", { deleted: true }, { deleted: false }));
  expect(desk.library.cards.get("own.1")).toMatchObject({ prompt: "<p>Mine?</p>" });
  expect(ledger.card("own.1").reps).toBe(1);
});

test("a note stands under the answer of any card, and makes no card of its own", async () => {
  const { desk, ledger } = await aDesk();
  await ledger.do(edits("c0-a", {}, { note: "Think of the bill." }));
  expect(aSession(desk, ["c0-a"]).state.showing?.note).toBe("Think of the bill.");
  expect(aSession(desk, ["c0-b"]).state.showing?.note).toBe("");
  expect(desk.candidates()).toHaveLength(12);
});
