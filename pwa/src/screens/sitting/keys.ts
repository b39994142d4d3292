/** Which key does what in a paper. Keys pressed with Ctrl, and what a focused control needs itself, stay untouched. */

export type Act =
  | { do: "choose" | "strike"; option: number }
  | { do: "next" | "back" | "flag" | "overview" | "sure" | "unsure" | "help" };

export interface Key {
  key: string;
  /** The key's place on the keyboard, which Shift does not change. */
  code: string;
  shift: boolean;
  repeat: boolean;
  modified: boolean;
  /** The focused element's tag, lower case. */
  on: string;
}

const letters: Record<string, Act["do"]> = {
  n: "next",
  arrowright: "next",
  p: "back",
  arrowleft: "back",
  f: "flag",
  o: "overview",
  s: "sure",
  u: "unsure",
  "?": "help",
};

/** `options`: how many the question has. */
export function act({ key, code, shift, repeat, modified, on }: Key, options: number): Act | null {
  if (repeat || modified) return null;
  const digit = Number(/^(?:Digit|Numpad)([1-6])$/.exec(code)?.[1] ?? (/^[1-6]$/.test(key) ? key : NaN));
  if (digit <= options) return { do: shift ? "strike" : "choose", option: digit - 1 };
  const name = key.toLowerCase();
  if (name.startsWith("arrow") && on === "input") return null; // they move between radio buttons
  const what = letters[name];
  return what === undefined ? null : ({ do: what } as Act);
}

export const help: [string, string][] = [
  ["1 to 6", "Choose an option; where several are right, choose or leave it"],
  ["Shift 1 to 6", "Strike an option out, or bring it back"],
  ["N →", "Next question"],
  ["P ←", "Question before"],
  ["F", "Flag this question, or remove the flag"],
  ["S U", "Sure, not sure"],
  ["O", "Overview of all questions"],
  ["?", "This list"],
];
