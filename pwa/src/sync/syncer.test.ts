import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LearnerStore } from "../store/learner";
import { newUid } from "../store/uid";
import type { Outcome, Send } from "./exchange";
import { FakeServer } from "./fake-server.test-data";
import { locked, Syncer } from "./syncer";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
afterEach(() => void vi.useRealTimers());

function aSyncer(send: Send) {
  const outcomes: (Outcome | null)[] = [];
  const store = new LearnerStore(newUid(1));
  const events = {
    adopted: () => undefined,
    outcome: (outcome: Outcome | null) => void outcomes.push(outcome),
  };
  return { syncer: new Syncer(store, events, send), outcomes };
}

test("two calls at once are one sync after the other, never two at a time", async () => {
  const server = new FakeServer();
  let open = 0;
  let most = 0;
  const { syncer } = aSyncer(async (request) => {
    most = Math.max(most, ++open);
    await Promise.resolve();
    open -= 1;
    return server.answer(request);
  });
  await Promise.all([syncer.now(), syncer.now(), syncer.now()]);
  expect(most).toBe(1);
  expect(server.requests.length).toBe(2);
  syncer.stop();
});

test("pauses grow while nobody answers", async () => {
  const { syncer } = aSyncer(() => Promise.resolve({ kind: "none" }));
  const waits: number[] = [];
  const timer = vi.spyOn(globalThis, "setTimeout");
  for (let i = 0; i < 8; i++) {
    await syncer.now();
    waits.push(timer.mock.lastCall![1]!);
  }
  expect(waits[7]!).toBeGreaterThan(waits[0]!);
  expect(Math.max(...waits)).toBeLessThanOrEqual(300_000);
  syncer.stop();
});

test("signed out, it waits for the learner instead of asking again", async () => {
  const { syncer, outcomes } = aSyncer(() => Promise.resolve({ kind: "signedOut" }));
  await syncer.now();
  expect(vi.getTimerCount()).toBe(0);
  expect(outcomes).toEqual([null, "signedOut"]);
});

test("one lock lets one in at a time, and a failure lets the next in", async () => {
  const order: string[] = [];
  const first = locked("l", async () => {
    order.push("first in");
    await Promise.resolve();
    order.push("first out");
    throw new Error("failed");
  });
  const second = locked("l", async () => void order.push("second in"));
  await expect(first).rejects.toThrow("failed");
  await second;
  expect(order).toEqual(["first in", "first out", "second in"]);
});
