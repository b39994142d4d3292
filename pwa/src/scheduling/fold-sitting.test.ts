import { expect, test } from "vitest";
import { inOrder, type Event } from "./events";
import { deadlineOf, foldSitting, MINUTE_MS, type SittingState } from "./fold-sitting";
import { asEvents, sittingOnto } from "./sitting-onto";
import { vectorLines } from "./vectors.test-data";

const examples = vectorLines<{ events: Event[]; rows: Record<string, unknown> }>("fold.jsonl");
const sittings = examples.flatMap(({ rows }) =>
  Object.entries(rows).filter(([key]) => key.startsWith("sitting:")),
);

const START = 1_750_000_000_000;
const made = (minute: number, device: string, fields: object): Event =>
  ({
    ...{ v: 1, uid: `${minute} ${device} ${JSON.stringify(fields)}`, device, n: 1, tz: 0, sitting: "s" },
    ...{ at: START + minute * MINUTE_MS, ...fields },
  }) as Event;
const start = (fields: object = {}) =>
  made(0, "a", { kind: "sitting", action: "start", exam: "e", seed: 1, minutes: 10, ...fields });
const pause = (minute: number, value: boolean) =>
  made(minute, "a", { kind: "sitting", action: "pause", value });
const answer = (minute: number, choice: number, device = "a") =>
  made(minute, device, { kind: "answer", question: "q", choices: [choice] });
const finish = (minute: number, device = "a") => made(minute, device, { kind: "sitting", action: "finish" });

test("an answer after time or after the finish is kept as late, and one in time goes before it", () => {
  expect(foldSitting([start(), answer(11, 1)]).answers["q"]).toMatchObject({ choices: [1], late: true });
  expect(foldSitting([start(), answer(9, 2), answer(11, 1)]).answers["q"]).toMatchObject({ choices: [2] });
  expect(foldSitting([start(), finish(5, "b"), answer(6, 1)]).answers["q"]?.late).toBe(true);
});

test("a pause moves the end, except in exam mode and after it", () => {
  expect(deadlineOf(foldSitting([start(), pause(4, true), pause(7, false)]))).toBe(START + 13 * MINUTE_MS);
  const inExam = foldSitting([start({ mode: "exam" }), pause(4, true), pause(7, false)]);
  expect(deadlineOf(inExam)).toBe(START + 10 * MINUTE_MS);
  expect(foldSitting([start(), pause(11, true), pause(60, false)]).paused_ms).toBe(0);
  expect(deadlineOf(foldSitting([start(), pause(4, true)]))).toBeNull();
});

test("an answer may be to a question of any name", () => {
  const odd = made(1, "a", { kind: "answer", question: "__proto__", choices: [1] });
  expect(Object.keys(foldSitting([odd]).answers)).toEqual(["__proto__"]);
});

test("a row says again what it was folded from", () => {
  expect(sittings.length).toBeGreaterThan(150);
  for (const [, row] of sittings) expect(foldSitting(asEvents(row as SittingState))).toEqual(row);
});

test("what was done since a row came gives what the whole log gives, wherever the row was cut", () => {
  let compared = 0;
  for (const { events } of examples) {
    const own = inOrder(events.filter(({ kind }) => kind === "sitting" || kind === "answer"));
    if (own[0]?.kind !== "sitting" || own[0].action !== "start") continue;
    for (let cut = 0; cut <= own.length; cut++) {
      const row = cut === 0 ? null : foldSitting(own.slice(0, cut));
      expect(sittingOnto(row, own.slice(cut))).toEqual(foldSitting(own));
      compared += 1;
    }
  }
  expect(compared).toBeGreaterThan(500);
});
