/** What a session is about, from what follows its name in the address. */
import type { App, SessionWish } from "../../study/app";

const AHEAD_MINUTES = 5;

/** "" = as planned; "ahead", "diagnostic", "topic/<id>", "domain/<exam>/<domain>", "sitting/<id>". */
export async function wishOf(rest: string, app: Pick<App, "exams">): Promise<SessionWish> {
  const [about, ...more] = rest.split("/");
  const name = more.join("/");
  if (about === "ahead") return { minutes: AHEAD_MINUTES };
  if (about === "diagnostic") return { diagnostic: true };
  if (about === "topic" && name) return { topic: name };
  if (about === "domain" && name) return { domain: name };
  if (about !== "sitting" || !name) return {};
  const result = await (await app.exams()).result(name);
  return result === null ? {} : { cards: result.cards };
}
