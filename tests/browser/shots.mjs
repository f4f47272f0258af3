// Pictures of every page kind at three widths, light and dark, in `tests/browser/shots/` (ignored), for a designer's eye.
// `node tests/browser/shots.mjs` makes all; names of kinds or paths of pages make only those: `… home ledger units/finance.html`.

import { mkdirSync } from "node:fs";
import { join } from "node:path";

import { launch } from "./chromium.mjs";
import { build, root } from "./site.mjs";

const KINDS = {
  home: "index.html",
  search: "search.html?q=台账",
  filtered: "search.html?kind=plan&year=2026",
  list: "notices/index.html",
  "print-list": "notices/print.html",
  document: "guidance/2023-implementation.html",
  official: "notices/2026/summary-call.html#official",
  plan: "plans/2026/finance.html",
  units: "units/index.html",
  unit: "units/finance.html",
  ledger: "ledger/2026.html",
  year: "years/2026.html",
  criterion: "criteria/service.html",
  honours: "honours/index.html",
  calendar: "calendar/index.html",
  page: "help.html",
  "not-found": "404.html",
};
const WIDTHS = [360, 820, 1440];
const SCHEMES = ["light", "dark"];
const folder = join(root, "tests", "browser", "shots");

const asked = process.argv.slice(2);
const named = asked.map((name) => [name.replace(/[^\w-]+/g, "-"), KINDS[name] ?? name]);
const wanted = named.length > 0 ? named : Object.entries(KINDS);

mkdirSync(folder, { recursive: true });
const site = build();
const browser = await launch();
try {
  for (const scheme of SCHEMES) {
    for (const width of WIDTHS) {
      const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: scheme });
      const page = await context.newPage();
      for (const [name, path] of wanted) {
        await page.goto(site.base + path, { waitUntil: "load" });
        if (path.includes("?")) await page.waitForSelector("#search-hits li, #search-help *");
        await page.screenshot({ path: join(folder, `${name}-${width}-${scheme}.png`), fullPage: true });
      }
      await context.close();
    }
  }
} finally {
  await browser.close();
  site.remove();
}
console.log(`${wanted.length * WIDTHS.length * SCHEMES.length} pictures in ${folder}`);
