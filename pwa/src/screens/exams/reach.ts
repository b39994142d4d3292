/** What is mastered of an exam, topic by topic under the domain that most of the topic belongs to. */
import type { LibraryExam, Mastery, Outline, ReachedCounts } from "../../study/app";

export interface TopicReach extends ReachedCounts {
  id: string;
  name: string;
}
export interface DomainReach extends ReachedCounts {
  name: string;
  topics: TopicReach[];
}

const sum = (all: readonly ReachedCounts[]): ReachedCounts => ({
  count: all.reduce((n, one) => n + one.count, 0),
  recalled: all.reduce((n, one) => n + one.recalled, 0),
  applied: all.reduce((n, one) => n + one.applied, 0),
  mastered: all.reduce((n, one) => n + one.mastered, 0),
});

/** By topic the domain in which most of its concepts lie. */
function domainsOf(exam: LibraryExam, { concepts }: Outline): Map<string, string> {
  const counts = new Map<string, Map<string, number>>();
  for (const [id, { domain }] of Object.entries(exam.concepts)) {
    const topic = concepts.get(id)?.topic;
    if (topic === undefined) continue;
    const of = counts.get(topic) ?? new Map<string, number>();
    counts.set(topic, of.set(domain, (of.get(domain) ?? 0) + 1));
  }
  const most = (of: Map<string, number>) => [...of].toSorted(([, a], [, b]) => b - a)[0]![0];
  return new Map([...counts].map(([topic, of]) => [topic, most(of)]));
}

export function reachOf(
  { topics }: Mastery,
  exam: LibraryExam,
  outline: Outline,
  names: ReadonlyMap<string, { name: string }>,
): DomainReach[] {
  const domains = domainsOf(exam, outline);
  return exam.domains.flatMap(({ id: domain, name }) => {
    const own = [...topics]
      .filter(([id]) => domains.get(id) === domain)
      .map(([id, counts]): TopicReach => ({ id, name: names.get(id)?.name ?? id, ...counts }))
      .sort((a, b) => a.mastered / a.count - b.mastered / b.count || a.name.localeCompare(b.name));
    return own.length ? [{ name, topics: own, ...sum(own) }] : [];
  });
}

export const reachLine = (domains: readonly DomainReach[]): string => {
  const { count, recalled, applied, mastered } = sum(domains);
  return `Of ${count} concepts you would recall ${recalled} today and have applied ${applied} to a decision; ${mastered} are both, and so mastered.`;
};
