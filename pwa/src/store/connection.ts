/** One IndexedDB database that survives what browsers do to connections: reopened once when lost, closed when another tab upgrades. */
import { openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction, type StoreNames } from "idb";

const FULL = "QuotaExceededError";
/** The phone has no room left. Nothing that was stored is lost. */
export class StorageFull extends Error {
  override name = FULL;
  constructor() {
    super(
      "This phone has no storage left for Cardinal. What is stored is safe; free some space and try again.",
    );
  }
}

/** A newer Cardinal in another tab has laid this database out anew. */
export class Outdated extends Error {
  constructor() {
    super("Cardinal was updated in another tab. What is stored is safe; reload this page to go on.");
  }
}

type Upgrade<S extends DBSchema> = (
  db: IDBPDatabase<S>,
  tx: IDBPTransaction<S, StoreNames<S>[], "versionchange">,
) => void;
export type Tx<S extends DBSchema, M extends IDBTransactionMode> = IDBPTransaction<S, StoreNames<S>[], M>;

/** What Safari and others raise when they dropped the connection behind our back. */
const LOST = new Set(["InvalidStateError", "UnknownError", "AbortError"]);
const nameOf = (error: unknown) =>
  error instanceof Error || error instanceof DOMException ? error.name : "";

export class Connection<S extends DBSchema> {
  #db: Promise<IDBPDatabase<S>> | null = null;
  #ended = false;
  readonly name: string;
  readonly #version: number;
  readonly #upgrade: Upgrade<S>;
  readonly #makeRoom: (() => Promise<void>) | undefined;

  /** `makeRoom` gives up what matters less; then a write that found the phone full is tried once more. */
  constructor(name: string, version: number, upgrade: Upgrade<S>, makeRoom?: () => Promise<void>) {
    this.name = name;
    this.#version = version;
    this.#upgrade = upgrade;
    this.#makeRoom = makeRoom;
  }

  #open(): Promise<IDBPDatabase<S>> {
    const opened = openDB<S>(this.name, this.#version, {
      upgrade: (db, _old, _new, tx) => this.#upgrade(db, tx),
      blocking: () => this.close(),
      terminated: () => this.#forget(),
    }).catch((error: unknown): never => {
      throw nameOf(error) === "VersionError" ? new Outdated() : error;
    });
    opened.catch(() => this.#forget());
    return opened;
  }
  #forget(): void {
    this.#db = null;
  }

  /** Everything in `work` happens, or none of it; a write is on the disk when this resolves. */
  async run<M extends "readonly" | "readwrite", T>(
    stores: StoreNames<S>[],
    mode: M,
    work: (tx: Tx<S, M>) => Promise<T>,
  ): Promise<T> {
    try {
      return await this.#attempt(stores, mode, work);
    } catch (error) {
      if (LOST.has(nameOf(error))) this.close();
      else if (nameOf(error) === FULL && this.#makeRoom) await this.#makeRoom();
      else throw error;
      return this.#attempt(stores, mode, work);
    }
  }

  async #attempt<M extends "readonly" | "readwrite", T>(
    stores: StoreNames<S>[],
    mode: M,
    work: (tx: Tx<S, M>) => Promise<T>,
  ): Promise<T> {
    if (this.#ended) throw new Error(`The database ${this.name} is no longer in use here.`);
    const db = await (this.#db ??= this.#open());
    const tx = db.transaction(stores, mode, { durability: mode === "readwrite" ? "strict" : "default" });
    const done = tx.done;
    done.catch(() => undefined); // awaited below; this keeps an early failure of `work` from being reported twice
    try {
      const result = await work(tx);
      if (mode === "readwrite") await done; // what was read is here, and its transaction ends by itself
      return result;
    } catch (error) {
      abort(tx);
      throw nameOf(error) === FULL ? new StorageFull() : error;
    }
  }

  close(): void {
    void this.#db?.then((db) => db.close()).catch(() => undefined);
    this.#forget();
  }
  /** Closes for good: what comes later must not open, and so make, a database that was wiped. */
  end(): void {
    this.#ended = true;
    this.close();
  }
}

function abort(tx: { abort(): void }): void {
  try {
    tx.abort();
  } catch {
    // it had ended by itself
  }
}
