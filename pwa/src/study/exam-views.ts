/** A sitting as screens see it. */
import type { LibraryQuestion } from "../api/library";
import { asked } from "../exams/marking";
import type { PaperKind } from "../exams/papers";
import type { SittingLine, SittingQuestion } from "./exam-types";
import type { Started } from "./sittings";

const KINDS: readonly string[] = ["full", "short", "domain", "weak"];

export function lineOf(id: string, state: Started): SittingLine {
  const ids = asked(state);
  const { answers } = state;
  const answered = ids.filter((one) => Object.hasOwn(answers, one) && answers[one]!.choices.length > 0);
  return {
    id,
    examId: state.exam ?? "",
    paper: KINDS.includes(state.paper ?? "") ? (state.paper as PaperKind) : null,
    mode: state.mode === "exam" ? "exam" : "training",
    minutes: state.minutes,
    startedAt: state.started_at,
    finishedAt: state.finished_at,
    paused: state.paused,
    size: ids.length,
    answered: answered.length,
  };
}

/** In the paper's order, as far as their texts are here. */
export function questionsOf(state: Started, texts: ReadonlyMap<string, LibraryQuestion>): SittingQuestion[] {
  const flagged = new Set(state.flags);
  return asked(state).flatMap((id) => {
    const question = texts.get(id);
    if (!question) return [];
    const given = Object.hasOwn(state.answers, id) ? state.answers[id] : undefined;
    return {
      question,
      choices: given?.choices ?? [],
      sure: given?.sure ?? null,
      tookMs: given?.took_ms ?? 0,
      flagged: flagged.has(id),
      struck: state.strikes.flatMap(([one, option]) => (one === id ? [option] : [])),
      late: given?.late ?? false,
    };
  });
}
