import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FakeServer } from "../sync/fake-server.test-data";
import { Phone } from "../sync/phone.test-data";
import { daysInARow, readToday } from "./daybook";

const DAY = 86_400_000;
const NOON = Date.UTC(2026, 2, 10, 12);

beforeEach(() => void vi.stubEnv("TZ", "UTC"));
afterEach(() => void vi.unstubAllEnvs());

/** A phone on which reviews were made so many days ago. */
async function studiedDaysAgo(...daysAgo: number[]) {
  const server = new FakeServer();
  const phone = new Phone(server);
  for (const days of [...daysAgo].sort((a, b) => b - a)) {
    server.clock = NOON - days * DAY;
    await phone.review("x");
  }
  server.clock = NOON;
  await phone.sync();
  return phone.store;
}

test("days in a row count back from yesterday, and one rest day breaks nothing", async () => {
  expect(await daysInARow(await studiedDaysAgo(0, 1, 2, 4, 5), NOON)).toBe(4);
});

test("two days missed end the row", async () => {
  expect(await daysInARow(await studiedDaysAgo(1, 4), NOON)).toBe(1);
  expect(await daysInARow(await studiedDaysAgo(3), NOON)).toBe(0);
});

test("today's minutes are today's reviews, each once, wherever they are held", async () => {
  const store = await studiedDaysAgo(0, 0, 1);
  const held = await store.reviewsSince(0);
  const times = await readToday(store, NOON, held);
  expect([...times.values()]).toEqual([4000, 4000]);
});
