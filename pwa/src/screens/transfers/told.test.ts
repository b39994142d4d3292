import { expect, test } from "vitest";
import type { ImportTold, Library } from "../../study/app";
import {
  bringsNothing,
  came,
  cardsLeft,
  coming,
  holds,
  lacking,
  mediaLeft,
  progress,
  share,
  size,
  wanted,
} from "./told";

const told: ImportTold = {
  cards: { new: 0, updated: 0, unchanged: 0, cardinals: 0 },
  left_out: [],
  reviews: { new: 0, known: 0 },
  marks: 0,
  media_taken: { images: 0, sounds: 0 },
  media_left: [],
  refused: 0,
  decks: [],
  tags: [],
};
const running = { kind: "anki_preview", state: "running", done: 3200, total: 20_000 } as const;

test("progress is said in what it counts, with the whole where it is known", () => {
  expect(progress(running)).toBe("Reading: 3,200 of 20,000 cards.");
  expect(progress({ ...running, kind: "export_anki", total: 0 })).toBe("Packing: 3,200 cards so far.");
  expect(progress({ ...running, kind: "export_json", done: 1, total: 1 })).toBe("Writing: 1 of 1 entry.");
  expect(progress({ ...running, done: 0, total: 0 })).toBe("Reading.");
  expect(progress({ ...running, state: "waiting" })).toBe("Waiting for its turn. It goes on without you.");
});

test("a bar is drawn only as far as anyone knows", () => {
  expect(share(running)).toBe(0.16);
  expect(share({ ...running, total: 0 })).toBeNull();
  expect(share({ ...running, done: 30_000 })).toBe(1);
});

test("sizes are told in the unit that fits", () => {
  expect([0, 1, 578_257, 999_499, 999_500, 2_134_000].map(size)).toEqual([
    "0 bytes",
    "1 byte",
    "578 kB",
    "999 kB",
    "1.0 MB",
    "2.1 MB",
  ]);
});

test("a file says what it holds, and of what there is none nothing", () => {
  expect(holds({ result: { cards: 1204, reviews: 5230, pictures: 12, decks: ["a"] } })).toBe(
    "1,204 cards, 5,230 reviews and 12 pictures",
  );
  expect(holds({ result: { cards: 1, reviews: 0, pictures: 0 } })).toBe("1 card");
  expect(holds({ result: { events: 2, rows: 9 } })).toBe("2 entries of your log");
});

const library = {
  exams: new Map([["mls", { code: "MLS-C01", domains: [{ id: "modeling", name: "Modeling" }] }]]),
  topics: new Map([["storage", { name: "Storage" }]]),
} as unknown as Library;

test("a file is named by its form and what was asked for", () => {
  const named = (kind: string, parameters: Record<string, unknown>) => wanted({ kind, parameters }, library);
  const what = (about: object) => ({ what: about });
  expect(named("export_anki", what({ scope: "all" }))).toBe("Anki package: your exams and your own cards");
  expect(named("export_csv", what({ scope: "exam", exam: "mls" }))).toBe("Table: MLS-C01");
  expect(named("export_anki", what({ scope: "domain", exam: "mls", domain: "modeling" }))).toBe(
    "Anki package: MLS-C01, Modeling",
  );
  expect(named("export_csv", what({ scope: "topic", topic: "storage" }))).toBe("Table: Storage");
  expect(named("export_csv", what({ scope: "topic", topic: "gone" }))).toBe("Table: gone");
  expect(named("export_csv", what({ scope: "search", text: "drop out" }))).toBe("Table: “drop out”");
  expect(named("export_anki", { ...what({ scope: "own" }), scheduling: false })).toBe(
    "Anki package: your own cards, without your progress",
  );
  expect(named("export_json", {})).toBe("Everything");
  expect(wanted({ kind: "export_csv", parameters: what({ scope: "exam", exam: "mls" }) }, null)).toBe(
    "Table: mls",
  );
});

test("what would be missing from a file is said before it is made", () => {
  const status = { online: true, unsynced: 0, unsyncedGrades: 0 };
  expect(lacking(status)).toBeNull();
  expect(lacking({ ...status, unsynced: 14, unsyncedGrades: 14 })).toBe(
    "14 grades could not be sent and would be missing from the file. They are safe on this phone.",
  );
  expect(lacking({ online: false, unsynced: 1, unsyncedGrades: 1 })).toBe(
    "Offline. The file is made on the server, and 1 grade is only on this phone, safe. Connect and try again: then nothing is missing.",
  );
  expect(lacking({ ...status, online: false })).toBe(
    "Offline. The file is made on the server. Connect and try again.",
  );
});

test("an import counts what it brings and leaves away what there is none of", () => {
  expect(coming(told)).toEqual([{ what: "New cards", n: 0 }]);
  const full = {
    ...told,
    cards: { new: 120, updated: 3, unchanged: 0, cardinals: 0 },
    reviews: { new: 5230, known: 0 },
    left_out: [
      { reason: "a", cards: 2, examples: [] },
      { reason: "b", cards: 5, examples: [] },
    ],
  };
  expect(coming(full).map(({ what, n }) => [what, n])).toEqual([
    ["New cards", 120],
    ["Cards whose text is updated", 3],
    ["New reviews", 5230],
    ["Cards left out", 7],
  ]);
  expect(came(full)).toBe("120 new cards, 3 updated cards and 5,230 reviews");
});

test("a file whose cards are all here brings nothing; one new review is something", () => {
  const here = { ...told, cards: { ...told.cards, unchanged: 40, cardinals: 3 } };
  expect(bringsNothing(here)).toBe(true);
  expect(came(here)).toBe("");
  expect(bringsNothing({ ...here, reviews: { new: 1, known: 0 } })).toBe(false);
});

test("pictures and sounds that come along are counted", () => {
  const full = { ...told, cards: { ...told.cards, new: 2 }, media_taken: { images: 14, sounds: 1 } };
  expect(coming(full).slice(-2)).toEqual([
    { what: "Pictures", n: 14 },
    { what: "Sounds", n: 1 },
  ]);
  expect(came(full)).toBe("2 new cards, 14 pictures and 1 sound");
});

test("what stays behind is said with its reason, some examples and how many more", () => {
  const left = {
    ...told,
    left_out: [{ reason: "These are empty.", cards: 1, examples: [] }],
    media_left: [{ reason: "These are larger than 10 MB.", count: 3, names: ["a.mp3", "b.mp3"] }],
  };
  expect(cardsLeft(left)).toEqual([{ why: "1 card: These are empty.", examples: [], more: 1 }]);
  expect(mediaLeft(left)).toEqual([
    { why: "3 files: These are larger than 10 MB.", examples: ["a.mp3", "b.mp3"], more: 1 },
  ]);
});

test("what was told before Cardinal took pictures along is still readable", () => {
  const { media_taken: _taken, media_left: _left, ...before } = told;
  expect(coming(before)).toEqual([{ what: "New cards", n: 0 }]);
  expect(mediaLeft(before)).toEqual([]);
});
