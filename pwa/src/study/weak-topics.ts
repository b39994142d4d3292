/** Which topics of an exam are worth a paper of their own: where most points are likely lost. */
import type { LibraryExam } from "../api/library";

const MOST = 5;
/** First tries that a topic is given before any, half of them right. */
const PRIOR = 4;

/** By topic: its part of the exam times the share of first tries and questions that went wrong, the five largest. */
export function weakTopics(
  exam: LibraryExam,
  firstTries: readonly { concept: string; rating: number | null }[],
  questions: ReadonlyMap<string, { n: number; ok: number }>,
  topicOf: (concept: string) => string | undefined,
): Record<string, number> {
  const counts = new Map([...questions].map(([topic, { n, ok }]) => [topic, { n, ok }]));
  for (const { concept, rating } of firstTries) {
    const topic = topicOf(concept);
    if (topic === undefined || rating === null) continue;
    const { n, ok } = counts.get(topic) ?? { n: 0, ok: 0 };
    counts.set(topic, { n: n + 1, ok: ok + (rating >= 2 ? 1 : 0) });
  }
  const parts = new Map<string, number>();
  for (const [concept, { share }] of Object.entries(exam.concepts)) {
    const topic = topicOf(concept);
    if (topic !== undefined) parts.set(topic, (parts.get(topic) ?? 0) + share);
  }
  const lost = [...parts].map(([topic, part]) => {
    const { n, ok } = counts.get(topic) ?? { n: 0, ok: 0 };
    return [topic, part * (1 - (ok + PRIOR / 2) / (n + PRIOR))] as const;
  });
  return Object.fromEntries(lost.toSorted(([, a], [, b]) => b - a).slice(0, MOST));
}
