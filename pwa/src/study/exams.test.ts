import { beforeEach, expect, test, vi } from "vitest";
import { aQuestion } from "../exams/paper.test-data";
import { foldSitting, MINUTE_MS } from "../scheduling/fold-sitting";
import { newUid } from "../store/uid";
import { aCard, aDesk, aLibrary } from "./desk.test-data";
import { PhoneExams } from "./exams";
import { keep } from "./library";
import type { LibraryAnswer, LibraryExam } from "./types";

const NOON = 1_763_726_400_000;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: NOON });
  return () => vi.useRealTimers();
});
const after = (minutes: number) => vi.setSystemTime(NOON + minutes * MINUTE_MS);

const WEIGHTS = { data: 20, explore: 24, model: 36, operate: 20 };
/** Of each domain 60 concepts with two cards and `each` questions, difficulty and several right options mixed. */
function aBank(each = 60): LibraryAnswer {
  const library = aLibrary(240);
  const domains = Object.keys(WEIGHTS);
  const home = (i: number) => domains[i % 4]!;
  const exam: LibraryExam = {
    ...library.exams[0]!,
    domains: Object.entries(WEIGHTS).map(([id, weight]) => ({
      id,
      name: id,
      weight,
      tasks: [],
      coverage: 1,
    })),
    concepts: Object.fromEntries(
      library.concepts.map(({ id }, i) => [id, { domain: home(i), importance: 2, share: 1 / 240 }]),
    ),
  };
  const counts = { data: each, explore: each + 6, model: each + 40, operate: each };
  const questions = Object.entries(counts).flatMap(([domain, count], d) =>
    Array.from({ length: count }, (_, i) =>
      aQuestion(`q.${domain}-${i}`, { concepts: [`c${d + 4 * (i % 60)}`], difficulty: 1 + (i % 3) }),
    ),
  );
  return { ...library, exams: [exam], questions };
}

async function aPhone(library = aBank(), learnerId = newUid(NOON)) {
  const { store, ledger, desk } = await aDesk(library, learnerId);
  const doing = async (doings: Parameters<typeof ledger.do>[0]) => void (await ledger.do(doings));
  const around = {
    store,
    ledger,
    library: () => desk.stock.library,
    doing,
    subscribe: () => () => undefined,
  };
  const open = () => new PhoneExams(around).refresh();
  return { store, ledger, desk, exams: await open(), reopened: open };
}
type Phone = Awaited<ReturnType<typeof aPhone>>;

async function begun({ exams }: Phone, mode: "exam" | "training" = "exam", size = 10) {
  const started = await exams.start("exam", { kind: "short", size }, mode);
  if (!("sitting" in started)) throw new Error(JSON.stringify(started));
  return started.sitting;
}
async function aSitting(phone: Phone, right: number, size = 10) {
  const id = await begun(phone, "exam", size);
  const { questions } = (await phone.exams.sitting(id))!;
  for (const [i, { question }] of questions.entries())
    await phone.exams.answer(id, question.id, [i < right ? 0 : 1], { sure: true, tookMs: 1000 });
  await phone.exams.finish(id);
  return id;
}

test("a full paper is 65 questions by the blueprint in 180 minutes, with its texts", async () => {
  const { exams } = await aPhone();
  const started = await exams.start("exam", { kind: "full" }, "exam", { mean: 0.7, low: 0.6, high: 0.8 });
  const view = (await exams.sitting("sitting" in started ? started.sitting : ""))!;
  expect(view).toMatchObject({
    size: 65,
    minutes: 180,
    paper: "full",
    mode: "exam",
    answered: 0,
    unknown: [],
  });
  expect(view.questions.every(({ question }) => question.prompt.length > 0)).toBe(true);
  expect(exams.left(view.id)).toBe(180 * MINUTE_MS);
});

test("four full papers in a row have no question in common", async () => {
  const phone = await aPhone();
  expect(phone.exams.facts()[0]).toMatchObject({ lacking: null, freshPapers: 4 });
  const asked = new Set<string>();
  for (let paper = 0; paper < 4; paper++) {
    after(paper * 300);
    const started = await phone.exams.start("exam", { kind: "full" }, "exam");
    const id = "sitting" in started ? started.sitting : "";
    for (const { question } of (await phone.exams.sitting(id))!.questions) asked.add(question.id);
    await phone.exams.finish(id);
  }
  expect(asked.size).toBe(260);
  expect(phone.exams.facts()[0]!.freshPapers).toBe(0);
});

test("a bank that is too small says which domain lacks how many, and starts nothing", async () => {
  const { exams } = await aPhone(aBank(3));
  const lacking = { data: 10, explore: 7, operate: 10 };
  expect(await exams.start("exam", { kind: "full" }, "exam")).toEqual({ lacking });
  expect(exams.lacking("exam", { kind: "full" })).toEqual(lacking);
  expect(exams.lacking("exam", { kind: "short", size: 10 })).toBeNull();
  expect(exams.open()).toEqual([]);
});

test("answers, flags and strikes are shown at once and survive a reload", async () => {
  const phone = await aPhone();
  const id = await begun(phone);
  const name = (await phone.exams.sitting(id))!.questions[3]!.question.id;
  const stored = phone.exams.answer(id, name, [2], { sure: false, tookMs: 4200 });
  expect(phone.exams.now(id)!.questions[3]!.choices).toEqual([2]);
  await stored;
  await phone.exams.flag(id, name, true);
  await phone.exams.strike(id, name, 1, true);
  await phone.ledger.reload();
  const again = await phone.reopened();
  const shown = { choices: [2], sure: false, tookMs: 4200, flagged: true, struck: [1], late: false };
  expect((await again.sitting(id))!.questions[3]).toMatchObject(shown);
  expect(again.open()).toMatchObject([{ id, answered: 1 }]);
});

test("what could not be stored is not shown any longer", async () => {
  const phone = await aPhone();
  const id = await begun(phone);
  const name = (await phone.exams.sitting(id))!.questions[0]!.question.id;
  vi.spyOn(phone.store, "append").mockRejectedValueOnce(new Error("full"));
  await expect(phone.exams.answer(id, name, [1])).rejects.toThrow("full");
  expect(phone.exams.now(id)!.questions[0]!.choices).toEqual([]);
});

test("time up submits, and what comes after it is late", async () => {
  const phone = await aPhone();
  const id = await begun(phone);
  const [one, other] = (await phone.exams.sitting(id))!.questions.map(({ question }) => question.id);
  await phone.exams.answer(id, one!, [0]);
  expect(await phone.exams.submitDue()).toEqual([]);
  after(28.001);
  expect(phone.exams.left(id)).toBe(0);
  await phone.exams.answer(id, other!, [0]);
  expect(await phone.exams.submitDue()).toEqual([id]);
  expect(await phone.exams.submitDue()).toEqual([]);
  const { marked } = (await phone.exams.result(id))!;
  expect(marked.questions.slice(0, 2).map(({ verdict }) => verdict)).toEqual(["right", "late"]);
  expect(marked).toMatchObject({ count: 10, right: 1 });
});

test("a pause in training stops the clock, in an exam it does not", async () => {
  const phone = await aPhone();
  const training = await begun(phone, "training");
  const exam = await begun(phone, "exam");
  for (const id of [training, exam]) await phone.exams.pause(id, true);
  after(20);
  expect(phone.exams.left(training)).toBe(28 * MINUTE_MS);
  expect(phone.exams.left(exam)).toBe(8 * MINUTE_MS);
  await phone.exams.pause(training, false);
  after(30);
  expect(phone.exams.left(training)).toBe(18 * MINUTE_MS);
});

test("a sitting goes on from the server's row on another device", async () => {
  const [first, second] = [await aPhone(), await aPhone()];
  const id = await begun(first);
  const name = (await first.exams.sitting(id))!.questions[0]!.question.id;
  await first.exams.answer(id, name, [1]);
  const events = first.ledger.entries().map(({ event }) => event);
  const row = { key: `sitting:${id}`, seq: 1, tag: 1, state: foldSitting(events) };
  await second.store.write((tx) => tx.objectStore("rows").put(row));
  await second.ledger.reload();
  after(1);
  await second.exams.answer(id, name, [0]);
  expect(second.exams.open()).toMatchObject([{ id, answered: 1, size: 10 }]);
  expect((await second.exams.sitting(id))!.questions[0]!.choices).toEqual([0]);
  await second.exams.finish(id);
  expect((await second.exams.result(id))!.marked.right).toBe(1);
});

test("a wrong answer calls its cards until they are reviewed; the result names them", async () => {
  const phone = await aPhone();
  const id = await aSitting(phone, 9);
  const { cards, marked, exam } = (await phone.exams.result(id))!;
  const wrong = marked.questions.find(({ verdict }) => verdict === "wrong")!;
  const concept = aBank().questions.find((one) => one.id === wrong.id)!.concepts[0]!;
  expect(cards).toEqual([`${concept}-a`, `${concept}-b`]);
  expect([...phone.exams.called()]).toEqual(cards.map((card) => [card, phone.ledger.today()]));
  expect(marked).toMatchObject({ confident_errors: [wrong.id], raw: 0.9, took_ms: 10_000 });
  expect(exam.pass_mark).toBe(750);
  const review = {
    kind: "review",
    card: cards[0]!,
    card_version: 1,
    rating: 3,
    took_ms: 1,
    why: "due",
  } as const;
  await phone.ledger.do([{ deed: review, card: cards[0]! }]);
  expect([...phone.exams.called().keys()]).toEqual([`${concept}-b`]);
  expect(phone.exams.evidence()).toEqual(new Map([["topic", { n: 10, ok: 9 }]]));
});

test("a called card is forgotten after two weeks", async () => {
  const phone = await aPhone();
  await aSitting(phone, 0);
  after(13 * 1440);
  expect(phone.exams.called().size).toBe(20);
  after(14 * 1440);
  expect(phone.exams.called().size).toBe(0);
});

test("a paper keeps its questions when the library retires them, and marks them", async () => {
  const phone = await aPhone();
  const id = await begun(phone);
  const view = (await phone.exams.sitting(id))!;
  const retired = view.questions.map(({ question }) => ({ ...question, retired: true, changed_in: 2 }));
  const none = { exams: [], topics: [], concepts: [], cards: [] };
  await keep(phone.store, { ...none, version: 2, questions: retired }, false);
  await phone.desk.stock.refresh();
  for (const { question } of view.questions) await phone.exams.answer(id, question.id, [0]);
  expect((await phone.exams.sitting(id))!.questions).toHaveLength(10);
  expect((await phone.exams.result(id))!.marked).toMatchObject({ right: 10, count: 10 });
  const next = await begun(phone);
  const drawn = (await phone.exams.sitting(next))!.questions.map(({ question }) => question.id);
  expect(drawn.filter((one) => retired.some((gone) => gone.id === one))).toEqual([]);
});

test("the history shows each sitting with its prediction, the latest first", async () => {
  const phone = await aPhone();
  const first = await aSitting(phone, 10);
  after(100);
  const second = await aSitting(phone, 5);
  expect(phone.exams.history().map(({ id, marked }) => [id, marked?.raw])).toEqual([
    [second, 0.5],
    [first, 1],
  ]);
});

test("a concept is mastered when it is recalled and applied", async () => {
  const phone = await aPhone();
  const id = await aSitting(phone, 10);
  const [right] = (await phone.exams.result(id))!.questions;
  const [concept] = right!.question.concepts;
  const one = () => phone.exams.mastery("exam").concepts.get(concept!);
  expect(one()).toEqual({ recalled: false, applied: true, mastered: false });
  const card = aCard(`${concept}-a`, concept!).id;
  const review = { kind: "review", card, card_version: 1, rating: 3, took_ms: 1, why: "new" } as const;
  await phone.ledger.do([{ deed: review, card }]);
  expect(one()).toEqual({ recalled: true, applied: true, mastered: true });
  expect(phone.exams.mastery("exam").topics.get("topic")).toMatchObject({
    count: 240,
    mastered: 1,
    applied: 10,
  });
});

test("a paper on weak areas without weights asks the topics where most is lost", async () => {
  const { exams } = await aPhone();
  const started = await exams.start("exam", { kind: "weak", size: 20 }, "training");
  expect((await exams.sitting("sitting" in started ? started.sitting : ""))!.size).toBe(20);
});

test("the real result is told, and the last word counts", async () => {
  const { exams } = await aPhone();
  await exams.tellOutcome("exam", { passed: false, score: 700 });
  after(5);
  await exams.tellOutcome("exam", { passed: true, score: 812, date: "2026-11-20" });
  expect(exams.outcome("exam")).toMatchObject({ passed: true, score: 812, date: "2026-11-20" });
  expect(exams.facts()[0]!.outcome?.score).toBe(812);
});

test("a finished sitting of an exam or questions that are gone is still told", async () => {
  const phone = await aPhone();
  const start = { kind: "sitting", sitting: "s", action: "start", exam: "gone", seed: 1 } as const;
  await phone.ledger.do([
    { deed: { ...start, questions: ["q.nowhere"] }, card: null },
    { deed: { kind: "sitting", sitting: "s", action: "finish" }, card: null },
  ]);
  expect(phone.exams.history()).toMatchObject([{ examId: "gone", marked: null, minutes: null }]);
  expect(await phone.exams.result("s")).toBeNull();
  expect((await phone.exams.sitting("s"))!.unknown).toEqual(["q.nowhere"]);
  expect(await phone.exams.sitting("no such sitting")).toBeNull();
});

test("a library fetched once more, for its questions, is noticed though its version is the same", async () => {
  const library = aBank();
  const phone = await aPhone({ ...library, questions: [] });
  expect(phone.exams.facts()[0]!.freshPapers).toBe(0);
  await keep(phone.store, library, true);
  await phone.desk.stock.refresh();
  await phone.exams.refresh();
  expect(phone.exams.facts()[0]!.freshPapers).toBe(4);
});

test("a library that comes in the middle of a sitting takes no question off the screen", async () => {
  const phone = await aPhone();
  const id = await begun(phone);
  const [first] = (await phone.exams.sitting(id))!.questions;
  const mended = { ...first!.question, prompt: "<p>Mended?</p>", changed_in: 2 };
  const none = { exams: [], topics: [], concepts: [], cards: [] };
  await keep(phone.store, { ...none, version: 2, questions: [mended] }, false);
  await phone.desk.stock.refresh();
  expect(phone.exams.now(id)!.questions).toHaveLength(10);
  await phone.exams.refresh();
  expect(phone.exams.now(id)!.questions[0]!.question.prompt).toBe("<p>Mended?</p>");
});

test("a paper of a size that no event can hold is not begun", async () => {
  const { exams } = await aPhone();
  await expect(exams.start("exam", { kind: "short", size: 201 }, "exam")).rejects.toThrow("1 to 200");
  await expect(exams.start("exam", { kind: "short", size: 0 }, "exam")).rejects.toThrow("1 to 200");
});
