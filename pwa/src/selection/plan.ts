/** What the learner's minutes come to by the exam's date: when all is met, the score to expect, and what other minutes would change. */
import { ahead, unmetIn, type DayAhead, type Spending } from "./ahead";
import { HORIZON_DAYS, type Deck, type Learner } from "./deck";
import { readiness, type Readiness } from "./readiness";
import { weakness, type Weakness } from "./weakness";

export interface Habit {
  minutesADay: number;
  /** What is left of today's minutes. */
  secondsToday: number;
  /** 0 = Monday ... 6 = Sunday. */
  weekdaysOff: readonly number[];
  /** Study days, first and last, both off. */
  breaks: readonly (readonly [from: number, to: number])[];
  newCap: number | null;
}
export interface Outlook {
  days: DayAhead[];
  /** The study day on which the last card is met for the first time; null = not before the date. */
  allMetOn: number | null;
  /** The part of the cards met by then, 0..1. */
  met: number;
  /** On the date. */
  score: Readiness;
}
export type Verdict =
  | { kind: "fits" }
  /** `minutesADay` would be enough to meet all of it. */
  | { kind: "too little time"; met: number; minutesADay: number }
  | { kind: "no study days" }
  | { kind: "exam is today" }
  | { kind: "no cards" };
export interface Plan extends Outlook {
  /** Study day of the exam, or of the rolling horizon while it has no date. */
  until: number;
  dated: boolean;
  /** The first of `days`; nothing on a day off. */
  today: DayAhead | null;
  /** With 5 minutes a day fewer, and more. */
  fewer: Outlook;
  more: Outlook;
  verdict: Verdict;
}

const STEP_MINUTES = 5;
/** New cards get at most this part of the time while reviews wait. */
const NEW_PART = 0.65;
/** 1970-01-01 was a Thursday. */
const weekday = (day: number): number => (((day + 3) % 7) + 7) % 7;

export const isOff = (day: number, { weekdaysOff, breaks }: Habit): boolean =>
  weekdaysOff.includes(weekday(day)) || breaks.some(([from, to]) => from <= day && day <= to);

function spending(learner: Learner, habit: Habit, moreMinutes: number): Spending {
  const minutes = Math.max(habit.minutesADay + moreMinutes, 0);
  const today = Math.max(habit.secondsToday + moreMinutes * 60, 0);
  const secondsOn = (day: number) => (day === learner.day ? today : minutes * 60);
  return { newCap: habit.newCap, secondsOn: (day) => (isOff(day, habit) ? 0 : secondsOn(day)) };
}

/** `deck` holds the cards of one exam, the first of the learner's. Yields after each day that was worked out, so that a screen can stay alive. */
export function* planning(deck: Deck, learner: Learner, habit: Habit): Generator<DayAhead, Plan> {
  const rem = learner.remDays[0] ?? null;
  const dated = rem !== null && rem >= 0;
  const until = learner.day + (dated ? rem : HORIZON_DAYS);
  const weak = weakness(deck, learner);
  const outlook = yield* looking(deck, learner, weak, until, spending(learner, habit, 0));
  const fewer = yield* looking(deck, learner, weak, until, spending(learner, habit, -STEP_MINUTES));
  const more = yield* looking(deck, learner, weak, until, spending(learner, habit, STEP_MINUTES));
  const verdict = judged(deck, outlook, habit, until - learner.day, dated);
  return { ...outlook, until, dated, today: outlook.days[0] ?? null, fewer, more, verdict };
}
/** The same at one go. */
export function plan(deck: Deck, learner: Learner, habit: Habit): Plan {
  const steps = planning(deck, learner, habit);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

function* looking(
  deck: Deck,
  learner: Learner,
  weak: Weakness,
  until: number,
  spending: Spending,
): Generator<DayAhead, Outlook> {
  const days: DayAhead[] = [];
  let then = deck;
  for (const step of ahead(deck, learner, weak, until, spending)) {
    days.push(step.on);
    then = step.deck;
    yield step.on;
  }
  const [unmet, before] = [unmetIn(then), unmetIn(deck)];
  const cards = deck.domain.filter((domain) => domain >= 0).length;
  const met = before - unmet;
  const last = days.find((day) => day.unmet === 0);
  return {
    days,
    allMetOn: before === 0 ? learner.day : (last?.day ?? null),
    met: cards === 0 ? 1 : 1 - unmet / cards,
    score: readiness(then, { ...learner, day: until }, 0, { ...weak, n: weak.n + met }),
  };
}

function judged(deck: Deck, outlook: Outlook, habit: Habit, days: number, dated: boolean): Verdict {
  if (!deck.domain.some((domain) => domain >= 0)) return { kind: "no cards" };
  if (dated && days === 0) return { kind: "exam is today" };
  const open = outlook.days.filter(({ day }) => !isOff(day, habit));
  if (open.length === 0) return { kind: "no study days" };
  if (outlook.allMetOn !== null || !dated) return { kind: "fits" };
  const fresh = outlook.days.reduce((sum, day) => sum + day.fresh, 0);
  return {
    kind: "too little time",
    met: outlook.met,
    minutesADay: enough(outlook.days.at(-1)!.unmet, fresh, habit.minutesADay, open.length),
  };
}

/** Minutes a day that would meet the rest too, up to the next 5; a new card takes what one has taken so far, or 45 s. */
function enough(unmet: number, fresh: number, minutes: number, days: number): number {
  const each = fresh > 0 ? (minutes * days * NEW_PART) / fresh : 45 / 60;
  const wanted = minutes + (unmet * Math.max(each, 20 / 60)) / NEW_PART / days;
  return Math.min(Math.ceil(wanted / STEP_MINUTES) * STEP_MINUTES, 24 * 60);
}
