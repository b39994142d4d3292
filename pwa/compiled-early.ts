/** Chromium compiles what a start runs as a whole while reading it, beside the main thread, if its first line asks. */
import type { Plugin } from "vite";

const ASK = "//# allFunctionsCalledOnLoad\n";

export function compiledEarly(): Plugin {
  return {
    name: "cardinal-compiled-early",
    apply: "build",
    enforce: "post",
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        for (const chunk of Object.values(bundle))
          if (chunk.type === "chunk" && !chunk.isDynamicEntry && chunk.name !== "sw")
            chunk.code = ASK + chunk.code;
      },
    },
  };
}
