/** What the phone's own log comes to, for screens; read in pieces. */
import {
  byWeeks,
  calibration,
  durations,
  forecast,
  lastDays,
  measured,
  overall,
  retentionByWeek,
  TIMES,
  timesTaken,
} from "../../stats/measures";
import { counted, emptyTally, type Tally } from "../../stats/tally";
import { tells } from "../../stats/replay";
import { dueDay, showable } from "../../scheduling/due";
import type { LearnerStore } from "../../store/learner";
import type { Desk } from "../desk";
import { replayed } from "./log";
import type { Statistics } from "./types";

const WEEKS = 26;
const AHEAD_DAYS = 30;

/** Every review that counts, on whatever device it was made. */
export async function tallied(
  store: LearnerStore,
  desk: Desk,
  told: (share: number) => void,
): Promise<Tally> {
  const { ledger } = desk;
  const tally = emptyTally();
  const here = ledger
    .entries()
    .flatMap(({ status, event }) => (status !== "refused" && tells(event) ? [event] : []));
  const names = new Map<string, string | null>();
  const domainOf = (card: string): string | null => {
    const known = names.get(card);
    if (known !== undefined) return known;
    const name = desk.place(desk.conceptOf(card) ?? "")?.domainName ?? null;
    names.set(card, name);
    return name;
  };
  await replayed(
    store,
    here,
    ledger.forgetting().weights,
    (seen) => counted(tally, seen, domainOf(seen.card)),
    told,
  );
  return tally;
}

/** Days on which the cards met so far come due; suspended ones do not. */
function dueDays(desk: Desk): number[] {
  const forgetting = desk.ledger.forgetting();
  return desk.candidates().flatMap(({ state }) => {
    const due = showable(state, Infinity) ? dueDay(state, forgetting) : null;
    return due === null ? [] : [Math.max(due, state.buried_until)];
  });
}

export function statisticsOf(desk: Desk, tally: Tally): Statistics {
  const today = desk.ledger.today();
  const days = lastDays(tally, today, WEEKS);
  return {
    today,
    reviews: tally.reviews,
    days,
    weeks: byWeeks(days),
    retention: retentionByWeek(tally).slice(-WEEKS),
    overall: overall(tally),
    calibration: calibration(tally),
    domains: [...tally.byDomain].map(([name, outcome]) => ({ name, ...measured(outcome) })),
    durations: durations(tally),
    times: timesTaken(tally).map((n, i) => ({ from: TIMES[i]!, n })),
    forecast: forecast(dueDays(desk), today, AHEAD_DAYS),
    whole: desk.ledger.sync.logComplete,
  };
}
