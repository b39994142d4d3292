/** A page that starts with two scripts: a small one that runs at once, and the rest as one chunk behind it. */
import type { HtmlTagDescriptor, Plugin, Rolldown } from "vite";

type NameChunk = Extract<Rolldown.CodeSplittingGroup["name"], (...given: never[]) => unknown>;
type Graph = Parameters<NameChunk>[1];

/** Everything that `module` imports, itself included. */
function closure(module: string, graph: Graph): Set<string> {
  const found = new Set([module]);
  for (const id of found)
    for (const imported of graph.getModuleInfo(id)?.importedIds ?? []) found.add(imported);
  return found;
}

/** One chunk of all that `module` imports, but for what a group before it has taken. */
export const asOneChunk = (name: string, module: string): Rolldown.CodeSplittingGroup => ({
  debugName: name,
  name: (id, graph) => (closure(module, graph).has(id) ? name : null),
});

/** Chromium compiles all of a script that begins so beside the main thread, and nothing again when it is first called. */
const COMPILE_ALL = "//# allFunctionsCalledOnLoad\n";

/** Puts an entry of the build, with its styles, into the page beside the script that the page names itself. */
export function secondScript(name: string): Plugin {
  return {
    name: "cardinal-second-script",
    apply: "build",
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        for (const chunk of Object.values(bundle))
          if (chunk.type === "chunk" && chunk.name === name) chunk.code = COMPILE_ALL + chunk.code;
      },
    },
    transformIndexHtml: {
      order: "post",
      handler(html, { bundle = {} }) {
        const entry = Object.values(bundle).find((file) => file.type === "chunk" && file.name === name);
        if (entry?.type !== "chunk") throw new Error(`There is no chunk named ${name}.`);
        const more = entry.imports.filter((file) => !html.includes(`"/${file}"`));
        return [
          tag("script", { type: "module", async: "", src: `/${entry.fileName}` }),
          ...more.map((file) => tag("link", { rel: "modulepreload", href: `/${file}` })),
          ...stylesOf(entry).map((file) => tag("link", { rel: "stylesheet", href: `/${file}` })),
        ];
      },
    },
  };
}

const stylesOf = ({ viteMetadata }: Rolldown.OutputChunk): string[] => [...(viteMetadata?.importedCss ?? [])];
const tag = (name: string, attrs: Record<string, string>): HtmlTagDescriptor => ({
  tag: name,
  attrs: { ...attrs, crossorigin: "" },
  injectTo: "head",
});
