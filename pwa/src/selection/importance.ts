/** What each card of an exam counts; twin of `places` in cards/study/outline.py. */
import type { LibraryExam } from "../api/library";

/** By concept the importance of each of its cards: a concept's share is divided among them, and those of a domain sum to the domain's weight. */
export function importanceOf(exam: LibraryExam, cardsOf: ReadonlyMap<string, number>): Map<string, number> {
  const weights = new Map(exam.domains.map(({ id, weight }) => [id, weight / 100]));
  const taught = Object.entries(exam.concepts).filter(
    ([concept, { domain }]) => cardsOf.has(concept) && weights.has(domain),
  );
  const whole = new Map<string, number>();
  for (const [, { domain, share }] of taught) whole.set(domain, (whole.get(domain) ?? 0) + share);
  return new Map(
    taught
      .filter(([, { domain }]) => whole.get(domain)! > 0)
      .map(([concept, { domain, share }]) => [
        concept,
        (weights.get(domain)! * share) / whole.get(domain)! / cardsOf.get(concept)!,
      ]),
  );
}
