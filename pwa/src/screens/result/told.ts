/** A marked paper as sentences and rows: the score against what was predicted, and what to look at first. */
import type { LibraryExam, MarkedQuestion, SittingQuestion, SittingResult, Tally } from "../../study/app";
import { count, percent } from "../../words";

export interface Share {
  name: string;
  right: number;
  count: number;
}

export const paperNames = {
  full: "Full paper",
  short: "Short paper",
  domain: "One domain",
  weak: "Weak areas",
} as const;

/** What decides a question, as a learner would say it. */
export const constraintNames: Record<string, string> = {
  overhead: "Least operational work",
  cost: "Lowest cost",
  latency: "Lowest latency",
  scale: "Scale",
  security: "Security",
  quality: "Quality of the model",
  explainability: "Being able to explain",
  reliability: "Reliability",
  effort: "Least effort to build",
  soundness: "Sound method",
};

const named = (tally: Tally, nameOf: (id: string) => string): Share[] =>
  Object.entries(tally).map(([id, { count, right }]) => ({ name: nameOf(id), count, right }));

export const domainShares = (tally: Tally, exam: LibraryExam): Share[] =>
  named(tally, (id) => exam.domains.find((domain) => domain.id === id)?.name ?? id);

/** The weakest first; of few questions little can be said, so more of them come before fewer. */
export const constraintShares = (tally: Tally): Share[] =>
  named(tally, (id) => constraintNames[id] ?? id).sort(
    (a, b) => a.right / a.count - b.right / b.count || b.count - a.count,
  );

/** "Weakest: Modeling, 12 of 23." */
export function weakest(shares: readonly Share[]): string {
  const asked = shares.filter((share) => share.count > 0);
  const low = [...asked].sort((a, b) => a.right / a.count - b.right / b.count)[0];
  if (!low || asked.length < 2) return "";
  if (low.right === low.count) return "Nothing went wrong in any of them.";
  return `Weakest: ${low.name}, ${low.right} of ${low.count}.`;
}

/** A range so wide says nothing. */
const VAGUE = 0.5;

/** How the score compares with what was told before the paper was begun. */
export function against({ predicted, raw }: SittingResult["marked"]): string | null {
  if (!predicted || raw === null) return null;
  const range = `${Math.round(predicted.low * 100)}-${percent(predicted.high)}`;
  if (predicted.high - predicted.low > VAGUE)
    return `Before this paper Cardinal knew too little of you to expect more than ${range}.`;
  if (predicted.inside) return `Before this paper Cardinal expected ${range}: you are within it.`;
  const points = Math.abs(
    Math.round(raw * 100) - Math.round((raw < predicted.low ? predicted.low : predicted.high) * 100),
  );
  const side = raw < predicted.low ? "below" : "above";
  return `Before this paper Cardinal expected ${range}: you are ${count(points, "point")} ${side} it.`;
}

/** The share of right answers that the pass mark would be, if the scale grew evenly. */
export const passShare = ({
  scale: [low, high],
  pass_mark,
}: Pick<LibraryExam, "scale" | "pass_mark">): number => (pass_mark - low) / (high - low);

/** The scaled score, never without what it rests on. */
export function scaledLine({ scaled }: SittingResult["marked"], exam: LibraryExam): string | null {
  if (!scaled) return null;
  const [low, high] = exam.scale;
  const verdict = scaled.passes ? "at or above" : "below";
  return (
    `About ${scaled.score} on the scale of ${low} to ${high.toLocaleString("en")}, ${verdict} the pass mark of ${exam.pass_mark}. ` +
    "This takes the scale to grow evenly with right answers; how the real exam scales is not published."
  );
}

export interface Reviewed {
  /** From 1, in the paper's order. */
  place: number;
  marked: MarkedQuestion;
  asked: SittingQuestion;
}

/** Every marked question with its text; what was answered wrong and sure of comes first, then the rest in order. */
export function reviewed({ marked, questions }: Pick<SittingResult, "marked" | "questions">): Reviewed[] {
  const texts = new Map(questions.map((one) => [one.question.id, one]));
  const all = marked.questions.flatMap((one, i) => {
    const asked = texts.get(one.id);
    return asked ? [{ place: i + 1, marked: one, asked }] : [];
  });
  const confident = new Set(marked.confident_errors);
  return [
    ...all.filter((one) => confident.has(one.marked.id)),
    ...all.filter((one) => !confident.has(one.marked.id)),
  ];
}

export const filters = {
  all: ["All", () => true],
  wrong: ["Wrong", ({ marked }: Reviewed) => marked.verdict !== "right"],
  flagged: ["Flagged", ({ marked }: Reviewed) => marked.flagged],
  unsure: ["Not sure", ({ marked }: Reviewed) => marked.sure === false],
} as const;
export type Filter = keyof typeof filters;

export const only = (all: readonly Reviewed[], filter: Filter): Reviewed[] => all.filter(filters[filter][1]);

export const verdictNames: Record<MarkedQuestion["verdict"], string> = {
  right: "Right",
  wrong: "Wrong",
  unanswered: "Not answered",
  late: "Answered after time, not counted",
};

/** What happened with one question besides its verdict: "flagged, not sure, 2 min 5 s". */
export const circumstances = ({ flagged, sure, retired }: MarkedQuestion, took: string | null): string =>
  [
    flagged && "flagged",
    sure === true && "you were sure",
    sure === false && "you were not sure",
    took,
    retired && "this question is no longer asked",
  ]
    .filter(Boolean)
    .join(", ");
