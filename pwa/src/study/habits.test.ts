import { expect, test } from "vitest";
import { aDesk } from "./desk.test-data";
import { habitsOf, timingsOf } from "./habits";

const review = (why: string, rating: 1 | 2 | 3 | 4, seconds: number) => ({
  why,
  rating,
  took_ms: seconds * 1000,
});
const noExams = () => Promise.reject(new Error("nobody sat one"));

test("medians tell first tries, passes and failures apart, and leave out what came back at once", () => {
  const timings = timingsOf([
    ...[10, 20, 60].map((seconds) => review("new", 3, seconds)),
    review("diagnostic", 1, 40),
    ...[4, 6].map((seconds) => review("fading", 3, seconds)),
    review("due", 1, 30),
    review("relearn", 3, 1),
    review("due", 3, 0),
  ]);
  expect(timings).toEqual({
    new: { medianS: 30, n: 4 },
    passed: { medianS: 5, n: 2 },
    failed: { medianS: 30, n: 1 },
  });
  expect(timingsOf([]).new).toEqual({ medianS: 0, n: 0 });
});

test("without a practice exam none is loaded", async () => {
  const { store, ledger, desk } = await aDesk();
  const habits = await habitsOf(store, ledger, noExams);
  expect(habits.called.size).toBe(0);
  desk.habits = habits;
  expect(desk.choose(600).length).toBeGreaterThan(5);
});

test("what practice exams called comes back, and says so", async () => {
  const { desk, ledger } = await aDesk();
  const today = ledger.today();
  desk.habits = {
    ...desk.habits,
    called: new Map([["c3-b", today]]),
    answered: new Map([["topic", { n: 5, ok: 1 }]]),
  };
  const [first] = desk.choose(600);
  expect(first).toMatchObject({ id: "c3-b", reason: "called" });
  expect(desk.whyFacts(desk.library.concepts.get("c3")!, "c3-b")).toMatchObject({ tries: 5, right: 1 });
});
