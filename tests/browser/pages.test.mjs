// One page of each kind: no sideways overflow at three widths, zoomed and with large text; nothing for axe-core to find, light, dark and
// grey; everything there without scripts.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { axe } from "./axe.mjs";
import { launch, watched } from "./chromium.mjs";
import { build, onePageOfEachKind } from "./site.mjs";

const WIDTHS = [360, 820, 1440];
/** 1280 pixels at a zoom of 400 %. */
const ZOOMED = 320;

let site, browser, pages;

before(async () => {
  site = build();
  pages = onePageOfEachKind(site.pages);
  browser = await launch();
});

after(async () => {
  await browser?.close();
  site?.remove();
});

/** What sticks out of the page sideways. */
function overflow() {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const wide = [...document.body.querySelectorAll("*")].filter((element) => element.getBoundingClientRect().right > width + 1);
  return wide.slice(0, 5).map((element) => `${element.tagName.toLowerCase()}.${element.className}`).concat("overflow");
}

for (const width of [ZOOMED, ...WIDTHS]) {
  test(`nothing sticks out at ${width} pixels`, async () => {
    const told = [];
    const context = await browser.newContext({ viewport: { width, height: 800 } });
    const page = await watched(context, site.base, told);
    for (const path of pages) {
      await page.goto(site.base + path);
      const out = await page.evaluate(overflow);
      if (out.length > 0) told.push(`${path}: ${out}`);
    }
    await context.close();
    assert.deepEqual(told, []);
  });
}

test("nothing sticks out where a reader's own text is half as large again", async () => {
  const told = [];
  const context = await browser.newContext({ viewport: { width: 1440, height: 800 } });
  const page = await watched(context, site.base, told);
  for (const path of pages.filter((path) => path !== "404.html")) {
    await page.goto(site.base + path);
    const before = await page.evaluate(() => document.getElementById("main").offsetHeight);
    await page.evaluate(() => (document.documentElement.style.fontSize = "150%"));
    const out = await page.evaluate(overflow);
    if (out.length > 0) told.push(`${path}: ${out}`);
    const after = await page.evaluate(() => document.getElementById("main").offsetHeight);
    if (after < before * 1.2 && before > 900) told.push(`${path}: the text does not grow`);
  }
  await context.close();
  assert.deepEqual(told, []);
});

for (const width of WIDTHS) {
  test(`axe-core finds nothing at ${width} pixels`, async () => {
    const told = [];
    const context = await browser.newContext({ viewport: { width, height: 900 } });
    const page = await watched(context, site.base, told);
    for (const path of pages) {
      await page.goto(site.base + path);
      told.push(...(await axe(page)).map((found) => `${path}: ${found}`));
    }
    await context.close();
    assert.deepEqual(told, []);
  });

  // What a page is built of does not change with its colours: in the dark and in grey, only the rules on colour are asked again.
  for (const look of ["dark", "grey"]) {
    test(`the colours hold in ${look} at ${width} pixels`, async () => {
      const told = [];
      const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: look === "dark" ? "dark" : "light" });
      const page = await watched(context, site.base, told);
      for (const path of pages) {
        await page.goto(site.base + path);
        if (look === "grey") await page.evaluate(() => document.documentElement.classList.add("grey"));
        told.push(...(await axe(page, ["color-contrast", "link-in-text-block"])).map((found) => `${path}: ${found}`));
      }
      await context.close();
      assert.deepEqual(told, []);
    });
  }
}

test("all text and all links are there with scripts off", async () => {
  const told = [];
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 1024, height: 800 } });
  const page = await watched(context, site.base, told);
  for (const path of pages) {
    await page.goto(site.base + path);
    if (path === "404.html" || path === "search-embed.html") continue;
    const text = await page.locator("#main").innerText();
    if (text.trim().length < 4) told.push(`${path}: an empty page`);
    const links = page.locator("nav a[href]");
    let shown = 0;
    for (let at = 0; at < (await links.count()); at += 1) shown += Number(await links.nth(at).isVisible());
    if (shown < 3) told.push(`${path}: ${shown} links of the menu to be seen`);
  }
  await context.close();
  assert.deepEqual(told, []);
});
