import fc from "fast-check";
import { expect, test } from "vitest";
import { columns } from "./columns";
import { CELL, LEVELS, squares } from "./heatmap";
import { band, dot, line, placeOn, upright } from "./plot";
import { passShare, rangeWords, scaledScore, sideOf } from "./range";

const unit = { from: 0, to: 1 };

test("a fuller day fills more of its place, and a day without reviews is level 0", () => {
  const [none, little, half, most] = squares([0, 1, 5, 10]);
  expect([none, little, half, most].map((one) => one!.level)).toEqual([0, 1, 2, LEVELS]);
  expect(little!.size).toBeLessThan(half!.size);
  expect(half!.size).toBeLessThan(most!.size);
  expect(squares([0, 0]).every(({ level }) => level === 0)).toBe(true);
});

test("no square leaves its place, and the eighth day starts the second week", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(99), { minLength: 1, maxLength: 40 }), (values) => {
      squares(values).forEach(({ x, y, size }, i) => {
        expect(x).toBeGreaterThanOrEqual(Math.floor(i / 7) * CELL);
        expect(x + size).toBeLessThanOrEqual((Math.floor(i / 7) + 1) * CELL);
        expect(y + size).toBeLessThanOrEqual(((i % 7) + 1) * CELL);
      });
    }),
  );
  expect(squares(Array.from({ length: 8 }, () => 1))[7]).toMatchObject({ x: CELL + 1, y: 1 });
});

test("columns stand on the ground, side by side, the highest as high as the field", () => {
  const found = columns([0, 2, 4]);
  expect(found.map(({ height }) => height)).toEqual([0, 50, 100]);
  expect(found.every(({ y, height }) => y + height === 100)).toBe(true);
  expect(found[2]!.x + found[2]!.width).toBeLessThan(100);
  expect(columns([0, 0]).every(({ height }) => height === 0)).toBe(true);
  expect(columns([])).toEqual([]);
});

test("values stand where their axis puts them, never outside the field", () => {
  expect([0, 0.25, 1, 7, -1].map((value) => placeOn(unit, value))).toEqual([0, 25, 100, 100, 0]);
  expect(placeOn({ from: 3, to: 3 }, 3)).toBe(50);
  const points = [
    { x: 0, y: 0 },
    { x: 1, y: 1 },
  ];
  expect(line(points, unit, unit)).toBe("M0 100L100 0");
  expect(line([], unit, unit)).toBe("");
  expect(dot({ x: 0.5, y: 0.5 }, unit, unit)).toBe("M50 50h0");
  expect(upright({ x: 0.5, low: 0, high: 1 }, unit, unit)).toBe("M50 100L50 0");
  expect(band([{ x: 0, low: 0.2, high: 0.4 }], unit, unit)).toBe("M0 60L0 80Z");
  expect(band([], unit, unit)).toBe("");
});

const exam = { scale: [100, 1000] as [number, number], pass_mark: 750 };

test("a part of the score is told on the exam's own scale, and the pass mark as a part", () => {
  expect(scaledScore(exam, 0)).toBe(100);
  expect(scaledScore(exam, 1)).toBe(1000);
  expect(passShare(exam)).toBeCloseTo(0.7222, 4);
  expect(scaledScore(exam, passShare(exam))).toBe(750);
});

test("a range lies below, around or above the pass mark", () => {
  const side = (low: number, high: number) => sideOf({ mean: (low + high) / 2, low, high }, 0.72);
  expect([side(0.5, 0.71), side(0.64, 0.8), side(0.72, 0.8)]).toEqual(["below", "around", "above"]);
});

test("a range in words holds the range", () => {
  expect(rangeWords({ low: 0.641, high: 0.7149 })).toBe("64-\u{2060}72%");
  expect(rangeWords({ low: 0.64, high: 0.72 })).toBe("64-\u{2060}72%");
  expect(rangeWords({ low: 1, high: 1 })).toBe("100%");
});
