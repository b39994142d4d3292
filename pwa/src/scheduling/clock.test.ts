import { expect, test } from "vitest";
import { heard, NO_CLOCK, nowOf, stampAt } from "./clock";

const HOUR = 3_600_000;
const T = 1_750_000_000_000;

test("a phone an hour behind stamps with the server's time", () => {
  expect(nowOf(heard(NO_CLOCK, T, T - HOUR, 300), T - HOUR + 5000)).toBe(T + 5000);
});

test("a slow answer says nothing about the offset, but time never runs back", () => {
  const clock = heard(NO_CLOCK, T, T - HOUR, 11_000);
  expect(clock.offset).toBe(0);
  expect(nowOf(clock, T - HOUR)).toBe(T + 1);
});

test("a clock put right since then is believed", () => {
  const ahead = heard(NO_CLOCK, T, T + 2 * HOUR, 300);
  expect(nowOf(ahead, T + 60_000)).toBe(T + 60_000);
});

test("a stamp is never before one that waits, nor outside 1900 to 2200", () => {
  expect(stampAt(NO_CLOCK, T, T + 5)).toBe(T + 5);
  expect(stampAt(NO_CLOCK, 9e15, 0)).toBeLessThan(Date.UTC(2201, 0, 1));
});

test("a phone whose clock runs ahead is corrected from the first moment on", () => {
  const ahead = heard(NO_CLOCK, T, T + 2 * HOUR, 300);
  expect(nowOf(ahead, T + 2 * HOUR)).toBe(T + 1);
});
