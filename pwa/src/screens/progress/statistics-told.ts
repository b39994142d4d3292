/** What the phone's own log says, in sentences and as rows of tables. */
import { rangeWords } from "../../charts/range";
import type { Durations, Statistics } from "../../study/app";
import { count, percent, studyDay } from "../../words";

export const minutes = (n: number): string =>
  n > 0 && n < 1 ? "less than a minute" : count(Math.round(n), "minute");
const names: Record<Durations["kind"], string> = {
  first: "First tries",
  passed: "Recalled",
  failed: "Not recalled",
};

/** Half a year of study in one sentence. */
export function activityWords({ days }: Pick<Statistics, "days">): string {
  const studied = days.filter(({ reviews }) => reviews > 0);
  const reviews = studied.reduce((sum, day) => sum + day.reviews, 0);
  const time = studied.reduce((sum, day) => sum + day.minutes, 0);
  return `In the last half year you studied on ${count(studied.length, "day")}: ${count(reviews, "review")} in ${minutes(time)}. The fuller a square, the more minutes that day.`;
}
export const weekRows = ({ weeks }: Pick<Statistics, "weeks">): string[][] =>
  weeks
    .filter(({ reviews }) => reviews > 0)
    .map((week) => [
      studyDay(week.week),
      String(week.days),
      String(week.reviews),
      String(Math.round(week.minutes)),
    ])
    .reverse();

export function forecastWords({ forecast }: Pick<Statistics, "forecast">): string {
  const [today = 0, ...rest] = forecast;
  const later = rest.reduce((sum, n) => sum + n, 0);
  const mean = Math.round(later / Math.max(rest.length, 1));
  const daily = mean > 0 ? `, about ${mean} a day` : "";
  return `Of the cards you have met, ${today} ${today === 1 ? "is" : "are"} due today and ${later} in the ${rest.length} days after${daily}. New cards and failed ones come on top.`;
}
export const forecastRows = ({ today, forecast }: Pick<Statistics, "today" | "forecast">): string[][] =>
  forecast.map((n, i) => [studyDay(today + i), String(n)]);

/** "86%, likely 85-87%": a share that was seen, with what it may be. */
export const shareWords = ({ share, low, high }: { share: number; low: number; high: number }): string =>
  `${percent(share)}, likely ${rangeWords({ low, high })}`;

export function retentionWords({ overall }: Pick<Statistics, "overall">): string {
  if (overall.n === 0) return "No card has come back on a later day yet; recall is told from then on.";
  return `Of ${count(overall.n, "card")} that came back on a later day you recalled ${shareWords(overall)}. The band shows how sure each week's share is.`;
}
export const retentionRows = ({ retention }: Pick<Statistics, "retention">): string[][] =>
  retention
    .map((week) => [studyDay(week.week), String(week.n), shareWords(week), percent(week.expected)])
    .reverse();

const WORTH_SAYING = 0.02;
/** Whether what Cardinal expected came true. */
export function calibrationWords({
  overall,
  calibration,
}: Pick<Statistics, "overall" | "calibration">): string {
  if (overall.n === 0) return "Once cards come back, this shows whether Cardinal's expectations came true.";
  const { share, expected, low, high, n } = overall;
  const off = expected < low - WORTH_SAYING / 2 ? "more" : expected > high + WORTH_SAYING / 2 ? "less" : null;
  const verdict = off ? `you recalled ${off} than expected` : "that agrees";
  const most = calibration.toSorted((a, b) => b.n - a.n)[0]!;
  return `Over ${count(n, "review")} Cardinal expected you to recall ${percent(expected)}, and you recalled ${percent(share)}: ${verdict}. Where it expected ${percent(most.expected)}, it was ${shareWords(most)}. Dots on the dashed line are expectations that came true.`;
}
export const calibrationRows = ({ calibration }: Pick<Statistics, "calibration">): string[][] =>
  calibration.map((bin) => [
    `${percent(bin.from)} to ${percent(bin.to)}`,
    percent(bin.expected),
    shareWords(bin),
    String(bin.n),
  ]);

export function domainWords({ domains }: Pick<Statistics, "domains">): string {
  const lowest = domains.toSorted((a, b) => a.share - b.share)[0];
  if (!lowest) return "Recall by domain is told once cards have come back.";
  return `Recall is lowest in ${lowest.name}: ${shareWords(lowest)}. Each bar is one domain, filled to the share recalled.`;
}

export function durationWords({ durations }: Pick<Statistics, "durations">): string {
  const told = durations.filter(({ n }) => n > 0);
  if (told.length === 0) return "How long cards take is told after the first grades.";
  const parts = told.map(
    ({ kind, quartiles }) => `${names[kind].toLowerCase()} ${Math.round(quartiles[1])} s`,
  );
  return `Half of your answers are quicker than this: ${parts.join(", ")}. Each column counts the answers that took so long.`;
}
export const durationRows = ({ durations }: Pick<Statistics, "durations">): string[][] =>
  durations.map(({ kind, n, quartiles: [quarter, half, most] }) => [
    names[kind],
    String(n),
    `${Math.round(half)} s`,
    `${Math.round(quarter)} to ${Math.round(most)} s`,
  ]);

/** "0-5 s", the last one open. */
export const timeLabels = ({ times }: Pick<Statistics, "times">): string[] =>
  times.map(({ from }, i) => (i + 1 < times.length ? `${from}-${times[i + 1]!.from}` : `${from}+`));
