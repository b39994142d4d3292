/** What the clock of a paper says: the time left, the pace it leaves, and the few moments worth interrupting for. */
import { count } from "../../words";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** Minutes left at which even a hidden clock speaks. */
export const MOMENTS = [1, 5, 10, 30] as const;

const two = (n: number): string => String(n).padStart(2, "0");

/** As a clock shows it: "2:59:04", under an hour "12:30". A second that has begun counts whole. */
export function clockFace(leftMs: number): string {
  const seconds = Math.ceil(Math.max(0, leftMs) / SECOND);
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** "2 min 46 s"; from ten minutes on whole minutes are enough. */
export function duration(ms: number): string {
  const seconds = Math.round(Math.max(0, ms) / SECOND);
  if (seconds < 60) return `${seconds} s`;
  const [m, s] = [Math.floor(seconds / 60), seconds % 60];
  return m >= 10 || s === 0 ? `${Math.round(seconds / 60)} min` : `${m} min ${s} s`;
}

/** What each question without an answer may still take; null when all have one. */
export const paceOf = (leftMs: number, unanswered: number): string | null =>
  unanswered === 0 ? null : `${duration(leftMs / unanswered)} each`;

/** The last moment passed, in minutes; null before the first, and for those that the paper never had. */
export const momentOf = (leftMs: number, minutes: number | null): number | null =>
  MOMENTS.find((moment) => leftMs <= moment * MINUTE && moment < (minutes ?? Infinity)) ?? null;

export const momentLine = (moment: number): string => `${count(moment, "minute")} left`;

/** Milliseconds until the face changes next. */
export const untilTick = (leftMs: number): number => (leftMs % SECOND || SECOND) + 1;

/** "3 hours" or "56 minutes", for a paper that has not begun. */
export const length = (minutes: number): string =>
  minutes * MINUTE >= HOUR && minutes % 60 === 0 ? count(minutes / 60, "hour") : count(minutes, "minute");
