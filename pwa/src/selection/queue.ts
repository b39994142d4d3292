/** The order within a session: as planned, one concept's cards apart, failed ones back after ten minutes or at the end. */

export type Reason = "due" | "new" | "relearn" | "extra";
export interface Item {
  card: string;
  why: Reason;
}
export interface Queue {
  items: Item[];
  /** Cards to show again, and when they failed (ms), oldest first. */
  failed: { card: string; at: number }[];
}

const RETURN_MS = 600_000;
const LOOK_AHEAD = 6;
const APART = 2;

/** The next item and what is left; `shown` = cards shown so far, newest last. */
export function takeNext(
  queue: Queue,
  now: number,
  shown: readonly string[],
  conceptOf: (card: string) => string | undefined,
): { item: Item; queue: Queue } | null {
  const { items, failed } = queue;
  const back = failed[0];
  if (back && (items.length === 0 || now - back.at >= RETURN_MS)) return again(queue, shown.at(-1));
  if (items.length === 0) return null;
  const recent = new Set(shown.slice(-APART).map(conceptOf));
  const apart = items.slice(0, LOOK_AHEAD).findIndex(({ card }) => !recent.has(conceptOf(card)));
  const at = Math.max(apart, 0);
  return { item: items[at]!, queue: { items: items.toSpliced(at, 1), failed } };
}

/** The card that waited longest, unless it was shown just now and another waits too. */
function again({ items, failed }: Queue, justShown: string | undefined): { item: Item; queue: Queue } {
  const at = Math.max(
    failed.findIndex(({ card }) => card !== justShown),
    0,
  );
  const item: Item = { card: failed[at]!.card, why: "relearn" };
  return { item, queue: { items, failed: failed.toSpliced(at, 1) } };
}
