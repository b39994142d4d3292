import { openDB } from "idb";
import { expect, test, vi } from "vitest";
import { fetchLibrary } from "../study/library";
import { aCard, aLibrary } from "../study/desk.test-data";
import { aQuestion } from "../exams/paper.test-data";
import { Connection } from "./connection";
import { databaseName, LearnerStore } from "./learner";
import { newUid } from "./uid";

/** What the first version laid out, with a learner's things in it. */
async function aPhoneOfVersionOne(): Promise<string> {
  const learnerId = newUid(Date.now());
  const db = await openDB(databaseName(learnerId), 1, {
    upgrade(db) {
      db.createObjectStore("rows", { keyPath: "key" });
      const log = db.createObjectStore("log", { keyPath: "uid" });
      for (const index of ["card", "target", "reviewedAt"]) log.createIndex(index, index);
      db.createObjectStore("outbox", { keyPath: "uid" }).createIndex("at", "at");
      for (const items of ["exams", "topics", "concepts", "cards"])
        db.createObjectStore(items, { keyPath: "id" });
      db.createObjectStore("meta");
    },
  });
  await db.put("rows", { key: "setting:theme", seq: 1, tag: 2, state: { value: "dark" } });
  await db.put("cards", aCard("c0-a", "c0"));
  await db.put("meta", 7, "library");
  await db.put("meta", "a device", "device");
  db.close();
  return learnerId;
}

test("a phone of version 1 keeps all it holds", async () => {
  const store = new LearnerStore(await aPhoneOfVersionOne());
  expect((await store.rowsAndOutbox()).rows).toMatchObject([{ key: "setting:theme", seq: 1 }]);
  expect(await store.meta("device")).toBe("a device");
  expect((await store.library()).cards.map(({ id }) => id)).toEqual(["c0-a"]);
  store.close();
});

test("after the upgrade the library is fetched whole once, and with its questions", async () => {
  const store = new LearnerStore(await aPhoneOfVersionOne());
  const asked: string[] = [];
  vi.stubGlobal("fetch", (url: string) => {
    asked.push(url);
    return Promise.resolve(Response.json({ ...aLibrary(1), version: 7, questions: [aQuestion("q.one")] }));
  });
  expect(await fetchLibrary(store, 7)).toBe("new");
  await fetchLibrary(store, 7);
  vi.unstubAllGlobals();
  expect(asked).toEqual(["/api/library?since=0", "/api/library?since=7"]);
  const questions = await store.readLibrary((tx) => tx.objectStore("questions").getAllKeys());
  expect(questions).toEqual(["q.one"]);
  store.close();
});

test("a tab that still runs an older Cardinal says what to do", async () => {
  const store = new LearnerStore(await aPhoneOfVersionOne());
  await store.library();
  const name = databaseName(store.learnerId);
  const older = new Connection(name, 1, () => undefined);
  await expect(older.run([], "readonly", () => Promise.resolve())).rejects.toThrow("reload this page");
  store.close();
});
