/** Days without study: weekdays that are always off, and breaks with a first and a last day. */

/** Monday is 0. */
export const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] as const;
export type Break = [from: string, to: string];

export const toggled = (off: readonly number[], weekday: number): number[] =>
  off.includes(weekday) ? off.filter((one) => one !== weekday) : [...off, weekday].sort((a, b) => a - b);

/** A sentence saying why this break cannot be, or null. */
export function wrongBreak(from: string, to: string): string | null {
  if (!from || !to) return "Choose the first and the last day of the break.";
  return from <= to ? null : "The last day lies before the first. Choose them the other way round.";
}

/** In order of their first days; one given twice is there once. */
export const added = (breaks: readonly Break[], fresh: Break): Break[] =>
  [...breaks.filter(([from, to]) => from !== fresh[0] || to !== fresh[1]), fresh].sort(([a], [b]) =>
    a < b ? -1 : 1,
  );

/** What is stored, whatever it is. */
export const weekdaysOf = (value: unknown): number[] =>
  Array.isArray(value)
    ? value.filter((one): one is number => Number.isInteger(one) && one >= 0 && one <= 6)
    : [];
export const breaksOf = (value: unknown): Break[] =>
  Array.isArray(value)
    ? value.filter(
        (one): one is Break =>
          Array.isArray(one) &&
          one.length === 2 &&
          one.every((date) => /^\d{4}-\d\d-\d\d$/.test(String(date))),
      )
    : [];
