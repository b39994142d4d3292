import fc from "fast-check";
import { expect, test } from "vitest";
import { kept, nameOf, predictionOf } from "./predictions";

const share = fc.integer({ min: 0, max: 1000 }).map((n) => n / 1000);
const score = fc.record({ mean: share, low: share, high: share });

test("a prediction that was kept reads as it was told", () => {
  fc.assert(
    fc.property(score, fc.option(score), fc.integer({ min: 0, max: 50_000 }), (today, onDate, day) => {
      const value: unknown = JSON.parse(JSON.stringify(kept({ today, onDate })));
      expect(predictionOf("mla-c01", nameOf("mla-c01", day), value)).toEqual({ day, today, onDate });
    }),
  );
});

test("what is no prediction of this exam is none", () => {
  const value = [0.5, 0.4, 0.6];
  expect(predictionOf("mla", "prediction.mla.20780", value)).not.toBeNull();
  expect(predictionOf("mla", "prediction.mla.x.20780", value)).toBeNull();
  expect(predictionOf("mla", "prediction.aif.20780", value)).toBeNull();
  expect(predictionOf("mla", "exam.mla.date", "2027-01-10")).toBeNull();
  expect(predictionOf("mla", "prediction.mla.20780", [0.5, 0.4])).toBeNull();
  expect(predictionOf("mla", "prediction.mla.20780", [0.5, 0.4, 7])).toBeNull();
  expect(predictionOf("mla", "prediction.mla.20780", "much")).toBeNull();
});

test("the name is one that an event may carry", () => {
  expect(nameOf("aws.mls-c01", 20_780)).toMatch(/^[a-z0-9._-]{1,120}$/);
});
