import { expect, test } from "vitest";
import { replyOf } from "./protocol";

const answer = {
  server_time: 1,
  epoch: "e",
  accepted: [],
  refused: [],
  rows: [],
  cursor: "c",
  more: false,
  log: [],
  log_cursor: "l",
  log_more: false,
};

test("only a body of the right form is an answer", () => {
  expect(replyOf(200, answer, 5).kind).toBe("answer");
  expect(replyOf(200, null, 5).kind).toBe("none");
  expect(replyOf(200, { ...answer, rows: [{ key: 1 }] }, 5).kind).toBe("none");
  expect(replyOf(200, { ...answer, cursor: null }, 5).kind).toBe("none");
});

test("statuses mean what the protocol says, and any other is no answer", () => {
  expect([400, 413, 500].map((status) => replyOf(status, null, 5).kind)).toEqual(Array(3).fill("rejected"));
  expect([401, 403].map((status) => replyOf(status, null, 5).kind)).toEqual(["signedOut", "signedOut"]);
  expect(replyOf(410, { code: "account_deleted" }, 5).kind).toBe("deleted");
  expect(replyOf(409, { code: "cursor_unknown" }, 5).kind).toBe("cursorUnknown");
  expect(replyOf(409, { code: "other_account" }, 5).kind).toBe("otherAccount");
  for (const status of [0, 302, 404, 409, 410, 429, 502, 503])
    expect(replyOf(status, null, 5).kind).toBe("none");
});
