/** Which concepts count for the learner's exams, and how much. */
import type { LibraryExam } from "../api/library";

/** Where a concept counts most among the learner's exams. */
export interface Place {
  /** "<exam id>/<domain id>" */
  domain: string;
  domainName: string;
  exam: LibraryExam;
  /** The domain's part of its exam, 0..1. */
  weight: number;
  /** The concept's part of its exam, 0..1. */
  share: number;
}

/** By concept id; a concept of several exams counts where its share is the largest. */
export function placesOf(exams: readonly LibraryExam[]): Map<string, Place> {
  const places = new Map<string, Place>();
  for (const exam of exams) {
    const domains = new Map(exam.domains.map((domain) => [domain.id, domain]));
    for (const [concept, { domain: id, share }] of Object.entries(exam.concepts)) {
      const domain = domains.get(id);
      if (!domain || share <= (places.get(concept)?.share ?? -1)) continue;
      const key = `${exam.id}/${id}`;
      places.set(concept, { domain: key, domainName: domain.name, exam, weight: domain.weight / 100, share });
    }
  }
  return places;
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1] ?? 1;

/** Where a card outside every exam stands: a domain of its own, as important as the domain in the middle. */
export function medianPlace(places: ReadonlyMap<string, Place>): Pick<Place, "domain" | "weight" | "share"> {
  const weights = new Map([...places.values()].map(({ domain, weight }) => [domain, weight]));
  const shares = [...places.values()].map(({ share }) => share);
  return { domain: "own", weight: median([...weights.values()]), share: median(shares) };
}
