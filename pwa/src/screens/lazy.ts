/** The screens that are fetched when first opened, so that the first card need not wait for them. */
import type { Component } from "svelte";
import type { App, Auth } from "../study/app";

export interface ScreenProps {
  app: App;
  auth: Auth;
  opened: () => Promise<void>;
  closed: () => void;
  /** What follows the screen's name in the address, under the name each screen knows it by. */
  id: string;
  key: string;
}

type Load = () => Promise<{ default: Component<ScreenProps> }>;

export const lazy: Record<string, Load> = {
  "sign-up": () => import("./SignUp.svelte"),
  recover: () => import("./Recover.svelte"),
  exams: () => import("./Exams.svelte"),
  progress: () => import("./Progress.svelte"),
  cards: () => import("./Cards.svelte"),
  settings: () => import("./Settings.svelte"),
};
