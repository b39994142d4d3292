/** Fills in the pictures and sounds of a card that is on the screen: from this phone, else from the server. */
import { mount, unmount } from "svelte";
import { getMedia, type NoMedia } from "../api/media";
import { openedApp } from "../study/open";
import Enlarged from "./Enlarged.svelte";
import "./media.css";
import { mediaOf } from "./kept";
import { SOUND, typeOf } from "./references";
import { missing } from "./told";

type Medium = HTMLImageElement | HTMLAudioElement;

/** Call what this returns when the card goes. */
export function fill(card: HTMLElement): () => void {
  const leaves = [...card.querySelectorAll<Medium>("[data-media]")].map(fillOne);
  return () => leaves.forEach((leave) => leave());
}

function fillOne(medium: Medium): () => void {
  const name = medium.dataset["media"]!;
  const gone = new AbortController();
  if (medium instanceof HTMLImageElement) fitTall(medium);

  async function show(): Promise<void> {
    const bytes = await bytesOf(name);
    if (gone.signal.aborted || medium.src) return; // or another try was faster
    if (typeof bytes === "string") return say(medium, missing(name, altOf(medium), bytes));
    const url = URL.createObjectURL(new Blob([bytes], { type: typeOf(name) }));
    gone.signal.addEventListener("abort", () => URL.revokeObjectURL(url));
    removeEventListener("online", show);
    say(medium, "");
    if (medium instanceof HTMLImageElement)
      medium.addEventListener("load", () => makeEnlargeable(medium, gone.signal), { once: true });
    medium.src = url;
  }
  addEventListener("online", show, { signal: gone.signal });
  void show();
  return () => gone.abort();
}

/** Kept once it was fetched, if there is room. */
async function bytesOf(name: string): Promise<ArrayBuffer | NoMedia> {
  const learner = openedApp()?.account.id;
  if (learner === undefined) return "none";
  const kept = mediaOf(learner);
  const here = await kept.get(name).catch(() => undefined);
  if (here) return here;
  const got = await getMedia(name);
  if (typeof got !== "string") void kept.put(name, got).catch(() => undefined);
  return got;
}

function altOf(medium: Medium): string {
  if (medium instanceof HTMLImageElement) return medium.alt;
  const label = medium.getAttribute("aria-label") ?? "";
  return label === SOUND ? "" : label;
}

/** In the place of what cannot be shown; "" = it can. */
function say(medium: Medium, sentence: string): void {
  const before = medium.nextElementSibling;
  const note = before?.matches(".absent") ? before : document.createElement("span");
  note.className = "absent";
  note.textContent = sentence;
  medium.hidden = sentence !== "";
  if (sentence) medium.after(note);
  else note.remove();
}

/** A tall picture keeps its shape within the height that card.css gives it. */
function fitTall(picture: HTMLImageElement): void {
  const [width, height] = [picture.getAttribute("width"), picture.getAttribute("height")].map(Number);
  if (width && height) picture.style.maxWidth = `min(100%, ${(50 * width) / height}vh)`;
}

/** Where there is more to see than the card has room for. */
function makeEnlargeable(picture: HTMLImageElement, gone: AbortSignal): void {
  if (gone.aborted || picture.naturalWidth <= picture.clientWidth) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "enlarge";
  button.title = "Enlarge";
  picture.replaceWith(button);
  button.append(picture);
  button.addEventListener("click", () => enlarge(picture, button), { signal: gone });
}

function enlarge({ src, alt }: HTMLImageElement, button: HTMLElement): void {
  const target = document.body.appendChild(document.createElement("div"));
  const close = () => {
    void unmount(sheet);
    target.remove();
    button.focus();
  };
  const sheet = mount(Enlarged, { target, props: { src, alt, close } });
}
