/** Which cards a search asks for. */
import type { CardLine } from "../../study/app";

export interface Wanted {
  text: string;
  topic: string;
  state: CardLine["state"] | keyof typeof marks | "";
}

export const stateNames: Record<CardLine["state"], string> = {
  new: "Not met yet",
  due: "Fading",
  known: "Known",
  suspended: "Suspended",
};

/** What else the same list can ask for. */
export const marks = {
  own: ["Your own", (line: CardLine) => line.own],
  starred: ["Starred", (line: CardLine) => line.starred],
  flagged: ["Flagged", (line: CardLine) => line.flag > 0],
} as const;

/** Every word must occur, in any order; retired cards are found only while they still carry a history. */
export function found(
  lines: readonly CardLine[],
  { text, topic, state }: Wanted,
  textOf: (line: CardLine) => string,
): CardLine[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return lines.filter(
    (line) =>
      (!topic || line.topicName === topic) &&
      (!state || (state in marks ? marks[state as keyof typeof marks][1](line) : line.state === state)) &&
      !(line.card.retired && line.state === "new") &&
      (!words.length || words.every((word) => textOf(line).toLowerCase().includes(word))),
  );
}
