/** The greatest of many numbers, so many of them: a heap with the least on top, so that most others cost one comparison. */
export class Greatest {
  /** What a further one must reach to be among them; -Infinity while there is room. */
  least = -Infinity;
  readonly #heap: Float32Array;
  #size = 0;

  constructor(count: number) {
    this.#heap = new Float32Array(count);
  }
  /** `value` at single precision. */
  offer(value: number): void {
    const heap = this.#heap;
    if (this.#size < heap.length) {
      this.#rise(this.#size, value);
      this.#size += 1;
    } else if (value > heap[0]!) this.#sink(value);
    if (this.#size === heap.length) this.least = heap[0]!;
  }
  #rise(at: number, value: number): void {
    const heap = this.#heap;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (heap[above]! <= value) break;
      heap[at] = heap[above]!;
      at = above;
    }
    heap[at] = value;
  }
  #sink(value: number): void {
    const heap = this.#heap;
    let at = 0;
    for (let child = 1; child < heap.length; child = 2 * at + 1) {
      if (child + 1 < heap.length && heap[child + 1]! < heap[child]!) child += 1;
      if (heap[child]! >= value) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = value;
  }
}
