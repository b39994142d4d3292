import { expect, test } from "vitest";
import { contextOf } from "./context";
import { isSeen } from "./deck";
import { seenAtMost, seenWorth } from "./value";
import { CASES, deckOf, learnerOf } from "./vectors.test-data";

test("no card is worth more than its bound, and what reaches the least is worked out", () => {
  for (const line of CASES.slice(0, 200)) {
    const at = contextOf(deckOf(line), learnerOf(line));
    const atMost = seenAtMost(at);
    for (let card = 0; card < line.ids.length; card++) {
      if (!isSeen(at.deck, card)) continue;
      const { value } = seenWorth(at, card);
      expect(atMost(card)).toBeGreaterThanOrEqual(value);
      expect(seenWorth(at, card, Math.fround(value)).value).toBe(value);
    }
  }
});
