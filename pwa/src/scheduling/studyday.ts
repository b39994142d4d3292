/** The study day: the learner's local day, turning over at 04:00, counted from 1970-01-01 = 0. */

const DAY_MINUTES = 1440;
const TURNOVER_MINUTES = 240;
const DAY_MS = 86_400_000;

export const studyDay = (at: number, tz: number): number =>
  Math.floor((at / 60_000 + tz - TURNOVER_MINUTES) / DAY_MINUTES);

/** Milliseconds from `at` until the study day turns over. */
export const untilTurnover = (at: number, tz: number): number =>
  ((studyDay(at, tz) + 1) * DAY_MINUTES + TURNOVER_MINUTES - tz) * 60_000 - at;

/** The day of a calendar date "YYYY-MM-DD"; null if it is none. */
export function dayOfDate(date: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return null;
  const at = Date.parse(`${date}T00:00:00Z`);
  return Number.isNaN(at) ? null : Math.round(at / DAY_MS);
}

export const dateOfDay = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);
