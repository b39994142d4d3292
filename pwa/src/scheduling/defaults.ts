/** The one table of what holds while nothing was said; cards/scheduling/defaults.json is its twin. */

export const SETTINGS: Readonly<Record<string, unknown>> = {
  minutes_a_day: 15,
  desired_retention: 0.9,
  theme: "auto",
  swipe: false,
  streak: true,
  exams: [],
  new_cap: 0,
  weekdays_off: [],
  breaks: [],
  confidence: false,
};
const OF_AN_EXAM = /^exam\.[a-z0-9._-]+\.(date|rating\.[a-z0-9._-]+)$/;

/** A setting's value while the learner has not set it. */
export const defaultOf = (name: string): unknown => (OF_AN_EXAM.test(name) ? null : SETTINGS[name]);

/** The retention used, whatever was asked for: outside 0.7..0.97 intervals stop making sense. */
export function usedRetention(wanted: unknown): number {
  const retention = typeof wanted === "number" && Number.isFinite(wanted) ? wanted : 0.9;
  return Math.min(Math.max(retention, 0.7), 0.97);
}
