/** Exports and imports as the server does them: nothing of it is kept on the phone but what an import brings in. */
import { http, type HttpAnswer } from "../api/http";
import type { TransferLine } from "../api/transfers";
import { upload } from "../api/upload";
import type { Transfers } from "./transfer-types";

type Answer = Pick<HttpAnswer, "status" | "body">;
const NO_NETWORK =
  "No connection to the server, and this is done there. Your cards and grades are safe here.";
const TROUBLE = "The server has trouble just now. Nothing was changed; try again later.";

/** The server's own sentence where it gave one. */
export function sentence({ status, body }: Answer): string {
  if (status === 0) return NO_NETWORK;
  const { detail, fields } = (body ?? {}) as { detail?: string; fields?: unknown };
  const exact = words(fields).join(" ");
  return (exact || detail) ?? TROUBLE;
}

/** What is wrong with each field, however deep it lies. */
const words = (told: unknown): string[] =>
  typeof told === "string"
    ? [told]
    : told && typeof told === "object"
      ? Object.values(told).flatMap(words)
      : [];

function heard<T>(answer: Answer, fine: number): T {
  if (answer.status !== fine) throw new Error(sentence(answer));
  return answer.body as T;
}
const asked = (answer: Answer): string => heard<{ id: string }>(answer, 202).id;

export const transfers: Transfers = {
  list: async () => heard<TransferLine[]>(await http("GET", "/api/transfers"), 200),
  async one(id) {
    const answer = await http("GET", `/api/transfers/${encodeURIComponent(id)}`);
    return answer.status === 404 ? null : heard<TransferLine>(answer, 200);
  },
  takeAlong: async (wanted) => asked(await http("POST", "/api/exports", wanted)),
  handIn: async (file, sent, stop) =>
    asked(await upload(`/api/imports?name=${encodeURIComponent(file.name)}`, file, sent, stop)),
  lookAgain: async (id, choices) => asked(await http("POST", `/api/imports/${id}/preview`, choices)),
  bringIn: async (id, choices) => asked(await http("POST", `/api/imports/${id}/write`, choices)),
  async remove(id) {
    const answer = await http("DELETE", `/api/transfers/${encodeURIComponent(id)}`);
    if (answer.status !== 404) heard(answer, 204);
  },
};
