/** The next card of a diagnostic; loaded when one begins. */
import type { Rating } from "../scheduling/events";
import { diagnostic } from "../selection/diagnostic";
import type { Desk } from "./desk";

/** Picks after the cards asked, the last of them graded so although its grade may not be stored yet; null = enough. */
export const telling =
  (desk: Desk) =>
  (asked: ReadonlySet<string>, last: { card: string; rating: Rating } | null): string | null => {
    const { deck, learner } = desk.studied();
    const place = last ? deck.ids.indexOf(last.card) : -1;
    if (last && place >= 0) {
      deck.firstRating[place] ||= last.rating;
      if (Number.isNaN(deck.s[place])) deck.s[place] = 1;
    }
    return diagnostic(deck, learner, asked)?.id ?? null;
  };
