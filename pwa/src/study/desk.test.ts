import { expect, test } from "vitest";
import type { Rating } from "../scheduling/events";
import { dateOfDay } from "../scheduling/studyday";
import { aCard, aDesk, aLibrary, anExam, aSession } from "./desk.test-data";
import { telling } from "./telling";

type Made = Awaited<ReturnType<typeof aDesk>>;
const set = ({ ledger }: Made, name: string, value: unknown) =>
  ledger.do([{ deed: { kind: "setting", name, value }, card: null }]);
/** A grade stored as of some days ago. */
async function reviewed(
  { ledger, store }: Made,
  card: string,
  ago: number,
  rating: Rating = 3,
): Promise<void> {
  const deed = { kind: "review", card, card_version: 1, rating, took_ms: 4000, why: "new" } as const;
  await store.append([{ deed, card }], Date.now() - ago * 86_400_000);
  await ledger.reload();
}
const ids = (choices: { id: string }[]) => choices.map(({ id }) => id);

test("minutes are filled with what the formula chooses, reviews first when the exam has no date", async () => {
  const made = await aDesk();
  await reviewed(made, "c2-a", 30);
  const choices = made.desk.choose(300);
  expect(choices[0]).toMatchObject({ id: "c2-a", reason: "due" });
  expect(choices.slice(1).every(({ reason }) => reason.startsWith("new"))).toBe(true);
  expect(ids(made.desk.choose(0))).toEqual([]);
  expect(made.desk.waitingOn(made.ledger.today())).toMatchObject({ cards: 1 });
});

test("with a date, the line tells the chance of recall now and on exam day", async () => {
  const made = await aDesk();
  await reviewed(made, "c2-a", 30);
  await set(made, "exam.exam.date", dateOfDay(made.ledger.today() + 20));
  const session = aSession(made.desk, ["c2-a"]);
  expect(made.desk.choose(300)[0]?.reason).toBe("fading");
  await set(made, "minutes_a_day", 15);
  session.refresh();
  expect(made.desk.whyFacts(made.desk.library.concepts.get("c2")!, "c2-a")).toMatchObject({ daysLeft: 20 });
});

test("a session about a topic or a domain holds nothing else", async () => {
  const library = aLibrary(6);
  const concepts = library.concepts.map((one, i) => ({ ...one, topic: i < 2 ? "topic" : "other" }));
  const topics = [...library.topics, { ...library.topics[0]!, id: "other", name: "Other" }];
  const { desk } = await aDesk({ ...library, concepts, topics });
  expect(new Set(ids(desk.choose(3600, { topic: "topic" })))).toEqual(
    new Set(["c0-a", "c0-b", "c1-a", "c1-b"]),
  );
  expect(desk.choose(3600, { domain: "exam/modeling" })).toHaveLength(12);
  expect(desk.choose(3600, { topic: "no such topic" })).toEqual([]);
});

test("cards of other exams are repeated but never introduced", async () => {
  const library = aLibrary(3);
  const made = await aDesk({ ...library, exams: [anExam(["c0", "c1"])] });
  expect(ids(made.desk.choose(3600))).not.toContain("c2-a");
  await reviewed(made, "c2-a", 60);
  expect(ids(made.desk.choose(3600))).toContain("c2-a");
});

test("a cap on new cards counts those of the day", async () => {
  const made = await aDesk();
  await set(made, "new_cap", 3);
  await reviewed(made, "c0-a", 0);
  expect(made.desk.choose(3600).filter(({ p }) => p !== null)).toHaveLength(2);
});

test("a card that fades after the exam is planned for after it, and one before other waiting cards is not", async () => {
  const made = await aDesk();
  await set(made, "exam.exam.date", dateOfDay(made.ledger.today() + 5));
  expect(made.desk.plannedIn("c0", 9)).toBeNull();
  expect(made.desk.plannedIn("c0", 4)).toBe(4);
  const { preview } = aSession(made.desk, ["c0-a"]).state.showing!;
  expect(preview.map(({ label, planned }) => [label, planned])).toEqual([
    ["today", null],
    ["1 d", null],
    ["2 d", null],
    ["8 d", "after the exam"],
  ]);
});

test("a card that others wait before is planned for later than it fades", async () => {
  const made = await aDesk();
  for (let i = 0; i < 6; i++) for (const side of ["a", "b"]) await reviewed(made, `c${i}-${side}`, 40);
  await set(made, "minutes_a_day", 1);
  expect(made.desk.plannedIn("c0", 4)).toBeGreaterThan(5);
});

test("a diagnostic asks for a topic as long as it is unclear, each concept once, and stops when all were asked", async () => {
  const { desk } = await aDesk();
  const next = telling(desk);
  const asked: string[] = [];
  for (let card = next(new Set(), null); card !== null;) {
    asked.push(card);
    card = next(new Set(asked), { card, rating: 3 });
  }
  expect(asked).toHaveLength(6);
  expect(new Set(asked.map((card) => desk.conceptOf(card))).size).toBe(6);
});

test("chosen cards are shown in the order given, each for the reason that holds", async () => {
  const made = await aDesk({ ...aLibrary(3), cards: [...aLibrary(3).cards, aCard("c9-x", "gone")] });
  await reviewed(made, "c1-a", 50);
  expect(made.desk.those(["c2-a", "c1-a", "no such card"])).toEqual([
    { card: "c2-a", why: "new" },
    { card: "c1-a", why: "due" },
  ]);
});
