/** Pictures and sounds are the first to go when a phone has no room left: they can be fetched again, a grade cannot. */
import { deleteDB } from "idb";

export const mediaDatabase = (learnerId: string): string => `cardinal-media-${learnerId}`;

/** Resolves when they are gone; at once if another tab still holds on to them. */
export const makeRoom = (learnerId: string): Promise<void> =>
  new Promise((go) => {
    const made = () => go();
    deleteDB(mediaDatabase(learnerId), { blocked: made }).then(made, made);
  });
