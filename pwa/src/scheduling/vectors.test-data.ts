/** The golden vectors that server and phone share; read by tests only. */
import defaults from "../../../tests/vectors/defaults.json?raw";
import fold from "../../../tests/vectors/fold.jsonl?raw";
import memory from "../../../tests/vectors/memory.jsonl?raw";
import papers from "../../../tests/vectors/papers.jsonl?raw";

const files = {
  "defaults.json": defaults,
  "fold.jsonl": fold,
  "memory.jsonl": memory,
  "papers.jsonl": papers,
};

export const vector = <T>(name: keyof typeof files): T => JSON.parse(files[name]) as T;
export const vectorLines = <T>(name: keyof typeof files): T[] =>
  files[name]
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as T);
