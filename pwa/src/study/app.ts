/** The only door between the core and the screens. */
import type { Auth } from "./types";

export type * from "./exam-types";
export type * from "./types";
export { dropStill, keepStill } from "../store/still";
export { openApp } from "./open";
export { painted } from "./painted";

const accounts = async () => (await import("./auth")).auth;
const theDevices = () => import("./devices");
/** Loaded when first used: none of it is needed to show a card. */
export const auth: Auth = {
  signUp: async (...given) => (await accounts()).signUp(...given),
  signIn: async (...given) => (await accounts()).signIn(...given),
  signOut: async (...given) => (await accounts()).signOut(...given),
  unsyncedBeforeSignOut: async () => (await accounts()).unsyncedBeforeSignOut(),
  recoveryCodes: async (...given) => (await accounts()).recoveryCodes(...given),
  recover: async (...given) => (await accounts()).recover(...given),
  sendsMail: async () => (await accounts()).sendsMail(),
  verifyEmail: async (...given) => (await accounts()).verifyEmail(...given),
  requestPasswordMail: async (...given) => (await accounts()).requestPasswordMail(...given),
  resetPasswordWithKey: async (...given) => (await accounts()).resetPasswordWithKey(...given),
  changePassword: async (...given) => (await accounts()).changePassword(...given),
  deleteAccount: async (...given) => (await accounts()).deleteAccount(...given),
  devices: async () => (await theDevices()).devices(),
  endDevice: async (...given) => (await theDevices()).endDevice(...given),
  renameDevice: async (...given) => (await theDevices()).renameDevice(...given),
};
