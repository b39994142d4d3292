/** What the screens outside a session show: today, the list of cards, a card's history, what was refused. */
import { countingReviews, type CardEvent } from "../scheduling/fold";
import { dueDay } from "../scheduling/due";
import type { OutboxEntry } from "../store/schema";
import type { CardLine, RefusedEvent, ReviewLine, Today } from "./types";
import type { Desk } from "./desk";
import { isOwn } from "./own-id";

export interface Done {
  /** Milliseconds of each of today's reviews, by uid. */
  times: ReadonlyMap<string, number>;
  /** Days in a row before today; null = not counted yet. */
  daysBefore: number | null;
  inSession: boolean;
}

/** What is left of today's minutes. */
export function secondsLeft(desk: Desk, times: Done["times"]): number {
  const minutes = Number(desk.ledger.setting("minutes_a_day")) || 0;
  const doneMs = [...times.values()].reduce((sum, ms) => sum + ms, 0);
  return Math.max(0, minutes * 60 - doneMs / 1000);
}

export function todayOf(desk: Desk, { times, daysBefore, inSession }: Done): Today {
  const { ledger } = desk;
  const studyDay = ledger.today();
  const minutes = Number(ledger.setting("minutes_a_day")) || 0;
  const doneMs = [...times.values()].reduce((sum, ms) => sum + ms, 0);
  const streak = ledger.setting("streak") === true && daysBefore !== null;
  return {
    studyDay,
    due: desk.waitingOn(studyDay).cards,
    fresh: desk.choose(secondsLeft(desk, times)).filter(({ p }) => p !== null).length,
    minutes,
    doneCards: desk.candidates().filter(({ state }) => state.last_day === studyDay).length,
    doneMinutes: doneMs / 60_000,
    exams: desk.exams().map((exam) => ({ exam, ...desk.daysLeft(exam.id) })),
    streak: streak ? daysBefore + (times.size > 0 ? 1 : 0) : null,
    inSession,
  };
}

export function cardLines(desk: Desk): CardLine[] {
  const today = desk.ledger.today();
  const forgetting = desk.ledger.forgetting();
  const { cards, concepts, topics } = desk.library;
  return desk.candidates().flatMap(({ id, concept, state }) => {
    const due = dueDay(state, forgetting);
    const [card, about] = [cards.get(id), concepts.get(concept)];
    if (!card || !about) return [];
    const known = due === null ? "new" : due <= today ? "due" : "known";
    return {
      card,
      concept: about,
      own: isOwn(id),
      topicName: topics.get(about.topic)?.name ?? "",
      state: state.suspended ? "suspended" : known,
      flag: state.flag,
      starred: state.starred,
      dueDay: due,
    };
  });
}

export function historyOf(events: readonly CardEvent[]): ReviewLine[] {
  const counting = countingReviews(events);
  const lines = counting.map(({ review: { at, rating }, day }, i): ReviewLine => {
    const before = counting[i - 1];
    return { at, rating, days: before ? day - before.day : null };
  });
  return lines.reverse();
}

export function refusedOf(entries: readonly OutboxEntry[]): RefusedEvent[] {
  return entries
    .filter(({ status }) => status === "refused" || status === "aside" || status === "later")
    .map(({ uid, event, card, at, code, detail }) => ({
      uid,
      kind: event.kind,
      at,
      card: card ?? ("card" in event ? event.card : null),
      code: code ?? "aside",
      detail: detail ?? "The server could not take this one. It is kept here and tried again daily.",
    }));
}
