import { fileURLToPath } from "node:url";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";
import { firstScript } from "./first-script.ts";
import { asOneChunk, secondScript } from "./second-script.ts";
import { precache } from "./precache.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const backend = process.env["CARDINAL_BACKEND"] ?? "http://127.0.0.1:8000";

export default defineConfig({
  plugins: [svelte(), firstScript("first"), secondScript("page"), precache(here("./dist"))],
  server: { proxy: { "/api": backend, "/_allauth": backend } },
  build: {
    target: "es2022",
    modulePreload: {
      polyfill: false,
      // The page names all that it starts with. A list of what each later screen imports would cost every start half a
      // kilobyte, and help only the one visit before the service worker has kept them.
      resolveDependencies: (_, files, { hostType }) =>
        hostType === "html" ? files : files.filter((file) => file.endsWith(".css")),
    },
    assetsInlineLimit: 0, // the Content-Security-Policy allows no inline fonts or scripts
    rolldownOptions: {
      input: {
        app: here("./index.html"),
        first: here("./src/first.ts"),
        page: here("./src/page.ts"),
        sw: here("./src/sw.ts"),
      },
      output: {
        codeSplitting: {
          groups: [asOneChunk("start", here("./src/main.ts")), asOneChunk("page", here("./src/page.ts"))],
        },
        entryFileNames: (chunk) => (chunk.name === "sw" ? "sw.js" : "assets/[name]-[hash].js"),
      },
    },
  },
});
