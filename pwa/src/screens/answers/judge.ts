/** Says whether a given answer is right. A learner who gave none is not judged; the grade stays the learner's. */
import type { ComputeInstance, LibraryCard, Rating } from "../../study/app";

/** Choice: chosen options. Order: steps as laid out. Match: the right side chosen for each left, -1 none yet.
 *  All are indexes into the card's own lists. Compute: what was typed. */
export type Given = number[] | string | null;

export const judged = (card: LibraryCard): boolean => !["basic", "cloze", "contrast"].includes(card.form);

/** Whether there is enough of an answer to be judged. */
export function complete(card: LibraryCard, instance: ComputeInstance | null, given: Given): boolean {
  if (typeof given === "string") return readings(given, instance?.unit ?? "").length > 0;
  if (given === null) return false;
  if (card.form === "choice") return given.length === card.choose;
  return given.length > 0 && given.every((index) => index >= 0);
}

export function verdict(card: LibraryCard, instance: ComputeInstance | null, given: Given): boolean | null {
  if (!judged(card) || !complete(card, instance, given)) return null;
  if (typeof given === "string") return instance !== null && near(given, instance);
  return card.form === "choice" ? rightChoice(card.options, given!) : inPlace(card, given!);
}

const rightChoice = (options: readonly { right: boolean }[], given: readonly number[]): boolean =>
  options.every((option, index) => option.right === given.includes(index));

/** Steps or pairs that read the same are interchangeable. */
function inPlace(card: LibraryCard, given: readonly number[]): boolean {
  const texts =
    card.form === "order" ? card.steps : card.form === "match" ? card.pairs.map((pair) => pair.right) : [];
  return texts.length === given.length && texts.every((text, place) => text === texts[given[place]!]);
}

/** Right -> Good, wrong -> Again, not judged -> nothing marked. */
export const suggestion = (right: boolean | null): Rating | null => (right === null ? null : right ? 3 : 1);

function near(given: string, { answer, tolerance, unit }: ComputeInstance): boolean {
  const slack = tolerance + Math.abs(answer) * 1e-9; // what binary fractions lose at the tolerance's very edge
  return readings(given, unit).some((value) => Math.abs(value - answer) <= slack);
}

/** Every number a typed answer may mean: "1,234" is one reading here and another there, and both are honest. */
export function readings(given: string, unit: string): number[] {
  const text = bare(given, unit);
  const scale = text.endsWith("%") && unit.trim() !== "%" ? 0.01 : 1;
  return spellings(text.replace(/%$/, ""))
    .map(value)
    .filter((number) => Number.isFinite(number))
    .map((number) => number * scale);
}

function bare(given: string, unit: string): string {
  const text = given
    .trim()
    .replace(/[\u2212\u2013]/g, "-")
    .replace(/[\s\u00a0\u202f'_]/g, "");
  const named = unit.replace(/\s/g, "");
  return named && named !== "%" && text.toLowerCase().endsWith(named.toLowerCase())
    ? text.slice(0, -named.length)
    : text;
}

function spellings(text: string): string[] {
  const comma = text.lastIndexOf(",");
  const point = text.lastIndexOf(".");
  if (comma < 0) return [text];
  if (point > comma) return [text.replace(/,/g, "")];
  if (point >= 0) return [text.replace(/\./g, "").replace(",", ".")];
  const grouped = /^[+-]?\d{1,3}(,\d{3})+$/.test(text) ? [text.replace(/,/g, "")] : [];
  return [text.replace(",", "."), ...grouped];
}

function value(text: string): number {
  const [over, under, ...rest] = text.split("/");
  if (rest.length || !number.test(over ?? "")) return NaN;
  if (under === undefined) return Number(over);
  return number.test(under) ? Number(over) / Number(under) : NaN;
}

const number = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
