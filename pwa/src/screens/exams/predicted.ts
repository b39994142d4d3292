/** The readiness as it is told now, to set a paper's score against. */
import type { App, Score } from "../../study/app";

/** Parts of the questions right, each 0..1; null for an exam that the learner does not study for. */
export async function predictedNow(app: Pick<App, "insight">, examId: string): Promise<Score | null> {
  const standing = (await app.insight()).standings().find(({ exam }) => exam.id === examId);
  if (!standing) return null;
  const { mean, low, high } = standing.today;
  return { mean, low, high };
}
