/** Between what bounds a share lies that was seen in `n` cases. */

/** Standard deviations either way that hold 80%. */
const WIDTH = 1.28;

export interface Likely {
  low: number;
  high: number;
}

/** Wilson's 80% interval, 0..1; everything is possible before the first case. */
export function likely(ok: number, n: number): Likely {
  if (n <= 0) return { low: 0, high: 1 };
  const z2 = WIDTH ** 2;
  const middle = (ok + z2 / 2) / (n + z2);
  const half = (WIDTH * Math.sqrt((ok * (n - ok)) / n + z2 / 4)) / (n + z2);
  return { low: Math.max(middle - half, 0), high: Math.min(middle + half, 1) };
}
