/** The words of POST /api/sync, and the check that a body really is an answer and not some portal's page. */
import type { Event } from "../scheduling/events";

export interface SyncRequest {
  device: string;
  learner: string;
  epoch: string | null;
  cursor: string | null;
  log_cursor: string | null;
  unsynced: number;
  events: Event[];
}
export interface SyncAnswer {
  server_time: number;
  epoch: string;
  accepted: { uid: string; seq: number; at: number }[];
  refused: { index: number; uid?: string; code: string; detail: string }[];
  rows: { key: string; seq: number; tag: number; state: unknown }[];
  cursor: string;
  digest?: { count: number; sum: number };
  more: boolean;
  log: Event[];
  log_cursor: string;
  log_more: boolean;
}

/** What came of one request. `none`: no answer at all, whatever did answer; try again later. */
export type Reply =
  | { kind: "answer"; answer: SyncAnswer; tookMs: number }
  | { kind: "rejected" }
  | { kind: "cursorUnknown" | "signedOut" | "deleted" | "otherAccount" | "none" };

type Shape = Record<string, unknown>;
const isObject = (value: unknown): value is Shape => typeof value === "object" && value !== null;
const has = (value: unknown, fields: Record<string, "number" | "string" | "boolean">): boolean =>
  isObject(value) && Object.entries(fields).every(([name, type]) => typeof value[name] === type);
const list = (value: unknown, fields: Parameters<typeof has>[1]): boolean =>
  Array.isArray(value) && value.every((item) => has(item, fields));

const HEAD = {
  server_time: "number",
  epoch: "string",
  cursor: "string",
  more: "boolean",
  log_cursor: "string",
  log_more: "boolean",
} as const;
const EVENT = {
  uid: "string",
  device: "string",
  n: "number",
  at: "number",
  tz: "number",
  kind: "string",
} as const;

export function isAnswer(body: unknown): body is SyncAnswer {
  return (
    isObject(body) &&
    has(body, HEAD) &&
    list(body["accepted"], { uid: "string", seq: "number", at: "number" }) &&
    list(body["refused"], { index: "number", code: "string", detail: "string" }) &&
    list(body["rows"], { key: "string", seq: "number", tag: "number" }) &&
    list(body["log"], EVENT) &&
    (body["digest"] == null || has(body["digest"], { count: "number", sum: "number" }))
  );
}

/** Reads an HTTP answer; `body` is its JSON, or null if it was none. */
export function replyOf(status: number, body: unknown, tookMs: number): Reply {
  const code = isObject(body) ? body["code"] : undefined;
  if (status === 200) return isAnswer(body) ? { kind: "answer", answer: body, tookMs } : { kind: "none" };
  if (status === 400 || status === 413 || status === 500) return { kind: "rejected" };
  if (status === 401 || status === 403) return { kind: "signedOut" };
  if (status === 410 && code === "account_deleted") return { kind: "deleted" };
  if (status === 409 && code === "cursor_unknown") return { kind: "cursorUnknown" };
  return { kind: status === 409 && code === "other_account" ? "otherAccount" : "none" };
}
