import { expect, test } from "vitest";
import type { SyncStatus } from "./study/app";
import { day, failed, left, notSent, studyDay, syncLine } from "./words";

const quiet: SyncStatus = {
  online: true,
  syncing: false,
  unsynced: 0,
  unsyncedGrades: 0,
  setAside: 0,
  lastSync: 1,
  signedOut: false,
  deleted: false,
  otherAccount: false,
  storageFull: false,
  firstPull: null,
};
const line = (change: Partial<SyncStatus>) => syncLine({ ...quiet, ...change }, "Mo");

test("when all is sent nothing is said", () => {
  expect(line({})).toBeNull();
});

test("offline grades are said to be safe, in the right number", () => {
  expect(line({ online: false, unsynced: 14, unsyncedGrades: 14 })?.text).toBe(
    "Offline. 14 grades are safe on this phone and will be sent.",
  );
  expect(line({ online: false, unsynced: 1, unsyncedGrades: 1 })?.text).toBe(
    "Offline. 1 grade is safe on this phone and will be sent.",
  );
});

test("only reviews are called grades; what else waits is a change", () => {
  expect(line({ online: false, unsynced: 1 })?.text).toContain("1 change is safe on this phone");
  expect(line({ online: false, unsynced: 5, unsyncedGrades: 3 })?.text).toContain(
    "3 grades and 2 changes are safe",
  );
  expect(line({ unsynced: 2, syncing: true })?.text).toBe("Sending 2 changes.");
});

test("a session that ended tells what is safe and offers to sign in", () => {
  const now = Date.now();
  expect(line({ signedOut: true, unsynced: 2, unsyncedGrades: 2, lastSync: now - 60_000 })).toEqual({
    text: "Signed out elsewhere: sign in to send 2 grades. Until then you can go on, and all is safe on this phone.",
    action: "sign-in",
  });
  expect(line({ signedOut: true, lastSync: now - 181 * 86_400_000 })?.text).toBe(
    "Signed out: sign in to send and fetch. Until then you can go on.",
  );
});

test("another's session names the owner of this phone's grades", () => {
  expect(line({ otherAccount: true })?.text).toContain("Sign in as Mo");
});

test("deletion is said before anything else", () => {
  expect(line({ deleted: true, online: false, unsynced: 3 })?.text).toContain("deleted");
});

test("what the server could not take is never passed over in silence", () => {
  expect(line({ setAside: 1 })).toEqual({
    text: "1 change could not be sent and is kept here.",
    action: "settings",
  });
});

test("a first pull says how far it is, also while the total is unknown", () => {
  expect(line({ firstPull: { done: 1200, total: 3000 } })?.text).toContain("1,200 of 3,000");
  expect(line({ firstPull: { done: 5, total: null } })?.text).toBe("Fetching what you learned before: 5.");
});

test("a calendar day is the same in every time zone", () => {
  expect(day("2026-03-31")).toBe("31 Mar 2026");
  expect(studyDay(20_543)).toBe("31 Mar 2026");
});

test("days left are words near by", () => {
  expect([left(-2), left(0), left(1), left(30)]).toEqual([
    "the date has passed",
    "today",
    "tomorrow",
    "in 30 days",
  ]);
});

test("signing out says how many grades it would cost", () => {
  expect(notSent({ unsynced: 3, unsyncedGrades: 3 })).toBe(
    "3 grades are not sent yet and would be lost for good.",
  );
});

test("a full phone is named as such", () => {
  expect(failed(new DOMException("full", "QuotaExceededError"))).toContain("no room");
  expect(failed(new Error("other"))).toContain("could not be stored");
});
