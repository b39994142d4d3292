import fc from "fast-check";
import { expect, test } from "vitest";
import { Greatest } from "./greatest";

test("the least of the greatest is what sorting all of them gives", () => {
  const numbers = fc.array(fc.float({ noNaN: true }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(numbers, fc.integer({ min: 1, max: 60 }), (values, count) => {
      const greatest = new Greatest(count);
      for (const value of values) greatest.offer(value);
      const sorted = values.toSorted((a, b) => b - a);
      expect(greatest.least + 0).toBe((sorted[count - 1] ?? -Infinity) + 0);
    }),
  );
});
