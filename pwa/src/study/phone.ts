/** The app of one learner on this phone: everything here works from what is stored, the network only adds to it. */
import { http } from "../api/http";
import type { Deed } from "../scheduling/events";
import type { Doing, LearnerStore } from "../store/learner";
import { setCurrentAccount } from "../store/shared";
import type { Adopted } from "../sync/adopt";
import type { Outcome } from "../sync/exchange";
import type { Syncer } from "../sync/syncer";
import type {
  Account,
  App,
  CardLine,
  Fields,
  FieldVersions,
  Insight,
  Library,
  RefusedEvent,
  ReviewLine,
  Session,
  SessionWish,
  SyncStatus,
  Today,
  Transfers,
  Writing,
} from "./types";
import { Daybook } from "./daybook";
import { Desk } from "./desk";
import type { Exams } from "./exam-types";
import type { PhoneExams } from "./exams";
import { Ledger } from "./ledger";
import { fetchLibrary, wholeLibrary } from "./library";
import { Sessions } from "./sessions";
import type { Beginning } from "./start";
import { plain } from "./plain";
import { Stock } from "./stock";
import { painted } from "./painted";
import { cardLines, historyOf, refusedOf, secondsLeft, todayOf } from "./views";

const AFTER_GRADE_MS = 3_000;
const AFTER_CHANGE_MS = 1_000;
const LIBRARY_MS = 3_600_000;
const GONE = "gone";

export class PhoneApp implements App {
  account: Account;
  persisted: boolean | null = null;
  readonly #store: LearnerStore;
  readonly #ledger: Ledger;
  readonly #desk: Desk;
  readonly #stock: Stock;
  #syncer: Syncer | null = null;
  #closed = false;
  readonly #channel: BroadcastChannel | null;
  readonly #listeners = new Set<() => void>();
  #syncing = false;
  #outcome: Outcome | null = null;
  #storageFull = false;
  readonly #days: Daybook;
  readonly #sessions: Sessions;
  #libraryAt = -Infinity;
  /** The last try to fetch it got no answer. */
  #noLibrary = false;
  #accountFresh = false;
  #exams: PhoneExams | null = null;
  #insight: Promise<Insight> | null = null;
  #soon: ReturnType<typeof setTimeout> | undefined;

  private constructor(account: Account, store: LearnerStore) {
    this.account = account;
    this.#store = store;
    this.#ledger = new Ledger(this.#store, () => this.#changed());
    this.#days = new Daybook(this.#store, this.#ledger);
    this.#stock = new Stock(this.#store);
    this.#desk = new Desk(account.id, this.#ledger, this.#stock);
    this.#sessions = new Sessions(this.#desk, {
      secondsLeft: () => this.#secondsLeft(),
      stored: (tookMs, uid) => this.#graded(tookMs, uid),
      failed: () => void (this.#storageFull = true),
      ended: () => this.#ended(),
    });
    this.#channel =
      typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(`cardinal-${account.id}`);
    this.#channel?.addEventListener(
      "message",
      ({ data }) => void (data === GONE ? this.#left() : this.#reload()),
    );
  }

  /** Reads what is stored, then lets the network come in behind. */
  static async open(account: Account, { store, read }: Beginning): Promise<PhoneApp> {
    const app = new PhoneApp(account, store);
    const { library, texts, ledger, session, persisted } = await read;
    app.#sessions.interrupted = session ?? null;
    app.persisted = persisted ?? null;
    app.#stock.open(library ?? (await wholeLibrary(app.#store)), texts);
    await app.#ledger.open(ledger);
    const days = app.#readDays();
    if (app.#sessions.underWay === null) await days; // a session that goes on needs no plan
    void painted()
      .then(() => app.#connect())
      .then(() => app.#learnHabits());
    return app;
  }
  async #readDays(): Promise<void> {
    try {
      await this.#days.read();
      this.#changed();
    } catch (error) {
      if (!this.#closed) throw error;
    }
  }
  /** Own seconds and practice exams move the choice of cards; until they are read it goes without. */
  async #learnHabits(): Promise<void> {
    try {
      const { habitsOf } = await import("./habits");
      this.#desk.habits = await habitsOf(this.#store, this.#ledger, () => this.exams());
      this.#changed();
    } catch (error) {
      if (!this.#closed) console.error("What practice exams tell could not be read.", error);
    }
  }
  /** Syncing is loaded behind the first screen, which does not need it. */
  async #connect(): Promise<void> {
    const { Syncer } = await import("../sync/syncer");
    if (this.#closed || this.#syncer) return;
    this.#syncer = new Syncer(this.#store, {
      adopted: (what) => this.#adopted(what),
      outcome: (outcome) => this.#synced(outcome),
    });
    this.#syncer.start();
    if (!this.library) void this.#refreshLibrary(); // nothing can be shown before it is here
  }
  close(): void {
    this.#closed = true;
    this.#syncer?.stop();
    clearTimeout(this.#soon);
    this.#channel?.close();
    this.#store.close();
    this.#listeners.clear();
  }

  /** Tells other tabs that this learner left this phone, then closes. */
  leave(): void {
    this.#channel?.postMessage(GONE);
    this.close();
  }
  #left(): void {
    this.close();
    // A picture that comes in before the page goes must not make a database that was wiped.
    void import("../media/kept").then(({ endMedia }) => endMedia()).catch(() => undefined);
    globalThis.location?.reload();
  }

  subscribe(fn: () => void): () => void {
    this.#listeners.add(fn);
    return () => this.#listeners.delete(fn);
  }
  #changed(): void {
    for (const listener of this.#listeners) listener();
  }

  get status(): SyncStatus {
    const entries = this.#ledger.entries();
    const { lastSync, rowsComplete } = this.#ledger.sync;
    const unsynced = entries.filter(({ status }) => status !== "accepted" && status !== "refused");
    return {
      online: globalThis.navigator?.onLine !== false && this.#outcome !== "none",
      syncing: this.#syncing,
      unsynced: unsynced.length,
      unsyncedGrades: unsynced.filter(({ event }) => event.kind === "review").length,
      setAside: unsynced.filter(({ status }) => status !== "waiting").length,
      lastSync,
      signedOut: this.#outcome === "signedOut",
      deleted: this.#outcome === "deleted",
      otherAccount: this.#outcome === "otherAccount",
      storageFull: this.#storageFull,
      firstPull: rowsComplete || !this.#syncing ? null : { done: this.#ledger.rowCount(), total: null },
    };
  }

  // What came from elsewhere

  async #adopted({ rows, swept, digestDiffered, restored }: Adopted): Promise<void> {
    if (restored) this.#libraryAt = -Infinity;
    if (digestDiffered) console.error("This phone's rows differed from the server's; they are fetched anew.");
    await this.#ledger.reload(swept ? null : rows);
    await this.#days.read();
    if (swept || rows.some(({ key }) => key.startsWith("sitting:"))) void this.#learnHabits();
    if (rows.length > 0 || swept) this.#channel?.postMessage("changed");
    this.#changed();
  }
  async #reload(): Promise<void> {
    await this.#ledger.reload();
    await this.#days.read();
    this.#changed();
  }
  #synced(outcome: Outcome | null): void {
    this.#syncing = outcome === null;
    if (outcome !== null) this.#outcome = outcome;
    if (outcome === "done") void this.#refreshLibrary();
    if (outcome === "done" && !this.#accountFresh) void this.#refreshAccount();
    if (outcome === "done" && !this.#closed) void this.#ledger.writing?.fetchMedia(this);
    this.#changed();
  }
  get library(): Library | null {
    return this.#stock.library;
  }
  whole(): Promise<void> {
    return this.#stock.all();
  }
  async #refreshLibrary(): Promise<void> {
    if (Date.now() - this.#libraryAt < LIBRARY_MS) return;
    this.#libraryAt = Date.now();
    const fetched = await fetchLibrary(this.#store, this.library?.version ?? 0);
    this.#noLibrary = fetched === "no answer";
    if (this.#noLibrary) this.#libraryAt = -Infinity; // asked again after the next sync
    if (fetched === "new") await this.#stock.refresh();
    if (fetched !== "same") this.#changed();
  }
  /** Recovery codes were made just now; whatever was asked before does not know of them. */
  async countCodes(recovery_codes_left: number): Promise<void> {
    this.account = { ...this.account, recovery_codes_left };
    this.#changed();
    await setCurrentAccount(this.account);
  }
  async #refreshAccount(): Promise<void> {
    this.#accountFresh = true;
    const before = this.account;
    const { status, body } = await http("GET", "/api/account");
    const fresh = body as Account;
    if (this.#closed || status !== 200 || fresh.id !== before.id || this.account !== before) return;
    this.account = fresh;
    await setCurrentAccount(fresh);
    this.#changed();
  }

  // What the learner does

  #do(deed: Deed, card: string | null): Promise<void> {
    return this.#doAll([{ deed, card }]);
  }
  async #doAll(doings: Doing[]): Promise<void> {
    await this.#keep(() => this.#ledger.do(doings));
    if (doings.some(({ deed }) => deed.kind === "sitting" && deed.action === "finish"))
      void this.#learnHabits();
    this.#sessions.refresh();
    this.#afterwards(AFTER_CHANGE_MS);
  }
  async #keep<T>(work: () => Promise<T>): Promise<T> {
    try {
      const result = await work();
      this.#storageFull = false;
      return result;
    } catch (error) {
      this.#storageFull = true;
      this.#changed();
      throw error;
    }
  }
  #afterwards(wait: number): void {
    this.#channel?.postMessage("changed");
    clearTimeout(this.#soon);
    this.#soon = setTimeout(() => void this.#syncer?.now(), wait);
    this.#changed();
  }

  setting<T>(name: string): T {
    return this.#ledger.setting(name) as T;
  }
  set(name: string, value: unknown): Promise<void> {
    return this.#do({ kind: "setting", name, value: plain(value) }, null);
  }
  mark(card: string, mark: "suspended" | "flag" | "starred", value: boolean | number): Promise<void> {
    if (mark === "flag") return this.#do({ kind: "mark", card, mark, value: Number(value) }, card);
    return this.#do({ kind: "mark", card, mark, value: Boolean(value) }, card);
  }
  reset(card: string): Promise<void> {
    return this.#do({ kind: "reset", card }, card);
  }
  async write(card: string | null, fields: Fields): Promise<string> {
    const { saved } = await import("./writing");
    const { id, doings } = saved(card, this.#ledger.written(), fields, this.#ledger.now());
    if (doings.length > 0) await this.#doAll(doings);
    return id;
  }
  writings(): ReadonlyMap<string, Writing> {
    return this.#ledger.written();
  }
  async versions(card: string): Promise<{ whole: boolean; fields: FieldVersions[] }> {
    const { versionsOf } = await import("./writing");
    const device = await this.#store.meta<string>("device");
    return {
      whole: this.#ledger.sync.logComplete,
      fields: versionsOf(await this.#ledger.editsOf(card), device),
    };
  }
  async sync(): Promise<void> {
    this.#libraryAt = -Infinity;
    await this.#connect();
    await this.#syncer?.now();
    await this.#refreshAccount();
  }

  // What there is to see

  today(): Today {
    if (this.#ledger.today() !== this.#days.day) void this.#days.read().then(() => this.#changed());
    return todayOf(this.#desk, {
      ...this.#days.counts(),
      inSession: this.#sessions.underWay !== null,
    });
  }
  #secondsLeft(): number {
    return secondsLeft(this.#desk, this.#days.counts().times);
  }
  cards(): CardLine[] {
    return cardLines(this.#desk);
  }
  async history(card: string): Promise<ReviewLine[]> {
    let events = await this.#ledger.eventsOf(card);
    if (this.#ledger.disagrees(card, events)) {
      // A sync may have come between the rows in memory and the log on the disk: look at both again.
      await this.#ledger.reload();
      events = await this.#ledger.eventsOf(card);
    }
    if (this.#ledger.disagrees(card, events))
      console.error(`The log of card ${card} does not add up to the server's row; the row is shown.`);
    return historyOf(events);
  }
  refused(): RefusedEvent[] {
    return refusedOf(this.#ledger.entries());
  }
  async exams(): Promise<Exams> {
    const { PhoneExams } = await import("./exams");
    this.#exams ??= new PhoneExams({
      store: this.#store,
      ledger: this.#ledger,
      library: () => this.library,
      doing: (doings) => this.#doAll(doings),
      subscribe: (fn) => this.subscribe(fn),
    });
    return this.#exams.refresh();
  }
  async insight(): Promise<Insight> {
    const { openInsight } = await import("./insight/door");
    this.#insight ??= openInsight({
      store: this.#store,
      desk: this.#desk,
      exams: () => this.exams(),
      secondsLeft: () => this.#secondsLeft(),
      doing: (doings) => this.#doAll(doings),
      subscribe: (fn) => this.subscribe(fn),
    });
    return this.#insight;
  }

  async transfers(): Promise<Transfers> {
    return (await import("./transfers")).transfers;
  }

  // Sessions

  async session(wish: SessionWish = {}): Promise<Session> {
    await this.#firstArrivals();
    if (!this.library)
      throw new Error("The cards are not on this phone yet. They come at its first contact.");
    return this.#sessions.open(wish);
  }
  /** A phone new to the account waits for its cards and for what other devices made of them, if they can come. */
  #firstArrivals(): Promise<void> {
    const here = () => this.library !== null && this.#ledger.sync.rowsComplete;
    const cannotCome = () =>
      !this.status.online || this.#noLibrary || !["done", null].includes(this.#outcome);
    return new Promise((go) => {
      const leave = this.subscribe(() => look());
      const look = () => {
        if (!here() && !cannotCome()) return;
        leave();
        go();
      };
      look();
    });
  }
  #graded(tookMs: number | null, uid: string): void {
    this.#storageFull = false;
    if (tookMs !== null) this.#days.add(uid, tookMs);
    if (tookMs !== null && this.persisted === null) void this.#askToPersist();
    this.#afterwards(AFTER_GRADE_MS);
  }
  async #ended(): Promise<void> {
    await this.#store.setMeta({ session: null });
    void this.#learnHabits();
    this.#changed();
    void this.#syncer?.now();
  }

  /** After the first review there is something to lose: ask that the browser does not clear it. */
  async #askToPersist(): Promise<void> {
    const storage = globalThis.navigator?.storage as StorageManager | undefined;
    if (!storage?.persist) return;
    this.persisted = false; // asked: no second question while the first is open
    this.persisted = await storage.persist();
    await this.#store.setMeta({ persisted: this.persisted });
    this.#changed();
  }
}
