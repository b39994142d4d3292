/** A learner with a small library on a phone, built by plain functions, for tests. */
import type { AnswerCard, ComputeCard, LibraryAnswer, LibraryConcept, LibraryExam } from "../api/library";
import { LearnerStore } from "../store/learner";
import { newUid } from "../store/uid";
import { Desk } from "./desk";
import { Ledger } from "./ledger";
import { keep } from "./library";
import { begun, type SessionRecord } from "./record";
import { StudySession, type Around } from "./session";
import { Stock } from "./stock";

const source = { title: "A page", url: "https://example.org/page" };
const item = { retired: false, changed_in: 1, source, verified_on: "2026-01-01" };

export const aCard = (id: string, concept: string): AnswerCard => ({
  ...item,
  id,
  concept,
  concepts: [],
  applies: false,
  version: 1,
  form: "basic",
  prompt: `<p>${id}?</p>`,
  why: "",
  not: null,
  answer: "<p>yes</p>",
});
export const aComputeCard = (id: string, concept: string): ComputeCard => ({
  ...aCard(id, concept),
  form: "compute",
  instances: [1, 2, 3, 4].map((answer) => ({
    prompt: `${answer}`,
    answer,
    tolerance: 0,
    unit: "",
    work: "",
  })),
});
export const aConcept = (id: string): LibraryConcept => ({
  ...item,
  id,
  topic: "topic",
  name: id,
  summary: `<p>About ${id}</p>`,
  related: [],
  confusable: [],
  status: null,
});
export const anExam = (concepts: string[]): LibraryExam => ({
  ...item,
  id: "exam",
  code: "EX-1",
  name: "An exam",
  provider: "Somebody",
  status: { state: "available", since: null, note: "" },
  questions: 65,
  scored: 50,
  minutes: 180,
  pass_mark: 750,
  scale: [100, 1000],
  item_types: ["choice"],
  domains: [{ id: "modeling", name: "Modeling", weight: 36, tasks: [], coverage: 1 }],
  concepts: Object.fromEntries(
    concepts.map((id) => [id, { domain: "modeling", importance: 2, share: 0.36 / concepts.length }]),
  ),
});

/** Two cards to each of `count` concepts: "c0-a", "c0-b", "c1-a" ... */
export function aLibrary(count: number): LibraryAnswer {
  const names = Array.from({ length: count }, (_, i) => `c${i}`);
  return {
    version: 1,
    exams: [anExam(names)],
    topics: [{ id: "topic", name: "Topic", retired: false, changed_in: 1 }],
    concepts: names.map(aConcept),
    cards: names.flatMap((name) => [aCard(`${name}-a`, name), aCard(`${name}-b`, name)]),
    questions: [],
  };
}

export async function aDesk(library: LibraryAnswer = aLibrary(6), learnerId = newUid(Date.now())) {
  const store = new LearnerStore(learnerId);
  await keep(store, library, true);
  const ledger = new Ledger(store);
  await ledger.reload();
  const stock = new Stock(store);
  await stock.all();
  const desk = new Desk(learnerId, ledger, stock);
  return { store, ledger, desk };
}

const ALONE: Around = { stored: () => undefined, failed: () => undefined, ended: () => undefined };

export function aSession(desk: Desk, cards: string[], around: Partial<Around> = {}) {
  const now = desk.ledger.now();
  const draw = { now, uid: newUid(now), conceptOf: desk.conceptOf };
  const items = cards.map((card) => ({ card, why: "new" as const }));
  return new StudySession(desk, begun(desk.ledger.today(), items, draw), { ...ALONE, ...around });
}

export const storedSession = (store: LearnerStore) => store.meta<SessionRecord>("session");
