import { expect, test } from "vitest";
import { defaultOf, SETTINGS, usedRetention } from "./defaults";
import { EMPTY_CARD } from "./fold";
import { vector } from "./vectors.test-data";

const shared = vector<{ settings: Record<string, unknown>; marks: Record<string, unknown> }>("defaults.json");

test("what holds while nothing was said is the same here as on the server", () => {
  const ofAnExam = {
    "exam.*.date": defaultOf("exam.mls-c01.date"),
    "exam.*.rating.*": defaultOf("exam.mls-c01.rating.modeling"),
  };
  expect({ ...SETTINGS, ...ofAnExam }).toEqual(shared.settings);
  const { suspended, flag, starred, buried_until: bury } = EMPTY_CARD;
  expect({ suspended, flag, starred, bury }).toEqual(shared.marks);
});

test("a retention outside 0.7 to 0.97, or none at all, is brought inside", () => {
  expect([0.1, 0.85, 1, "x", NaN].map(usedRetention)).toEqual([0.7, 0.85, 0.97, 0.9, 0.9]);
});
