/** A picture of the card on the table, which a start shows before anything is read, and which gives way to the card itself. */
import { dropStill, keepStill, painted } from "../study/app";

export { dropStill };

const DAY_BEGINS = 4; // o'clock, as study days do
const QUIET_MS = 400;
/** When taps are heard, for whoever measures a start. */
const STANDS = "app-stands";
/** What is not part of a card, or could not be drawn again as it was. */
const PASSING = "[data-media], dialog, [role='alert']";

/** When the study day ends by this phone's clock, in milliseconds since the epoch. */
function endOfDay(now: Date): number {
  const end = new Date(now);
  if (now.getHours() >= DAY_BEGINS) end.setDate(end.getDate() + 1);
  return end.setHours(DAY_BEGINS, 0, 0, 0);
}

function take(app: HTMLElement, learner: string): void {
  const style = document.querySelector<HTMLLinkElement>("link[rel='stylesheet']")?.href;
  if (style !== undefined && !app.querySelector(PASSING))
    keepStill({ learner, html: app.innerHTML, style, until: endOfDay(new Date()) });
}

/** Keeps what `#app` shows in place of what it showed before, once it has stood a while; the function given back gives that up. */
export function takeStill(learner: string): () => void {
  const app = document.getElementById("app");
  let given = false;
  void painted().then(() => {
    dropStill();
    setTimeout(() => !given && app && take(app, learner), QUIET_MS);
  });
  return () => void (given = true);
}

/** The app shows what it has to show: the picture goes in the same frame. */
export function uncover(): void {
  document.getElementById("still")?.remove();
  if (performance.getEntriesByName(STANDS).length === 0) performance.mark(STANDS);
}
