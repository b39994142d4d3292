/** What every answer widget takes: it shows `given`, and tells of each change; it keeps nothing itself. */
import type { ComputeInstance } from "../../study/app";
import type { Given } from "./judge";

export interface WidgetProps<Card> {
  card: Card;
  instance: ComputeInstance | null;
  /** Indexes into the card's own list, in the order to be shown. */
  order: number[];
  given: Given;
  revealed: boolean;
  change: (given: Given) => void;
}

export const letter = (place: number): string => String.fromCharCode(65 + place);

/** The list with the item at `from` put at `to`. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const rest = list.filter((_, place) => place !== from);
  return [...rest.slice(0, to), list[from]!, ...rest.slice(to)];
}
