import fc from "fast-check";
import { expect, test } from "vitest";
import { likely } from "./likely";

test("the share that was seen lies within, and more cases narrow the bounds", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), fc.nat(500), (n, some) => {
      const ok = Math.min(some, n);
      const { low, high } = likely(ok, n);
      expect(low).toBeGreaterThanOrEqual(0);
      expect(high).toBeLessThanOrEqual(1);
      expect(low).toBeLessThanOrEqual(ok / n + 1e-9);
      expect(high).toBeGreaterThanOrEqual(ok / n - 1e-9);
      const more = likely(ok * 10, n * 10);
      expect(more.high - more.low).toBeLessThan(high - low);
    }),
  );
});

test("before the first case everything is possible", () => {
  expect(likely(0, 0)).toEqual({ low: 0, high: 1 });
});

test("90 of 100 are as Wilson gives them", () => {
  const { low, high } = likely(90, 100);
  expect(low).toBeCloseTo(0.8545, 3);
  expect(high).toBeCloseTo(0.9326, 3);
});
