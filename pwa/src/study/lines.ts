/** The honest sentence under each card, and the label of each grade. */
import type { Reason } from "../selection/queue";

const round = (x: number): string => String(Math.round(x * 10) / 10);

/** "today", "4 d", "3 wk", "5 mo", "1.2 y". */
export function daysLabel(days: number): string {
  if (days <= 0) return "today";
  if (days < 14) return `${days} d`;
  if (days < 60) return `${Math.round(days / 7)} wk`;
  if (days < 365) return `${Math.round(days / 30.4)} mo`;
  return `${round(days / 365)} y`;
}

const ago = (days: number): string => (days === 0 ? "today" : days === 1 ? "yesterday" : `${days} days ago`);
/** A forgetting curve never reaches either end. */
const chance = (known: number): string => `${Math.min(Math.max(Math.round(known * 100), 1), 99)}%`;

export interface WhyFacts {
  /** The learner had been sure when it was missed. */
  sure?: boolean | undefined;
  /** Chance that it is still known, 0..1. */
  known: number;
  /** The same on the exam's date if it is not seen before; null without a date. */
  onDate: number | null;
  daysLeft: number | null;
  /** Study days since the last review; null = never reviewed. */
  elapsed: number | null;
  topic: string;
  /** First tries and questions of practice exams in its topic, and those that went well. */
  tries: number;
  right: number;
  domain: string | null;
  exam: string | null;
  /** The domain's percent of the exam. */
  percent: number | null;
  met: number;
  of: number;
}

/** "71% likely to recall today, 48% on exam day". */
function fading({ known, onDate, elapsed }: WhyFacts): string {
  const then = onDate === null ? `last seen ${ago(elapsed ?? 0)}` : `${chance(onDate)} on exam day`;
  return `${chance(known)} likely to recall today, ${then}.`;
}
function unseen({ domain, exam, percent, met, of }: WhyFacts): string {
  if (domain === null || percent === null) return "New to you.";
  return `New: ${domain} is ${round(percent)}% of ${exam}, and you have met ${met} of its ${of} cards.`;
}
const untilExam = (days: number | null): string =>
  days === null
    ? ""
    : days === 0
      ? "the exam is today; "
      : days === 1
        ? "the exam is tomorrow; "
        : `${days} days to the exam; `;

const LINES: Record<Reason, (facts: WhyFacts) => string> = {
  relearn: ({ sure }) =>
    sure
      ? "You were sure of it, and it was wrong; it comes back until it passes."
      : "You missed it earlier today; it comes back until it passes.",
  called: () => "Called back: a practice question on this went wrong.",
  "new-weak": (facts) => {
    const { topic, tries, right } = facts;
    return tries === 0
      ? unseen(facts)
      : `New in a weak topic: of ${tries} first tries in ${topic} ${right} went well.`;
  },
  new: unseen,
  diagnostic: ({ topic }) =>
    `Diagnostic: ${topic ? `what you know of ${topic}` : "this card"} tells most after your answers so far.`,
  due: (facts) => `Due: ${fading(facts)}`,
  fading: (facts) => `Fading: ${fading(facts)}`,
  important: (facts) => `Fading, and the exam asks it often: ${fading(facts)}`,
  "last-pass": (facts) => `Last pass, ${untilExam(facts.daysLeft)}${fading(facts)}`,
  fill: (facts) => `Ahead of time, as nothing else waits: ${fading(facts)}`,
  extra: (facts) => `Ahead of time: ${fading(facts)}`,
};

export const whyLine = (why: Reason, facts: WhyFacts): string => (LINES[why] ?? LINES.due)(facts);
