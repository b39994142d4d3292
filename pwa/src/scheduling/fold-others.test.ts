import { expect, test } from "vitest";
import type { EditEvent } from "./events";
import { editsOnto, foldEdits } from "./fold-others";

const anEdit = (at: number, field: string, value: unknown): EditEvent => ({
  ...{ v: 1, uid: `${at}`, device: "a", n: at, at, tz: 0 },
  ...{ kind: "edit", card: "own.1", field, value },
});
const row = foldEdits([anEdit(1, "created", true), anEdit(4, "prompt", "the row's")])!;

test("a later edit on top of a row changes its own field and leaves the others", () => {
  const { state, waiting } = editsOnto(row, [anEdit(5, "why", "because"), anEdit(6, "prompt", "new")]);
  expect(waiting).toBe(false);
  expect(state).toMatchObject({ alive: true, fields: { created: true, prompt: "new", why: "because" } });
  expect(state?.last[0]).toBe(6);
});

test("an edit from before the row's last waits where the row has a value, and shows where it has none", () => {
  const { state, waiting } = editsOnto(row, [anEdit(2, "prompt", "old"), anEdit(3, "why", "because")]);
  expect(waiting).toBe(true);
  expect(state).toMatchObject({ fields: { prompt: "the row's", why: "because" }, last: row.last });
});

test("deleting ends a card, and any later edit brings it back", () => {
  expect(editsOnto(row, [anEdit(5, "deleted", true)]).state?.alive).toBe(false);
  expect(editsOnto(row, [anEdit(5, "deleted", true), anEdit(6, "why", "")]).state?.alive).toBe(true);
});

test("a note on a library card is no card", () => {
  expect(editsOnto(null, [anEdit(1, "note", "mine")]).state).toMatchObject({ alive: false });
});

test("whatever was laid over a row, in whatever order, equals the fold of everything when all of it is later", () => {
  const over = [anEdit(7, "deleted", true), anEdit(5, "why", "x"), anEdit(6, "prompt", "y")];
  const everything = [anEdit(1, "created", true), anEdit(4, "prompt", "the row's"), ...over];
  expect(editsOnto(row, over).state).toEqual(foldEdits(everything));
});
