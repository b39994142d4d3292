/** Lets the items of a list be dragged by their grip with a finger or a mouse; keys have the buttons beside it. */

export function dragging(enabled: () => boolean, move: (from: number, to: number) => void) {
  return (list: HTMLElement) => {
    let held: Element | null = null;
    const items = () => [...list.children];

    function lift(event: PointerEvent) {
      const grip = (event.target as Element).closest("[data-grip]");
      if (!grip || !enabled()) return;
      held = grip.closest("li");
      held?.setAttribute("data-held", "");
      list.setPointerCapture(event.pointerId);
    }

    function carry(event: PointerEvent) {
      if (!held) return;
      const from = items().indexOf(held);
      const to = items().findIndex((item) => event.clientY < item.getBoundingClientRect().bottom);
      if (to >= 0 && to !== from && passed(held, items()[to]!, event.clientY)) move(from, to);
    }

    function drop() {
      held?.removeAttribute("data-held");
      held = null;
    }

    list.addEventListener("pointerdown", lift);
    list.addEventListener("pointermove", carry);
    list.addEventListener("pointerup", drop);
    list.addEventListener("pointercancel", drop);
    return drop;
  };
}

/** Past the other item's middle; or else two items of unlike height would change places without end. */
function passed(held: Element, other: Element, y: number): boolean {
  const box = other.getBoundingClientRect();
  const middle = box.top + box.height / 2;
  return held.getBoundingClientRect().top < box.top ? y > middle : y < middle;
}
