import { afterEach, expect, test, vi } from "vitest";
import shared from "../../../tests/vectors/queue.json";
import type { LibraryAnswer, LibraryExam } from "../api/library";
import type { Row } from "../store/schema";
import { aCard, aConcept, aDesk, anExam } from "./desk.test-data";
import { edits } from "./writing";

type Told = (typeof shared)[number];
const NOON = 20_000 * 86_400_000 + 12 * 3_600_000;
afterEach(() => void vi.useRealTimers());

function libraryOf({ concepts, cards, exams }: Told): LibraryAnswer {
  const topics = [...new Set(Object.values(concepts))];
  return {
    version: 1,
    exams: Object.entries(exams).map(
      ([id, exam]) => ({ ...anExam([]), ...exam, id }) as unknown as LibraryExam,
    ),
    topics: topics.map((id) => ({ id, name: id, retired: false, changed_in: 1 })),
    concepts: Object.entries(concepts).map(([id, topic]) => ({ ...aConcept(id), topic })),
    cards: Object.entries(cards).map(([id, concept]) => aCard(id, concept)),
    questions: [],
  };
}
function rowsOf({ rows, settings }: Told): Row[] {
  const last = [0, "0", 1, "0"];
  const states: [key: string, state: unknown][] = [
    ...Object.entries(rows).map(([card, state]) => [`card:${card}`, state] as [string, unknown]),
    ...Object.entries(settings).map(
      ([name, value]) => [`setting:${name}`, { value, last }] as [string, unknown],
    ),
  ];
  return states.map(([key, state], i) => ({ key, seq: i + 1, tag: 0, state }) as Row);
}

test.each(shared)("learner $learner sees on the phone what the server would give", async (told) => {
  vi.useFakeTimers({ now: NOON, toFake: ["Date"] });
  const { store, ledger, desk } = await aDesk(libraryOf(told), told.learner);
  await store.write(async (tx) => {
    for (const row of rowsOf(told)) await tx.objectStore("rows").put(row);
  });
  await ledger.reload();
  for (const [card, topic] of Object.entries(told.own))
    await ledger.do(edits(card, {}, { created: true, prompt: "?", answer: "!", topic }));
  const answered = Object.entries(told.answered).map(
    ([topic, [n = 0, ok = 0]]) => [topic, { n, ok }] as const,
  );
  desk.habits = {
    ...desk.habits,
    called: new Map(Object.entries(told.called) as [string, number][]),
    answered: new Map(answered),
  };
  const found = desk.choose(told.seconds).map(({ id, reason }) => [id, reason]);
  expect(found).toEqual(told.order);
});
