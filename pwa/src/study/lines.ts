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

const ago = (days: number): string => (days === 1 ? "yesterday" : `${days} days ago`);
/** A forgetting curve never reaches either end. */
const chance = (known: number): string => `${Math.min(Math.max(Math.round(known * 100), 1), 99)}%`;

export interface WhyFacts {
  /** Chance that it is still known, 0..1. */
  known: number;
  /** Study days since the last review; null = never reviewed. */
  elapsed: number | null;
  /** Study days until it is due; below 0 = overdue. */
  untilDue: number | null;
  domain: string | null;
  exam: string | null;
  /** The domain's percent of the exam. */
  percent: number | null;
  met: number;
  of: number;
}

export function whyLine(why: Reason, facts: WhyFacts): string {
  const { domain, exam, percent, met, of } = facts;
  if (why === "relearn") return "You missed it earlier in this session; it comes back until it passes.";
  if (why === "new") {
    if (domain === null || percent === null) return "New to you.";
    return `New: ${domain} is ${round(percent)}% of ${exam}, and you have met ${met} of its ${of} cards.`;
  }
  const fading = `about ${chance(facts.known)} likely you still know it; last seen ${ago(facts.elapsed ?? 0)}`;
  if (facts.elapsed === 0) return "Seen today already; a second look the same day adds little.";
  if (why === "extra") return `Ahead of time, due ${inDays(facts.untilDue ?? 0)}: ${fading}.`;
  return `Fading: ${fading}.`;
}

const inDays = (days: number): string => (days === 1 ? "tomorrow" : days <= 0 ? "today" : `in ${days} days`);
