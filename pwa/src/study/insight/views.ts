/** What screens show of one exam, from its cards and the learner. */
import type { LibraryExam } from "../../api/library";
import { isSeen } from "../../selection/deck";
import { readiness } from "../../selection/readiness";
import { byDomain, byTopic, type Area } from "../../stats/areas";
import { likely } from "../../stats/likely";
import type { Score } from "../../stats/predictions";
import type { Desk } from "../desk";
import type { Studied } from "./standing";
import type { DomainArea, Rated, Standing } from "./types";

const scoreOf = ({ mean, low, high }: Score): Score => ({ mean, low, high });

export function standingOf(desk: Desk, { exam, deck, learner, weak }: Studied): Standing {
  const { date, daysLeft } = desk.daysLeft(exam.id);
  const ahead = daysLeft !== null && daysLeft >= 0 ? daysLeft : null;
  // Suspended cards are set aside by the learner and count on no side.
  const counts = (card: number) => deck.domain[card]! >= 0 && !deck.suspended[card];
  const mapped = deck.ids.map((_, card) => card).filter(counts);
  const seen = mapped.filter((card) => isSeen(deck, card));
  const weigh = (cards: readonly number[]) => cards.reduce((sum, card) => sum + deck.importance[card]!, 0);
  return {
    exam,
    date,
    daysLeft,
    today: scoreOf(readiness(deck, learner, 0, weak)),
    unstudied: ahead === null ? null : scoreOf(readiness(deck, learner, ahead, weak)),
    met: weigh(mapped) > 0 ? weigh(seen) / weigh(mapped) : 0,
    cards: mapped.length,
    seen: seen.length,
  };
}

const ratedOf = (rating: number | null, { tries: n, right }: Pick<Area, "tries" | "right">): Rated => ({
  rating,
  n,
  right,
  share: n ? right / n : 0,
  ...likely(right, n),
});

/** A domain without a card on this phone is there too, with nothing in it. */
const emptyArea = (exam: LibraryExam, id: string): Area => ({
  weight: (exam.domains.find((domain) => domain.id === id)?.weight ?? 0) / 100,
  ...{ cards: 0, seen: 0, met: 0, now: null, onDate: null, known: 0, tries: 0, right: 0, points: 0 },
});

export function areasOf(desk: Desk, { exam, shelf, deck, learner, weak }: Studied): DomainArea[] {
  const domains = byDomain(deck, learner, weak);
  const cells = byTopic(deck, learner, weak);
  const nameOf = (topic: string) => desk.library.topics.get(topic)?.name ?? topic;
  return exam.domains.map(({ id, name }): DomainArea => {
    const code = shelf.domains.indexOf(`${exam.id}/${id}`);
    const area = domains.get(code) ?? emptyArea(exam, id);
    const topics = cells
      .filter(({ domain, topic }) => domain === code && topic >= 0)
      .map((cell) => ({ ...cell, id: shelf.topics[cell.topic]!, name: nameOf(shelf.topics[cell.topic]!) }));
    return { id, name, ...area, rated: ratedOf(learner.ratings.get(code) ?? null, area), topics };
  });
}
