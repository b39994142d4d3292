import { expect, test } from "vitest";
import cases from "../../../tests/vectors/references.json";
import { inWords, namesIn, replaced, type Reference } from "./references";

const DIGITS = "0123456789abcdef".repeat(4);

function found(text: string): Reference[] {
  const all: Reference[] = [];
  replaced(text, (one) => (all.push(one), ""));
  return all;
}

test.each(cases)("phone and server find the same in $text", ({ text, found: expected }) => {
  expect(found(text)).toEqual(expected);
  expect(namesIn(text)).toEqual(expected.map(({ name }) => name));
});

test("in a list a picture or a sound is what it is called", () => {
  const text = `Look: ![a hat](media:${DIGITS}.png =1x1) ![ ](media:${DIGITS}.svg) ![](media:${DIGITS}.mp3)`;
  expect(inWords(text)).toBe("Look: a hat (picture) (sound)");
  expect(inWords("no ![picture](media:here)")).toBe("no ![picture](media:here)");
});

test("a long text that looks like the beginning of many references is read to its end", () => {
  const almost = `![${"a".repeat(100)}](media:${DIGITS}`;
  expect(namesIn(almost.repeat(2_000))).toEqual([]);
  expect(namesIn("![".repeat(100_000) + "](media:")).toEqual([]);
});
