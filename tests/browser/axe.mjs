// axe-core over the page that is open.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** Without preloading: axe would fetch the style sheets, which `file:` forbids. */
const OPTIONS = { resultTypes: ["violations"], preload: false };

/** What axe finds: the rule, and the first places that break it. With `rules`, only those are asked. */
export async function axe(page, rules) {
  await page.evaluate(source);
  const options = rules ? { ...OPTIONS, runOnly: rules } : OPTIONS;
  const { violations } = await page.evaluate((asked) => globalThis.axe.run(document, asked), options);
  return violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 120)).join(" | ")}`);
}
