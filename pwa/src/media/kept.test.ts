import { afterEach, expect, test, vi } from "vitest";
import { mediaDatabase } from "../store/room";
import { wipe } from "../store/shared";
import { newUid } from "../store/uid";
import { endMedia, mediaOf } from "./kept";

const aLearner = () => newUid(Date.now());
const bytes = (...of: number[]) => Uint8Array.from(of).buffer;
const databases = async () => (await indexedDB.databases()).map(({ name }) => name);

afterEach(() => {
  endMedia();
  vi.restoreAllMocks();
});

test("what was put is there again, for its learner alone", async () => {
  const [ada, bob] = [aLearner(), aLearner()];
  await mediaOf(ada).put("a.png", bytes(1, 2, 3));
  expect(new Uint8Array((await mediaOf(ada).get("a.png"))!)).toEqual(Uint8Array.of(1, 2, 3));
  expect(await mediaOf(bob).get("a.png")).toBeUndefined();
  expect(await mediaOf(bob).names()).toEqual(new Set());
});

test("nothing is opened before a picture or a sound is asked for", async () => {
  const learner = aLearner();
  mediaOf(learner);
  expect(await databases()).not.toContain(mediaDatabase(learner));
});

test("who leaves takes pictures and sounds along, and what comes late makes no new place for them", async () => {
  const learner = aLearner();
  const kept = mediaOf(learner);
  await kept.put("a.png", bytes(1));
  endMedia();
  await wipe(learner);
  await expect(kept.put("b.png", bytes(2))).rejects.toThrow("no longer in use");
  expect(await databases()).not.toContain(mediaDatabase(learner));
  expect(await mediaOf(learner).names()).toEqual(new Set());
});

test("a phone without room for a picture says so and loses nothing", async () => {
  const kept = mediaOf(aLearner());
  await kept.put("a.png", bytes(1));
  vi.spyOn(IDBObjectStore.prototype, "put").mockImplementationOnce(() => {
    throw new DOMException("no room", "QuotaExceededError");
  });
  expect(await kept.put("b.png", bytes(2))).toBe(false);
  expect(await kept.names()).toEqual(new Set(["a.png"]));
});
