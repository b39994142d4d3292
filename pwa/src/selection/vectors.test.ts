import { expect, test } from "vitest";
import { diagnostic } from "./diagnostic";
import { readiness } from "./readiness";
import { session } from "./session";
import { CASES, deckOf, learnerOf } from "./vectors.test-data";

type Told = (number | string | null)[];
/** Equal words, and numbers within 1e-9. */
function sameAs(found: Told, expected: Told, which: string): void {
  expect(found.length, which).toBe(expected.length);
  found.forEach((value, i) => {
    const wanted = expected[i];
    const near =
      typeof value === "number" &&
      typeof wanted === "number" &&
      Math.abs(value - wanted) <= 1e-9 * Math.abs(wanted);
    if (!near && value !== wanted) expect.fail(`${which}: ${value} is not ${wanted}`);
  });
}

test("every learner of the shared vectors sees the server's cards in the server's order", () => {
  expect(CASES.length).toBeGreaterThan(500);
  CASES.forEach((line, number) => {
    const [deck, learner] = [deckOf(line), learnerOf(line)];
    const only = line.topic === null ? null : (card: number) => deck.topic[card] === line.topic;
    const found = session(deck, learner, { seconds: line.seconds, limit: line.limit, only });
    const told = found.map(({ card, reason, value, seconds, p, r, onDate }) => [
      card,
      reason,
      value,
      seconds,
      p,
      r,
      onDate,
    ]);
    expect(told.map(([card, reason]) => [card, reason])).toEqual(
      line.chosen.map(([card, reason]) => [card, reason]),
    );
    sameAs(told.flat(), line.chosen.flat(), `learner ${number}`);
  });
});

test("every learner is told the readiness that the server tells", () => {
  CASES.forEach((line, number) => {
    const { mean, sd, low, high } = readiness(deckOf(line), learnerOf(line), line.ahead);
    sameAs([mean, sd, low, high], line.readiness, `learner ${number}`);
  });
});

test("every diagnostic asks the server's next card", () => {
  CASES.forEach((line, number) => {
    const asked = new Set(line.asked.map((card) => line.ids[card]!));
    const found = diagnostic(deckOf(line), learnerOf(line), asked);
    sameAs(found ? [found.card, found.gain, found.left] : [], line.telling ?? [], `learner ${number}`);
  });
});
