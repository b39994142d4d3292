/** When a card is due and how well it is still known: computed from its row where needed, never stored. */
import { usedRetention } from "./defaults";
import type { Rating } from "./events";
import type { CardState } from "./fold";
import { interval, next, retrievability } from "./memory";

/** What turns memories into days: the weights in force and the retention the learner wants. */
export interface Forgetting {
  weights: readonly number[];
  retention: number;
}

/** Study day on which a card is due; null while it was never reviewed. */
export const dueDay = ({ s, last_day }: CardState, { weights, retention }: Forgetting): number | null =>
  s === null || last_day === null ? null : last_day + interval(s, usedRetention(retention), weights);

/** Chance that the learner still knows the card on `day`, 0..1; 0 while it was never reviewed. */
export const known = ({ s, last_day }: CardState, day: number, { weights }: Forgetting): number =>
  s === null || last_day === null ? 0 : retrievability(s, day - last_day, weights);

/** Days until it would come back, were it graded so on `day`. */
export function daysAfter(state: CardState, rating: Rating, day: number, forgetting: Forgetting): number {
  const { s, d, last_day: last } = state;
  const memory = s === null || d === null ? null : { s, d };
  const after = next(memory, rating, Math.max(day - (last ?? day), 0), forgetting.weights);
  return interval(after.s, usedRetention(forgetting.retention), forgetting.weights);
}

/** Nothing keeps it from being shown on `day`. */
export const showable = (state: CardState, day: number): boolean =>
  !state.suspended && state.buried_until <= day;
