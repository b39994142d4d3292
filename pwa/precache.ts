/** Tells the built service worker what to keep: every built file, and a version that changes with any byte. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { Plugin } from "vite";

const files = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .sort();

export function precache(folder: string): Plugin {
  return {
    name: "cardinal-precache",
    apply: "build",
    writeBundle() {
      const worker = join(folder, "sw.js");
      const code = readFileSync(worker, "utf8");
      const kept = files(folder).filter((name) => name !== "sw.js" && !name.endsWith(".map"));
      const hash = createHash("sha256").update(code);
      for (const name of kept) hash.update(name).update(readFileSync(join(folder, name)));
      const paths = kept.map((name) => (name === "index.html" ? "/" : `/${name}`));
      const build = { version: hash.digest("hex").slice(0, 16), files: paths };
      writeFileSync(worker, `self.CARDINAL=${JSON.stringify(build)};\n${code}`);
    },
  };
}
