/** Small pictures with the names that they are kept under, for tests. */

/** Not even a picture, but nobody here looks. */
export async function aPicture(n: number) {
  const bytes = Uint8Array.of(0x89, 0x50, n);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return { name: `${hex}.png`, bytes };
}

/** As the server gives it. */
export const answered = (bytes: Uint8Array<ArrayBuffer>): Response =>
  new Response(bytes, { headers: { "Content-Type": "image/png" } });
