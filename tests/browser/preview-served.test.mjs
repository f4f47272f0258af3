// What the preview serves is what a build would write; search, attachments, feeds and the printed form work in it.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { launch, watched } from "./chromium.mjs";
import { LONG, open, shows, site } from "./serving.mjs";
import { list } from "./site.mjs";

const SCRIPT = '<script src="/~sihao/preview.js" defer></script>\n';

let shop, browser, context, page;
const told = [];

before(async () => {
  [shop, browser] = await Promise.all([site(), launch()]);
  shop.edit(`content/${LONG}.md`, "发布日期:", "附件: [取件清单.csv]\n发布日期:");
  shop.write("content/news/取件清单.csv", "材料,份数\n申请表,2\n");
  shop.edit("site.toml", 'base_url = ""', 'base_url = "https://sihao.example/"');
  await shop.start();
  context = await browser.newContext({ viewport: { width: 1000, height: 700 } });
  page = await watched(context, shop.base, told);
});

after(async () => {
  await browser?.close();
  await shop?.remove();
});

test("every file is served as a build writes it, pages with one script more", async () => {
  const out = shop.build();
  const files = list(out);
  assert.ok(files.length > 50, `${files.length} files`);
  const unlike = [];
  for (const file of files) {
    const response = await fetch(shop.base + file.split("/").map(encodeURIComponent).join("/"));
    const served = Buffer.from(await response.arrayBuffer());
    let written = readFileSync(join(out, file));
    if (file.endsWith(".html")) written = Buffer.from(written.toString("utf8").replace(/<\/body>(?![\s\S]*<\/body>)/, `${SCRIPT}</body>`));
    if (!served.equals(written)) unlike.push(`${file} (${response.status}, ${served.length} of ${written.length} bytes)`);
  }
  assert.deepEqual(unlike, []);
});

test("search finds what stands in a text, and soon what an edit put there", async () => {
  await open(page, `${shop.base}search.html?q=${encodeURIComponent("咨询电话写在一张纸上")}`);
  await shows(page, "窗口服务改进情况", "#search-hits");
  shop.edit(`content/${LONG}.md`, "第7段：窗口人员", "第7段：茶水间的窗口人员");
  await assert.doesNotReject(async () => {
    for (let tries = 0; ; tries += 1) {
      await open(page, `${shop.base}search.html?q=${encodeURIComponent("茶水间的窗口")}`);
      const found = await page.locator("#search-hits .hit-title, #search-help, #search-notices > *").first().waitFor({ timeout: 3000 }).then(() => page.locator("#search-hits .hit-title").count(), () => 0);
      if (found > 0) return;
      if (tries > 8) throw new Error(await page.locator("#main").innerText());
    }
  });
  assert.deepEqual(told, []);
});

test("an attachment is downloaded under its own name", async () => {
  await open(page, `${shop.base}${LONG}.html`);
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator(".official-attachments a").click()]);
  assert.equal(download.suggestedFilename(), "取件清单.csv");
  assert.match(readFileSync(await download.path(), "utf8"), /申请表,2/);
});

test("an address without a page is 404, in the site's own words", async () => {
  const lost = await context.newPage();
  const response = await lost.goto(`${shop.base}news/no-such.html`);
  assert.equal(response.status(), 404);
  await shows(lost, "没有这个页面");
  assert.equal((await fetch(`${shop.base}assets/no-such.css`)).status, 404);
  await lost.close();
});

test("the official form prints without anything of the preview's", async () => {
  await open(page, `${shop.base}notices/2026-plans.html`);
  await page.emulateMedia({ media: "print" });
  const seen = await page.evaluate(() => [...document.body.children].filter((one) => getComputedStyle(one).display !== "none").map((one) => one.id || one.tagName.toLowerCase()));
  assert.ok(!seen.includes("sihao-bar"), `${seen}`);
  assert.ok(await page.locator(".official-mark").isVisible());
  await page.emulateMedia({ media: "screen" });
  assert.deepEqual(told, []);
});
