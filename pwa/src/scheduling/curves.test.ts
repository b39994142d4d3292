import fc from "fast-check";
import { expect, test } from "vitest";
import { curvesOf } from "./curves";
import type { Rating } from "./events";
import { DEFAULT_WEIGHTS, interval, next, retrievability } from "./memory";

const OTHER = DEFAULT_WEIGHTS.map((weight, i) => (i === 7 ? 0.02 : weight * (i % 2 ? 1.08 : 0.93)));
const near = (a: number, b: number) => expect(Math.abs(a - b)).toBeLessThanOrEqual(1e-10 * Math.abs(b));

test("what the curves say of many cards is what memory says of each", () => {
  const s = fc.double({ min: 0.001, max: 36_500, noNaN: true });
  const d = fc.double({ min: 1, max: 10, noNaN: true });
  fc.assert(
    fc.property(s, d, fc.integer({ min: 0, max: 400 }), fc.boolean(), (s, d, elapsed, plain) => {
      const weights = plain ? DEFAULT_WEIGHTS : OTHER;
      const curves = curvesOf(weights, 0.9);
      const r = curves.retrievability(s, elapsed);
      near(r, retrievability(s, elapsed, weights));
      expect(curves.interval(s)).toBe(interval(s, 0.9, weights));
      const passed = next({ s, d }, 3, elapsed, weights);
      const lapsed = next(next({ s, d }, 1, elapsed, weights), 3, 0, weights);
      near(curves.good(s, d, elapsed, r), passed.s);
      near(curves.again(s, d, elapsed, r), lapsed.s);
      near(curves.difficulty(d, 3), passed.d);
      near(curves.difficulty(curves.difficulty(d, 1), 3), lapsed.d);
    }),
  );
});

test("and so of a first review", () => {
  for (const rating of [1, 2, 3, 4] satisfies Rating[]) {
    const [mine, theirs] = [curvesOf(OTHER, 0.9).first(rating), next(null, rating, 0, OTHER)];
    near(mine.s, theirs.s);
    near(mine.d, theirs.d);
  }
});
