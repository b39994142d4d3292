/** What a screen may know and do about taking cards along and bringing cards in. */
import type { TransferLine } from "../api/transfers";

export type { TransferLine } from "../api/transfers";

export const SCOPES = ["all", "exam", "domain", "topic", "own", "search"] as const;
export type Scope = (typeof SCOPES)[number];
/** Of the fields after `scope` those that it needs. */
export interface Which {
  scope: Scope;
  exam?: string;
  domain?: string;
  topic?: string;
  text?: string;
}
export interface ExportAsked {
  format: "anki" | "csv" | "json";
  /** For anki and csv; json holds everything. */
  what?: Which;
  /** For anki: false makes all cards new. */
  scheduling?: boolean;
  /** For csv. */
  columns?: readonly string[];
  delimiter?: string;
}

/** What the learner chose after looking at a preview; topic ids by deck and tag. The last three are for tables. */
export interface ImportChoices {
  decks?: Readonly<Record<string, string>>;
  tags?: Readonly<Record<string, string>>;
  /** Part of a card: number of its column, from 0. */
  columns?: Readonly<Record<string, number>>;
  header?: boolean;
  delimiter?: string;
}

/** All of it is done on the server and needs the network: each rejects with a sentence for the learner. */
export interface Transfers {
  /** The latest first. */
  list(): Promise<TransferLine[]>;
  /** null = it was deleted, or its day is over. */
  one(id: string): Promise<TransferLine | null>;
  /** These give the id of the transfer to watch. */
  takeAlong(asked: ExportAsked): Promise<string>;
  /** `sent` hears the share that has arrived, 0..1. */
  handIn(file: File, sent: (share: number) => void, stop: AbortSignal): Promise<string>;
  lookAgain(id: string, choices: ImportChoices): Promise<string>;
  bringIn(id: string, choices: ImportChoices): Promise<string>;
  /** Stops it if it is under way. What an import wrote stays written. */
  remove(id: string): Promise<void>;
}

export interface Named {
  name: string;
  cards: number;
}
/** The result of a preview or an import: what would come, or came. */
export interface ImportTold {
  cards: { new: number; updated: number; unchanged: number; cardinals: number };
  left_out: { reason: string; cards: number; examples: string[] }[];
  reviews: { new: number; known: number };
  marks: number;
  /** Files that come along. Absent, like the next, in what was told before Cardinal took any. */
  media_taken?: { images: number; sounds: number };
  /** Files that stay behind: a sentence, and the names of the first. */
  media_left?: { reason: string; count: number; names: string[] }[];
  /** Entries that could not be written. */
  refused: number;
  decks: Named[];
  tags: Named[];
  /** How a table was read; absent for a package. */
  encoding?: string;
  delimiter?: string;
  header?: boolean;
  columns?: Record<string, number>;
  rows?: number;
  first_rows?: string[][];
}
