/** Events of a log by plain functions, for tests. */
import type { Rating, ReviewEvent } from "../scheduling/events";
import type { Told } from "./replay";

const DAY_MS = 86_400_000;
const NOON = DAY_MS / 2;
const stamp = (n: number, day: number) => ({
  v: 1 as const,
  uid: `u${n}`,
  device: "d",
  n,
  at: day * DAY_MS + NOON + n,
  tz: 0,
});

/** The n-th event: a review at noon of a study day. */
export const aReview = (
  n: number,
  card: string,
  day: number,
  rating: Rating,
  tookMs = 10_000,
): ReviewEvent => ({
  ...stamp(n, day),
  kind: "review",
  card,
  card_version: 1,
  rating,
  took_ms: tookMs,
  why: "due",
});
export const anUndo = (n: number, day: number, target: string, value = true): Told => ({
  ...stamp(n, day),
  kind: "undo",
  target,
  value,
});
export const aReset = (n: number, card: string, day: number): Told => ({
  ...stamp(n, day),
  kind: "reset",
  card,
});
