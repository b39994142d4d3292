import { afterEach, expect, test, vi } from "vitest";
import { endMedia, mediaOf } from "../media/kept";
import { StorageFull } from "./connection";
import { LearnerStore } from "./learner";
import { mediaDatabase } from "./room";
import { newUid } from "./uid";

const aLearner = () => newUid(Date.now());
const theme = { deed: { kind: "setting", name: "theme", value: "dark" }, card: null } as const;
const hasMedia = async (learner: string) =>
  (await indexedDB.databases()).some(({ name }) => name === mediaDatabase(learner));

/** Every write finds the phone full, for as long as `is` says so. */
function fullWhile(is: () => boolean): void {
  const put = IDBObjectStore.prototype.put;
  vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(function (this: IDBObjectStore, ...given) {
    if (is()) throw new DOMException("no room", "QuotaExceededError");
    return put.apply(this, given);
  });
}

afterEach(() => {
  endMedia();
  vi.restoreAllMocks();
});

test("a phone that runs full gives up its pictures, and the grade is stored", async () => {
  const learner = aLearner();
  const store = new LearnerStore(learner);
  await store.append([theme], Date.now());
  await mediaOf(learner).put("a.png", new ArrayBuffer(9));
  let full = true;
  const real = IDBFactory.prototype.deleteDatabase;
  const dropped: string[] = [];
  vi.spyOn(IDBFactory.prototype, "deleteDatabase").mockImplementation(function (this: IDBFactory, name) {
    dropped.push(name);
    full = false;
    return real.call(this, name);
  });
  fullWhile(() => full);
  await store.append([theme], Date.now());
  expect(dropped).toEqual([mediaDatabase(learner)]);
  expect(await hasMedia(learner)).toBe(false);
  expect((await store.outbox()).map(({ n }) => n).sort()).toEqual([1, 2]);
  store.close();
});

test("where giving up pictures is not enough, the write is refused and what was there stays", async () => {
  const learner = aLearner();
  const store = new LearnerStore(learner);
  await store.append([theme], Date.now());
  fullWhile(() => true);
  await expect(store.append([theme], Date.now())).rejects.toThrow(StorageFull);
  vi.restoreAllMocks();
  expect(await store.outbox()).toHaveLength(1);
  store.close();
});
