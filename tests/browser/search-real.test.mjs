// The search page with the engine and the index of the sample: over http, from `file:`, in Chromium 69.

import assert from "node:assert/strict";
import { test } from "node:test";

import { launchOld } from "./chromium69.mjs";
import { onPage, sample } from "./fixture.mjs";

let site, server, browser;
sample((made) => ({ site, server, browser } = made));

const on = (base, task) => onPage(browser, base, task);

const counted = /^共(\d+)篇/;

/** What the page says it found, once it says it. */
async function total(page) {
  await page.waitForFunction(() => /^(共\d+篇|没有找到)/.test(document.getElementById("search-count").textContent));
  const match = counted.exec(await page.locator("#search-count").innerText());
  return match ? Number(match[1]) : 0;
}

for (const way of ["http", "file"]) {
  test(`over ${way}: every result holds the query, facets count what they lead to, and results open`, async () => {
    const base = way === "http" ? server.base : site.base;
    await on(base, async (page) => {
      await page.goto(`${base}search.html`);
      await page.locator("#q").pressSequentially("自查总结");
      const all = await total(page);
      assert.ok(all > 10, `${all}`);
      // The first five come first.
      await page.waitForFunction(() => document.querySelectorAll(".hit").length === 10);
      assert.ok((await page.locator(".hit mark").count()) >= 10);
      const facet = page.locator(".facet").first().locator("a").first();
      const promised = Number(await facet.locator(".facet-count").innerText());
      await facet.click();
      await page.locator(".chip").waitFor();
      assert.equal(await total(page), promised);
      await page.goBack();
      await page.locator(".chip").waitFor({ state: "detached" });
      assert.equal(await total(page), all);
      await page.locator(".hit-title").first().click();
      await page.waitForURL((url) => !url.href.includes("search.html"));
      assert.match(await page.locator("main").innerText(), /自查总结/);
    });
  });
}

test("document numbers in any spelling, and a unit by its initials", () =>
  on(server.base, async (page) => {
    await page.goto(`${server.base}search.html`);
    const number = await page.locator('section[aria-labelledby="numbers"] .rows b').first().innerText();
    for (const spelling of [number, number.replace("〔", "[").replace("〕", "]"), number.replace("〔", "（").replace("〕", "）")]) {
      await page.goto(`${server.base}search.html?q=${encodeURIComponent(spelling)}`);
      assert.ok((await total(page)) >= 1, spelling);
      assert.ok((await page.locator(".hit-facts").allInnerTexts()).some((facts) => facts.includes(number)), spelling);
    }
    await page.goto(`${server.base}index.html`);
    await page.locator("#q").fill("czj");
    await page.getByRole("option", { name: "财政局" }).first().click();
    await page.waitForURL("**/units/finance.html");
  }));

test("nothing found leads on", () =>
  on(server.base, async (page) => {
    await page.goto(`${server.base}search.html?q=${encodeURIComponent("自查总结火星车")}`);
    assert.equal(await total(page), 0);
    await page.locator("#search-help section", { hasText: "换短一些的词" }).locator("a").first().click();
    await page.locator(".hit").first().waitFor();
    // Letters of pinyin stand in no text, but name a unit.
    await page.goto(`${server.base}search.html?q=scz`);
    await page.locator("#search-help section", { hasText: "是不是要找" }).getByRole("link", { name: "财政局" }).first().click();
    await page.waitForURL("**/units/finance.html");
  }));

test("an index that does not come is told, and searched when it comes again", async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await context.route("**/search/**", (route) => route.abort());
  await page.goto(`${server.base}search.html?q=${encodeURIComponent("财政")}`);
  await page.getByRole("alert").waitFor();
  assert.doesNotMatch(await page.locator("#search-count").innerText(), /没有找到/);
  await context.unroute("**/search/**");
  await page.getByRole("button", { name: "重试" }).click();
  assert.ok((await total(page)) > 0);
  await page.getByRole("alert").waitFor({ state: "detached" });
  await context.close();
});

test("a browser that keeps nothing searches all the same", () =>
  on(server.base, async (page) => {
    await page.addInitScript(() => Object.defineProperty(window, "localStorage", { get: () => { throw new DOMException("refused", "SecurityError"); } }));
    await page.goto(`${server.base}search.html`);
    await page.locator("#q").fill("财政");
    await page.locator("#q").press("Enter");
    assert.ok((await total(page)) > 0);
    await page.locator("#q").press("Escape");
    await page.locator(".search-links").waitFor();
    assert.equal(await page.locator("#search-recent").isVisible(), false);
  }));

test("Chromium 69 from file: finds", async () => {
  const old = await launchOld();
  try {
    const told = [];
    const [page] = await old.pages();
    page.on("console", (message) => told.push(`console: ${message.text()}`));
    page.on("pageerror", (error) => told.push(`error: ${error.message}`));
    page.on("requestfailed", (request) => told.push(`failed: ${request.url()}`));
    await page.goto(`${site.base}search.html?q=${encodeURIComponent("自查总结")}`);
    await page.waitForSelector(".hit mark");
    assert.match(await page.evaluate(() => document.getElementById("search-count").textContent), counted);
    assert.deepEqual(told, []);
  } finally {
    await old.close();
  }
});
