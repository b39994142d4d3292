/** What is said in the place of a picture or a sound that cannot be shown. */
import type { NoMedia } from "../api/media";
import { called, isSound } from "./references";

export function missing(name: string, alt: string, why: NoMedia): string {
  const what = isSound(name) ? "sound" : "picture";
  const sentences: Record<NoMedia, string> = {
    none: `This ${what} is not on this phone yet. It comes when you are connected.`,
    "signed out": `This ${what} is not on this phone yet. It comes when you have signed in again.`,
    absent: `This ${what} is not on this phone, and the server does not have it.`,
  };
  const named = called({ name, alt });
  return named.startsWith("(") ? sentences[why] : `${named}: ${sentences[why]}`;
}
