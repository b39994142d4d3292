/** How an own card's text names a picture or a sound: `![a hat](media:<name> =640x480)`; the twin of cards/media/references.py. */

const PICTURES: Readonly<Record<string, string>> = {
  png: "image/png",
  jpg: "image/jpeg",
  gif: "image/gif",
  webp: "image/webp",
  svg: "image/svg+xml",
  avif: "image/avif",
};
const SOUNDS: Readonly<Record<string, string>> = {
  mp3: "audio/mpeg",
  ogg: "audio/ogg",
  wav: "audio/wav",
  m4a: "audio/mp4",
};
const TYPES = { ...PICTURES, ...SOUNDS };

const NAME = `[0-9a-f]{64}\\.(?:${Object.keys(TYPES).join("|")})`;
const SIDE = "[1-9][0-9]{0,4}";
const REFERENCE = new RegExp(
  `!\\[([^[\\]\\r\\n]{0,100})\\]\\(media:(${NAME})(?: =(${SIDE})x(${SIDE}))?\\)`,
  "gu",
);

export interface Reference {
  /** SHA-256 of the bytes in hexadecimal, and the kind's extension. */
  name: string;
  alt: string;
  /** Width and height in pixels; null = not known. */
  size: [number, number] | null;
}

const extension = (name: string): string => name.slice(name.lastIndexOf(".") + 1);
export const isSound = (name: string): boolean => extension(name) in SOUNDS;
/** The Content-Type of a file of this name. */
export const typeOf = (name: string): string => TYPES[extension(name)] ?? "application/octet-stream";

/** Most texts speak of none, and are told so at once. */
const mayRefer = (text: string): boolean => text.includes("](media:");

/** The text with something else in the place of each reference; what does not match stays text. */
export const replaced = (text: string, by: (reference: Reference) => string): string =>
  mayRefer(text)
    ? text.replace(REFERENCE, (_, alt: string, name: string, width?: string, height?: string) =>
        by({ name, alt, size: width && height ? [Number(width), Number(height)] : null }),
      )
    : text;

/** The files that the text speaks of, as often as it does. */
export const namesIn = (text: string): string[] =>
  mayRefer(text) ? [...text.matchAll(REFERENCE)].map((found) => found[2]!) : [];

/** The label of a player whose sound has no name. */
export const SOUND = "Sound";

/** What a picture or a sound is called where it cannot be shown. */
export const called = ({ name, alt }: Pick<Reference, "name" | "alt">): string =>
  alt.trim() || (isSound(name) ? "(sound)" : "(picture)");

/** The text as lists show it. */
export const inWords = (text: string): string => replaced(text, called);
