/** A pulled sitting with what was done here since on top; the log behind the row is not needed. */
import type { Event } from "./events";
import { foldSitting, type SittingState } from "./fold-sitting";

export const sittingOnto = (row: SittingState | null, overlay: readonly Event[]): SittingState =>
  foldSitting(row ? [...asEvents(row), ...overlay] : overlay);

type Told = { at: number } & Record<string, unknown>;

/** The fewest events that fold into this row; by their device they come before all others of their moment. */
export function asEvents(row: SittingState): Event[] {
  const told = [
    ...started(row),
    ...pausesOf(row),
    ...marksOf(row),
    ...answersOf(row, false),
    ...(row.finished_at === null ? [] : [act("finish", row.finished_at)]),
    ...answersOf(row, true),
  ];
  return told.map(
    (event, n) =>
      ({ v: 1, uid: `row ${n}`, device: "", n, tz: 0, sitting: "", ...event }) as unknown as Event,
  );
}

const act = (action: string, at: number, carries: object = {}): Told => ({
  kind: "sitting",
  action,
  at,
  ...carries,
});

function started({
  started_at,
  exam,
  seed,
  paper,
  mode,
  minutes,
  questions,
  predicted,
}: SittingState): Told[] {
  if (started_at === null) return [];
  const facts = Object.entries({ exam, seed, paper, mode, minutes, questions, predicted });
  return [act("start", started_at, Object.fromEntries(facts.filter(([, value]) => value !== null)))];
}

/** All closed pauses as one, where it cannot come after time was up. */
function pausesOf({ started_at, finished_at, paused_ms, paused_at }: SittingState): Told[] {
  const from = started_at ?? (paused_at ?? finished_at ?? paused_ms) - paused_ms;
  const closed = [act("pause", from, { value: true }), act("pause", from + paused_ms, { value: false })];
  return [
    ...(paused_ms > 0 ? closed : []),
    ...(paused_at === null ? [] : [act("pause", paused_at, { value: true })]),
  ];
}

function marksOf({ started_at, flags, strikes }: SittingState): Told[] {
  const at = started_at ?? 0;
  return [
    ...flags.map((question) => act("flag", at, { question, value: true })),
    ...strikes.map(([question, option]) => act("strike", at, { question, option, value: true })),
  ];
}

function answersOf({ answers }: SittingState, wanted: boolean): Told[] {
  return Object.entries(answers)
    .filter(([, { late }]) => late === wanted)
    .map(([question, { choices, sure, took_ms, at }]) => ({
      ...{ kind: "answer", question, choices, at },
      ...(sure === null ? {} : { sure }),
      ...(took_ms === null ? {} : { took_ms }),
    }));
}
