// Chromium 69, the oldest browser that counts: one page of each kind opens from `file:`, with and without scripts, without
// an error or sideways overflow, and its menu and lists can be used.

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

/** What a page of an old browser shows: how much sticks out, whether its menu and its lists can be used. */
function look() {
  const shown = (element) => element.offsetWidth > 0 && element.offsetHeight > 0;
  const links = (where) => Array.from(document.querySelectorAll(where)).filter(shown).length;
  return {
    over: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    text: document.body.innerText.trim().length,
    main: document.querySelector("main") !== null,
    menu: links(".menu a"),
    rows: links("main a"),
    // A row without a place beside the others, as a grid that is not understood would leave it.
    flat: Array.from(document.querySelectorAll(".row")).filter((row) => shown(row) && row.offsetWidth < 100).length,
  };
}

for (const scripts of [true, false]) {
  test(`one page of each kind works in Chromium 69 ${scripts ? "with scripts" : "with scripts off"}`, async () => {
    assert.match(await browser.version(), /69\./);
    const told = [];
    // `--single-process` ends with its last page, so one page does for all.
    const [page] = await browser.pages();
    await page.setJavaScriptEnabled(scripts);
    let path = "";
    const listeners = {
      console: (message) => told.push(`${path}: console: ${message.text()}`),
      pageerror: (error) => told.push(`${path}: error: ${error.message}`),
      requestfailed: (request) => told.push(`${path}: failed: ${request.url()}`),
    };
    for (const [event, listener] of Object.entries(listeners)) page.on(event, listener);
    for (const width of [360, 1280]) {
      await page.setViewport({ width, height: 800 });
      for (path of onePageOfEachKind(site.pages)) {
        await page.goto(site.base + path, { waitUntil: "load" });
        const found = await page.evaluate(look);
        const framed = path === "404.html" || path === "search-embed.html";
        if (found.over > 0) told.push(`${path} at ${width}: ${found.over} pixels too wide`);
        if (found.text < 4) told.push(`${path}: an empty page`);
        if (!found.main) told.push(`${path}: no main`);
        if (!framed && found.menu < 8) told.push(`${path}: ${found.menu} entries of the menu to be seen`);
        if (path.endsWith("index.html") && found.rows < 3) told.push(`${path}: ${found.rows} links to be seen`);
        if (found.flat > 0) told.push(`${path} at ${width}: ${found.flat} rows have no room`);
      }
    }
    for (const [event, listener] of Object.entries(listeners)) page.removeListener(event, listener);
    assert.deepEqual(told, []);
  });
}

test("a list is filtered and a number copied in Chromium 69", async () => {
  const [page] = await browser.pages();
  await page.setJavaScriptEnabled(true);
  await page.goto(site.base + "notices/index.html", { waitUntil: "load" });
  const counts = await page.evaluate(() => {
    const shown = () => Array.from(document.querySelectorAll("#list-rows li")).filter((row) => row.offsetHeight > 0).length;
    const all = shown();
    const select = document.querySelector(".filter-bar select[data-key='year']");
    select.value = "2025";
    select.dispatchEvent(new Event("change", { bubbles: true }));
    return { all, fit: shown(), told: document.getElementById("list-count").textContent };
  });
  assert.ok(counts.fit > 0 && counts.fit < counts.all, JSON.stringify(counts));
  assert.equal(counts.told, `筛选出${counts.fit}篇`);
  await page.goto(site.base + "guidance/2023-implementation.html", { waitUntil: "load" });
  const text = await page.evaluate(() => {
    let copied = "";
    document.addEventListener("copy", () => (copied = document.activeElement.value));
    document.querySelector(".tool").click();
    return copied;
  });
  assert.match(text, /〔2023〕/);
});
