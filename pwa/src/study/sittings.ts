/** Practice exams as they stand: the server's rows with everything done here on top, shown before it is stored. */
import type { Deed, Event, OutcomeEvent } from "../scheduling/events";
import { compareStamps, stampOf } from "../scheduling/events";
import { foldOutcome, type OutcomeState } from "../scheduling/fold-others";
import { deadlineOf, type SittingState } from "../scheduling/fold-sitting";
import { sittingOnto } from "../scheduling/sitting-onto";
import { zoneAt } from "../scheduling/clock";
import type { Doing } from "../store/learner";
import type { Ledger } from "./ledger";

export type Started = SittingState & { started_at: number };
type SittingDeed = Extract<Deed, { kind: "sitting" | "answer" }>;

export class Sittings {
  readonly #ledger: Ledger;
  readonly #do: (doings: Doing[]) => Promise<void>;
  /** What is being stored, as if it were. */
  #foreseen: Event[] = [];

  constructor(ledger: Ledger, doing: (doings: Doing[]) => Promise<void>) {
    this.#ledger = ledger;
    this.#do = doing;
  }

  /** What was done here since the rows came, by sitting. */
  #overlays(): Map<string, Event[]> {
    const made = this.#ledger.entries().filter(({ status }) => status !== "refused");
    const found = new Map<string, Event[]>();
    for (const event of [...made.map((entry) => entry.event), ...this.#foreseen])
      if (event.kind === "sitting" || event.kind === "answer")
        found.get(event.sitting)?.push(event) ?? found.set(event.sitting, [event]);
    return found;
  }
  /** null = there is no such sitting, or its start is not here. */
  get(sitting: string, overlays = this.#overlays()): Started | null {
    const row = (this.#ledger.row(`sitting:${sitting}`) as SittingState | undefined) ?? null;
    const overlay = overlays.get(sitting);
    const state = overlay ? sittingOnto(row, overlay) : row;
    return state && state.started_at !== null ? (state as Started) : null;
  }
  /** Every sitting whose start is known, the latest start first. */
  all(): [id: string, state: Started][] {
    const overlays = this.#overlays();
    const ids = new Set([...this.#ledger.idsOf("sitting"), ...overlays.keys()]);
    return [...ids]
      .flatMap((id): [string, Started][] => {
        const state = this.get(id, overlays);
        return state ? [[id, state]] : [];
      })
      .sort(([, a], [, b]) => b.started_at - a.started_at);
  }

  /** Milliseconds until time is up, never below 0; null = this sitting has no end of its own. */
  left(state: SittingState): number | null {
    const deadline = deadlineOf(state.paused_at === null ? state : { ...state, paused_at: null });
    if (deadline === null) return null;
    return Math.max(0, deadline - (state.paused_at ?? this.#ledger.now()));
  }

  /** Stored through the same door as every grade; shown at once, taken back when it cannot be stored. */
  async act(...deeds: SittingDeed[]): Promise<void> {
    const at = this.#ledger.now();
    const events = deeds.map(
      (deed, n) =>
        ({ v: 1, uid: `foreseen ${at} ${n}`, device: "~", n, at, tz: zoneAt(at), ...deed }) as Event,
    );
    this.#foreseen = [...this.#foreseen, ...events];
    try {
      await this.#do(deeds.map((deed) => ({ deed, card: null })));
    } finally {
      this.#foreseen = this.#foreseen.filter((event) => !events.includes(event));
    }
  }

  outcome(exam: string): OutcomeState | null {
    const row = (this.#ledger.row(`outcome:${exam}`) as OutcomeState | undefined) ?? null;
    const made = this.#ledger
      .entries()
      .filter(({ status }) => status !== "refused")
      .map(({ event }) => event)
      .filter((event): event is OutcomeEvent => event.kind === "outcome" && event.exam === exam);
    const later = made.filter((event) => !row || compareStamps(stampOf(event), row.last) > 0);
    return later.length > 0 ? foldOutcome(later) : row;
  }
  tellOutcome(exam: string, told: { passed?: boolean; score?: number; date?: string }): Promise<void> {
    return this.#do([{ deed: { kind: "outcome", exam, ...told }, card: null }]);
  }
}
