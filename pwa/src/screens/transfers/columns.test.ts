import { expect, test } from "vitest";
import { choicesOf, columnNames, layoutOf, partOf, sameLayout, unready } from "./columns";

const told = {
  columns: { prompt: 0, answer: 1 },
  header: true,
  delimiter: ";",
  first_rows: [
    ["front", "", "x".repeat(40)],
    ["What?", "That.", ""],
  ],
};

test("a column is named by its number and what stands first in it", () => {
  expect(columnNames(told)).toEqual(["1: front", "2: That.", `3: ${"x".repeat(29)}…`]);
  expect(columnNames({ first_rows: [["a"], ["", ""]] })).toEqual(["1: a", "Column 2"]);
});

test("of a table that could not be read columns can be chosen by number", () => {
  expect(columnNames({})).toHaveLength(10);
  expect(layoutOf({})).toEqual({ columns: {}, header: false, delimiter: "" });
});

test("a column says which part of a card it is", () => {
  expect(partOf({ prompt: 0, answer: 1, note: 1 }, 1)).toBe("Answer, Note");
  expect(partOf({ prompt: 0, answer: -1 }, 2)).toBe("");
});

test("what was read is asked for again as it was", () => {
  expect(choicesOf(layoutOf(told))).toEqual({
    columns: { prompt: 0, answer: 1 },
    header: true,
    delimiter: ";",
  });
});

test("a delimiter that the server found but does not offer is left for it to find again", () => {
  expect(layoutOf({ ...told, delimiter: ":" }).delimiter).toBe("");
});

test("a part without a column is not asked for, and without any column the server finds out", () => {
  expect(choicesOf({ columns: { prompt: 2, answer: -1 }, header: false, delimiter: "" })).toEqual({
    columns: { prompt: 2 },
    header: false,
  });
  expect(choicesOf({ columns: { prompt: -1 }, header: true, delimiter: "\t" })).toEqual({ delimiter: "\t" });
});

test("the question needs a column as soon as anything has one", () => {
  const layout = layoutOf(told);
  expect(unready(layout)).toBeNull();
  expect(unready({ ...layout, columns: { prompt: -1, answer: 1 } })).toMatch(/question/);
  expect(unready({ ...layout, columns: {} })).toBeNull();
});

test("a choice that is taken back is no change", () => {
  const was = layoutOf(told);
  expect(sameLayout(was, { ...was, columns: { ...was.columns, note: -1 } })).toBe(true);
  expect(sameLayout(was, { ...was, columns: { ...was.columns, note: 2 } })).toBe(false);
  expect(sameLayout(was, { ...was, header: false })).toBe(false);
  expect(sameLayout(was, { ...was, delimiter: "," })).toBe(false);
});
