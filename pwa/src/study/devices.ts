/** The learner's devices as the server knows them: this needs the network, nothing of it is kept here. */
import type { DeviceLine } from "../api/devices";
import { http } from "../api/http";
import type { AuthResult } from "./types";
import { failure } from "./auth";

const NEEDS_NETWORK =
  "This list comes from the server and needs the network. Your cards and grades are here all the same.";

/** The last seen first. Rejects with a sentence for the learner. */
export async function devices(): Promise<DeviceLine[]> {
  const answer = await http("GET", "/api/devices");
  if (answer.status === 200 && Array.isArray(answer.body)) return answer.body as DeviceLine[];
  const failed = failure(answer);
  throw new Error(answer.status === 0 || failed.ok ? NEEDS_NETWORK : failed.message);
}

async function change(method: "DELETE" | "PATCH", id: string, body?: unknown): Promise<AuthResult> {
  const answer = await http(method, `/api/devices/${id}`, body);
  return answer.status === 204 ? { ok: true } : failure(answer);
}
export const endDevice = (id: string): Promise<AuthResult> => change("DELETE", id);
export const renameDevice = (id: string, name: string): Promise<AuthResult> => change("PATCH", id, { name });
