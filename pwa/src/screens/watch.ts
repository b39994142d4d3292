/** Makes the core's plain `subscribe` readable in markup: what reads the getter is drawn again at each change. */
import { createSubscriber } from "svelte/reactivity";

export interface Watchable {
  subscribe(changed: () => void): () => void;
}

export function watch<T extends Watchable>(source: T): () => T {
  const track = createSubscriber((changed) => {
    let subscribed = false;
    // a session calls back at once; what is on the screen is that already
    const leave = source.subscribe(() => subscribed && changed());
    subscribed = true;
    return leave;
  });
  return () => {
    track();
    return source;
  };
}
