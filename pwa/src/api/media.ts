/** GET /api/media/<name>: the bytes of one picture or sound, and nothing that only pretends to be them. */
import { typeOf } from "../media/references";

/** absent = the server has no such file for this learner; signed out = it does not say; none = no answer that counts. */
export type NoMedia = "absent" | "signed out" | "none";
const TIMEOUT_MS = 120_000; // 10 MB over a slow line

export async function getMedia(name: string): Promise<ArrayBuffer | NoMedia> {
  try {
    const response = await fetch(`/api/media/${name}`, {
      credentials: "same-origin",
      cache: "no-store", // they are kept in the learner's own database, and go with it
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (response.status === 404) return "absent";
    if (response.status === 401 || response.status === 403) return "signed out";
    const type = response.headers.get("Content-Type")?.split(";")[0];
    if (response.status !== 200 || type !== typeOf(name)) return "none";
    const bytes = await response.arrayBuffer();
    return (await isNamed(bytes, name)) ? bytes : "none";
  } catch {
    return "none";
  }
}

/** A name is the digest of its bytes. Browsers work digests out only where the connection is secure. */
async function isNamed(bytes: ArrayBuffer, name: string): Promise<boolean> {
  const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined;
  if (!subtle) return true;
  const digest = new Uint8Array(await subtle.digest("SHA-256", bytes));
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return name.startsWith(`${hex}.`);
}
