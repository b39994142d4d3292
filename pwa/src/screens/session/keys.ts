/** Which key does what while a card is up. Keys pressed in a field, on a button or with Ctrl belong to those. */
import type { Rating } from "../../study/app";

export type Act =
  { do: "next" | "undo" | "suspend" | "bury" | "flag" | "about" | "help" } | { do: "grade"; rating: Rating };

export interface Key {
  key: string;
  repeat: boolean;
  modified: boolean;
  /** The focused element's tag, lower case. */
  on: string;
}

const letters: Record<string, Act> = {
  z: { do: "undo" },
  s: { do: "suspend" },
  b: { do: "bury" },
  f: { do: "flag" },
  i: { do: "about" },
  "?": { do: "help" },
  " ": { do: "next" },
  "1": { do: "grade", rating: 1 },
  "2": { do: "grade", rating: 2 },
  "3": { do: "grade", rating: 3 },
  "4": { do: "grade", rating: 4 },
};

const ownSpace = ["button", "a", "summary", "input", "select", "audio"];

export function act({ key, repeat, modified, on }: Key, typing: boolean): Act | null {
  if (repeat || modified) return null;
  if (key === "Enter" && on === "input") return { do: "next" };
  if (typing) return null;
  if (key === " " && ownSpace.includes(on)) return null;
  return letters[key.toLowerCase()] ?? null;
}

export const help: [string, string][] = [
  ["Space", "Show the answer; then give the marked grade, or Good when none is marked"],
  ["Enter", "Check what is typed or chosen"],
  ["1 2 3 4", "Again, Hard, Good, Easy"],
  ["Z", "Take the last grade back"],
  ["I", "About this concept"],
  ["F", "Flag, or remove the flag"],
  ["B", "Not again today"],
  ["S", "Suspend this card"],
  ["?", "This list"],
];
