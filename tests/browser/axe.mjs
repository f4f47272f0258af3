// axe-core over the page that is open.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** Without preloading: axe would fetch the style sheets, which `file:` forbids. */
const OPTIONS = { resultTypes: ["violations"], preload: false };

/** What axe finds: the rule, and the first places that break it. */
export async function axe(page) {
  await page.evaluate(source);
  const { violations } = await page.evaluate((options) => globalThis.axe.run(document, options), OPTIONS);
  return violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 120)).join(" | ")}`);
}
