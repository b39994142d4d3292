import { afterEach, expect, test, vi } from "vitest";
import type { Event } from "../scheduling/events";
import type { LearnerStore } from "../store/learner";
import { aCard, aComputeCard, aDesk, aLibrary, aSession, storedSession } from "./desk.test-data";
import { begun, resumed } from "./record";
import { StudySession } from "./session";
import { telling } from "./telling";

afterEach(() => vi.restoreAllMocks());

const reviews = async (store: LearnerStore): Promise<Event[]> =>
  (await store.outbox()).sort((a, b) => a.n - b.n).map((entry) => entry.event);

/** A write that fails only after the learner went on. */
const slowlyFull = (): Promise<never> =>
  new Promise((_, reject) => setTimeout(() => reject(new Error("disk full")), 30));

test("a grade is stored with the session that follows from it", async () => {
  const { desk, store, ledger } = await aDesk();
  const session = aSession(desk, ["c0-a", "c1-a"]);
  await session.grade(3);
  expect(await reviews(store)).toMatchObject([{ kind: "review", card: "c0-a", rating: 3, why: "new", n: 1 }]);
  expect(await storedSession(store)).toMatchObject({ current: { item: { card: "c1-a" } }, steps: [{}] });
  expect(ledger.card("c0-a").reps).toBe(1);
});

test("a reload shows the card with the line it had, and works nothing out for it", async () => {
  const { desk, store } = await aDesk();
  const session = aSession(desk, ["c0-a", "c1-a"]);
  await session.grade(3);
  const { showing } = session.state;
  const record = (await storedSession(store))!;
  const facts = vi.spyOn(desk, "whyFacts");
  const place = vi.spyOn(desk, "place");
  const around = { stored: () => undefined, failed: () => undefined, ended: () => undefined };
  const again = new StudySession(desk, record, around);
  expect(again.state.showing).toMatchObject({ uid: showing!.uid, why: showing!.why, introduce: true });
  expect([facts.mock.calls.length, place.mock.calls.length]).toEqual([0, 0]);
  expect(again.state.showing!.preview).toEqual(showing!.preview);
});

test("the next card is there before the grade is stored", async () => {
  const { desk } = await aDesk();
  const session = aSession(desk, ["c0-a", "c1-a"]);
  const stored = session.grade(3);
  expect(session.state.showing?.card.id).toBe("c1-a");
  await stored;
});

test("a double tap is one grade", async () => {
  const { desk, store } = await aDesk();
  const session = aSession(desk, ["c0-a", "c1-a"]);
  const uid = session.state.showing!.uid;
  await Promise.all([session.grade(3), session.grade(4)]);
  expect(await reviews(store)).toMatchObject([{ uid, rating: 3 }]);
  expect(session.state).toMatchObject({ done: 1, showing: { card: { id: "c1-a" } } });
});

test("a failed card comes back until it passes", async () => {
  const { desk } = await aDesk();
  const session = aSession(desk, ["c0-a"]);
  await session.grade(1);
  expect(session.state).toMatchObject({ finished: false, left: 1, showing: { why: { code: "relearn" } } });
  await session.grade(2);
  expect(session.state).toMatchObject({ finished: true, showing: null, done: 2 });
  expect(session.summary()).toMatchObject({ cards: 1, cameBack: 1, nowPass: 1, newCards: 1 });
});

test("undo takes the grade back and shows the card with a new uid", async () => {
  const { desk, store, ledger } = await aDesk();
  const session = aSession(desk, ["c0-a", "c1-a"]);
  const first = session.state.showing!.uid;
  await session.grade(1);
  await session.undo();
  expect(session.state).toMatchObject({
    done: 0,
    canUndo: false,
    left: 2,
    showing: { card: { id: "c0-a" } },
  });
  expect(session.state.showing!.uid).not.toBe(first);
  expect(ledger.card("c0-a").reps).toBe(0);
  await session.grade(4);
  const events = await reviews(store);
  expect(events.map((event) => event.kind)).toEqual(["review", "undo", "review"]);
  expect(events[1]).toMatchObject({ target: first, value: true });
  expect(ledger.card("c0-a")).toMatchObject({ reps: 1, last_rating: 4 });
});

test("a reload in mid-session goes on with the same card, and its grades can still be undone", async () => {
  const { desk, store } = await aDesk();
  const session = aSession(desk, ["c0-a", "c1-a", "c2-a"]);
  await session.grade(3);
  const again = await aDesk(aLibrary(6), store.learnerId);
  const draw = { now: 0, uid: "unused", conceptOf: again.desk.conceptOf };
  const around = { stored: () => undefined, failed: () => undefined, ended: () => undefined };
  const resumedSession = new StudySession(again.desk, resumed((await storedSession(store))!, draw), around);
  expect(resumedSession.state).toMatchObject({ done: 1, left: 2, canUndo: true });
  expect(resumedSession.state.showing).toMatchObject(session.state.showing!);
  await resumedSession.undo();
  expect(resumedSession.state.showing?.card.id).toBe("c0-a");
  expect(again.ledger.card("c0-a").reps).toBe(0);
});

test("when the store cannot write, the grade is offered again and nothing is counted", async () => {
  const { desk, store, ledger } = await aDesk();
  const failed = vi.fn();
  const session = aSession(desk, ["c0-a", "c1-a", "c2-a"], { failed });
  vi.spyOn(store, "append").mockImplementationOnce(slowlyFull);
  const grades = [session.grade(3)];
  await new Promise((resolve) => setTimeout(resolve)); // the next card is on the screen
  grades.push(session.grade(3));
  const outcomes = await Promise.allSettled(grades);
  expect(outcomes.map((outcome) => outcome.status)).toEqual(["rejected", "rejected"]);
  expect(failed).toHaveBeenCalledOnce();
  expect(session.state).toMatchObject({ done: 0, left: 3, showing: { card: { id: "c0-a" } } });
  await session.grade(3);
  expect(ledger.card("c0-a").reps).toBe(1);
  expect(await reviews(store)).toHaveLength(1);
});

test("a suspended or buried card leaves the session", async () => {
  const { desk, store, ledger } = await aDesk();
  const session = aSession(desk, ["c0-a", "c1-a", "c2-a"]);
  await session.suspend();
  await session.bury();
  expect(session.state.showing?.card.id).toBe("c2-a");
  expect(ledger.card("c0-a").suspended).toBe(true);
  expect(ledger.card("c1-a").buried_until).toBe(ledger.today() + 1);
  expect((await storedSession(store))?.items).toEqual([]);
});

test("a flag shows at once on the card", async () => {
  const { desk } = await aDesk();
  const session = aSession(desk, ["c0-a"]);
  const { uid } = session.state.showing!;
  await session.flag(3);
  expect(session.state.showing).toMatchObject({ uid, flag: 3 });
});

test("a concept is introduced before its first new card only", async () => {
  const { desk } = await aDesk();
  const session = aSession(desk, ["c0-a", "c0-b"]);
  expect(session.state.showing?.introduce).toBe(true);
  await session.grade(3);
  expect(session.state.showing?.introduce).toBe(false);
});

test("a card that the library no longer has is passed over", async () => {
  const { desk } = await aDesk();
  const session = aSession(desk, ["gone", "c1-a"]);
  expect(session.state).toMatchObject({ left: 1, showing: { card: { id: "c1-a" } } });
});

test("a compute card shows one of its instances, the one its grade will name by seed", async () => {
  const library = aLibrary(1);
  const { desk, store } = await aDesk({
    ...library,
    cards: [aComputeCard("sum", "c0"), aCard("c0-b", "c0")],
  });
  const session = aSession(desk, ["sum"]);
  const { seed, instance } = session.state.showing!;
  expect(instance?.answer).toBe((seed % 4) + 1);
  await session.grade(3, { typed: "4" });
  expect(await reviews(store)).toMatchObject([{ seed, given: { typed: "4" } }]);
});

test("more minutes bring more cards, and ahead of time when nothing else is left", async () => {
  const { desk } = await aDesk(aLibrary(1));
  const session = aSession(desk, ["c0-a"]);
  await session.grade(4);
  session.more(5);
  expect(session.state.showing).toMatchObject({ card: { id: "c0-b" }, why: { code: "new" } });
});

test("each grade says when the card would come back", async () => {
  const { desk } = await aDesk();
  const { preview } = aSession(desk, ["c0-a"]).state.showing!;
  expect(preview.map(({ label }) => label)).toEqual(["today", "1 d", "2 d", "8 d"]);
});

test("what the learner was sure of is stored with the grade, and such an error comes back before the others", async () => {
  const { desk, store } = await aDesk();
  const session = aSession(desk, ["c0-a", "c1-a", "c2-a"]);
  await session.grade(1, undefined, false);
  await session.grade(1, undefined, true);
  await session.grade(3);
  expect((await reviews(store)).map((event) => "sure" in event && event.sure)).toEqual([false, true, false]);
  expect((await reviews(store))[2]).not.toHaveProperty("sure");
  expect(session.state.showing).toMatchObject({ card: { id: "c1-a" }, why: { code: "relearn" } });
  expect(session.state.showing?.why.line).toMatch(/^You were sure/);
  expect(session.summary()).toMatchObject({ cameBack: 2, sureErrors: 1 });
});

test("a diagnostic goes on with the card its answers ask for, brings none back, and survives a reload", async () => {
  const { desk, store } = await aDesk();
  const now = desk.ledger.now();
  const draw = { now, uid: "u-1", conceptOf: desk.conceptOf };
  const around = { stored: () => undefined, failed: () => undefined, ended: () => undefined };
  const asking = { ...around, telling: telling(desk) };
  const first = telling(desk)(new Set(), null)!;
  const record = begun(desk.ledger.today(), [{ card: first, why: "diagnostic" }], draw, true);
  const session = new StudySession(desk, record, asking);
  await session.grade(1);
  const second = session.state.showing!.card.id;
  expect(desk.conceptOf(second)).not.toBe(desk.conceptOf(first));
  expect(session.state.showing).toMatchObject({ introduce: false, why: { code: "diagnostic" } });
  await session.undo();
  expect(session.state.showing?.card.id).toBe(first);
  await session.grade(1);
  expect(session.state.showing?.card.id).toBe(second);

  const again = await aDesk(aLibrary(6), store.learnerId);
  const stored = resumed((await storedSession(store))!, draw);
  const goesOn = new StudySession(again.desk, stored, { ...around, telling: telling(again.desk) });
  for (let i = 0; i < 5; i++) await goesOn.grade(3);
  expect(goesOn.state).toMatchObject({ finished: true, done: 6 });
  expect(goesOn.summary()).toMatchObject({ newCards: 6, cameBack: 1, nowPass: 0 });
});
