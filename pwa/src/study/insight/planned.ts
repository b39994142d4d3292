/** The plan to an exam from what the learner has set, worked out in pieces so that the screen stays alive. */
import { dayOfDate } from "../../scheduling/studyday";
import { planning, type Habit, type Outlook as Found, type Plan } from "../../selection/plan";
import type { Ledger } from "../ledger";
import type { Studied } from "./standing";
import type { Outlook, PlanAhead } from "./types";

const SLICE_MS = 12;
const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

const list = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);
const isWeekday = (value: unknown): value is number =>
  Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 6;

/** Breaks are pairs of dates, first and last day; what makes no sense counts as not set. */
export function breaksOf(value: unknown): [from: number, to: number][] {
  return list(value).flatMap((pair): [number, number][] => {
    const [from, to] = list(pair).map((date) => (typeof date === "string" ? dayOfDate(date) : null));
    return typeof from === "number" && typeof to === "number" && from <= to ? [[from, to]] : [];
  });
}

export function habitOf(ledger: Pick<Ledger, "setting">, secondsToday: number): Habit {
  const cap = Number(ledger.setting("new_cap"));
  return {
    minutesADay: Math.max(Number(ledger.setting("minutes_a_day")) || 0, 0),
    secondsToday,
    weekdaysOff: list(ledger.setting("weekdays_off")).filter(isWeekday),
    breaks: breaksOf(ledger.setting("breaks")),
    newCap: cap >= 1 ? Math.floor(cap) : null,
  };
}

async function workedOut(steps: Generator<unknown, Plan>): Promise<Plan> {
  let since = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() - since < SLICE_MS) continue;
    await turn();
    since = performance.now();
  }
}

const outlookOf = ({ score: { mean, low, high }, allMetOn, met }: Found): Outlook => ({
  score: { mean, low, high },
  allMetOn,
  met,
});

export async function planned({ exam, deck, learner }: Studied, habit: Habit): Promise<PlanAhead> {
  const found = await workedOut(planning(deck, learner, habit));
  const { until, dated, days, today, verdict, fewer, more } = found;
  return {
    exam,
    ...{ until, dated, days, today, verdict, minutesADay: habit.minutesADay },
    ...outlookOf(found),
    fewer: outlookOf(fewer),
    more: outlookOf(more),
  };
}
