/** The screens that are fetched when first opened, so that the first card need not wait for them. */
import type { Component } from "svelte";
import type { App, Auth } from "../study/app";

interface DoorProps {
  app: App | null;
  auth: Auth;
  opened: () => Promise<void>;
  /** What follows in the address: the key from a mail, or why one is here. */
  key: string;
}
interface PlaceProps {
  app: App;
  auth: Auth;
  closed: (how: "signed-out" | "deleted") => void;
  /** What follows the screen's name in the address. */
  id: string;
}
type Load<Props extends object, Given extends unknown[] = []> = (
  ...given: Given
) => Promise<{ default: Component<Props> }>;

/** Open to everyone. */
export const doors: Record<string, Load<DoorProps>> = {
  "sign-in": () => import("./SignIn.svelte"),
  "sign-up": () => import("./SignUp.svelte"),
  recover: () => import("./Recover.svelte"),
  "verify-email": () => import("./VerifyEmail.svelte"),
};

/** Those of the way to an exam, which need its door. */
const telling = (name: string): [string, Load<PlaceProps, [App]>] => [
  name,
  async (app) => {
    const [{ places }] = await Promise.all([import("./progress/places"), app.insight()]);
    return places[name as keyof typeof places]();
  },
];
const files = () => import("./transfers/places");

/** For whoever is signed in. */
export const places: Record<string, Load<PlaceProps, [App]>> = {
  today: () => import("./Today.svelte"),
  exams: () => import("./Exams.svelte"),
  sitting: async (app) => (await Promise.all([import("./Sitting.svelte"), app.exams()]))[0],
  result: async (app) => (await Promise.all([import("./Result.svelte"), app.exams()]))[0],
  ...Object.fromEntries(["progress", "weak", "plan", "predictions", "rate", "statistics"].map(telling)),
  cards: async (app) => (await Promise.all([import("./Cards.svelte"), app.whole()]))[0],
  write: () => import("./own/Write.svelte"),
  settings: () => import("./Settings.svelte"),
  "take-along": async () => ({ default: (await files()).TakeAlong }),
  "bring-in": async () => ({ default: (await files()).BringIn }),
};
