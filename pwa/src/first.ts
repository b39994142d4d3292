/**
 * The page's very first script. It puts the learner's theme on the page and, when a session goes on, the card that was
 * on the table as a picture of itself, to be read until the app stands and shows the same card (`screens/still.ts`).
 * It runs while the page is still being parsed, which no module does; so it imports nothing.
 */
import type { Still } from "./store/still";

function kept(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null; // storage is blocked
  }
}

function theme(): void {
  const chosen = kept("theme");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset["theme"] = chosen;
}

function still(): void {
  const text = kept("cardinal-still");
  if (text === null || location.hash !== "#/session") return;
  const { learner, html, style, until } = JSON.parse(text) as Still;
  const app = document.getElementById("app");
  const drawn = document.querySelector<HTMLLinkElement>('link[rel="stylesheet"]')?.href;
  if (!app || learner !== kept("cardinal-learner") || style !== drawn || Date.now() >= until) return;
  const picture = document.createElement("div");
  picture.id = "still";
  picture.inert = true;
  picture.innerHTML = html;
  app.before(picture);
}

theme();
still();
