/** How many of an exam's cards the learner has met, by domain: a pure reading of the phone's own rows. */
import type { Bar } from "../../components/bar";
import type { CardLine, LibraryExam } from "../../study/app";

export interface Met {
  seen: number;
  of: number;
  bars: Bar[];
}

/** Suspended cards are set aside by the learner and count on neither side. */
export function metByDomain(exam: LibraryExam, lines: readonly CardLine[]): Met {
  const counted = lines.filter(
    (line) => line.state !== "suspended" && !line.card.retired && exam.concepts[line.card.concept],
  );
  const bars = exam.domains.map((domain) => {
    const own = counted.filter((line) => exam.concepts[line.card.concept]!.domain === domain.id);
    const seen = own.filter((line) => line.state !== "new").length;
    return {
      name: domain.name,
      weight: domain.weight,
      share: own.length ? seen / own.length : 0,
      note: own.length ? `${seen} of ${own.length} cards` : "no cards yet",
    };
  });
  return { seen: counted.filter((line) => line.state !== "new").length, of: counted.length, bars };
}
