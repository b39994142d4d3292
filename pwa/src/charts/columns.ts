/** Counts as columns side by side over one ground line, in a field of 100 by 100. */

export interface Column {
  x: number;
  width: number;
  y: number;
  height: number;
}
/** Part of a column's place that stays empty. */
const GAP = 0.2;

/** The highest fills the field; without any count all are flat. */
export function columns(counts: readonly number[]): Column[] {
  const most = Math.max(...counts, 0);
  const place = 100 / Math.max(counts.length, 1);
  return counts.map((count, i) => {
    const height = most > 0 ? (count / most) * 100 : 0;
    return { x: (i + GAP / 2) * place, width: (1 - GAP) * place, y: 100 - height, height };
  });
}
