/** Grading by swipe, for those who switched it on: left Again, right Good, with a hint of what lifting would do. */
import type { Rating } from "../../study/app";

const enough = 90; // px; a scroll that strays sideways stays below it

/** What a movement from its start means: a grade, or nothing when it is short or mostly vertical. */
export function meant(dx: number, dy: number): Rating | null {
  if (Math.abs(dx) < enough || Math.abs(dx) < 2 * Math.abs(dy)) return null;
  return dx < 0 ? 1 : 3;
}

export function swiping(
  enabled: () => boolean,
  hint: (rating: Rating | null) => void,
  grade: (rating: Rating) => void,
) {
  return (area: HTMLElement) => {
    let start: Touch | null = null;
    const reading = (touch: Touch) =>
      start ? meant(touch.clientX - start.clientX, touch.clientY - start.clientY) : null;

    const begin = (event: TouchEvent) => {
      const inScroller = (event.target as Element).closest(
        "pre, math, table, img, audio, input, select, [data-grip]",
      );
      start = enabled() && event.touches.length === 1 && !inScroller ? event.touches[0]! : null;
    };
    const follow = (event: TouchEvent) => start && hint(reading(event.touches[0]!));
    const lift = (event: TouchEvent) => {
      const rating = reading(event.changedTouches[0]!);
      start = null;
      hint(null);
      if (rating) grade(rating);
    };
    const leave = () => ((start = null), hint(null));

    area.addEventListener("touchstart", begin, { passive: true });
    area.addEventListener("touchmove", follow, { passive: true });
    area.addEventListener("touchend", lift);
    area.addEventListener("touchcancel", leave);
    return leave;
  };
}
