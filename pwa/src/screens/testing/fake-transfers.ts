/** Exports and imports held in memory: each is half way for one look, then done. */
import type { ImportTold, TransferLine, Transfers } from "../../study/app";

const DAY_MS = 86_400_000;
const told: ImportTold = {
  cards: { new: 120, updated: 3, unchanged: 41, cardinals: 12 },
  left_out: [
    { reason: "These are empty.", cards: 1, examples: [] },
    { reason: "These have a question but no answer.", cards: 7, examples: ["What is S3?", "Why dropout?"] },
  ],
  reviews: { new: 5230, known: 18 },
  marks: 14,
  media_taken: { images: 14, sounds: 1 },
  media_left: [
    { reason: "These are larger than 10 MB.", count: 1, names: ["a whole lecture.mp3"] },
    { reason: "These are not in the file.", count: 9, names: ["s3.png", "ec2.png"] },
  ],
  refused: 0,
  decks: [
    { name: "AWS::Rechtsschutzversicherungsgesellschaften", cards: 99 },
    { name: "AWS::Storage", cards: 21 },
  ],
  tags: [{ name: "s3", cards: 12 }],
};
const tableTold: ImportTold = {
  ...told,
  delimiter: ";",
  header: true,
  columns: { prompt: 0, answer: 1 },
  rows: 120,
  first_rows: [
    ["front", "back", "extra"],
    ["What keeps objects?", "S3", "Storage"],
  ],
};

export function fakeTransfers(): Transfers {
  let lines: TransferLine[] = [];
  const begin = (kind: string, parameters: object, result: object, file_name = ""): Promise<string> => {
    const id = String(lines.length + 1);
    const made_at = Date.now();
    const at = { made_at, expires_at: made_at + DAY_MS };
    const asked = { parameters: { ...parameters }, result: { ...result } };
    lines = [
      { id, kind, state: "waiting", done: 0, total: 0, bytes: 0, error: "", file_name, ...asked, ...at },
      ...lines,
    ];
    return Promise.resolve(id);
  };
  const step = (line: TransferLine): TransferLine =>
    line.state === "waiting"
      ? { ...line, state: "running", done: 400, total: 1204 }
      : { ...line, state: "done", bytes: line.file_name ? 2_134_000 : 0 };
  const kindOf = (name: string) => (/\.(apkg|colpkg)$/.test(name) ? "anki" : "table");
  const again = (id: string, what: "preview" | "import", choices: object) => {
    const before = lines.find((line) => line.id === id)!;
    const kind = `${before.kind.split("_")[0]}_${what}`;
    return begin(kind, { file: before.parameters["file"], ...choices }, before.result);
  };
  return {
    list: async () => lines,
    one: async (id) => {
      lines = lines.map((line) => (line.id === id && line.state !== "done" ? step(line) : line));
      return lines.find((line) => line.id === id) ?? null;
    },
    takeAlong: ({ format, ...parameters }) =>
      begin(`export_${format}`, parameters, { cards: 1204, reviews: 5230 }, `cardinal.${format}`),
    handIn: (file, sent) => {
      sent(1);
      const kind = kindOf(file.name);
      return begin(`${kind}_preview`, { file: file.name }, kind === "anki" ? told : tableTold);
    },
    lookAgain: (id, choices) => again(id, "preview", choices),
    bringIn: (id, choices) => again(id, "import", choices),
    remove: async (id) => void (lines = lines.filter((line) => line.id !== id)),
  };
}
