import { expect, test } from "vitest";
import { wayOf } from "./way";

const HERE = "https://cardinal.example";
const kept = new Set(["/", "/assets/app-1.js"]);
const way = (path: string, of: { method?: string; mode?: string; origin?: string } = {}) =>
  wayOf({ method: of.method ?? "GET", mode: of.mode ?? "cors", url: (of.origin ?? HERE) + path }, HERE, kept);

test("what the server says is never answered from the phone", () => {
  for (const path of [
    "/api/sync",
    "/api/library?since=3",
    "/_allauth/browser/v1/config",
    "/admin/",
    "/static/x.css",
  ])
    expect([way(path), way(path, { mode: "navigate" })]).toEqual(["network", "network"]);
});

test("every page of the app is the one page kept", () => {
  expect(way("/", { mode: "navigate" })).toBe("page");
  expect(way("/some/deep/link", { mode: "navigate" })).toBe("page");
});

test("built files come from what was kept, all else from the network", () => {
  expect(way("/assets/app-1.js")).toBe("kept");
  expect(way("/assets/unknown.js")).toBe("network");
  expect(way("/assets/app-1.js", { method: "POST" })).toBe("network");
  expect(way("/assets/app-1.js", { origin: "https://elsewhere.example" })).toBe("network");
});
