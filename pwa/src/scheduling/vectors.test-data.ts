/** Reads the golden vectors that server and phone share; used by tests only. */
import { readFileSync } from "node:fs";

const text = (name: string): string =>
  readFileSync(new URL(`../../../tests/vectors/${name}`, import.meta.url), "utf8");

export const vector = <T>(name: string): T => JSON.parse(text(name)) as T;
export const vectorLines = <T>(name: string): T[] =>
  text(name)
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as T);
