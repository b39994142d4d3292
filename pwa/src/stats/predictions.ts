/** Predictions of a score as they are kept in the log: one setting for each exam and study day. */

/** Parts of the score, 0..1: what to expect, and the 80% interval. */
export interface Score {
  mean: number;
  low: number;
  high: number;
}
export interface Prediction {
  day: number;
  /** Were the exam that day. */
  today: Score;
  /** On the exam's date, after the planned minutes; null while it had none. */
  onDate: Score | null;
}

const PREFIX = "prediction.";
export const nameOf = (exam: string, day: number): string => `${PREFIX}${exam}.${day}`;

const thousandths = (share: number): number => Math.round(share * 1000) / 1000;
const numbers = ({ mean, low, high }: Score): number[] => [mean, low, high].map(thousandths);

/** What the setting holds: mean, low and high of that day, then of the exam's date. */
export const kept = ({ today, onDate }: Omit<Prediction, "day">): number[] => [
  ...numbers(today),
  ...(onDate ? numbers(onDate) : []),
];

const isShare = (value: unknown): value is number => typeof value === "number" && value >= 0 && value <= 1;
function scoreOf([mean, low, high]: readonly number[]): Score | null {
  return mean === undefined || low === undefined || high === undefined ? null : { mean, low, high };
}

/** null when a setting is no prediction of this exam. */
export function predictionOf(exam: string, name: string, value: unknown): Prediction | null {
  const start = `${PREFIX}${exam}.`;
  const day = name.startsWith(start) ? name.slice(start.length) : "";
  if (!/^\d+$/.test(day) || !Array.isArray(value) || !value.every(isShare)) return null;
  const today = scoreOf(value);
  return today && { day: Number(day), today, onDate: scoreOf(value.slice(3)) };
}
