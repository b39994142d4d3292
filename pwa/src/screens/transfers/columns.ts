/** Which column of a table is which part of a card, as the learner sees and chooses it. */
import type { ImportChoices, ImportTold } from "../../study/app";

/** Parts of a card that a column may be, in the order in which they are asked for. */
export const parts = [
  ["prompt", "Question"],
  ["answer", "Answer"],
  ["why", "Why"],
  ["note", "Note"],
  ["topic", "Topic"],
  ["tags", "Tags"],
  ["deck", "Deck"],
  ["form", "Form"],
  ["id", "Id"],
] as const;

export const delimiters = [
  [",", "Comma"],
  [";", "Semicolon"],
  ["\t", "Tab"],
  ["|", "Vertical bar"],
] as const;

/** What an export's table may hold. */
export const exportColumns = [
  ["id", "Id"],
  ["form", "Form"],
  ["prompt", "Question"],
  ["answer", "Answer"],
  ["why", "Why"],
  ["note", "Note"],
  ["topic", "Topic"],
  ["suspended", "Suspended"],
  ["starred", "Starred"],
  ["flag", "Flag"],
  ["reviews", "Reviews"],
  ["lapses", "Lapses"],
  ["stability", "Stability"],
  ["difficulty", "Difficulty"],
  ["last_reviewed", "Last reviewed"],
  ["due", "Due"],
] as const;

export interface Layout {
  columns: Record<string, number>;
  header: boolean;
  /** "" = as found. */
  delimiter: string;
}
/** A table that could not be read has said nothing of itself. */
export const layoutOf = (told: Partial<ImportTold>): Layout => ({
  columns: { ...told.columns },
  header: told.header ?? false,
  delimiter: delimiters.some(([sign]) => sign === told.delimiter) ? told.delimiter! : "",
});

const UNKNOWN_WIDTH = 10;
const SHOWN = 30;
/** A name for each column: its number, and what stands first in it. */
export function columnNames(told: Partial<ImportTold>): string[] {
  const rows = told.first_rows ?? [];
  const width = rows.length ? Math.max(...rows.map((row) => row.length)) : UNKNOWN_WIDTH;
  return Array.from({ length: width }, (_, column) => {
    const first = rows.map((row) => (row[column] ?? "").trim()).find(Boolean);
    if (!first) return `Column ${column + 1}`;
    return `${column + 1}: ${first.length > SHOWN ? `${first.slice(0, SHOWN - 1)}…` : first}`;
  });
}

/** Which part each column is, by number. */
export const partOf = (columns: Readonly<Record<string, number>>, column: number): string =>
  parts
    .filter(([part]) => columns[part] === column)
    .map(([, name]) => name)
    .join(", ");

/** A part of -1 has no column; where none has one, the server finds out by itself. */
const chosen = ({ columns }: Layout): Record<string, number> =>
  Object.fromEntries(Object.entries(columns).filter(([, column]) => column >= 0));

export function choicesOf(layout: Layout): ImportChoices {
  const columns = chosen(layout);
  const named = Object.keys(columns).length > 0 ? { columns, header: layout.header } : {};
  return { ...named, ...(layout.delimiter ? { delimiter: layout.delimiter } : {}) };
}

/** What is missing before a table can be read so; null when nothing is. */
export function unready(layout: Layout): string | null {
  const columns = chosen(layout);
  if (Object.keys(columns).length === 0 || "prompt" in columns) return null;
  return "Choose the column of the question first.";
}

export const sameLayout = (one: Layout, other: Layout): boolean =>
  one.header === other.header &&
  one.delimiter === other.delimiter &&
  parts.every(([part]) => (one.columns[part] ?? -1) === (other.columns[part] ?? -1));
