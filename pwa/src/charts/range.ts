/** A likely range on the scale of an exam, with its pass mark: where things stand, in percent of the scale's length. */
import type { LibraryExam } from "../study/app";

/** Parts of the score, 0..1. */
export interface Range {
  mean: number;
  low: number;
  high: number;
}
export type Scale = Pick<LibraryExam, "scale" | "pass_mark">;

/** The part of questions that the pass mark comes to, if the score grows evenly over the whole scale. */
export const passShare = ({ scale: [low, high], pass_mark }: Scale): number =>
  high > low ? (pass_mark - low) / (high - low) : 0;

/** The scaled score of a part of questions, under the same assumption. */
export const scaledScore = ({ scale: [low, high] }: Scale, share: number): number =>
  Math.round(low + (high - low) * share);

export type Side = "below" | "around" | "above";
/** Where the range lies against the pass mark. */
export function sideOf({ low, high }: Range, pass: number): Side {
  if (high < pass) return "below";
  return low >= pass ? "above" : "around";
}

/** A hyphen after which no line breaks. */
const TO = "-\u2060";

/** "64-72%", never narrower than it is after rounding. */
export function rangeWords({ low, high }: Pick<Range, "low" | "high">): string {
  const [from, to] = [Math.floor(low * 100 + 1e-9), Math.ceil(high * 100 - 1e-9)];
  return from === to ? `${from}%` : `${from}${TO}${to}%`;
}
