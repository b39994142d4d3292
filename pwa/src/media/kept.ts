/** The bytes of pictures and sounds on this phone, apart from all else: what is lost here can be fetched again. */
import type { DBSchema } from "idb";
import { Connection, StorageFull } from "../store/connection";
import { mediaDatabase } from "../store/room";

interface MediaSchema extends DBSchema {
  files: { key: string; value: ArrayBuffer };
}

/** Of one learner. */
export class KeptMedia {
  readonly #db: Connection<MediaSchema>;

  constructor(learnerId: string) {
    this.#db = new Connection(mediaDatabase(learnerId), 1, (db) => void db.createObjectStore("files"));
  }
  get database(): string {
    return this.#db.name;
  }
  get(name: string): Promise<ArrayBuffer | undefined> {
    return this.#db.run(["files"], "readonly", (tx) => tx.objectStore("files").get(name));
  }
  async names(): Promise<Set<string>> {
    return new Set(await this.#db.run(["files"], "readonly", (tx) => tx.objectStore("files").getAllKeys()));
  }
  /** false = there is no room for it. */
  async put(name: string, bytes: ArrayBuffer): Promise<boolean> {
    try {
      await this.#db.run(["files"], "readwrite", (tx) => tx.objectStore("files").put(bytes, name));
      return true;
    } catch (error) {
      if (error instanceof StorageFull) return false;
      throw error;
    }
  }
  async drop(names: readonly string[]): Promise<void> {
    if (names.length === 0) return;
    await this.#db.run(["files"], "readwrite", async (tx) => {
      await Promise.all(names.map((name) => tx.objectStore("files").delete(name)));
    });
  }
  /** What comes later must not make a database that was wiped. */
  end(): void {
    this.#db.end();
  }
}

const open = new Map<string, KeptMedia>();

/** One connection for each learner, opened when it is first asked. */
export function mediaOf(learnerId: string): KeptMedia {
  const kept = open.get(learnerId) ?? new KeptMedia(learnerId);
  open.set(learnerId, kept);
  return kept;
}
/** Before somebody leaves this phone. */
export function endMedia(): void {
  for (const kept of open.values()) kept.end();
  open.clear();
}
