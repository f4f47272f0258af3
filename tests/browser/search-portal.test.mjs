// The search on other sites' pages: a script for portals that draw results themselves, and a page for frames. The portal here is of another
// host and says that it is written in gb2312, as old ones do.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";

import { launch } from "./chromium.mjs";
import { build, serve } from "./site.mjs";

let site, server, portal, browser;

before(async () => {
  site = build();
  server = await serve(site.out);
  portal = await portalOf(server.base);
  browser = await launch();
});

after(async () => {
  await browser?.close();
  portal?.close();
  server?.close();
  site?.remove();
});

/** Pages of a portal: one that asks the script, one with a frame. */
async function portalOf(base) {
  const pages = {
    "/script": `<!doctype html><title>portal</title><script src="${base}search/reader.js"></script>`,
    "/frame": `<!doctype html><title>portal</title><iframe src="${base}search-embed.html?kind=plan" title="search" width="800" height="600"></iframe>`,
  };
  const http = createServer((request, response) => {
    const page = pages[request.url];
    response.writeHead(page ? 200 : 404, { "content-type": "text/html; charset=gb2312" }).end(page);
  });
  await new Promise((ready) => http.listen(0, "127.0.0.1", ready));
  // Another name of this machine: another host, as a browser sees it.
  return { base: `http://localhost:${http.address().port}`, close: () => http.close() };
}

async function on(path, task) {
  const told = [];
  const context = await browser.newContext();
  const page = await context.newPage();
  page.on("console", (message) => told.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => told.push(`error: ${error.message}`));
  try {
    await page.goto(portal.base + path);
    await task(page);
    assert.deepEqual(told.filter((text) => !text.includes("404")), []);
  } finally {
    await context.close();
  }
}

test("a portal's page asks by one script of a name that stays, and gets what the contract promises", () =>
  on("/script", async (page) => {
    const ask = (text, options) => page.evaluate(([text, options]) => window.sihao.search(text, options), [text, options]);
    const all = await ask("创建计划", { limit: 1e6 });
    assert.ok(all.total > 20 && all.results.length === all.total, `${all.total}`);
    const kinds = all.facets.kind.map(({ id, name, count }) => [id, name, count]);
    assert.ok(kinds.every(([id, name, count]) => id && name && count > 0) && kinds.length > 1, `${kinds}`);
    const { kind } = all.results[0];
    const some = await ask("创建计划", { kind, sort: "date", limit: 3, offset: 1 });
    assert.equal(some.total, kinds.find(([id]) => id === kind)[2]);
    assert.equal(some.results.length, 3);
    assert.ok(some.results.every((one) => one.kind === kind && one.excerpt.length > 0));
    const dates = some.results.map((one) => one.date);
    assert.deepEqual(dates, [...dates].sort().reverse());
    for (const key of ["path", "title", "excerpt", "kind", "unit", "year", "date", "doc_no"]) assert.ok(key in all.results[0], key);
    const opened = await page.context().request.get(server.base + all.results[0].path);
    assert.equal(opened.status(), 200);
    assert.ok((await opened.text()).includes(all.results[0].title));
    const units = await page.evaluate(() => window.sihao.suggest("czj", 5));
    assert.ok(units.some((one) => one.path === "units/finance.html"));
  }));

test("in a frame of another host the page searches, keeps its filter, and opens results in the page around it", () =>
  on("/frame", async (page) => {
    const frame = page.frameLocator("iframe");
    await frame.locator("#q").fill("创建计划");
    await frame.locator(".hit").first().waitFor();
    const kinds = await frame.locator(".hit-facts span:first-child").allInnerTexts();
    assert.deepEqual([...new Set(kinds)], ["年度创建计划"]);
    assert.equal(page.url(), `${portal.base}/frame`);
    await frame.locator(".hit-title").first().click();
    await page.waitForURL((url) => url.href.startsWith(server.base));
    assert.match(await page.locator("#document h1").innerText(), /创建计划/);
  }));
