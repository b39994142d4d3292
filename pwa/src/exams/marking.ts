/** Marks a sitting: all or nothing per question, then by domain, constraint and difficulty. */
import type { SittingState } from "../scheduling/fold-sitting";
import { domainOf, type Blueprint, type Markable } from "./shape";

export type Verdict = "right" | "wrong" | "unanswered" | "late";
export interface MarkedQuestion {
  id: string;
  verdict: Verdict;
  /** Options chosen, without any that the question does not have. */
  choices: number[];
  domain: string | null;
  constraint: string;
  difficulty: number;
  flagged: boolean;
  sure: boolean | null;
  took_ms: number | null;
  retired: boolean;
}
export type Tally = Record<string, { count: number; right: number }>;
export interface Marked {
  questions: MarkedQuestion[];
  /** Questions that this library does not know: left out of every count. */
  unknown: string[];
  count: number;
  right: number;
  /** Share of questions right; null without questions. */
  raw: number | null;
  by_domain: Tally;
  by_constraint: Tally;
  by_difficulty: Tally;
  flagged: string[];
  unsure: string[];
  confident_errors: string[];
  took_ms: number;
  /** How the real exam scales is not known: this takes the score to grow evenly over the whole scale. */
  scaled: { score: number; passes: boolean; assumes: "linear" } | null;
  predicted: { mean: number; low: number; high: number; difference: number; inside: boolean } | null;
}

/** The paper's questions in order; of a start that does not name them, those that were answered. */
export const asked = ({ questions, answers }: SittingState): string[] => [
  ...new Set(questions?.length ? questions : Object.keys(answers).sort()),
];

export function mark(
  sitting: SittingState,
  questions: ReadonlyMap<string, Markable>,
  exam: Blueprint,
): Marked {
  const ids = asked(sitting);
  const known = ids.flatMap((id) => questions.get(id) ?? []);
  const marked = known.map((question) => markedOne(question, sitting, exam));
  const named = (fits: (one: MarkedQuestion) => boolean) => marked.filter(fits).map(({ id }) => id);
  const right = marked.filter(({ verdict }) => verdict === "right").length;
  const raw = marked.length === 0 ? null : right / marked.length;
  return {
    questions: marked,
    unknown: ids.filter((id) => !questions.has(id)),
    count: marked.length,
    right,
    raw,
    by_domain: tally(
      marked,
      ({ domain }) => domain,
      exam.domains.map(({ id }) => id),
    ),
    by_constraint: tally(marked, ({ constraint }) => constraint),
    by_difficulty: tally(marked, ({ difficulty }) => String(difficulty)),
    flagged: named(({ flagged }) => flagged),
    unsure: named(({ sure }) => sure === false),
    confident_errors: named(({ sure, verdict }) => sure === true && verdict === "wrong"),
    took_ms: marked.reduce((sum, { took_ms }) => sum + (took_ms ?? 0), 0),
    scaled: raw === null ? null : scaled(raw, exam),
    predicted: compared(raw, sitting.predicted),
  };
}

function markedOne(question: Markable, { answers, flags }: SittingState, exam: Blueprint): MarkedQuestion {
  const given = Object.hasOwn(answers, question.id) ? answers[question.id]! : null;
  const choices = given ? knownOf(given.choices, question) : [];
  return {
    id: question.id,
    verdict: verdictOf(question, choices, given?.late ?? false),
    choices,
    domain: domainOf(exam, question.concepts),
    constraint: question.constraint,
    difficulty: question.difficulty,
    flagged: flags.includes(question.id),
    sure: given?.sure ?? null,
    took_ms: given?.took_ms ?? null,
    retired: question.retired,
  };
}

/** A newer text may have fewer options than the one that was answered. */
const knownOf = (choices: readonly number[], { options }: Markable): number[] =>
  [...new Set(choices)].filter((choice) => choice < options.length).sort((a, b) => a - b);

function verdictOf({ options }: Markable, choices: readonly number[], late: boolean): Verdict {
  if (choices.length === 0) return "unanswered";
  if (late) return "late";
  const right = options.flatMap((option, i) => (option.right ? [i] : []));
  return right.join() === choices.join() ? "right" : "wrong";
}

/** Counts by name, in the order given, else sorted; what has no name is in none of them. */
function tally(
  marked: readonly MarkedQuestion[],
  by: (one: MarkedQuestion) => string | null,
  order: readonly string[] = [],
): Tally {
  const counts = new Map<string, { count: number; right: number }>();
  for (const one of marked) {
    const name = by(one);
    if (name === null) continue;
    const { count, right } = counts.get(name) ?? { count: 0, right: 0 };
    counts.set(name, { count: count + 1, right: right + (one.verdict === "right" ? 1 : 0) });
  }
  const names = order.length > 0 ? order : [...counts.keys()].sort();
  return Object.fromEntries(names.flatMap((name) => (counts.has(name) ? [[name, counts.get(name)!]] : [])));
}

function scaled(raw: number, { scale, pass_mark }: Blueprint): Marked["scaled"] {
  const [low, high] = scale;
  const score = Math.floor(low + (high - low) * raw + 0.5);
  return { score, passes: score >= pass_mark, assumes: "linear" };
}

function compared(raw: number | null, predicted: SittingState["predicted"]): Marked["predicted"] {
  if (raw === null || predicted === null) return null;
  const { mean, low, high } = predicted;
  return { mean, low, high, difference: raw - mean, inside: low <= raw && raw <= high };
}
