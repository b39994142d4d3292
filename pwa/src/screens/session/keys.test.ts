import { expect, test } from "vitest";
import { act, help } from "./keys";

const press = (
  key: string,
  more: Partial<{ repeat: boolean; modified: boolean; on: string }> = {},
  typing = false,
) => act({ key, repeat: false, modified: false, on: "section", ...more }, typing);

test("space goes on, digits grade, z takes back", () => {
  expect(press(" ")).toEqual({ do: "next" });
  expect(press("3")).toEqual({ do: "grade", rating: 3 });
  expect(press("Z")).toEqual({ do: "undo" });
});

test("a key held down acts once", () => {
  expect(press("1", { repeat: true })).toBeNull();
});

test("the browser keeps its own shortcuts", () => {
  expect(press("f", { modified: true })).toBeNull();
});

test("space on a button presses that button and nothing else", () => {
  expect(press(" ", { on: "button" })).toBeNull();
  expect(press("2", { on: "button" })).toEqual({ do: "grade", rating: 2 });
});

test("digits typed as an answer do not grade, and Enter checks it", () => {
  expect(press("3", { on: "input" }, true)).toBeNull();
  expect(press("Enter", { on: "input" }, true)).toEqual({ do: "next" });
});

test("space on an option chooses it, and Enter checks the choice", () => {
  expect(press(" ", { on: "input" })).toBeNull();
  expect(press("Enter", { on: "input" })).toEqual({ do: "next" });
});

test("every letter that acts is in the help", () => {
  const told = help.map(([keys]) => keys.toLowerCase()).join(" ");
  for (const key of ["z", "s", "b", "f", "i", "?", "1", "4"]) {
    expect(press(key)).not.toBeNull();
    expect(told).toContain(key);
  }
});
