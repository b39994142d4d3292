/** Puts each of the server's sentences where it belongs: beside its field, or else above the form. */
import type { AuthResult } from "../study/app";

type Refusal = Extract<AuthResult, { ok: false }>;

/** `shown`: the fields this form has. A sentence that stands beside a field is not said twice. */
export function placed(
  { message, fields = {} }: Refusal,
  shown: readonly string[],
): { problem: string; fields: Record<string, string> } {
  const names = Object.keys(fields);
  const all = names.length > 0 && names.every((name) => shown.includes(name));
  return { problem: all ? "" : message, fields };
}
