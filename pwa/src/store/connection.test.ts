import type { DBSchema } from "idb";
import { expect, test, vi } from "vitest";
import { Connection, StorageFull } from "./connection";
import { newUid } from "./uid";

interface Box extends DBSchema {
  box: { key: string; value: number };
}
const aBox = (name = newUid(Date.now())) =>
  new Connection<Box>(name, 1, (db) => void db.createObjectStore("box"));
const put = (box: Connection<Box>, value: number) =>
  box.run(["box"], "readwrite", async (tx) => void (await tx.objectStore("box").put(value, "it")));
const get = (box: Connection<Box>) => box.run(["box"], "readonly", (tx) => tx.objectStore("box").get("it"));

test("a connection that the browser dropped is opened again, and the write is there", async () => {
  const box = aBox();
  await put(box, 1);
  const drop = vi.spyOn(IDBDatabase.prototype, "transaction").mockImplementationOnce(() => {
    throw new DOMException("Connection to Indexed Database server lost", "UnknownError");
  });
  await put(box, 2);
  expect(await get(box)).toBe(2);
  drop.mockRestore();
});

test("a work that fails leaves nothing behind", async () => {
  const box = aBox();
  await put(box, 1);
  const half = box.run(["box"], "readwrite", async (tx) => {
    await tx.objectStore("box").put(2, "it");
    throw new Error("half way");
  });
  await expect(half).rejects.toThrow("half way");
  expect(await get(box)).toBe(1);
});

test("a full phone is said so, in words", async () => {
  const box = aBox();
  const full = box.run(["box"], "readwrite", () =>
    Promise.reject(new DOMException("no room", "QuotaExceededError")),
  );
  await expect(full).rejects.toThrow(StorageFull);
});

test("another tab that upgrades or wipes the database is not held up", async () => {
  const name = newUid(Date.now());
  const box = aBox(name);
  await put(box, 1);
  await new Promise<void>((resolve, reject) => {
    const gone = indexedDB.deleteDatabase(name);
    gone.onsuccess = () => resolve();
    gone.onerror = () => reject(new Error("not deleted"));
  });
  expect(await get(box)).toBeUndefined();
});

test("writes ask for strict durability", async () => {
  const box = aBox();
  const asked = vi.spyOn(IDBDatabase.prototype, "transaction");
  await put(box, 1);
  expect(asked).toHaveBeenLastCalledWith(["box"], "readwrite", { durability: "strict" });
  asked.mockRestore();
});

test("a uid is a version 7 UUID that sorts by time", () => {
  const [a, b] = [newUid(1_750_000_000_000), newUid(1_750_000_000_001)];
  expect(a).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(a < b).toBe(true);
});
