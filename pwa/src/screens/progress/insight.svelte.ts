/** The door to what is told of the way to an exam, once it is open: what reads it is drawn again at each change. */
import type { App, Insight } from "../../study/app";
import { watch } from "../watch";

export function insightOf(app: () => App): { readonly now: Insight | null } {
  let door = $state.raw<Insight | null>(null);
  let changed = $derived(watch(app()));
  void app()
    .insight()
    .then((opened) => (door = opened));
  return {
    get now() {
      changed();
      return door;
    },
  };
}
