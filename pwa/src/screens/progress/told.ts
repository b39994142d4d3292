/** What the numbers of the way to an exam say in words; ranges stay ranges. */
import { passShare, rangeWords, scaledScore, sideOf } from "../../charts/range";
import type { Area, LibraryExam, Rated, Score, Standing } from "../../study/app";
import { count, percent } from "../../words";

export const ratingNames = ["", "weak", "rather weak", "in between", "rather strong", "strong"] as const;
/** What a rating says of the chance to know a card never seen. */
const RATED = [0, 0.2, 0.35, 0.5, 0.65, 0.8] as const;

const whole = (n: number): string => n.toLocaleString("en");
/** "64-72% of the questions, about 676 to 748 of 1,000". */
export const scoreWords = (score: Score, exam: LibraryExam): string =>
  `${rangeWords(score)} of the questions, about ${whole(scaledScore(exam, score.low))} to ${whole(
    scaledScore(exam, score.high),
  )} of ${whole(exam.scale[1])}`;

const SIDES = {
  below: "That is below the pass mark.",
  around: "The pass mark lies within that range, so it could go either way.",
  above: "That is above the pass mark.",
} as const;
export const sideWords = (score: Score, exam: LibraryExam): string => SIDES[sideOf(score, passShare(exam))];

export const assumption = ({ provider, scale: [low, high], pass_mark, ...exam }: LibraryExam): string =>
  `Ranges hold four times in five. ${provider} does not publish how right answers become a score; here it is taken to grow evenly from ${whole(low)} to ${whole(high)}, so that ${whole(pass_mark)} is ${percent(passShare({ scale: [low, high], pass_mark }))} of the questions of ${exam.code}.`;

const WIDE = 0.5;
/** A range so wide says next to nothing. */
export const isEarly = ({ low, high }: Score): boolean => high - low > WIDE;

/** Where the learner stands today. */
export function todayWords({ exam, today, seen }: Standing): string {
  if (seen === 0)
    return `No card of ${exam.code} was graded yet, so this says little more than what guessing would bring.`;
  if (isEarly(today))
    return `It is too early to say how ready you are for ${exam.code}: anything from ${rangeWords(today)} of the questions is likely. Each first try narrows it.`;
  return `If you sat ${exam.code} today: likely ${scoreWords(today, exam)}. ${sideWords(today, exam)}`;
}

const points = (n: number): string => (n < 0.95 ? (Math.round(n * 10) / 10).toString() : n.toFixed(1));
/** "up to 3.1 exam points": a point is one percent of the score. */
export const pointsWords = (n: number): string =>
  n < 0.05 ? "nearly nothing left to gain" : `up to ${points(n)} exam points to gain`;

/** What is expected to be known today of what lies in an area, 0..1. */
export const knownShare = ({ weight, points: lost }: Pick<Area, "weight" | "points">): number =>
  weight > 0 ? Math.min(Math.max(1 - lost / (75 * weight), 0), 1) : 0;

/** How much was met and how well it is known, in one line. */
export function areaWords({ cards, seen, now, onDate }: Area): string {
  if (cards === 0) return "no cards yet";
  if (now === null) return `none of ${count(cards, "card")} met yet`;
  const then =
    onDate === null || Math.round(onDate * 100) === Math.round(now * 100)
      ? ""
      : `, ${percent(onDate)} on the date`;
  return `${seen} of ${count(cards, "card")} met; recall ${percent(now)} now${then}`;
}

/** First tries as evidence, with how many there are. */
export function triesWords({ n, right, share, low, high }: Rated): string {
  if (n === 0) return "no first tries yet";
  return `${right} of ${count(n, "first try", "first tries")} right (${percent(share)}, likely ${rangeWords({ low, high })})`;
}

export type Verdict = "weaker" | "as said" | "stronger";
/** What first tries say against the rating; null while either is missing. */
export function verdictOf({ rating, n, low, high }: Rated): Verdict | null {
  if (rating === null || n === 0) return null;
  const said = RATED[rating]!;
  if (high < said) return "weaker";
  return low > said ? "stronger" : "as said";
}

const VERDICTS = {
  weaker: "weaker than you said",
  "as said": "which agrees",
  stronger: "stronger than you said",
} as const;
/** "Modeling: you said strong, the cards say 54% (likely 38-70%, from 14 first tries): weaker than you said." */
export function ratedWords(name: string, rated: Rated): string {
  const { rating, n, share, low, high } = rated;
  if (rating === null) return `${name}: ${triesWords(rated)}.`;
  const said = `${name}: you said ${ratingNames[rating]}`;
  const verdict = verdictOf(rated);
  if (verdict === null) return `${said}; no card of it was tried yet.`;
  const from = `likely ${rangeWords({ low, high })}, from ${count(n, "first try", "first tries")}`;
  return `${said}, the cards say ${percent(share)} (${from}): ${VERDICTS[verdict]}.`;
}
