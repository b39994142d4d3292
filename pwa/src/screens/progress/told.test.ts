import { expect, test } from "vitest";
import type { LibraryExam, Rated, Standing } from "../../study/app";
import { exams } from "../testing/deck";
import {
  areaWords,
  assumption,
  knownShare,
  pointsWords,
  ratedWords,
  sideWords,
  todayWords,
  triesWords,
  verdictOf,
} from "./told";

const exam: LibraryExam = exams[0]!;
const aRated = (about: Partial<Rated>): Rated => ({
  rating: null,
  n: 0,
  right: 0,
  share: 0,
  low: 0,
  high: 1,
  ...about,
});
const standing: Standing = {
  exam,
  date: null,
  daysLeft: null,
  today: { mean: 0.6, low: 0.52, high: 0.68 },
  unstudied: null,
  met: 0.4,
  cards: 10,
  seen: 4,
};

test("readiness is a range, on the exam's own scale, held against its pass mark", () => {
  expect(todayWords(standing)).toBe(
    "If you sat MLS-C01 today: likely 52-\u{2060}68% of the questions, about 568 to 712 of 1,000. That is below the pass mark.",
  );
  expect(sideWords({ mean: 0.7, low: 0.6, high: 0.8 }, exam)).toContain("either way");
  expect(sideWords({ mean: 0.8, low: 0.75, high: 0.85 }, exam)).toContain("above");
});

test("before the first grade nothing is claimed", () => {
  expect(todayWords({ ...standing, seen: 0 })).toContain("little more than what guessing would bring");
});

test("the assumption behind the scale is told with what it makes of the pass mark", () => {
  expect(assumption(exam)).toContain("AWS does not publish how right answers become a score");
  expect(assumption(exam)).toContain("750 is 72% of the questions of MLS-C01");
});

test("a rating is held against first tries, with their range and number", () => {
  const rated = aRated({ rating: 5, n: 14, right: 7, share: 0.5, low: 0.34, high: 0.66 });
  expect(ratedWords("Modeling", rated)).toBe(
    "Modeling: you said strong, the cards say 50% (likely 34-\u{2060}66%, from 14 first tries): weaker than you said.",
  );
  expect(ratedWords("Modeling", { ...rated, n: 0 })).toBe(
    "Modeling: you said strong; no card of it was tried yet.",
  );
  expect(ratedWords("Modeling", { ...rated, rating: null })).toBe(
    "Modeling: 7 of 14 first tries right (50%, likely 34-\u{2060}66%).",
  );
});

test("a rating is only called wrong when the range excludes it", () => {
  expect(verdictOf(aRated({ rating: 3, n: 4, low: 0.3, high: 0.7 }))).toBe("as said");
  expect(verdictOf(aRated({ rating: 1, n: 9, low: 0.5, high: 0.9 }))).toBe("stronger");
  expect(verdictOf(aRated({ rating: 5, n: 9, low: 0.2, high: 0.5 }))).toBe("weaker");
  expect(verdictOf(aRated({ rating: 5 }))).toBeNull();
});

const area = { weight: 0.36, cards: 12, seen: 5, met: 0.4, known: 0.4, tries: 5, right: 3, points: 9 };
test("an area tells what was met, how well it is known now and on the date", () => {
  expect(areaWords({ ...area, now: 0.84, onDate: 0.6 })).toBe(
    "5 of 12 cards met; recall 84% now, 60% on the date",
  );
  expect(areaWords({ ...area, now: 0.84, onDate: 0.84 })).toBe("5 of 12 cards met; recall 84% now");
  expect(areaWords({ ...area, seen: 0, now: null, onDate: null })).toBe("none of 12 cards met yet");
  expect(areaWords({ ...area, cards: 0, now: null, onDate: null })).toBe("no cards yet");
  expect(triesWords(aRated({}))).toBe("no first tries yet");
});

test("points to gain are what is not expected to be known", () => {
  expect(pointsWords(9.24)).toBe("up to 9.2 exam points to gain");
  expect(pointsWords(0.31)).toBe("up to 0.3 exam points to gain");
  expect(pointsWords(0.01)).toBe("nearly nothing left to gain");
  expect(knownShare({ weight: 0.36, points: 0.36 * 75 })).toBe(0);
  expect(knownShare({ weight: 0.36, points: 0 })).toBe(1);
  expect(knownShare({ weight: 0, points: 0 })).toBe(0);
});

test("a range that says next to nothing is called too early", () => {
  const early = { ...standing, today: { mean: 0.6, low: 0.2, high: 1 } };
  expect(todayWords(early)).toContain("too early to say how ready you are for MLS-C01");
});
