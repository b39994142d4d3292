/** Days as squares: a column for each week, Monday on top, the fuller the more was done. */

export interface Square {
  x: number;
  y: number;
  size: number;
  /** 0 = nothing, then 1 to 4. */
  level: number;
}
/** Width of a day's place, its gap included. */
export const CELL = 12;
const GAP = 2;
export const LEVELS = 4;

/** `values` are days in order, the first a Monday. A day's level is its part of the fullest day: more fills more of its place. */
export function squares(values: readonly number[]): Square[] {
  const most = Math.max(...values, 0);
  return values.map((value, i) => {
    const level = value > 0 ? Math.max(1, Math.ceil((value / most) * LEVELS)) : 0;
    const size = level ? ((CELL - GAP) * (LEVELS + level)) / (2 * LEVELS) : CELL - GAP;
    const inset = (CELL - size) / 2;
    return { x: Math.floor(i / 7) * CELL + inset, y: (i % 7) * CELL + inset, size, level };
  });
}
