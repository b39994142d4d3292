/** Where the learner is, read from the address after #/ : a screen's name and what follows it. */

export interface Route {
  name: string;
  rest: string;
}

export function parse(hash: string): Route {
  const [name = "", ...rest] = hash.replace(/^#\/?/, "").split("/");
  return { name: name || "today", rest: decodeURIComponent(rest.join("/")) };
}

export const route = $state<Route>(parse(location.hash));

addEventListener("hashchange", () => Object.assign(route, parse(location.hash)));

/** replace: the screen left behind cannot be gone back to (sign-in, a finished session). */
export function go(path: string, { replace = false } = {}): void {
  if (replace) location.replace(`#/${path}`);
  else location.hash = `#/${path}`;
}
