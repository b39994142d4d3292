import { expect, test } from "vitest";
import { ownCard } from "./own";
import { written } from "./own-html";

const DIGITS = "0123456789abcdef".repeat(4);
const PICTURE = `${DIGITS}.png`;
const IMG = `<img alt="a hat" data-media="${PICTURE}" width="640" height="480" loading="lazy" decoding="async">`;
const HAT = `![a hat](media:${PICTURE} =640x480)`;

test("a picture stands where the text names it, with its size so that nothing jumps, and loads nothing by itself", () => {
  expect(written(`Look:\n${HAT}`)).toBe(`<p>Look:<br>\n${IMG}</p>`);
  expect(written(`![](media:${PICTURE})`)).toBe(
    `<p><img alt="" data-media="${PICTURE}" loading="lazy" decoding="async"></p>`,
  );
});

test("a sound is a player with a name", () => {
  const player = (label: string) =>
    `<p><audio controls preload="none" data-media="${DIGITS}.mp3" aria-label="${label}"></audio></p>`;
  expect(written(`![a bell](media:${DIGITS}.mp3)`)).toBe(player("a bell"));
  expect(written(`![](media:${DIGITS}.mp3)`)).toBe(player("Sound"));
});

test("whatever a picture is called, it is called so and nothing else", () => {
  const html = written(`![" onerror="alert(1)" x="<script>&](media:${PICTURE})`);
  expect(html).toContain(`alt="&quot; onerror=&quot;alert(1)&quot; x=&quot;&lt;script&gt;&amp;" data-media`);
});

test("what is not quite a reference stays as it was typed", () => {
  expect(written("![a](media:hat.png)")).toBe("<p>![a](media:hat.png)</p>");
  expect(written(`<img data-media="${PICTURE}">`)).toBe(
    `<p>&lt;img data-media=&quot;${PICTURE}&quot;&gt;</p>`,
  );
});

test("a text cannot put a picture where it named none", () => {
  expect(written(`\u00000\u0000 ${HAT}`)).toBe(`<p>0 ${IMG}</p>`);
});

test("a gap hides a picture whole, and brackets in a picture's name make no gap", () => {
  const cloze = (prompt: string) =>
    ownCard("own.1", { fields: { form: "cloze", prompt }, alive: true }) as {
      prompt: string;
      answer: string;
    };
  const hidden = cloze(`This is {{${HAT}}}.`);
  expect(hidden.prompt).toBe('<p>This is <span class="blank">…</span>.</p>');
  expect(hidden.answer).toBe(`<p>This is <mark>${IMG}</mark>.</p>`);
  const named = cloze(`{{S3}} ![{{a}} b](media:${PICTURE})`);
  expect(named.prompt).toContain('</span> <img alt="{{a}} b" data-media=');
});
