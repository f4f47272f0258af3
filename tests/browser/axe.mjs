// axe-core over the page that is open.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** All rules of WCAG A and AA and of best practice. Without preloading: axe would fetch the style sheets, which `file:` forbids. */
const OPTIONS = { resultTypes: ["violations"], preload: false };

/** What axe finds: the rule, and the first places that break it. */
export async function axe(page) {
  // Half a megabyte: once a page, however often it is asked.
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(source);
  const { violations } = await page.evaluate((asked) => globalThis.axe.run(document, asked), OPTIONS);
  return violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 120)).join(" | ")}`);
}
