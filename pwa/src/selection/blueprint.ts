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
