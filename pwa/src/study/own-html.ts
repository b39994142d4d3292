/** What a learner wrote, as safe HTML: text stays text, line breaks stay, pictures and sounds stand where they are named. */
import { isSound, replaced, SOUND, type Reference } from "../media/references";

const ESCAPED: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => ESCAPED[sign]!);

/** Without a `src`: that is filled in where it is shown, out of what this phone keeps. */
function element({ name, alt, size }: Reference): string {
  const file = `data-media="${name}"`;
  if (isSound(name))
    return `<audio controls preload="none" ${file} aria-label="${escaped(alt) || SOUND}"></audio>`;
  const sides = size ? ` width="${size[0]}" height="${size[1]}"` : "";
  return `<img alt="${escaped(alt)}" ${file}${sides} loading="lazy" decoding="async">`;
}

/** `gaps` may change the HTML while a picture is still a sign between two NULs, so that it is kept or hidden whole. */
export function written(text: unknown, gaps = (html: string) => html): string {
  if (typeof text !== "string" || !text) return "";
  const elements: string[] = [];
  const marked = replaced(text.replaceAll("\0", ""), (one) => `\0${elements.push(element(one)) - 1}\0`);
  const html = gaps(`<p>${escaped(marked).replace(/\n/g, "<br>\n")}</p>`);
  return elements.length ? html.replace(/\0(\d+)\0/g, (_, place: string) => elements[Number(place)]!) : html;
}
