/** An App held in memory, to look at the screens without a server or a store. Not part of the build. */
import type {
  App,
  Auth,
  CardLine,
  DeviceLine,
  Library,
  Rating,
  Session,
  SessionState,
  Showing,
  SyncStatus,
  Writing,
} from "../../study/app";
import { cards, concepts, exams } from "./deck";
import { fakeInsight } from "./fake-insight";
import { fakeTransfers } from "./fake-transfers";

export interface Scene {
  status?: Partial<SyncStatus>;
  settings?: Record<string, unknown>;
  /** Start at this card of the deck. */
  at?: number;
  empty?: boolean;
  nothingDue?: boolean;
  introduce?: boolean;
  diagnostic?: boolean;
  /** Grades cannot be stored. */
  full?: boolean;
  /** On every card. */
  note?: string;
  out?: boolean;
}

const listeners = () => {
  const all = new Set<() => void>();
  return {
    subscribe: (fn: () => void) => (all.add(fn), () => void all.delete(fn)),
    tell: () => all.forEach((fn) => fn()),
  };
};

const byId = <T extends { id: string }>(items: T[]) => new Map(items.map((item) => [item.id, item]));

export function fakeApp(scene: Scene): App {
  const { subscribe, tell } = listeners();
  const settings: Record<string, unknown> = {
    minutes_a_day: 15,
    desired_retention: 0.9,
    theme: "auto",
    swipe: true,
    streak: true,
    exams: ["mls-c01", "mla-c01"],
    "exam.mla-c01.date": "2027-01-10",
    "exam.mls-c01.date": null,
    ...scene.settings,
  };
  const status: SyncStatus = {
    online: true,
    syncing: false,
    unsynced: 0,
    unsyncedGrades: scene.status?.unsynced ?? 0,
    setAside: 0,
    lastSync: Date.now(),
    signedOut: false,
    deleted: false,
    otherAccount: false,
    storageFull: false,
    firstPull: null,
    ...scene.status,
  };
  const library: Library = {
    version: 12,
    exams: byId(exams),
    topics: new Map([["modeling", { id: "modeling", name: "Modeling", retired: false, changed_in: 1 }]]),
    outline: { cards: byId(cards), concepts: byId(concepts) },
    concepts: byId(concepts),
    cards: byId(cards),
  };
  const states = ["due", "known", "new", "suspended"] as const;
  const lines = cards.map((card, i): CardLine => ({
    card,
    concept: concepts.find((concept) => concept.id === card.concept)!,
    own: false,
    topicName: i % 2 ? "Data" : "Modeling",
    state: states[i % 4]!,
    flag: i === 1 ? 1 : 0,
    starred: false,
    dueDay: i % 4 === 2 ? null : 20_780 + i,
  }));
  const writings = new Map<string, Writing>();
  let kept: Session | null = null;
  const held = fakeTransfers();
  return {
    account: { id: "1", name: "mo", email: "", recovery_codes_left: 8, email_recovery: true },
    get status() {
      return { ...status };
    },
    library: scene.empty ? null : library,
    persisted: false,
    subscribe,
    today: () => ({
      studyDay: 20_778,
      due: scene.nothingDue || scene.empty ? 0 : 18,
      fresh: scene.nothingDue || scene.empty ? 0 : 9,
      minutes: 15,
      doneCards: scene.empty ? 0 : 4,
      doneMinutes: 2.2,
      exams: scene.empty
        ? []
        : exams
            .filter((exam) => (settings["exams"] as string[]).includes(exam.id))
            .map((exam) => ({ exam, date: null, daysLeft: exam.code === "MLA-C01" ? 50 : null })),
      streak: scene.empty ? null : 6,
      inSession: false,
    }),
    session: async () => (kept ??= fakeSession(scene)),
    setting: <T>(name: string) => (settings[name] ?? null) as T,
    set: async (name, value) => ((settings[name] = value), tell()),
    sync: async () => tell(),
    whole: async () => undefined,
    history: async () =>
      scene.empty
        ? []
        : [
            { at: Date.now() - 8.64e8, rating: 3, days: 12 },
            { at: Date.now() - 2e9, rating: 1, days: null },
          ],
    cards: () => (scene.empty ? [] : lines.map((line) => ({ ...line }))),
    mark: async (id, mark, value) => {
      const line = lines.find((one) => one.card.id === id)!;
      if (mark === "flag") line.flag = Number(value);
      if (mark === "starred") line.starred = Boolean(value);
      if (mark === "suspended") line.state = value ? "suspended" : "known";
      tell();
    },
    reset: async () => tell(),
    writings: () => writings,
    write: async (id, fields) => {
      const card = id ?? `own.${writings.size}`;
      const before = writings.get(card)?.fields ?? { created: id === null };
      writings.set(card, {
        fields: { ...before, ...fields },
        alive: before["created"] === true && fields.deleted !== true,
      });
      tell();
      return card;
    },
    versions: async () => ({ whole: true, fields: [] }),
    exams: () => Promise.reject(new Error("There are no practice exams here.")),
    insight: async () => fakeInsight(scene.empty ? [] : exams, subscribe),
    transfers: async () => held,
    refused: () =>
      status.setAside
        ? [
            {
              uid: "u",
              kind: "review",
              at: Date.now(),
              card: "modeling/dropout",
              code: "too_large",
              detail: "This event is larger than the server takes.",
            },
          ]
        : [],
  };
}

function fakeSession(scene: Scene): Session {
  const { subscribe, tell } = listeners();
  let at = scene.at ?? 0;
  let flag = 0;
  let undone = 0;
  const showing = (): Showing | null => {
    const card = cards[at];
    if (!card) return null;
    const size =
      card.form === "choice"
        ? card.options.length
        : card.form === "order"
          ? card.steps.length
          : card.form === "match"
            ? card.pairs.length
            : 0;
    const order = Array.from({ length: size }, (_, i) => (i + 2) % size);
    const labels = ["today", "4 d", "12 d", "4 wk"];
    return {
      uid: `u${at}-${undone}`,
      card,
      concept: concepts.find((concept) => concept.id === card.concept)!,
      topicName: "Modeling",
      domainName: "Modeling",
      why: { code: "due", line: "Last seen 12 days ago; you still know it with a chance of about 84%." },
      introduce: Boolean(scene.introduce),
      seed: 7,
      instance: card.form === "compute" ? card.instances[0]! : null,
      optionOrder: order,
      preview: labels.map((label, i) => ({ rating: (i + 1) as Rating, days: i * 4, label, planned: null })),
      flag,
      starred: false,
      suspended: false,
      note: scene.note ?? "",
    };
  };
  const make = (): SessionState => ({
    showing: showing(),
    done: at,
    left: cards.length - at,
    canUndo: at > 0,
    diagnostic: Boolean(scene.diagnostic),
    finished: at >= cards.length,
  });
  let state = make();
  const move = (to: number) => {
    at = to;
    state = make();
    tell();
  };
  return {
    get state() {
      return state;
    },
    subscribe: (fn) => (fn(state), subscribe(() => fn(state))),
    grade: async () => {
      const before = at;
      move(at + 1);
      if (!scene.full) return;
      await new Promise((done) => setTimeout(done, 50));
      move(before);
      throw new DOMException("full", "QuotaExceededError");
    },
    undo: async () => ((undone += 1), move(at - 1)),
    suspend: async () => move(at + 1),
    flag: async (n) => {
      flag = n;
      move(at);
    },
    bury: async () => move(at + 1),
    summary: () => ({
      diagnostic: Boolean(scene.diagnostic),
      cards: at,
      minutes: 12.4,
      cameBack: 6,
      nowPass: 5,
      sureErrors: 0,
      newCards: 9,
      weakest: { name: "Drift of a deployed model", ok: 2, of: 5 },
      tomorrow: { due: 21, minutes: 14 },
    }),
    more: () => move(0),
    end: () => undefined,
  };
}

const ok = async () => ({ ok: true }) as const;
const aDevice = (name: string, about: Partial<DeviceLine> = {}): DeviceLine => ({
  id: name,
  name,
  this: false,
  first_sync: 1_760_000_000_000,
  last_sync: 1_763_700_000_000,
  unsynced: 0,
  ended: false,
  ...about,
});
const fakeDevices = [
  aDevice("Chrome on Android", { this: true }),
  aDevice("Rechtsschutzversicherungsgesellschaftscomputer", { unsynced: 14 }),
  aDevice("Firefox on Linux", { ended: true, unsynced: 1 }),
];
export const fakeAuth: Auth = {
  signUp: async (name) =>
    name === "taken"
      ? { ok: false, message: "This name is taken.", fields: { username: "Choose another name." } }
      : { ok: true },
  signIn: async (_, password) =>
    password === "wrong" ? { ok: false, message: "The name or the password is not right." } : { ok: true },
  signOut: async () => undefined,
  unsyncedBeforeSignOut: async () => 14,
  recoveryCodes: async () => [
    "k7wq-39fz",
    "m2xt-8hbn",
    "p4ry-5cjd",
    "t9ve-6gks",
    "w3nb-7qhm",
    "z8kc-2xfp",
    "b5jd-4mrt",
    "f6gs-9ywv",
  ],
  recover: ok,
  sendsMail: async () => true,
  verifyEmail: ok,
  requestPasswordMail: ok,
  resetPasswordWithKey: ok,
  changePassword: ok,
  deleteAccount: async () => ({ ok: false, message: "The password is not right." }),
  devices: async () => fakeDevices,
  endDevice: ok,
  renameDevice: async () => ({ ok: false, message: "A name is one line of characters that can be seen." }),
};
