/** Brings pictures and sounds to the phone ahead of need, one after the other; loaded when some may be missing. */
import { getMedia } from "../api/media";
import { locked } from "../sync/syncer";
import type { KeptMedia } from "./kept";
import type { Spoken } from "./spoken";

/** all: what can be here is here. full: there is no room for more. later: the server does not give them now. */
export type Come = "all" | "full" | "later";

/** Of what the browser gives to this site, so much stays free for what the learner does. */
const FREE_SHARE = 0.1;

async function hasRoom(): Promise<boolean> {
  const storage = globalThis.navigator?.storage as StorageManager | undefined;
  const { quota, usage } = (await storage?.estimate?.()) ?? {};
  return quota === undefined || usage === undefined || usage < (1 - FREE_SHARE) * quota;
}

/** What the server did not have for its learner; asked for again after a reload. */
const absent = new WeakMap<KeptMedia, Set<string>>();

/** One tab at a time, so that the next one finds what the one before has fetched. */
export const comeAlong = (kept: KeptMedia, spoken: Spoken): Promise<Come> =>
  locked(kept.database, () => bring(kept, spoken));

async function bring(kept: KeptMedia, { wanted, known }: Spoken): Promise<Come> {
  const here = await kept.names();
  await kept.drop([...here].filter((name) => !known.has(name)));
  const none = absent.get(kept) ?? new Set();
  absent.set(kept, none);
  for (const name of wanted) {
    if (here.has(name) || none.has(name)) continue;
    if (!(await hasRoom())) return "full";
    const got = await getMedia(name);
    if (got === "absent") none.add(name);
    else if (typeof got === "string") return "later";
    else if (!(await kept.put(name, got))) return "full";
  }
  return "all";
}
