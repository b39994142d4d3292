/** A card's HTML as one line of plain text, for lists, searches and menus. */
const known = new Map<string, string>();

export function plain(html: string): string {
  const found = known.get(html);
  if (found !== undefined) return found;
  const inert = document.createElement("template");
  inert.innerHTML = html; // in a template nothing is loaded or run
  for (const medium of html.includes("data-media") ? inert.content.querySelectorAll("[data-media]") : [])
    medium.replaceWith(` ${called(medium)} `);
  const text = (inert.content.textContent ?? "").replace(/\s+/g, " ").trim();
  known.set(html, text);
  return text;
}

/** Pictures and sounds have no text of their own. */
const called = (medium: Element): string =>
  medium.getAttribute("alt") || medium.getAttribute("aria-label") || "(picture)";
