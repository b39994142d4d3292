/** What exports and imports come to, in words. */
import type { ImportTold, Library, SyncStatus, TransferLine } from "../../study/app";
import { count, unsent } from "../../words";

type Answer = Pick<TransferLine, "kind" | "state" | "done" | "total">;

export const isExport = ({ kind }: Pick<TransferLine, "kind">): boolean => kind.startsWith("export_");
export const isPreview = ({ kind }: Pick<TransferLine, "kind">): boolean => kind.endsWith("_preview");
export const underWay = ({ state }: Pick<TransferLine, "state">): boolean =>
  state === "waiting" || state === "running";
/** The server's answer to a preview or import that is done. */
export const importTold = ({ result }: Pick<TransferLine, "result">): ImportTold =>
  result as unknown as ImportTold;

/** 0..1; null = not known. */
export const share = ({ done, total }: Answer): number | null =>
  total > 0 ? Math.min(1, done / total) : null;

const deeds: Record<string, string> = {
  export_anki: "Packing",
  export_csv: "Writing",
  export_json: "Writing",
  anki_preview: "Reading",
  table_preview: "Reading",
  anki_import: "Bringing in",
  table_import: "Bringing in",
};
export function progress(line: Answer): string {
  if (line.state === "waiting") return "Waiting for its turn. It goes on without you.";
  const unit = line.kind === "export_json" ? "entry" : "card";
  const units = line.kind === "export_json" ? "entries" : "cards";
  const doing = deeds[line.kind] ?? "Working";
  if (line.total > 0)
    return `${doing}: ${line.done.toLocaleString("en")} of ${count(line.total, unit, units)}.`;
  return line.done > 0 ? `${doing}: ${count(line.done, unit, units)} so far.` : `${doing}.`;
}

export function size(bytes: number): string {
  if (bytes < 1_000) return count(bytes, "byte");
  return bytes < 999_500 ? `${Math.round(bytes / 1_000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

const listed = (parts: string[]): string =>
  parts.length < 2 ? (parts[0] ?? "") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
const some = (...parts: [number | undefined, string, string?][]): string =>
  listed(parts.flatMap(([n, one, many]) => (n ? [count(n, one, many)] : [])));

/** "1,204 cards, 5,230 reviews and 12 pictures". */
export function holds({ result }: Pick<TransferLine, "result">): string {
  const { cards, reviews, pictures, events } = result as Record<string, number>;
  return some(
    [cards, "card"],
    [reviews, "review"],
    [pictures, "picture"],
    [events, "entry of your log", "entries of your log"],
  );
}

const formats: Record<string, string> = {
  export_anki: "Anki package",
  export_csv: "Table",
  export_json: "Everything",
};
/** "Anki package: MLS-C01, Modeling". */
export function wanted(
  { kind, parameters }: Pick<TransferLine, "kind" | "parameters">,
  library: Library | null,
) {
  const format = formats[kind] ?? "File";
  const { scope, exam, domain, topic, text } = (parameters["what"] ?? {}) as Record<string, string>;
  if (kind === "export_json") return format;
  const found = library?.exams.get(exam ?? "");
  const domainName = found?.domains.find(({ id }) => id === domain)?.name ?? domain;
  const which: Record<string, string | undefined> = {
    exam: found?.code ?? exam,
    domain: `${found?.code ?? exam}, ${domainName}`,
    topic: library?.topics.get(topic ?? "")?.name ?? topic,
    own: "your own cards",
    search: `“${text}”`,
  };
  const plain = parameters["scheduling"] === false ? ", without your progress" : "";
  return `${format}: ${which[scope ?? ""] ?? "your exams and your own cards"}${plain}`;
}

/** What is on this phone alone and so would not be in the file; null = nothing. */
export function lacking(status: Pick<SyncStatus, "online" | "unsynced" | "unsyncedGrades">): string | null {
  const { online, unsynced } = status;
  const are = unsynced === 1 ? "is" : "are";
  if (!online)
    return unsynced
      ? `Offline. The file is made on the server, and ${unsent(status)} ${are} only on this phone, safe. Connect and try again: then nothing is missing.`
      : "Offline. The file is made on the server. Connect and try again.";
  if (unsynced === 0) return null;
  return `${unsent(status)} could not be sent and would be missing from the file. ${unsynced === 1 ? "It is" : "They are"} safe on this phone.`;
}

export interface Count {
  what: string;
  n: number;
  note?: string;
}
/** What an import brings, line by line; what there is none of is left away. */
export function coming({ cards, reviews, marks, left_out, media_taken }: ImportTold): Count[] {
  const left = left_out.reduce((sum, one) => sum + one.cards, 0);
  const all: Count[] = [
    { what: "New cards", n: cards.new },
    { what: "Cards whose text is updated", n: cards.updated },
    { what: "Cards that are the same here", n: cards.unchanged },
    {
      what: "Cards of Cardinal's library",
      n: cards.cardinals,
      note: "They keep their text and take their reviews.",
    },
    { what: "New reviews", n: reviews.new },
    { what: "Reviews that are here already", n: reviews.known, note: "None is counted twice." },
    { what: "Suspended, flagged or starred", n: marks },
    { what: "Pictures", n: media_taken?.images ?? 0 },
    { what: "Sounds", n: media_taken?.sounds ?? 0 },
    { what: "Cards left out", n: left, note: "Why stands below." },
  ];
  return all.filter(({ n }, i) => n > 0 || i === 0);
}

export const bringsNothing = ({ cards, reviews, marks }: ImportTold): boolean =>
  cards.new + cards.updated + reviews.new + marks === 0;

export interface Left {
  /** "7 cards: These have a question but no answer." */
  why: string;
  examples: readonly string[];
  /** How many there are beyond the examples. */
  more: number;
}
const leftOf = (n: number, one: string, reason: string, examples: readonly string[]): Left => ({
  why: `${count(n, one)}: ${reason}`,
  examples,
  more: n - examples.length,
});
export const cardsLeft = ({ left_out }: ImportTold): Left[] =>
  left_out.map(({ reason, cards, examples }) => leftOf(cards, "card", reason, examples));
/** Pictures and sounds. */
export const mediaLeft = ({ media_left = [] }: ImportTold): Left[] =>
  media_left.map(({ reason, count: files, names }) => leftOf(files, "file", reason, names));

/** After an import: "120 new cards, 3 updated cards, 5,230 reviews and 12 pictures". */
export const came = ({ cards, reviews, marks, media_taken }: ImportTold): string =>
  some(
    [cards.new, "new card"],
    [cards.updated, "updated card"],
    [reviews.new, "review"],
    [marks, "suspension, flag or star", "suspensions, flags and stars"],
    [media_taken?.images, "picture"],
    [media_taken?.sounds, "sound"],
  );
