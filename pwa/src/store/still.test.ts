import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { keepLikely } from "./likely";
import { dropStill, keepStill } from "./still";

let place: Map<string, string>;
beforeEach(() => {
  place = new Map();
  vi.stubGlobal("localStorage", {
    getItem: (name: string) => place.get(name) ?? null,
    setItem: (name: string, value: string) => void place.set(name, value),
    removeItem: (name: string) => void place.delete(name),
  });
});
afterEach(() => vi.unstubAllGlobals());

const still = (learner: string) => ({ learner, html: "<p>What is S3?</p>", style: "", until: 1 });

test("a still is kept of whoever uses this phone, and of nobody else", () => {
  keepLikely("ada");
  keepStill(still("bob"));
  expect([...place.keys()]).toEqual(["cardinal-learner"]);
  keepStill(still("ada"));
  expect(JSON.parse(place.get("cardinal-still")!)).toEqual(still("ada"));
  dropStill();
  keepLikely(null);
  keepStill(still("ada"));
  expect([...place.keys()]).toEqual([]);
});
