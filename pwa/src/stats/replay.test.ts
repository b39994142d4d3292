import fc from "fast-check";
import { expect, test } from "vitest";
import type { Rating } from "../scheduling/events";
import { foldCard } from "../scheduling/fold";
import { DEFAULT_WEIGHTS, retrievability } from "../scheduling/memory";
import { Replay, settled, type Seen, type Told } from "./replay";
import { anUndo, aReset, aReview } from "./reviews.test-data";

const gone = (events: Told[]): Seen[] => {
  const replay = new Replay(DEFAULT_WEIGHTS);
  return settled(events).flatMap((event) => replay.take(event) ?? []);
};

test("nothing is expected of a first review, and of the next what the memory gives", () => {
  const [first, second] = gone([aReview(1, "a", 100, 3), aReview(2, "a", 104, 1)]);
  const { s } = foldCard([aReview(1, "a", 100, 3)], DEFAULT_WEIGHTS);
  expect(first).toMatchObject({ expected: null, again: false });
  expect(second!.expected).toBeCloseTo(retrievability(s!, 4, DEFAULT_WEIGHTS), 12);
});

test("a review that was taken back did not happen, and one whose taking back was taken back did", () => {
  const events = [
    aReview(1, "a", 100, 1),
    aReview(2, "a", 101, 3),
    anUndo(3, 101, "u1"),
    anUndo(4, 101, "u2"),
  ];
  expect(gone(events)).toEqual([]);
  expect(gone([...events, anUndo(5, 101, "u1", false)])).toMatchObject([{ rating: 1, expected: null }]);
});

test("after a reset a card is new again, and what was done before still happened", () => {
  const seen = gone([aReview(1, "a", 100, 3), aReset(2, "a", 101), aReview(3, "a", 102, 3)]);
  expect(seen.map(({ expected }) => expected)).toEqual([null, null]);
});

test("a second look on the same day is marked as one", () => {
  const seen = gone([aReview(1, "a", 100, 1), aReview(2, "a", 100, 3), aReview(3, "a", 101, 3)]);
  expect(seen.map(({ again }) => again)).toEqual([false, true, false]);
});

test("the order in which events arrive, and how often, changes nothing", () => {
  const review = fc.record({ card: fc.constantFrom("a", "b"), day: fc.integer({ min: 90, max: 99 }) });
  fc.assert(
    fc.property(fc.array(review, { maxLength: 12 }), fc.infiniteStream(fc.nat()), (reviews, dice) => {
      const events = reviews.map(({ card, day }, i) => aReview(i, card, day, ((i % 4) + 1) as Rating));
      const mixed = [...events, ...events].toSorted(() => (dice.next().value! % 2 ? 1 : -1));
      expect(gone(mixed)).toEqual(gone(events));
    }),
  );
});
