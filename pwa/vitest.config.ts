import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [svelte()],
  resolve: { conditions: ["browser"] }, // Svelte's client build, so that component code can be tested
  test: { include: ["src/**/*.test.ts"], environment: "node", setupFiles: ["fake-indexeddb/auto"] },
});
