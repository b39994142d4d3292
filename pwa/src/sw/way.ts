/** Which way a request goes: to the network untouched, or to what was kept at installation. */

export type Way = "network" | "kept" | "page";

export interface Asked {
  method: string;
  url: string;
  mode: string;
}
const SERVER_ONLY = /^\/(api|_allauth|admin|static)(\/|$)/;

export function wayOf({ method, url, mode }: Asked, origin: string, kept: ReadonlySet<string>): Way {
  const { origin: host, pathname } = new URL(url);
  if (method !== "GET" || host !== origin || SERVER_ONLY.test(pathname)) return "network";
  if (mode === "navigate") return "page";
  return kept.has(pathname) ? "kept" : "network";
}
