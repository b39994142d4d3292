import { expect, test } from "vitest";
import { act, type Key } from "./keys";

const press = (key: string, more: Partial<Key> = {}) =>
  act(
    {
      key,
      code: /\d/.test(key) ? `Digit${key}` : "",
      shift: false,
      repeat: false,
      modified: false,
      on: "body",
      ...more,
    },
    5,
  );

test("a number chooses that option, and with Shift strikes it out on every keyboard", () => {
  expect(press("2")).toEqual({ do: "choose", option: 1 });
  expect(press("!", { code: "Digit1", shift: true })).toEqual({ do: "strike", option: 0 });
  expect(press("3", { code: "Numpad3" })).toEqual({ do: "choose", option: 2 });
});

test("a number beyond the options does nothing", () => {
  expect(press("6")).toBeNull();
  expect(press("7")).toBeNull();
});

test("letters and arrows move, flag and say how sure", () => {
  expect(["n", "ArrowRight", "p", "ArrowLeft", "F", "o", "s", "u"].map((key) => press(key)?.do)).toEqual([
    "next",
    "next",
    "back",
    "back",
    "flag",
    "overview",
    "sure",
    "unsure",
  ]);
});

test("arrows stay with a focused radio button, and Ctrl and held keys with the browser", () => {
  expect(press("ArrowRight", { on: "input" })).toBeNull();
  expect(press("n", { on: "input" })).toEqual({ do: "next" });
  expect(press("f", { modified: true })).toBeNull();
  expect(press("n", { repeat: true })).toBeNull();
});
