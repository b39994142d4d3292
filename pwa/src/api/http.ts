/** The one way to the server: JSON both ways, the CSRF token along, and never an exception for a lost network. */

export interface HttpAnswer {
  /** 0 = nothing answered. */
  status: number;
  /** The body's JSON, or null if it has none. */
  body: unknown;
  headers: Headers;
}
type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

const NO_ANSWER: HttpAnswer = { status: 0, body: null, headers: new Headers() };
const TIMEOUT_MS = 30_000;

export function csrfToken(): string {
  const cookies = typeof document === "undefined" ? "" : document.cookie;
  return /(?:^|;\s*)(?:__Host-)?csrftoken=([^;]+)/.exec(cookies)?.[1] ?? "";
}

async function once(method: Method, path: string, body: unknown, headers: Record<string, string>) {
  const init: RequestInit = {
    method,
    credentials: "same-origin",
    headers: { Accept: "application/json", ...headers },
    signal: AbortSignal.timeout(TIMEOUT_MS), // a sleeping radio must not hold the sync lock for ever
  };
  if (method !== "GET") init.headers = { ...init.headers, "X-CSRFToken": csrfToken() };
  if (body !== undefined) {
    init.headers = { ...init.headers, "Content-Type": "application/json" };
    init.body = JSON.stringify(body);
  }
  try {
    const response = await fetch(path, init);
    const json: unknown = await response.json().catch(() => null);
    return { status: response.status, body: json, headers: response.headers };
  } catch {
    return NO_ANSWER;
  }
}

/** Any allauth answer sets the CSRF cookie. */
const SETS_TOKEN = "/_allauth/browser/v1/config";
export async function freshToken(): Promise<void> {
  await once("GET", SETS_TOKEN, undefined, {});
}

export async function http(
  method: Method,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<HttpAnswer> {
  if (method !== "GET" && csrfToken() === "") await freshToken();
  const answer = await once(method, path, body, headers);
  if (answer.status !== 403 || method === "GET") return answer;
  // The token may have gone stale with an old session: ask for a new one and try once more.
  await freshToken();
  return once(method, path, body, headers);
}
