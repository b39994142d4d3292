/** What a session came to. */
import type { SessionSummary } from "./types";
import { studied } from "./daybook";
import type { Desk } from "./desk";
import { isNew, type Step } from "./record";

/** The topic with the smallest part of first tries that went well; at least two tries make a finding. */
function weakest(desk: Desk, firstTries: readonly Step[]): SessionSummary["weakest"] {
  const topics = new Map<string, { name: string; ok: number; of: number }>();
  for (const { item, rating } of firstTries) {
    const topic = desk.topicOf(item.card);
    if (!topic) continue;
    const tally = topics.get(topic.id) ?? { name: topic.name, ok: 0, of: 0 };
    topics.set(topic.id, { ...tally, ok: tally.ok + (rating > 1 ? 1 : 0), of: tally.of + 1 });
  }
  const found = [...topics.values()].filter(({ ok, of }) => of >= 2 && ok < of);
  return found.sort((a, b) => a.ok / a.of - b.ok / b.of || b.of - a.of)[0] ?? null;
}

export function summaryOf(desk: Desk, steps: readonly Step[]): Omit<SessionSummary, "diagnostic"> {
  const firstTries = steps.filter(
    ({ item }, i) => steps.findIndex((step) => step.item.card === item.card) === i,
  );
  const last = new Map(steps.map((step) => [step.item.card, step.rating]));
  const failed = new Set(steps.filter(({ rating }) => rating === 1).map(({ item }) => item.card));
  const tomorrow = desk.waitingOn(desk.ledger.today() + 1);
  return {
    cards: firstTries.length,
    minutes: steps.reduce((ms, step) => ms + studied(step.tookMs), 0) / 60_000,
    cameBack: failed.size,
    nowPass: [...failed].filter((card) => (last.get(card) ?? 1) > 1).length,
    sureErrors: new Set(steps.filter(({ rating, sure }) => sure && rating === 1).map(({ item }) => item.card))
      .size,
    newCards: firstTries.filter(({ item: { why } }) => isNew(why) || why === "diagnostic").length,
    weakest: weakest(desk, firstTries),
    tomorrow: { due: tomorrow.cards, minutes: Math.round(tomorrow.seconds / 60) },
  };
}
