/** Compiles only while what the server's schema promises is what this code reads: `npm run check` fails on a drift. */
import type { Row } from "../store/schema";
import type { SyncAnswer } from "../sync/protocol";
import type { Account } from "./account";
import type { DeviceLine } from "./devices";
import type { LibraryAnswer, LibraryExam } from "./library";
import type { components } from "./schema";
import type { TransferLine } from "./transfers";

type Server = components["schemas"];
type Gives<Promised extends Read, Read> = Promised;

export type AccountAgrees = Gives<Server["AccountAnswer"], Account>;
export type DeviceAgrees = Gives<Server["DeviceAnswer"], DeviceLine>;
/** JSON Schema says "two numbers" in a way that its types lose: an exam's scale is checked as a list. */
type Listed<E> = Omit<E, "scale"> & { scale: number[] };
type LibraryRead = Omit<LibraryAnswer, "exams"> & { exams: Listed<LibraryExam>[] };
export type LibraryAgrees = Gives<Server["LibraryAnswer"], LibraryRead>;
export type RowAgrees = Gives<Server["RowForm"], Omit<Row, "brought">>;
/** The log's events differ by kind, which the schema leaves open. */
export type SyncAgrees = Gives<Omit<Server["AnswerForm"], "log">, Omit<SyncAnswer, "log">>;
export type TransferAgrees = Gives<Server["TransferAnswer"], TransferLine>;
