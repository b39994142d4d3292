/** Sentences that more than one screen says, and numbers as people read them. */
import type { LibraryExam, SyncStatus } from "./study/app";

export const count = (n: number, one: string, many = `${one}s`): string =>
  `${n.toLocaleString("en")} ${n === 1 ? one : many}`;
export const percent = (share: number): string => `${Math.round(share * 100)}%`;

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec"];

/** A YYYY-MM-DD as "21 Nov 2026". Spelled out here: to make a date format takes a slow phone 80 ms of its start. */
export function day(iso: string): string {
  const [year, month, date] = iso.split("-").map(Number) as [number, number, number];
  return `${date} ${MONTHS[month - 1]!} ${year}`;
}

/** A study day (days since 1970-01-01) as a date. */
export const studyDay = (n: number): string => day(new Date(n * 86_400_000).toISOString().slice(0, 10));

export const moment = (ms: number): string =>
  new Date(ms).toLocaleString("en-GB", {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  });

export const gradeNames = { 1: "Again", 2: "Hard", 3: "Good", 4: "Easy" } as const;

/** What is wrong with an exam today, or null when it can simply be sat. */
export const examNote = (exam: LibraryExam): string | null =>
  exam.status.note || (exam.status.state === "available" ? null : `This exam is ${exam.status.state}.`);

export const left = (days: number): string =>
  days < 0
    ? "the date has passed"
    : days === 0
      ? "today"
      : days === 1
        ? "tomorrow"
        : `in ${count(days, "day")}`;

type Unsent = Pick<SyncStatus, "unsynced" | "unsyncedGrades">;
/** "3 grades and 1 change": only a review is a grade. */
export const unsent = ({ unsynced, unsyncedGrades }: Unsent): string =>
  [count(unsyncedGrades, "grade"), count(unsynced - unsyncedGrades, "change")]
    .filter((part) => !part.startsWith("0"))
    .join(" and ");
const unsentAre = (what: Unsent): string => `${unsent(what)} ${what.unsynced === 1 ? "is" : "are"}`;

export interface Line {
  text: string;
  action: "sign-in" | "sync" | "settings" | null;
}

const say = (text: string, action: Line["action"] = null): Line => ({ text, action });

/** The one sentence about where the learner's grades are; null when all is sent and nothing needs saying. */
export function syncLine(status: SyncStatus, name: string, now = Date.now()): Line | null {
  const { unsynced } = status;
  const safe = unsynced ? ` ${unsentAre(status)} safe on this phone.` : "";
  if (status.deleted)
    return say("This account was deleted. Settings lets you clear it from this phone.", "settings");
  if (status.otherAccount)
    return say(`Someone else is signed in here.${safe} Sign in as ${name} to go on.`, "sign-in");
  if (status.signedOut) return say(signedOut(status, now), "sign-in");
  if (status.storageFull) return say("This phone has no room left. Free some space, then try again.");
  if (status.firstPull) return say(pulling(status.firstPull));
  if (!status.online)
    return say(
      unsynced
        ? `Offline. ${unsentAre(status)} safe on this phone and will be sent.`
        : "Offline. You can study as usual.",
    );
  if (unsynced)
    return say(
      status.syncing ? `Sending ${unsent(status)}.` : `${unsentAre(status)} waiting to be sent.`,
      "sync",
    );
  if (status.setAside)
    return say(
      `${count(status.setAside, "change")} could not be sent and ${status.setAside === 1 ? "is" : "are"} kept here.`,
      "settings",
    );
  return null;
}

/** Unused for this long, a session ends by itself; before that only its learner ends it. */
const SESSION_MS = 180 * 86_400_000;

function signedOut(status: SyncStatus, now: number): string {
  const { lastSync } = status;
  const where = lastSync !== null && now - lastSync < SESSION_MS ? "Signed out elsewhere" : "Signed out";
  return status.unsynced
    ? `${where}: sign in to send ${unsent(status)}. Until then you can go on, and all is safe on this phone.`
    : `${where}: sign in to send and fetch. Until then you can go on.`;
}

function pulling({ done, total }: { done: number; total: number | null }): string {
  return `Fetching what you learned before: ${done.toLocaleString("en")}${total === null ? "" : ` of ${total.toLocaleString("en")}`}.`;
}

export const notSent = (what: Unsent): string =>
  what.unsynced === 0 ? "Everything is sent." : `${unsentAre(what)} not sent yet and would be lost for good.`;

export const failed = (error: unknown): string =>
  error instanceof Error && error.name === "QuotaExceededError"
    ? "This phone has no room left, so it was not stored. Free some space and try again."
    : "It could not be stored on this phone and does not count. Try again; if it goes on, load Cardinal again.";

export const offlineOr = (otherwise: string): string =>
  navigator.onLine
    ? otherwise
    : "You are offline, and this needs the server. Try again when you are connected.";
