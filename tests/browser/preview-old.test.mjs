// The preview in Chromium 69: an edit is swapped in, errors come and go, and nothing is written to the console.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launchOld } from "./chromium69.mjs";
import { LONG, long, site } from "./serving.mjs";

let shop, browser;

before(async () => {
  shop = await site();
  await shop.start();
  browser = await launchOld();
});

after(async () => {
  await browser?.close();
  await shop?.remove();
});

test("an edit and an error are brought into the open page", async () => {
  const told = [];
  const [page] = await browser.pages();
  page.on("console", (message) => told.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => told.push(`error: ${error.message}`));
  await page.goto(`${shop.base}${LONG}.html`, { waitUntil: "load" });
  await page.waitForSelector("#sihao-bar .sihao-warnings:not(:empty)");
  await page.evaluate(() => {
    window.isMarked = true;
    window.scrollTo(0, 600);
  });
  const source = `content/${LONG}.md`;
  shop.edit(source, "第35段：窗口人员", "第35段：值班的窗口人员");
  await page.waitForFunction(() => document.querySelector("main").textContent.includes("值班的窗口人员"), { timeout: 10000 });
  assert.deepEqual(await page.evaluate(() => [window.isMarked, Math.round(window.scrollY)]), [true, 600]);
  shop.write(source, long().replace("发布日期", "发不日期"));
  await page.waitForSelector("#sihao-overlay", { timeout: 10000 });
  assert.equal(await page.evaluate(() => document.querySelector("#sihao-overlay mark").textContent), "发不日期");
  // Without `inert`, the focus is led back.
  await page.evaluate(() => document.querySelector(".outline a").focus());
  assert.equal(await page.evaluate(() => document.activeElement.id), "sihao-overlay");
  await page.keyboard.press("Escape");
  assert.equal(await page.evaluate(() => document.querySelector("#sihao-overlay").hidden), true);
  shop.write(source, long());
  await page.waitForFunction(() => !document.querySelector("#sihao-overlay"), { timeout: 10000 });
  assert.equal(await page.evaluate(() => window.isMarked), true);
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.equal(over, 0);
  assert.deepEqual(told, []);
});
