/** A learner's way to an exam, made up, to look at the screens that tell of it. */
import type { Area, DomainArea, Insight, LibraryExam, Outlook, Standing } from "../../study/app";
import { byWeeks } from "../../stats/measures";
import { likely } from "../../stats/likely";
import { weekOf } from "../../stats/tally";

const TODAY = 20_778;
const score = (mean: number, width = 0.08) => ({ mean, low: mean - width, high: mean + width });

const standingOf = (exam: LibraryExam, i: number): Standing => ({
  exam,
  date: i ? "2027-01-10" : null,
  daysLeft: i ? 50 : null,
  today: score(i ? 0.68 : 0.3, i ? 0.05 : 0.12),
  unstudied: i ? score(0.55) : null,
  met: i ? 0.63 : 0.02,
  cards: 412,
  seen: i ? 260 : 7,
});

const anArea = (weight: number, i: number): Area => ({
  weight,
  cards: 40 + i,
  seen: i === 3 ? 0 : 22 - i,
  met: i === 3 ? 0 : 0.55 - i * 0.1,
  now: i === 3 ? null : 0.88 - i * 0.07,
  onDate: i === 3 ? null : 0.66 - i * 0.05,
  known: 0.41,
  tries: i === 3 ? 0 : 22 - i,
  right: i === 3 ? 0 : 11 - i,
  points: weight * (12 + 11 * i),
});
const names = [
  "Streaming services",
  "Hyperparameter tuning",
  "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbau",
  "Endpoint configuration and scaling",
  "Missing values",
];
const domainOf = (domain: LibraryExam["domains"][number], i: number): DomainArea => {
  const area = anArea(domain.weight / 100, i);
  const { tries: n, right } = area;
  const topics = names.map((name, at) => ({
    ...anArea(domain.weight / 500, at % 4),
    ...{ id: `t${at}`, name, domain: i, topic: at },
  }));
  const rated = { rating: [5, null, 2, 3][i]!, n, right, share: n ? right / n : 0, ...likely(right, n) };
  return { id: domain.id, name: domain.name, ...area, rated, topics };
};

const outlook = (mean: number, allMetOn: number | null): Outlook => ({
  ...{ score: score(mean, 0.05), allMetOn, met: allMetOn ? 1 : 0.86 },
});
const wave = (i: number) => Math.max(0, Math.round(14 + 12 * Math.sin(i * 1.7) - (i % 7 === 6 ? 30 : 0)));
const measured = (n: number, share: number, expected: number) => {
  const ok = Math.round(n * share);
  return { n, ok, share: ok / n, ...likely(ok, n), expected };
};

export function fakeInsight(exams: LibraryExam[], subscribe: Insight["subscribe"]): Insight {
  const from = weekOf(TODAY) - 25 * 7;
  const days = Array.from({ length: TODAY - from + 1 }, (_, i) => ({
    day: from + i,
    reviews: i < 60 ? 0 : wave(i),
    minutes: i < 60 ? 0 : wave(i) * 0.6,
  }));
  const one = (id: string) => exams.find((exam) => exam.id === id)!;
  return {
    subscribe,
    standings: () => exams.map(standingOf),
    areas: (id) => one(id).domains.map(domainOf),
    plan: async (id) => ({
      exam: one(id),
      until: TODAY + 50,
      dated: id === "mla-c01",
      minutesADay: 15,
      days: Array.from({ length: 50 }, (_, i) => ({
        day: TODAY + i,
        seconds: i % 7 === 6 ? 0 : 900,
        reviews: i % 7 === 6 ? 0 : 18 + i,
        fresh: i % 7 === 6 ? 0 : Math.max(0, 9 - Math.floor(i / 5)),
        points: 0.6,
        unmet: Math.max(0, 152 - 5 * i),
      })),
      today: { day: TODAY, seconds: 900, reviews: 18, fresh: 9, points: 0.8, unmet: 143 },
      ...outlook(0.78, id === "mla-c01" ? null : TODAY + 31),
      fewer: outlook(0.75, null),
      more: outlook(0.8, TODAY + 28),
      verdict: id === "mla-c01" ? { kind: "too little time", met: 0.86, minutesADay: 20 } : { kind: "fits" },
    }),
    statistics: async (told) => {
      for (let share = 0; share < 1; share += 0.1) {
        told(share);
        await new Promise((done) => setTimeout(done, 20));
      }
      return {
        ...{ today: TODAY, reviews: 2_310, days, weeks: byWeeks(days), whole: true },
        retention: Array.from({ length: 17 }, (_, i) => ({
          week: weekOf(TODAY) - (16 - i) * 7,
          ...measured(60 + i, 0.8 + 0.1 * Math.sin(i), 0.88),
        })),
        overall: measured(1_900, 0.86, 0.885),
        calibration: [0.55, 0.65, 0.75, 0.82, 0.88, 0.93, 0.97].map((expected, i) => ({
          ...{ from: expected - 0.02, to: expected + 0.02 },
          ...measured(20 + 60 * i, expected - 0.04, expected),
        })),
        domains: exams[0]!.domains.map(({ name }, i) => ({ name, ...measured(300, 0.9 - i * 0.06, 0.88) })),
        durations: [
          { kind: "first", n: 260, quartiles: [18, 31, 52] },
          { kind: "passed", n: 1_700, quartiles: [6, 11, 19] },
          { kind: "failed", n: 350, quartiles: [14, 29, 47] },
        ],
        times: [0, 5, 10, 20, 40, 80].map((at, i) => ({ from: at, n: [210, 480, 800, 540, 200, 80][i]! })),
        forecast: Array.from({ length: 30 }, (_, i) => (i ? Math.max(2, 14 - Math.round(i / 3)) : 31)),
      };
    },
    record: async (id) => ({
      predictions: Array.from({ length: 40 }, (_, i) => ({
        day: TODAY - 40 + i,
        today: score(0.35 + i * 0.008, 0.12 - i * 0.0015),
        onDate: score(0.72, 0.08),
      })),
      papers: [
        { day: TODAY - 20, share: 0.55, predicted: { ...score(0.51), inside: true } },
        { day: TODAY - 3, share: 0.48, predicted: { ...score(0.64), inside: false } },
      ],
      outcome: id === "mls-c01" ? { passed: true, share: 0.74, score: 766, date: "2026-11-20" } : null,
    }),
    keepPredictions: async () => undefined,
    rate: async () => undefined,
  };
}
