/** What can be told of the learner's way to the exam: the one door for screens, loaded when first used. */
import { dayOfDate, studyDay } from "../../scheduling/studyday";
import { zoneAt } from "../../scheduling/clock";
import { kept, nameOf, predictionOf, type Prediction } from "../../stats/predictions";
import type { Tally } from "../../stats/tally";
import type { Doing, LearnerStore } from "../../store/learner";
import type { Desk } from "../desk";
import type { Exams } from "../exam-types";
import { habitOf, planned } from "./planned";
import { ratingName, studied, type Studied, type Surprises } from "./standing";
import { statisticsOf, tallied } from "./statistics";
import type { DomainArea, Insight, PlanAhead, PredictionRecord, Standing, Statistics } from "./types";
import { areasOf, standingOf } from "./views";

/** What the phone lends. */
export interface Around {
  store: LearnerStore;
  desk: Desk;
  exams: () => Promise<Exams>;
  /** Left of today's minutes. */
  secondsLeft: () => number;
  doing: (doings: Doing[]) => Promise<void>;
  subscribe: (fn: () => void) => () => void;
}
const NO_SURPRISE: Surprises = { surprise: 0, spread: 0 };
/** Where the sums of the last reading of the log are kept, since reading a long one takes a second. */
const KEPT = "surprises";

export class PhoneInsight implements Insight {
  readonly #around: Around;
  #surprises: Surprises;

  constructor(around: Around, surprises: Surprises) {
    this.#around = around;
    this.#surprises = surprises;
  }
  subscribe(fn: () => void): () => void {
    return this.#around.subscribe(fn);
  }
  get #desk(): Desk {
    return this.#around.desk;
  }

  #studied(examId: string): Studied {
    const exam = this.#desk.library.exams.get(examId);
    if (!exam) throw new Error("This exam is not on this phone. Its blueprint comes with the library.");
    return studied(this.#desk, exam, this.#surprises);
  }
  standings(): Standing[] {
    return this.#desk.exams().map(({ id }) => standingOf(this.#desk, this.#studied(id)));
  }
  plan(examId: string): Promise<PlanAhead> {
    const habit = habitOf(this.#desk.ledger, this.#around.secondsLeft());
    return planned(this.#studied(examId), habit);
  }
  areas(examId: string): DomainArea[] {
    return areasOf(this.#desk, this.#studied(examId));
  }

  async statistics(told: (share: number) => void): Promise<Statistics> {
    return statisticsOf(this.#desk, await this.#read(told));
  }
  /** The whole log; what recall was off by is kept for the next start. */
  async #read(told: (share: number) => void): Promise<Tally> {
    const tally = await tallied(this.#around.store, this.#desk, told);
    const { surprise, spread } = tally;
    this.#surprises = { surprise, spread };
    await this.#around.store.setMeta({ [KEPT]: this.#surprises });
    return tally;
  }

  // Predictions over time

  #predictions(examId: string): Prediction[] {
    const { ledger } = this.#desk;
    const made = ledger.entries().flatMap(({ event }) => (event.kind === "setting" ? [event.name] : []));
    const names = new Set([...ledger.idsOf("setting"), ...made]);
    return [...names]
      .flatMap((name) => predictionOf(examId, name, ledger.setting(name)) ?? [])
      .sort((a, b) => a.day - b.day);
  }
  async record(examId: string): Promise<PredictionRecord> {
    const exams = await this.#around.exams();
    const papers = exams.history().filter((one) => one.examId === examId && one.marked?.raw != null);
    return {
      predictions: this.#predictions(examId),
      papers: papers
        .map(({ finishedAt, marked }) => ({
          day: studyDay(finishedAt!, zoneAt(finishedAt!)),
          share: marked!.raw!,
          predicted: marked!.predicted,
        }))
        .reverse(),
      outcome: this.#outcome(exams, examId),
    };
  }
  #outcome(exams: Exams, examId: string): PredictionRecord["outcome"] {
    const told = exams.outcome(examId);
    const exam = this.#desk.library.exams.get(examId);
    if (!told || !exam) return null;
    const [low, high] = exam.scale;
    const { passed, score, date } = told;
    const share = score === null || high <= low ? null : (score - low) / (high - low);
    return { passed, score, share, date: date !== null && dayOfDate(date) !== null ? date : null };
  }
  async keepPredictions(): Promise<void> {
    const today = this.#desk.ledger.today();
    const due = this.standings().filter(
      ({ exam, seen }) => seen > 0 && !this.#predictions(exam.id).some(({ day }) => day === today),
    );
    if (due.length === 0) return;
    await this.#read(() => undefined);
    const doings: Doing[] = [];
    for (const { exam } of due) {
      const { today: now } = standingOf(this.#desk, this.#studied(exam.id));
      const plan = await this.plan(exam.id);
      const value = kept({ today: now, onDate: plan.dated ? plan.score : null });
      doings.push({ deed: { kind: "setting", name: nameOf(exam.id, today), value }, card: null });
    }
    await this.#around.doing(doings);
  }

  rate(examId: string, domain: string, rating: number | null): Promise<void> {
    return this.#around.doing([
      { deed: { kind: "setting", name: ratingName(examId, domain), value: rating }, card: null },
    ]);
  }
}

export async function openInsight(around: Around): Promise<PhoneInsight> {
  return new PhoneInsight(around, (await around.store.meta<Surprises>(KEPT)) ?? NO_SURPRISE);
}
