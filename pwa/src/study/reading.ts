/** What is read of the disk inside a transaction; small, since it is the first script of a start. */
import type { LibraryCard, LibraryConcept } from "../api/library";
import type { Clock } from "../scheduling/clock";
import type { ReadTx } from "../store/learner";
import type { OutboxEntry, Row } from "../store/schema";
import type { SyncState } from "../sync/state";
import { outlineOf, type Columns } from "./outline";
import type { Library } from "./types";

export interface Stored {
  rows: readonly Row[];
  outbox: readonly OutboxEntry[];
  clock: Clock | undefined;
  sync: SyncState | undefined;
}
/** `rows` if they are known already. */
export async function readStored(tx: ReadTx, rows: readonly Row[] | null = null): Promise<Stored> {
  const meta = tx.objectStore("meta");
  const [stored, outbox, clock, sync] = await Promise.all([
    rows ?? tx.objectStore("rows").getAll(),
    tx.objectStore("outbox").getAll(),
    meta.get("clock") as Promise<Clock | undefined>,
    meta.get("sync") as Promise<SyncState | undefined>,
  ]);
  return { rows: stored, outbox, clock, sync };
}

export const byId = <T extends { id: string }>(items: readonly T[]): ReadonlyMap<string, T> =>
  new Map(items.map((item) => [item.id, item]));

/** Without any text of a card or concept: a few milliseconds, where reading all takes half a second. */
export async function readOutline(tx: ReadTx): Promise<Library | null> {
  const [columns, exams, topics, version] = await Promise.all([
    tx.objectStore("meta").get("outline") as Promise<Columns | undefined>,
    tx.objectStore("exams").getAll(),
    tx.objectStore("topics").getAll(),
    tx.objectStore("meta").get("library") as Promise<number | undefined>,
  ]);
  if (!columns || !version) return null;
  const outline = outlineOf(columns);
  return {
    version,
    exams: byId(exams),
    topics: byId(topics),
    outline,
    concepts: new Map(),
    cards: new Map(),
  };
}

export interface Texts {
  cards: LibraryCard[];
  concepts: LibraryConcept[];
}
/** These cards and their concepts, as far as they are stored. */
export async function readTexts(tx: ReadTx, ids: readonly string[]): Promise<Texts> {
  const here = <T>(one: T | undefined): T[] => (one === undefined ? [] : [one]);
  const cards = (await Promise.all(ids.map((id) => tx.objectStore("cards").get(id)))).flatMap(here);
  const names = [...new Set(cards.map(({ concept }) => concept))];
  const concepts = await Promise.all(names.map((id) => tx.objectStore("concepts").get(id)));
  return { cards, concepts: concepts.flatMap(here) };
}
