import { expect, test } from "vitest";
import { meant } from "./swipe";

test("a long swipe left is Again, right is Good", () => {
  expect([meant(-120, 10), meant(120, -10)]).toEqual([1, 3]);
});

test("scrolling and short movements grade nothing", () => {
  expect([meant(100, 80), meant(60, 0), meant(0, 300)]).toEqual([null, null, null]);
});
