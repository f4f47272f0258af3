// Chromium 69, the oldest browser that counts: one page of each kind opens from `file:` without an error or sideways overflow.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launchOld } from "./chromium69.mjs";
import { build, onePageOfEachKind } from "./site.mjs";

let site, browser;

before(async () => {
  site = build();
  browser = await launchOld();
});

after(async () => {
  await browser?.close();
  site?.remove();
});

test("one page of each kind works in Chromium 69", async () => {
  assert.match(await browser.version(), /69\./);
  const told = [];
  // `--single-process` ends with its last page, so one page does for all.
  const [page] = await browser.pages();
  let path = "";
  page.on("console", (message) => told.push(`${path}: console: ${message.text()}`));
  page.on("pageerror", (error) => told.push(`${path}: error: ${error.message}`));
  page.on("requestfailed", (request) => told.push(`${path}: failed: ${request.url()}`));
  for (const width of [360, 1280]) {
    await page.setViewport({ width, height: 800 });
    for (path of onePageOfEachKind(site.pages)) {
      await page.goto(site.base + path, { waitUntil: "load" });
      const found = await page.evaluate(() => ({
        over: document.documentElement.scrollWidth - document.documentElement.clientWidth,
        text: document.body.innerText.trim().length,
        main: document.querySelector("main") !== null,
      }));
      if (found.over > 0) told.push(`${path} at ${width}: ${found.over} pixels too wide`);
      if (found.text < 4) told.push(`${path}: an empty page`);
      if (!found.main && path !== "404.html") told.push(`${path}: no main`);
    }
  }
  assert.deepEqual(told, []);
});
