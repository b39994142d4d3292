/** Which pictures and sounds a learner's own cards and notes speak of. */
import type { Writing } from "../study/types";
import { namesIn } from "./references";

export interface Spoken {
  /** By cards that can be shown, and by notes. */
  wanted: Set<string>;
  /** By cards that were deleted, too. */
  known: Set<string>;
}
export function spokenOf(written: ReadonlyMap<string, Writing>): Spoken {
  const spoken: Spoken = { wanted: new Set(), known: new Set() };
  for (const { fields, alive } of written.values())
    for (const text of Object.values(fields))
      for (const name of typeof text === "string" ? namesIn(text) : []) {
        spoken.known.add(name);
        if (alive || fields["created"] !== true) spoken.wanted.add(name);
      }
  return spoken;
}
