// The search engine outside a browser: a document and a script loader of the fewest parts, over a folder of files.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createContext, runInContext } from "node:vm";

/** The engine of a built site; `bytes` counts what it loaded, `broken(name)` says which files are missing, `change` alters a file's text. */
export function engine(out, hooks = {}) {
  const asset = readdirSync(join(out, "assets")).find((name) => /^search-engine\..*\.js$/.test(name));
  const loaded = [];
  const window = {};
  const document = {
    currentScript: null,
    createElement: () => ({ remove() {} }),
    head: {
      appendChild(tag) {
        setTimeout(() => {
          const name = tag.src.replace("http://site/", "").replace(/\?.*$/, "");
          try {
            if (hooks.broken?.(name)) throw new Error("missing");
            const bytes = readFileSync(join(out, name));
            loaded.push({ name, bytes: bytes.length });
            const text = bytes[0] === 0xff ? bytes.toString("utf16le") : bytes.toString("utf8");
            document.currentScript = tag;
            run((hooks.change?.(name, text) ?? text).replace(/^\ufeff/, ""));
            document.currentScript = null;
            tag.onload();
          } catch (error) {
            if (error instanceof SyntaxError || error.name === "SyntaxError") tag.onload();
            else tag.onerror();
          }
        }, 0);
      },
    },
  };
  const context = createContext({ window, document, setTimeout, clearTimeout });
  context.sihao = undefined;
  Object.defineProperty(context, "sihao", { get: () => window.sihao });
  const run = (text) => runInContext(text, context);
  document.currentScript = { src: `http://site/assets/${asset}` };
  run(readFileSync(join(out, "assets", asset), "utf8"));
  return { sihao: window.sihao, loaded, run };
}
