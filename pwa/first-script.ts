/** A script that a page runs while it is still being parsed: no module, so one file that imports nothing. */
import type { Plugin } from "vite";

/** Puts an entry of the build at the end of the page's body, where what it looks for is there and nothing is painted yet. */
export function firstScript(name: string): Plugin {
  return {
    name: "cardinal-first-script",
    apply: "build",
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        for (const chunk of Object.values(bundle)) {
          if (chunk.type !== "chunk" || chunk.name !== name) continue;
          if (chunk.imports.length + chunk.dynamicImports.length + chunk.exports.length > 0)
            throw new Error(`${name} must import and export nothing: it runs before there are modules.`);
          chunk.code = `(()=>{${chunk.code}})();\n`;
        }
      },
    },
    transformIndexHtml: {
      order: "post",
      handler(_html, { bundle = {} }) {
        const entry = Object.values(bundle).find((file) => file.type === "chunk" && file.name === name);
        if (!entry) throw new Error(`There is no chunk named ${name}.`);
        return [{ tag: "script", attrs: { src: `/${entry.fileName}` }, injectTo: "body" }];
      },
    },
  };
}
