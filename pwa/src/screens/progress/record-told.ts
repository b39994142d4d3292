/** Predictions held against what happened, in words; both stay what they were when they were made. */
import { passShare, rangeWords, type Scale } from "../../charts/range";
import type { PredictionRecord, Score } from "../../study/app";
import { count, day, percent, studyDay } from "../../words";

export function recordWords({ predictions }: Pick<PredictionRecord, "predictions">): string {
  const [first, last] = [predictions[0], predictions.at(-1)];
  if (!first || !last)
    return "No prediction was kept yet. One is kept on each day you study, at a session's end.";
  if (first === last)
    return `On ${studyDay(first.day)} the prediction was ${rangeWords(first.today)} of the questions.`;
  return `From ${rangeWords(first.today)} on ${studyDay(first.day)} to ${rangeWords(last.today)} on ${studyDay(last.day)}. The band is what was expected of you on each day, had the exam been then; the dashed line is the pass mark, dots are practice exams.`;
}

/** How practice exams came out against what had been predicted just before them. */
export function papersWords({ papers }: Pick<PredictionRecord, "papers">): string {
  const told = papers.flatMap(({ predicted }) => predicted ?? []);
  if (papers.length === 0)
    return "Sit a practice exam, and its result is held against the prediction made before it.";
  if (told.length === 0) return "Your practice exams had no prediction made before them.";
  const inside = told.filter((one) => one.inside).length;
  return `Of ${count(told.length, "practice exam")} with a prediction, ${inside} came out inside its range; four in five is what the ranges promise.`;
}

/** The real result beside the last prediction. */
export function outcomeWords({ outcome, predictions }: PredictionRecord, exam: Scale): string | null {
  if (!outcome) return null;
  const passed = outcome.passed === null ? "" : outcome.passed ? "You passed" : "You did not pass";
  const on = outcome.date === null ? "" : ` on ${day(outcome.date)}`;
  const score =
    outcome.score === null
      ? ""
      : `${passed ? ", with" : "Your score:"} ${outcome.score} of ${exam.scale[1].toLocaleString("en")}`;
  const last = predictions.at(-1);
  const before = last
    ? ` The last prediction before was ${rangeWords(last.today)} of the questions; the pass mark lies at ${percent(passShare(exam))}.`
    : "";
  return `${passed || (outcome.score === null ? "Your result is noted" : "")}${on && passed ? on : ""}${score}.${before}`;
}

const cells = (score: Score | null): string => (score === null ? "-" : rangeWords(score));
export const recordRows = ({ predictions }: Pick<PredictionRecord, "predictions">): string[][] =>
  predictions
    .map(({ day: on, today, onDate }) => [studyDay(on), cells(today), percent(today.mean), cells(onDate)])
    .reverse();
export const paperRows = ({ papers }: Pick<PredictionRecord, "papers">): string[][] =>
  papers
    .map(({ day: on, share, predicted }) => [
      studyDay(on),
      percent(share),
      cells(predicted),
      predicted === null ? "-" : predicted.inside ? "inside" : "outside",
    ])
    .reverse();
