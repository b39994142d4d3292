/** What the screens see of a learner's cards and settings: the server's rows, with everything made here on top. */
import { NO_CLOCK, nowOf, zoneAt, type Clock } from "../scheduling/clock";
import { defaultOf, usedRetention } from "../scheduling/defaults";
import type { Forgetting } from "../scheduling/due";
import {
  EMPTY_CARD,
  foldCard,
  foldOnto,
  settingOnto,
  type CardEvent,
  type CardState,
  type ParametersState,
  type SettingState,
} from "../scheduling/fold";
import type { EditState } from "../scheduling/fold-others";
import { DEFAULT_WEIGHTS } from "../scheduling/memory";
import { studyDay } from "../scheduling/studyday";
import type { Doing, LearnerStore } from "../store/learner";
import type { OutboxEntry, Row } from "../store/schema";
import type { EditEvent, Event } from "../scheduling/events";
import { NEVER_SYNCED, type SyncState } from "../sync/state";
import { readStored, type Stored } from "./reading";

export class Ledger {
  readonly #store: LearnerStore;
  readonly #changed: () => void;
  #rows = new Map<string, Row>();
  #outbox = new Map<string, OutboxEntry>();
  /** Cards with an overlay, as shown. */
  #shown = new Map<string, CardState>();
  /** Cards with a deed that is being stored. */
  readonly #foreseen = new Map<string, CardState>();
  /** What knows how to read own cards and notes; loaded when there are any. */
  writing: typeof import("./writing") | null = null;
  /** Counts the times edits were laid over their rows, for the same reason as the writes. */
  #laid = 0;
  /** By card, as shown; another map whenever something in it may have changed. */
  #written: ReadonlyMap<string, EditState> = new Map();
  #clock: Clock = NO_CLOCK;
  /** Counts the writes made here, so that a reading that one overtook is not believed. */
  #writes = 0;
  sync: SyncState = NEVER_SYNCED;

  /** `changed` is called when what is shown changed later than the call that caused it. */
  constructor(store: LearnerStore, changed: () => void = () => undefined) {
    this.#store = store;
    this.#changed = changed;
  }

  now(): number {
    return nowOf(this.#clock, Date.now());
  }
  today(): number {
    const now = this.now();
    return studyDay(now, zoneAt(now));
  }

  card(id: string): CardState {
    return this.#foreseen.get(id) ?? this.#shown.get(id) ?? this.#row(id);
  }
  /** Shows a deed while it is being stored; call what this returns once it is stored, or is not. */
  foresee({ deed, card, uid }: Doing): () => void {
    if (card === null || deed.kind === "undo") return () => undefined;
    const at = this.now();
    const event = { v: 1, uid: uid ?? "", device: "", n: 0, at, tz: zoneAt(at), ...deed } as CardEvent;
    const { state } = foldOnto({ ...this.card(card), last: null }, [event], this.forgetting().weights);
    this.#foreseen.set(card, state);
    return () => {
      if (this.#foreseen.get(card) === state) this.#foreseen.delete(card);
    };
  }
  #row(id: string): CardState {
    return (this.#rows.get(`card:${id}`)?.state as CardState | undefined) ?? EMPTY_CARD;
  }
  /** Own cards and notes, by card; never the same map with other content. */
  written(): ReadonlyMap<string, EditState> {
    return this.#written;
  }
  setting(name: string): unknown {
    const row = (this.#rows.get(`setting:${name}`)?.state as SettingState | undefined) ?? null;
    const overlay = this.#overlay().filter(({ event }) => event.kind === "setting" && event.name === name);
    const state = settingOnto(
      row,
      overlay.map(({ event }) => event),
    );
    return state ? state.value : defaultOf(name);
  }
  forgetting(): Forgetting {
    const row = this.#rows.get("parameters:fsrs")?.state as ParametersState | undefined;
    const retention = usedRetention(this.setting("desired_retention"));
    return { weights: row?.weights ?? DEFAULT_WEIGHTS, retention };
  }

  /** Everything made here that its row does not show yet; what was refused never counts. */
  #overlay(): OutboxEntry[] {
    return [...this.#outbox.values()].filter(({ status }) => status !== "refused");
  }
  #overlayOf(card: string): CardEvent[] {
    return this.#overlay()
      .filter((entry) => entry.card === card)
      .map((entry) => entry.event as CardEvent);
  }
  entries(): readonly OutboxEntry[] {
    return [...this.#outbox.values()];
  }
  /** The state of a row as the server gave it. */
  row(key: string): unknown {
    return this.#rows.get(key)?.state;
  }
  /** Of all rows of a family: what stands behind its name. */
  idsOf(family: string): string[] {
    const start = `${family}:`;
    return [...this.#rows.keys()].flatMap((key) => (key.startsWith(start) ? [key.slice(start.length)] : []));
  }
  rowCount(): number {
    return this.#rows.size;
  }

  /** Takes what a start has read. */
  async open(stored: Stored): Promise<void> {
    this.#take(stored, new Map());
    this.#layOverlay();
    await this.#layEdits();
  }
  #take({ rows, outbox, clock, sync }: Stored, before: ReadonlyMap<string, Row>): void {
    this.#rows = new Map([...before, ...rows.map((row) => [row.key, row] as const)]);
    this.#outbox = new Map(outbox.map((entry) => [entry.uid, entry]));
    this.#clock = clock ?? NO_CLOCK;
    this.sync = sync ?? NEVER_SYNCED;
  }

  /** Reads everything anew; `rows` if only these changed. */
  async reload(rows: readonly Row[] | null = null): Promise<void> {
    for (;;) {
      const before = this.#writes;
      const stored = await this.#store.read((tx) => readStored(tx, rows));
      if (before !== this.#writes) continue;
      this.#take(stored, rows ? this.#rows : new Map());
      break;
    }
    this.#layOverlay();
    await this.#layEdits();
  }

  #layOverlay(): void {
    const { weights } = this.forgetting();
    const byCard = new Map<string, CardEvent[]>();
    for (const { card, event } of this.#overlay())
      if (card !== null) byCard.set(card, [...(byCard.get(card) ?? []), event as CardEvent]);
    this.#shown = new Map();
    for (const [card, events] of byCard) {
      const { state, waiting } = foldOnto(this.#row(card), events, weights);
      this.#shown.set(card, state);
      if (waiting) void this.#foldWhole(card);
    }
  }

  #editsHere(): EditEvent[] {
    return this.#overlay().flatMap(({ event }) => (event.kind === "edit" ? [event] : []));
  }
  async #layEdits(): Promise<void> {
    const rows = [...this.#rows.values()].filter(({ key, state }) => key.startsWith("edit:") && state);
    const overlay = this.#editsHere();
    if (rows.length + overlay.length + this.#written.size === 0) return;
    const turn = ++this.#laid;
    const writing = await import("./writing").catch(() => null); // without it the library's cards go on
    if (!writing) return;
    this.writing = writing;
    const whole = this.sync.logComplete ? (card: string) => this.editsOf(card) : null;
    const written = await writing.laid(rows, overlay, whole);
    if (turn === this.#laid) this.#written = written;
  }
  /** Every edit of a card and every note on it, as far as the log is here. */
  async editsOf(card: string): Promise<Event[]> {
    const log: Event[] = await this.#store.logOfCard(card);
    return [...log, ...this.#editsHere().filter((edit) => edit.card === card)];
  }

  /** With the whole log here, a card with an overlay is the fold of both. */
  async #foldWhole(card: string): Promise<void> {
    if (!this.sync.logComplete) return;
    const before = this.#writes;
    const log = await this.#store.logOfCard(card);
    const overlay = this.#overlayOf(card);
    if (before !== this.#writes || overlay.length === 0) return;
    this.#shown.set(card, foldCard([...log, ...overlay], this.forgetting().weights));
    this.#changed();
  }

  /** Stores deeds, and `meta` with them, strictly; shows them once they are stored. */
  async do(doings: Doing[], meta: Record<string, unknown> = {}): Promise<OutboxEntry[]> {
    const entries = await this.#store.append(doings, Date.now(), meta);
    this.#writes += 1;
    for (const entry of entries) {
      this.#outbox.set(entry.uid, entry);
      if (entry.card !== null) await this.#show(entry.card, entry);
    }
    if (entries.some(({ event }) => event.kind === "edit")) await this.#layEdits();
    return entries;
  }

  async #show(card: string, { event }: OutboxEntry): Promise<void> {
    const before = this.#shown.get(card) ?? this.#row(card);
    const { state, waiting } = foldOnto(before, [event as CardEvent], this.forgetting().weights);
    this.#shown.set(card, state);
    if (!waiting) return;
    const whole = foldOnto(this.#row(card), this.#overlayOf(card), this.forgetting().weights);
    this.#shown.set(card, whole.state);
    if (whole.waiting) await this.#foldWhole(card);
  }

  /** A card's reviews and their undos, as far as the log is here. */
  async eventsOf(card: string): Promise<CardEvent[]> {
    return [...(await this.#store.logOfCard(card)), ...this.#overlayOf(card)];
  }

  /** With the whole log and nothing on top, log and row must say the same; the row is what is shown. */
  disagrees(card: string, events: readonly CardEvent[]): boolean {
    if (!this.sync.logComplete || this.#overlayOf(card).length > 0) return false;
    const [row, fold] = [this.#row(card), foldCard(events, this.forgetting().weights)];
    const near = Math.abs((row.s ?? 0) - (fold.s ?? 0)) <= 1e-6 * Math.abs(row.s ?? 0);
    return !near || row.reps !== fold.reps || row.lapses !== fold.lapses || row.last_day !== fold.last_day;
  }
}
