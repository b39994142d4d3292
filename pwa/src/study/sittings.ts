/** Practice exams as they stand: the server's rows with everything done here on top, shown before it is stored. */
import type { Deed, Event, OutcomeEvent } from "../scheduling/events";
import { compareStamps, stampOf } from "../scheduling/events";
import { foldOutcome, type OutcomeState } from "../scheduling/fold-others";
import { deadlineOf, type SittingState } from "../scheduling/fold-sitting";
import { sittingOnto } from "../scheduling/sitting-onto";
import { zoneAt } from "../scheduling/clock";
import type { Doing } from "../store/learner";
import type { Ledger } from "./ledger";

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

  #overlay(sitting: string): Event[] {
    const made = this.#ledger.entries().filter(({ status }) => status !== "refused");
    return [...made.map(({ event }) => event), ...this.#foreseen].filter(
      (event) => (event.kind === "sitting" || event.kind === "answer") && event.sitting === sitting,
    );
  }
  /** null = there is no such sitting. */
  get(sitting: string): SittingState | null {
    const row = this.#ledger.row(`sitting:${sitting}`) as SittingState | undefined;
    const overlay = this.#overlay(sitting);
    if (!row && overlay.length === 0) return null;
    return overlay.length === 0 ? row! : sittingOnto(row ?? null, overlay);
  }
  /** Every sitting whose start is known, the latest start first. */
  all(): [id: string, state: SittingState][] {
    const made = this.#ledger.entries().flatMap(({ event }) => ("sitting" in event ? [event.sitting] : []));
    const ids = new Set([...this.#ledger.idsOf("sitting"), ...made]);
    return [...ids]
      .map((id) => [id, this.get(id)] as const)
      .filter((one): one is [string, SittingState] => one[1] !== null && one[1].started_at !== null)
      .sort(([, a], [, b]) => b.started_at! - a.started_at!);
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
