/** What a set of events says of a practice exam. */
import {
  compareStamps,
  inOrder,
  stampOf,
  type AnswerEvent,
  type Event,
  type Paper,
  type SittingEvent,
} from "./events";
import { once, undone } from "./fold";
import { ofKind } from "./fold-others";

export interface GivenAnswer {
  choices: number[];
  sure: boolean | null;
  took_ms: number | null;
  at: number;
  /** After time or after the finish: kept, not counted. */
  late: boolean;
}
type Nullable<T> = { [K in keyof T]: T[K] | null };
export interface SittingState extends Nullable<Paper> {
  exam: string | null;
  seed: number | null;
  started_at: number | null;
  finished_at: number | null;
  paused: boolean;
  /** Since when the open pause lasts. */
  paused_at: number | null;
  /** Of all pauses that ended; together with the minutes it says when time is up. */
  paused_ms: number;
  flags: string[];
  strikes: [question: string, option: number][];
  answers: Record<string, GivenAnswer>;
}
type Act<A extends SittingEvent["action"]> = Extract<SittingEvent, { action: A }>;

export const MINUTE_MS = 60_000;

/** When time is up; null while a pause is open, before the start is known, and for a sitting without minutes. */
export function deadlineOf(
  state: Pick<SittingState, "started_at" | "minutes" | "paused_ms" | "paused_at">,
): number | null {
  const { started_at, minutes, paused_ms, paused_at } = state;
  if (started_at === null || minutes === null || paused_at !== null) return null;
  return started_at + minutes * MINUTE_MS + paused_ms;
}

/** A practice exam under way or finished: its first start and its first finish count, and the last answers in time. */
export function foldSitting(events: readonly Event[]): SittingState {
  const gone = undone(inOrder(once(events)));
  const acts: SittingEvent[] = ofKind(events, "sitting");
  const answers: AnswerEvent[] = ofKind(events, "answer").filter(({ uid }) => !gone.has(uid));
  const start = acts.find((act): act is Act<"start"> => act.action === "start");
  const finish = acts.find((act) => act.action === "finish");
  const clock = clockOf(start, finish, acts);
  return {
    exam: start?.exam ?? null,
    seed: start?.seed ?? null,
    paper: start?.paper ?? null,
    mode: start?.mode ?? null,
    questions: start?.questions ?? null,
    predicted: start?.predicted ?? null,
    finished_at: finish?.at ?? null,
    paused: clock.paused_at !== null,
    ...clock,
    flags: switchedOn(acts, "flag", ({ question }) => question).sort(),
    strikes: switchedOn(acts, "strike", ({ question, option }): [string, number] => [question, option]).sort(
      ([a, i], [b, j]) => (a < b ? -1 : a > b ? 1 : i - j),
    ),
    answers: counted(answers, finish, clock),
  };
}

type Clock = Pick<SittingState, "started_at" | "minutes" | "paused_ms" | "paused_at">;
const isUp = (clock: Clock, at: number): boolean => at > (deadlineOf(clock) ?? Infinity);
const isAfter = (event: SittingEvent | AnswerEvent, other: SittingEvent | undefined): boolean =>
  other !== undefined && compareStamps(stampOf(event), stampOf(other)) > 0;

/** Between start and finish, a pause stops the clock: not in exam mode, nor when time was up before it. */
function clockOf(
  start: Act<"start"> | undefined,
  finish: SittingEvent | undefined,
  acts: readonly SittingEvent[],
): Clock {
  const { at = null, minutes = null } = start ?? {};
  const clock: Clock = { started_at: at, minutes, paused_ms: 0, paused_at: null };
  const goOn = (now: number) => {
    clock.paused_ms += clock.paused_at === null ? 0 : now - clock.paused_at;
    clock.paused_at = null;
  };
  for (const act of start?.mode === "exam" ? [] : acts) {
    if (act.action !== "pause" || (start && isAfter(start, act)) || isAfter(act, finish)) continue;
    if (!act.value) goOn(act.at);
    else if (clock.paused_at === null && !isUp(clock, act.at)) clock.paused_at = act.at;
  }
  if (finish) goOn(finish.at);
  return clock;
}

/** Per question the last answer in time; where there is none, the last one that came late. */
function counted(
  answers: readonly AnswerEvent[],
  finish: SittingEvent | undefined,
  clock: Clock,
): Record<string, GivenAnswer> {
  const found = new Map<string, GivenAnswer>();
  for (const answer of answers) {
    const { question, choices, sure = null, took_ms = null, at } = answer;
    const late = isAfter(answer, finish) || isUp(clock, at);
    if (!late || (found.get(question)?.late ?? true))
      found.set(question, { choices, sure, took_ms, at, late });
  }
  return Object.fromEntries(found);
}

/** What the last act of this kind on it switched on. */
function switchedOn<A extends "flag" | "strike", N>(
  acts: readonly SittingEvent[],
  action: A,
  name: (act: Act<A>) => N,
): N[] {
  const last = new Map<string, { on: boolean; what: N }>();
  for (const act of acts) {
    if (act.action !== action) continue;
    const what = name(act as Act<A>);
    last.set(String(what), { on: act.value, what });
  }
  return [...last.values()].filter(({ on }) => on).map(({ what }) => what);
}
