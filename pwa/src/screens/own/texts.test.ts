import { expect, test } from "vitest";
import {
  changed,
  draftOf,
  isDeleted,
  lacking,
  speaksOfMedia,
  toldOf,
  valueText,
  withEarlier,
  type Draft,
} from "./texts";

const aDraft = (change: Partial<Draft> = {}): Draft => ({
  ...{ form: "basic", prompt: "Why?", answer: "So.", why: "", topic: "" },
  ...change,
});
const version = (value: unknown) => ({ uid: String(value), value, at: 0, device: 1, here: true });

test("only what the learner changed is saved, whatever another device wrote since the form was opened", () => {
  expect(changed(aDraft(), aDraft({ answer: "Because." }))).toEqual({ answer: "Because." });
  expect(changed(aDraft(), aDraft())).toEqual({});
});

test("a card needs a question and an answer, a text needs a gap", () => {
  expect(lacking(aDraft())).toBeNull();
  expect(lacking(aDraft({ prompt: " " }))).toContain("question");
  expect(lacking(aDraft({ answer: "" }))).toContain("answer");
  expect(lacking(aDraft({ form: "cloze", answer: "", prompt: "S3 holds {{objects}}." }))).toBeNull();
  expect(lacking(aDraft({ form: "cloze", prompt: "S3 holds {{ }}." }))).toContain("{{this}}");
});

test("a draft starts from what stands, and a strange value is an empty one", () => {
  const fields = { form: "cloze", prompt: "{{a}}", why: 7 };
  expect(draftOf({ fields, alive: true })).toEqual(aDraft({ form: "cloze", prompt: "{{a}}", answer: "" }));
});

test("only what was created and then deleted is a deleted card; a note alone is not", () => {
  expect(isDeleted({ fields: { created: true, deleted: true }, alive: false })).toBe(true);
  expect(isDeleted({ fields: { note: "mine" }, alive: false })).toBe(false);
});

test("every value of a field is readable in words", () => {
  const name = (id: string) => (id === "data" ? "Data" : id);
  expect(valueText("deleted", true, name)).toBe("deleted");
  expect(valueText("deleted", false, name)).toBe("brought back");
  expect(valueText("note", "", name)).toBe("(empty)");
  expect(valueText("topic", "data", name)).toBe("Data");
  expect(valueText("form", "cloze", name)).toBe("Gaps in a text");
});

test("a field written once has no earlier version", () => {
  const once = { field: "why", versions: [version("x")] };
  const twice = { field: "prompt", versions: [version("b"), version("a")] };
  expect(withEarlier([once, twice])).toEqual([twice]);
});

test("a picture is what it is called in lists, and untouched where it is typed", () => {
  const prompt = `Look: ![a hat](media:${"0".repeat(64)}.png =2x1)`;
  const writing = { fields: { prompt }, alive: true };
  expect(toldOf(writing, "prompt")).toBe("Look: a hat");
  expect(valueText("prompt", prompt, String)).toBe("Look: a hat");
  expect(draftOf(writing).prompt).toBe(prompt);
  expect(speaksOfMedia(draftOf(writing))).toBe(true);
  expect(speaksOfMedia(aDraft())).toBe(false);
});
