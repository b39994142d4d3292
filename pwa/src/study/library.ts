/** The library on the phone: fetched when it changed, kept whole, retired items included. */
import { http } from "../api/http";
import type { LibraryAnswer } from "../api/library";
import type { LearnerStore, WriteTx } from "../store/learner";
import { bankOf } from "./bank";
import { columnsOf, outlineOf } from "./outline";
import { byId, readOutline } from "./reading";
import type { Library } from "./types";

type Kind = "exams" | "topics" | "concepts" | "cards" | "questions";
const KINDS: readonly Kind[] = ["exams", "topics", "concepts", "cards", "questions"];

/** Everything; null while nothing was fetched yet. */
export async function wholeLibrary(store: LearnerStore): Promise<Library | null> {
  const { exams, topics, concepts, cards, version } = await store.library();
  if (version === 0) return null;
  const outline = outlineOf(columnsOf(cards, concepts));
  return {
    version,
    exams: byId(exams),
    topics: byId(topics),
    outline,
    concepts: byId(concepts),
    cards: byId(cards),
  };
}

/** A library stored by an earlier version of this app has no outline beside it, and is read whole. */
export const storedOutline = async (store: LearnerStore): Promise<Library | null> =>
  (await store.readLibrary(readOutline)) ?? wholeLibrary(store);

function isLibrary(body: unknown): body is LibraryAnswer {
  const answer = body as Partial<Record<Kind | "version", unknown>> | null;
  return typeof answer?.version === "number" && KINDS.every((kind) => Array.isArray(answer[kind]));
}

export type Fetched = "new" | "same" | "no answer";

/** Fetches and stores what changed since `known`; all of it if the server was put back since. The old one is shown meanwhile. */
export async function fetchLibrary(store: LearnerStore, known: number): Promise<Fetched> {
  const version = (await store.meta("libraryStale")) ? 0 : known;
  const headers: Record<string, string> = version > 0 ? { "If-None-Match": `"${version}"` } : {};
  const { status, body } = await http("GET", `/api/library?since=${version}`, undefined, headers);
  if (status === 304) return "same";
  if (status !== 200 || !isLibrary(body)) return "no answer";
  if (body.version === version) return "same";
  // A server put back to an older library cannot say what changed: take all of it.
  if (body.version < version) return fetchLibrary(store, 0);
  await keep(store, body, version === 0);
  return "new";
}

export const keep = (store: LearnerStore, answer: LibraryAnswer, whole: boolean): Promise<void> =>
  store.writeLibrary(async (tx) => {
    if (whole) await Promise.all(KINDS.map((kind) => tx.objectStore(kind).clear()));
    await Promise.all([
      ...KINDS.flatMap((kind) => answer[kind].map((item) => tx.objectStore(kind).put(item as never))),
      tx.objectStore("meta").put(answer.version, "library"),
      whole ? tx.objectStore("meta").delete("libraryStale") : undefined,
    ]);
    await keepOutline(tx);
  });

async function keepOutline(tx: WriteTx): Promise<void> {
  const [cards, concepts, questions] = await Promise.all([
    tx.objectStore("cards").getAll(),
    tx.objectStore("concepts").getAll(),
    tx.objectStore("questions").getAll(),
  ]);
  await tx.objectStore("meta").put(columnsOf(cards, concepts), "outline");
  await tx.objectStore("meta").put(bankOf(questions, cards), "bank");
}
