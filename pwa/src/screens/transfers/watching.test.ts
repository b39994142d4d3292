import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { App, TransferLine, Transfers } from "../../study/app";
import { Watching } from "./watching.svelte";

const line = (id: string, state: TransferLine["state"]): TransferLine => ({
  id,
  kind: "export_anki",
  state,
  done: 0,
  total: 0,
  parameters: {},
  result: {},
  file_name: "",
  bytes: 0,
  error: "",
  made_at: 0,
  expires_at: 0,
});

/** What the server has, and how often it was asked for a single one. */
function aServer(...lines: TransferLine[]) {
  const server = { lines, online: true, asked: 0 };
  const hear = async <T>(give: () => T) => {
    if (!server.online) throw new Error("No connection.");
    return give();
  };
  const transfers: Partial<Transfers> = {
    list: () => hear(() => server.lines),
    one: (id) => hear(() => ((server.asked += 1), server.lines.find((one) => one.id === id) ?? null)),
    remove: (id) => hear(() => void (server.lines = server.lines.filter((one) => one.id !== id))),
  };
  const app = { transfers: async () => transfers } as Partial<App> as App;
  return { server, app };
}

let watching: Watching;
beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  watching.stop();
  vi.useRealTimers();
});
const states = () => watching.lines?.map(({ state }) => state);
const later = (ms: number) => vi.advanceTimersByTimeAsync(ms);

test("what is under way is asked for until it ends, and its end is told once", async () => {
  const { server, app } = aServer(line("a", "waiting"), line("b", "done"));
  const ended: string[] = [];
  watching = new Watching(app, "", ({ id }) => ended.push(id));
  await later(1_000);
  expect(states()).toEqual(["waiting", "done"]);
  server.lines = [line("a", "done"), line("b", "done")];
  await later(3_000);
  expect([states(), ended]).toEqual([["done", "done"], ["a"]]);
  const { asked } = server;
  await later(60_000);
  expect(server.asked).toBe(asked);
});

test("a lost network is said and found again, and what was known stays", async () => {
  const { server, app } = aServer(line("a", "running"));
  watching = new Watching(app);
  await later(100);
  server.online = false;
  await later(3_000);
  expect([watching.missing, states()]).toEqual(["No connection.", ["running"]]);
  server.online = true;
  server.lines = [line("a", "done")];
  await later(4_000);
  expect([watching.missing, states()]).toEqual(["", ["done"]]);
});

test("what was deleted elsewhere goes, and what is deleted here does not come back", async () => {
  const { server, app } = aServer(line("a", "running"), line("b", "running"));
  watching = new Watching(app);
  await later(100);
  server.lines = [line("b", "running")];
  await later(2_000);
  expect(watching.lines?.map(({ id }) => id)).toEqual(["b"]);
  await watching.remove("b");
  await later(10_000);
  expect(watching.lines).toEqual([]);
});

test("one alone is watched by its id; one that is gone is none", async () => {
  const { app } = aServer(line("a", "done"), line("b", "done"));
  watching = new Watching(app, "b");
  await later(100);
  expect(watching.lines?.map(({ id }) => id)).toEqual(["b"]);
  watching = new Watching(app, "c");
  await later(100);
  expect(watching.lines).toEqual([]);
});

test("after leaving the screen nothing more is asked", async () => {
  const { server, app } = aServer(line("a", "running"));
  watching = new Watching(app);
  await later(1_000);
  watching.stop();
  const { asked } = server;
  await later(60_000);
  expect(server.asked).toBe(asked);
});
