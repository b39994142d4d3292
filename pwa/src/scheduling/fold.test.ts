import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { inOrder, rowKey, type Event, type Rating, type ReviewEvent } from "./events";
import {
  EMPTY_CARD,
  foldCard,
  foldOnto,
  foldParameters,
  foldSetting,
  settingOnto,
  type CardEvent,
} from "./fold";
import { foldEdits, foldOutcome } from "./fold-others";
import { foldSitting } from "./fold-sitting";
import { DEFAULT_WEIGHTS } from "./memory";
import { vectorLines } from "./vectors.test-data";

interface Example {
  events: Event[];
  rows: Record<string, Record<string, unknown>>;
}
const examples = vectorLines<Example>("fold.jsonl");
const DAY = 86_400_000;
const NOON = 1_750_000_000_000;

const stamped = (uid: string, at: number) => ({ v: 1 as const, uid, device: "phone", n: 1, at, tz: 0 });
const review = (uid: string, day: number, rating: Rating = 3): ReviewEvent => ({
  ...stamped(uid, NOON + day * DAY),
  kind: "review",
  card: "a",
  card_version: 1,
  rating,
  took_ms: 5000,
  why: "due",
});
const undo = (uid: string, target: string, day: number, value = true): CardEvent => ({
  ...stamped(uid, NOON + day * DAY),
  kind: "undo",
  target,
  value,
});
const reset = (uid: string, day: number): CardEvent => ({
  ...stamped(uid, NOON + day * DAY),
  kind: "reset",
  card: "a",
});
const fold = (...events: CardEvent[]) => foldCard(events, DEFAULT_WEIGHTS);

const FOLDS: Record<string, (events: Event[], weights: readonly number[]) => unknown> = {
  card: (events, weights) => foldCard(events as CardEvent[], weights),
  setting: foldSetting,
  parameters: foldParameters,
  edit: foldEdits,
  outcome: foldOutcome,
  sitting: foldSitting,
};

/** Every row a set of events says, the way the phone would show it with the whole log at hand. */
function allRows(events: Event[]): Record<string, unknown> {
  const weights = foldParameters(events)?.weights ?? DEFAULT_WEIGHTS;
  const rows: Record<string, unknown> = {};
  for (const key of new Set(events.map(rowKey))) {
    if (key === null) continue;
    const own = events.filter((event) => rowKey(event) === key);
    const uids = new Set(own.map((event) => event.uid));
    const undos = events.filter((event) => event.kind === "undo" && uids.has(event.target));
    const all = [...own, ...undos];
    rows[key] = FOLDS[key.slice(0, key.indexOf(":"))]?.(all, weights);
  }
  return rows;
}

function expectSameRow(mine: unknown, theirs: Record<string, unknown>) {
  const ours = mine as Record<string, unknown>;
  for (const [field, value] of Object.entries(theirs)) {
    if ((field === "s" || field === "d") && typeof value === "number")
      expect(Math.abs((ours[field] as number) / value - 1)).toBeLessThan(1e-6);
    else expect(ours[field], field).toEqual(value);
  }
  expect(Object.keys(ours).sort()).toEqual(Object.keys(theirs).sort());
}

describe("the fold", () => {
  test("agrees with the server on every shared example, whatever the order of arrival", () => {
    expect(examples.length).toBeGreaterThan(100);
    for (const { events, rows } of examples) {
      for (const arrival of [events, [...events].reverse()]) {
        const mine = allRows(arrival);
        expect(Object.keys(mine).sort()).toEqual(Object.keys(rows).sort());
        for (const [key, theirs] of Object.entries(rows)) expectSameRow(mine[key], theirs);
      }
    }
  });

  test("gives one row for one set of events, shuffled and repeated at will", () => {
    const card = (example: Example) =>
      example.events.filter((e): e is CardEvent => ["review", "reset", "mark", "undo"].includes(e.kind));
    fc.assert(
      fc.property(fc.constantFrom(...examples), fc.infiniteStream(fc.nat()), (example, dice) => {
        const events = card(example);
        const shuffled = [...events, ...events.slice(0, 3)]
          .map((event) => ({ event, place: dice.next().value as number }))
          .sort((a, b) => a.place - b.place)
          .map(({ event }) => event);
        expect(foldCard(shuffled, DEFAULT_WEIGHTS)).toEqual(foldCard(events, DEFAULT_WEIGHTS));
      }),
    );
  });

  test("an undone review leaves no trace, and redone counts again", () => {
    expect(fold(review("r1", 0), undo("u", "r1", 1))).toEqual(EMPTY_CARD);
    expect(fold(review("r1", 0), undo("u1", "r1", 1), undo("u2", "r1", 2, false)).reps).toBe(1);
  });

  test("a reset starts afresh, and an undone reset gives the past back", () => {
    const past = [review("r1", 0), review("r2", 5)];
    expect(fold(...past, reset("x", 6))).toEqual(EMPTY_CARD);
    expect(fold(...past, reset("x", 6), undo("u", "x", 7))).toEqual(fold(...past));
  });

  test("a same-day Again is no lapse, a later one is", () => {
    expect(fold(review("r1", 0), review("r2", 0, 1)).lapses).toBe(0);
    expect(fold(review("r1", 0), review("r2", 3, 1)).lapses).toBe(1);
  });
});

describe("a row with an overlay on top", () => {
  test("is the fold of everything, when the overlay comes after", () => {
    const row = fold(review("r1", 0), review("r2", 4));
    const later = [review("r3", 9), reset("x", 10), review("r4", 11)];
    expect(foldOnto(row, later, DEFAULT_WEIGHTS)).toEqual({
      state: fold(review("r1", 0), review("r2", 4), ...later),
      waiting: false,
    });
  });

  test("lets wait what is not after the row's last review", () => {
    const row = fold(review("r2", 4));
    expect(foldOnto(row, [review("r1", 1)], DEFAULT_WEIGHTS)).toEqual({ state: row, waiting: true });
  });

  test("shows an undo of something older as waiting", () => {
    const row = fold(review("r1", 0));
    expect(foldOnto(row, [undo("u", "r1", 1)], DEFAULT_WEIGHTS)).toEqual({ state: row, waiting: true });
  });

  test("of a setting shows the later of the two", () => {
    const set = (uid: string, at: number, value: unknown): Event => ({
      ...stamped(uid, at),
      kind: "setting",
      name: "theme",
      value,
    });
    const row = foldSetting([set("a", 10, "dark")]);
    expect(settingOnto(row, [set("b", 11, "light")])?.value).toBe("light");
    expect(settingOnto(row, [set("b", 9, "light")])?.value).toBe("dark");
  });
});

test("order is (at, device, n, uid)", () => {
  const at = (uid: string, device: string, n: number) => ({ ...review(uid, 0), device, n });
  const ordered = inOrder([at("b", "y", 1), at("a", "y", 1), at("c", "x", 2), at("d", "x", 1)]);
  expect(ordered.map((event) => event.uid)).toEqual(["d", "c", "a", "b"]);
});
