/** Values over values, in a field of 100 by 100 whose origin is at the lower left. */

export interface Axis {
  from: number;
  to: number;
}
export interface Point {
  x: number;
  y: number;
}
export interface Spread {
  x: number;
  low: number;
  high: number;
}

const rounded = (n: number): number => Math.round(n * 100) / 100;

/** A value's place on an axis, 0..100; an axis without length has its value in the middle. */
export const placeOn = ({ from, to }: Axis, value: number): number =>
  to === from ? 50 : rounded(Math.min(Math.max((value - from) / (to - from), 0), 1) * 100);

const at = (x: Axis, y: Axis, point: Point): string =>
  `${placeOn(x, point.x)} ${rounded(100 - placeOn(y, point.y))}`;

/** A path through points in order; empty without any. */
export const line = (points: readonly Point[], x: Axis, y: Axis): string =>
  points.map((point, i) => `${i ? "L" : "M"}${at(x, y, point)}`).join("");

/** The field between lows and highs. */
export function band(spreads: readonly Spread[], x: Axis, y: Axis): string {
  const highs = spreads.map((one): Point => ({ x: one.x, y: one.high }));
  const lows = spreads.map((one): Point => ({ x: one.x, y: one.low })).reverse();
  return spreads.length ? `${line([...highs, ...lows], x, y)}Z` : "";
}

/** A dot is a line of no length with round ends, which no stretching of the field makes an egg of. */
export const dot = (point: Point, x: Axis, y: Axis): string => `M${at(x, y, point)}h0`;

/** An upright stroke from low to high. */
export const upright = ({ x: where, low, high }: Spread, x: Axis, y: Axis): string =>
  line(
    [
      { x: where, y: low },
      { x: where, y: high },
    ],
    x,
    y,
  );
