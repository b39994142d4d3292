/** What a screen may know and do: the words of the door between the core and the screens. */
import type { Account } from "../api/account";
import type { DeviceLine } from "../api/devices";
import type { Exams } from "./exam-types";
import type { Insight } from "./insight/types";
import type { Transfers } from "./transfer-types";
import type { Reason } from "../selection/queue";
import type { ComputeInstance, LibraryCard, LibraryConcept, LibraryExam, LibraryTopic } from "../api/library";

export type { Account } from "../api/account";
export type * from "./exam-types";
export type * from "./insight/types";
export type * from "./transfer-types";
export type { DeviceLine } from "../api/devices";
export type * from "../api/library";

export type Rating = 1 | 2 | 3 | 4;

/** What planning needs of cards and concepts, by id. */
export interface Outline {
  cards: ReadonlyMap<string, { concept: string; retired: boolean }>;
  concepts: ReadonlyMap<string, { topic: string; retired: boolean }>;
}
/** The library as kept on the phone, by id. Retired items are in it, so that history can be named. */
export interface Library {
  version: number;
  exams: ReadonlyMap<string, LibraryExam>;
  topics: ReadonlyMap<string, LibraryTopic>;
  outline: Outline;
  /** Those whose texts are in memory; all of them after `whole`. */
  concepts: ReadonlyMap<string, LibraryConcept>;
  cards: ReadonlyMap<string, LibraryCard>;
}

export interface SyncStatus {
  online: boolean;
  syncing: boolean;
  /** Events on this phone that the server does not have yet. */
  unsynced: number;
  /** Those among them that are grades; the rest are changes. */
  unsyncedGrades: number;
  /** Events the server could not take; kept here and tried again daily. */
  setAside: number;
  /** When the server last answered, in this phone's milliseconds; null = never. */
  lastSync: number | null;
  signedOut: boolean;
  deleted: boolean;
  otherAccount: boolean;
  storageFull: boolean;
  /** While the first rows of this account come in; total is null while unknown. */
  firstPull: { done: number; total: number | null } | null;
}

export interface Why {
  code: Reason;
  line: string;
}
export interface GradePreview {
  rating: Rating;
  /** When FSRS expects the card to have faded; 0 = it comes back in this session. */
  days: number;
  label: string;
  /** When Cardinal plans to show it, where that is another day; else null. */
  planned: string | null;
}

export interface Showing {
  /** Made when shown: the grade's event uid, so that a double tap is one grade. */
  uid: string;
  card: LibraryCard;
  concept: LibraryConcept;
  topicName: string;
  domainName: string;
  why: Why;
  /** Show the concept's summary first: this is its first new card. */
  introduce: boolean;
  seed: number;
  instance: ComputeInstance | null;
  /** Order in which to show options (choice), steps (order) or right sides (match): indexes into the card's. */
  optionOrder: number[];
  /** Worked out when first asked for. */
  readonly preview: GradePreview[];
  flag: number;
  starred: boolean;
  suspended: boolean;
  /** The learner's own note on this card; "" = none. */
  note: string;
}

/** What a session is about; nothing said = as selection has it, for what is left of today's minutes. */
export interface SessionWish {
  topic?: string;
  /** "<exam id>/<domain id>" */
  domain?: string;
  /** These cards, in this order. */
  cards?: readonly string[];
  minutes?: number;
  /** One unseen card after another, each the one that tells most after the answers so far. */
  diagnostic?: boolean;
}

export interface SessionState {
  showing: Showing | null;
  done: number;
  left: number;
  canUndo: boolean;
  /** Asks one card after another; how many, only the answers tell. */
  diagnostic: boolean;
  /** false with nothing showing: the next card is being read. */
  finished: boolean;
}

export interface SessionSummary {
  diagnostic: boolean;
  cards: number;
  minutes: number;
  cameBack: number;
  nowPass: number;
  /** Cards that were failed though the learner had been sure of them. */
  sureErrors: number;
  newCards: number;
  weakest: { name: string; ok: number; of: number } | null;
  tomorrow: { due: number; minutes: number };
}

export interface Session {
  readonly state: SessionState;
  /** Calls fn at once and at every change; returns the way out. */
  subscribe(fn: (s: SessionState) => void): () => void;
  /** State moves on at once; resolves when durably stored; rejects (state restored) when it cannot be. */
  grade(rating: Rating, given?: unknown, sure?: boolean): Promise<void>;
  undo(): Promise<void>;
  suspend(): Promise<void>;
  flag(n: number): Promise<void>;
  bury(): Promise<void>;
  summary(): SessionSummary;
  more(minutes: number): void;
  end(): void;
}

export interface Today {
  studyDay: number;
  due: number;
  /** New cards that today's minutes hold. */
  fresh: number;
  minutes: number;
  doneCards: number;
  doneMinutes: number;
  exams: { exam: LibraryExam; date: string | null; daysLeft: number | null }[];
  streak: number | null;
  inSession: boolean;
}

export interface ReviewLine {
  at: number;
  rating: Rating;
  /** Study days since the review before; null for the first. */
  days: number | null;
}
export interface CardLine {
  card: LibraryCard;
  /** For an own card one of its own, that says so. */
  concept: LibraryConcept;
  own: boolean;
  topicName: string;
  state: "new" | "due" | "known" | "suspended";
  flag: number;
  starred: boolean;
  dueDay: number | null;
}

/** What the learner may write: an own card's fields, or a note on any card. All plain text. */
export interface Fields {
  form?: "basic" | "cloze";
  /** In a cloze what is between {{ and }} is asked for. */
  prompt?: string;
  answer?: string;
  why?: string;
  /** A topic of the library; "" = none. */
  topic?: string;
  note?: string;
  /** Any later edit brings the card back; so does `false`. */
  deleted?: boolean;
}
/** What stands written about one card now. */
export interface Writing {
  fields: Readonly<Record<string, unknown>>;
  /** An own card that is not deleted. */
  alive: boolean;
}
export interface FieldVersions {
  field: string;
  /** Newest first, in the one order of the log: the first is shown, the others lost to it. */
  versions: { uid: string; value: unknown; at: number; device: number; here: boolean }[];
}
export interface RefusedEvent {
  uid: string;
  kind: string;
  at: number;
  card: string | null;
  code: string;
  /** The server's sentence. */
  detail: string;
}

export interface App {
  readonly account: Account | null;
  readonly status: SyncStatus;
  readonly library: Library | null;
  /** navigator.storage.persist()'s answer; null = not asked yet. */
  readonly persisted: boolean | null;
  /** Calls fn whenever anything of the app changed; returns the way out. */
  subscribe(fn: () => void): () => void;
  today(): Today;
  /** Continues a session that a reload interrupted, unless something else is wished for. */
  session(wish?: SessionWish): Promise<Session>;
  setting<T>(name: string): T;
  set(name: string, value: unknown): Promise<void>;
  sync(): Promise<void>;
  /** Resolves when every text of the library is in memory, for screens that list or search. */
  whole(): Promise<void>;
  /** Newest first; read from the log on the phone. */
  history(cardId: string): Promise<ReviewLine[]>;
  /** Needs `whole`. */
  cards(): CardLine[];
  mark(cardId: string, mark: "suspended" | "flag" | "starred", value: boolean | number): Promise<void>;
  reset(cardId: string): Promise<void>;
  refused(): RefusedEvent[];
  /** By card: own cards, deleted ones too, and notes on any card. */
  writings(): ReadonlyMap<string, Writing>;
  /** Stores the fields that differ from what is shown, in one transaction; null makes a new own card. Resolves to the card's id. */
  write(cardId: string | null, fields: Fields): Promise<string>;
  /** Every value of each field, read from the log on the phone; `whole` = the log is all here. */
  versions(cardId: string): Promise<{ whole: boolean; fields: FieldVersions[] }>;
  /** Practice exams; loaded when first asked for, and read anew when the library changed. */
  exams(): Promise<Exams>;
  /** Readiness, weak areas, statistics; loaded when first asked for. */
  insight(): Promise<Insight>;
  /** Exports and imports; loaded when first asked for. */
  transfers(): Promise<Transfers>;
}

export type AuthResult = { ok: true } | { ok: false; message: string; fields?: Record<string, string> };

export interface Auth {
  signUp(name: string, password: string, email?: string): Promise<AuthResult>;
  signIn(name: string, password: string): Promise<AuthResult>;
  signOut(opts: { wipe: boolean }): Promise<void>;
  unsyncedBeforeSignOut(): Promise<number>;
  recoveryCodes(password: string): Promise<string[]>;
  recover(name: string, code: string, password: string): Promise<AuthResult>;
  /** Whether this Cardinal sends mail at all; false also when it does not answer. */
  sendsMail(): Promise<boolean>;
  verifyEmail(key: string): Promise<AuthResult>;
  requestPasswordMail(email: string): Promise<AuthResult>;
  resetPasswordWithKey(key: string, password: string): Promise<AuthResult>;
  changePassword(old: string, fresh: string): Promise<AuthResult>;
  deleteAccount(password: string): Promise<AuthResult>;
  /** Those that hold this account's cards, the last seen first. Rejects with a sentence, as when there is no network. */
  devices(): Promise<DeviceLine[]>;
  /** Signs it out at once; it keeps what it has not sent and can sign in again. */
  endDevice(id: string): Promise<AuthResult>;
  /** An empty name gives way to the device's own. */
  renameDevice(id: string, name: string): Promise<AuthResult>;
}
