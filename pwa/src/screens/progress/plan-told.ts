/** The plan in words: what today holds, what it leads to, and what other minutes would change. */
import { rangeWords } from "../../charts/range";
import type { DayAhead, Outlook, PlanAhead, Standing } from "../../study/app";
import { count, percent, studyDay } from "../../words";
import { isEarly } from "./told";

const STEP_MINUTES = 5;

/** What the minutes hold, and plainly when they do not hold all. `daysLeft`: until the date set, below 0 when it has passed. */
export function verdictWords({ verdict, ...plan }: PlanAhead, daysLeft: number | null): string {
  const date = studyDay(plan.until);
  const passed = daysLeft !== null && daysLeft < 0 ? "The date you set has passed; set the next one. " : "";
  switch (verdict.kind) {
    case "no cards":
      return "There are no cards for this exam on this phone yet, so there is nothing to plan.";
    case "exam is today":
      return "The exam is today. A look at what fades most is all that is left to plan.";
    case "no study days":
      return `Every day until ${date} is off, so no card is planned. Take back a day off, and a plan appears.`;
    case "too little time":
      return `With ${count(plan.minutesADay, "minute")} a day you will have met ${percent(verdict.met)} of the cards by ${date}. ${enough(verdict.minutesADay, plan.minutesADay)} Until then what counts most comes first.`;
    case "fits":
      return passed + fits(plan);
  }
}

const enough = (minutes: number, now: number): string =>
  minutes > now && minutes <= 180
    ? `About ${count(minutes, "minute")} a day would be enough to meet all of them.`
    : "No number of minutes that anyone studies would meet all of them.";

function fits({ allMetOn, until, dated, met, days }: Omit<PlanAhead, "verdict">): string {
  const horizon = dated
    ? ""
    : `Without a date, Cardinal looks ${count(until - (days[0]?.day ?? until), "day")} ahead. `;
  if (allMetOn === null) return `${horizon}By then you will have met ${percent(met)} of the cards.`;
  if (allMetOn <= (days[0]?.day ?? allMetOn) && days[0]?.unmet === 0)
    return `${horizon}You have met every card, or will today.`;
  const before = dated ? `, ${count(until - allMetOn, "day")} before the exam` : "";
  return `${horizon}You will have met every card once by ${studyDay(allMetOn)}${before}.`;
}

/** "18 to repeat and 9 new, about 14 minutes, worth 0.8 exam points". */
export function todayHolds(today: DayAhead | null): string {
  if (today === null || today.reviews + today.fresh === 0) return "Nothing is planned for today.";
  const minutes = count(Math.max(1, Math.round(today.seconds / 60)), "minute");
  const points = today.points >= 0.05 ? `, worth about ${today.points.toFixed(1)} exam points` : "";
  return `Today holds ${today.reviews} to repeat and ${today.fresh} new, in ${minutes}${points}.`;
}

export interface Change {
  minutes: number;
  score: string;
  met: string;
}
const changeOf = (minutes: number, { score, allMetOn, met }: Outlook): Change => ({
  minutes,
  score: rangeWords(score),
  met: allMetOn === null ? `${percent(met)} of the cards` : `all cards by ${studyDay(allMetOn)}`,
});
/** The same with 5 minutes a day fewer and more; fewer only while some are left. */
export const changes = ({ minutesADay, fewer, more, ...plan }: PlanAhead): Change[] => [
  ...(minutesADay > STEP_MINUTES ? [changeOf(minutesADay - STEP_MINUTES, fewer)] : []),
  changeOf(minutesADay, plan),
  changeOf(minutesADay + STEP_MINUTES, more),
];

/** How far apart the middles are, in exam points. */
export function changeWords({ score, more, minutesADay }: PlanAhead): string {
  const gain = (more.score.mean - score.mean) * 100;
  const five = `5 more minutes a day, ${minutesADay + STEP_MINUTES} in all,`;
  if (gain < 0.5) return `${five} would change the score by less than a point.`;
  return `${five} would add about ${count(Math.round(gain), "point")} to the score.`;
}

/** One line for Today: where things stand, and where the plan leads. */
export function shortWords(plan: PlanAhead, { exam, today, seen }: Standing): string {
  const early = `Too early to say how ready you are for ${exam.code}; each first try tells more. `;
  const told = isEarly(today) ? early : `Ready for ${exam.code} today: likely ${rangeWords(today)}. `;
  const now = seen > 0 ? told : "";
  const date = studyDay(plan.until);
  switch (plan.verdict.kind) {
    case "too little time":
      return `${now}As planned, likely ${rangeWords(plan.score)} on ${date}; not every card will be met by then.`;
    case "no study days":
      return `${now}Every day until ${date} is off.`;
    case "no cards":
    case "exam is today":
      return now.trim();
    case "fits":
      return plan.dated ? `${now}As planned, likely ${rangeWords(plan.score)} on ${date}.` : now.trim();
  }
}
