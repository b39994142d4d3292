/** After a sync: whether own cards speak of pictures and sounds that may not be here yet. Cheap, as it is asked often. */
import type { App, Writing } from "../study/types";
import type { Come } from "./coming";
import { spokenOf, type Spoken } from "./spoken";

const HOUR_MS = 3_600_000;
/** The browser may have cleared them; the phone may have room again; the server may be well again. */
const REST_MS: Record<Come, number> = { all: HOUR_MS, full: HOUR_MS, later: 60_000 };

type Owner = Pick<App, "account" | "writings">;
interface Last {
  written: ReadonlyMap<string, Writing>;
  wanted: ReadonlySet<string>;
  /** Unless something new is spoken of; in ms since 1970. */
  restUntil: number;
}
const lasts = new WeakMap<Owner, Last>();
const underWay = new WeakSet<Owner>();

/** Fetches what is missing. Never rejects: what stays missing is fetched when a card shows it. */
export async function fetchMedia(app: Owner, now = Date.now()): Promise<void> {
  const written = app.writings();
  const last = lasts.get(app);
  const rests = last !== undefined && now < last.restUntil;
  if (!app.account || underWay.has(app) || (rests && last.written === written)) return;
  const spoken = spokenOf(written);
  if (spoken.known.size === 0 && !last) return;
  if (rests && spoken.known.size > 0 && [...spoken.wanted].every((name) => last.wanted.has(name)))
    return void lasts.set(app, { ...last, written });
  underWay.add(app);
  const come = await broughtHere(app.account.id, spoken);
  underWay.delete(app);
  lasts.set(app, { written, wanted: spoken.wanted, restUntil: now + REST_MS[come] });
}

async function broughtHere(learnerId: string, spoken: Spoken): Promise<Come> {
  try {
    const [{ comeAlong }, { mediaOf }] = await Promise.all([import("./coming"), import("./kept")]);
    return await comeAlong(mediaOf(learnerId), spoken);
  } catch {
    return "later"; // the learner left, or the browser does not give its storage now
  }
}
