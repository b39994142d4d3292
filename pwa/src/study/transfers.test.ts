import { afterEach, expect, test, vi } from "vitest";
import { sentence, transfers } from "./transfers";

afterEach(() => void vi.unstubAllGlobals());

/** Answers every request so; gives what was asked. */
function answering(status: number, body: unknown) {
  const asked: [string, string][] = [];
  vi.stubGlobal("document", { cookie: "csrftoken=t" });
  vi.stubGlobal("fetch", async (path: string, { method }: { method: string }) => {
    asked.push([method, path]);
    return { status, json: async () => body, headers: new Headers() };
  });
  return asked;
}

test("the server's own sentence is the learner's", () => {
  expect(sentence({ status: 409, body: { detail: "Three are under way." } })).toBe("Three are under way.");
});

test("what is wrong with a field is said rather than that something is", () => {
  const body = { detail: "Some fields are not as expected.", fields: { what: { exam: ["No such exam."] } } };
  expect(sentence({ status: 400, body })).toBe("No such exam.");
});

test("without an answer the network is named, and all is safe", () => {
  expect(sentence({ status: 0, body: null })).toMatch(/No connection.*safe/);
  expect(sentence({ status: 502, body: null })).toMatch(/trouble.*Nothing was changed/);
});

test("asking for a file gives the id to watch", async () => {
  const asked = answering(202, { id: "a1" });
  expect(await transfers.takeAlong({ format: "json" })).toBe("a1");
  expect(asked).toEqual([["POST", "/api/exports"]]);
});

test("a refusal rejects with its sentence", async () => {
  answering(410, { detail: "The file is no longer here." });
  await expect(transfers.bringIn("a1", {})).rejects.toThrow("The file is no longer here.");
});

test("what is gone is no error: not when looked at, and not when deleted", async () => {
  answering(404, { detail: "No such export or import is known to this account." });
  expect(await transfers.one("a1")).toBeNull();
  await expect(transfers.remove("a1")).resolves.toBeUndefined();
});
