// The search page and the box of every page, against an engine of the test's own: typing, facets, keyboard, address, back, nothing found,
// failures, scripts off, a phone, a frame; axe-core on each state.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { gzipSync } from "node:zlib";

import { axe } from "./axe.mjs";
import { launchOld } from "./chromium69.mjs";
import { onPage, sample } from "./fixture.mjs";
import { mock } from "./mock-engine.mjs";
import { build, serve } from "./site.mjs";

const DESK = { width: 1440, height: 900 };
const PHONE = { width: 360, height: 740 };

let site, server, browser;
sample((made) => ({ site, server, browser } = made));

/** Opens a page with the mock in place of the engine, runs the test on it, and asserts that the page told nothing it should not. */
function on(address, task, { engine = mock, ...options } = {}) {
  const prepare = async (context) => {
    const loads = [];
    await context.route("**/search-engine.*.js", (route) => {
      loads.push(route.request().url());
      return route.fulfill({ contentType: "text/javascript; charset=utf-8", body: engine });
    });
    return loads;
  };
  const opened = async (page, loads) => {
    await page.goto(server.base + address);
    await task(page, loads);
  };
  return onPage(browser, server.base, opened, { ...options, prepare });
}

const count = (page, text) => page.locator("#search-count", { hasText: text }).waitFor();
const search = (page) => new URL(page.url()).search;
const asked = (page) => page.evaluate(() => window.asked.map(([text]) => text));
const hits = (page) => page.locator(".hit");
const judge = async (page, state) => assert.deepEqual(await axe(page), [], state);

async function fits(page, state) {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(over <= 0, `${state}: ${over} pixels too wide`);
}

test("results come while one types, with one question for quick keys", () =>
  on("search.html", async (page) => {
    assert.equal(await page.locator(".search-links").isVisible(), true);
    await page.locator("#q").pressSequentially("财政局", { delay: 20 });
    await count(page, "共13篇，第1页，共2页");
    assert.deepEqual(await asked(page), ["财政局"]);
    assert.equal(await hits(page).count(), 10);
    assert.equal(search(page), "?q=" + encodeURIComponent("财政局"));
    assert.match(await page.title(), /^财政局 - 检索/);
    assert.equal(await page.locator(".search-links").isVisible(), false);
    assert.equal(await page.evaluate(() => history.length), 2, "typing makes no step");
    assert.equal(await page.locator("#search-count").getAttribute("role"), "status");
    await page.locator("#search-units .row", { hasText: "市财政局" }).waitFor();
  }));

test("an excerpt is text with marks, whatever it holds, and a title is text", () =>
  on("search.html?q=" + encodeURIComponent("政治"), async (page) => {
    await count(page, "共37篇");
    const first = hits(page).first();
    assert.equal(await first.locator(".hit-excerpt mark").innerText(), "政治");
    assert.match(await first.locator(".hit-excerpt").innerText(), /政治建设 & <script>alert\(1\)<\/script>.*"四好"/);
    assert.match(await first.locator(".hit-title").innerText(), /计划<b>$/);
    assert.equal(await page.locator(".hit script, .hit b").count(), 0);
    assert.equal(await first.locator("a").getAttribute("href"), "./plans/2026/finance.html");
    assert.match(await first.locator(".hit-facts").innerText(), /年度创建计划.*市财政局.*2022-03-10/s);
  }));

test("an input method's letters are no query until they are composed", () =>
  on("search.html", async (page) => {
    const client = await page.context().newCDPSession(page);
    await page.locator("#q").focus();
    for (const text of ["s", "sh", "shui"]) {
      await client.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
      await page.waitForTimeout(220);
    }
    assert.deepEqual(await asked(page), []);
    await client.send("Input.insertText", { text: "水务" });
    await count(page, "共12篇");
    assert.deepEqual(await asked(page), ["水务"]);
  }));

test("facets narrow, are taken back, and stand in the address with page and order", () =>
  on("search.html?q=" + encodeURIComponent("计划"), async (page) => {
    await count(page, "共37篇，第1页，共4页");
    await page.locator(".facet", { hasText: "栏目" }).getByRole("link", { name: "通知通报" }).click();
    await count(page, "共18篇");
    assert.equal(await page.evaluate(() => document.activeElement.textContent.trim()), "通知通报 18", "the focus stays");
    await page.locator(".facet", { hasText: "年度" }).getByRole("link", { name: "2023" }).click();
    await count(page, "共4篇");
    await page.getByRole("link", { name: "取消 栏目：通知通报" }).click();
    await count(page, "共8篇");
    await page.getByRole("link", { name: "取消 年度：2023" }).click();
    await page.getByRole("link", { name: "日期" }).click();
    await count(page, "共37篇");
    const dates = await page.locator(".hit time").allInnerTexts();
    assert.deepEqual(dates, [...dates].sort().reverse());
    await page.getByRole("link", { name: "第4页" }).click();
    await count(page, "第4页，共4页");
    assert.equal(await hits(page).count(), 7);
    assert.equal(search(page), `?q=${encodeURIComponent("计划")}&sort=date&page=4`);
    await page.goBack();
    await count(page, "第1页，共4页");
    assert.equal(search(page), `?q=${encodeURIComponent("计划")}&sort=date`);
    for (let back = 0; back < 4; back += 1) await page.goBack();
    await count(page, "共18篇");
    assert.match(search(page), /&kind=notice$/);
  }));

test("an address alone gives the whole state, and a page too far the last one", () =>
  on(`search.html?q=${encodeURIComponent("计划")}&kind=plan&status=in_force&criterion=political&unit=water&year=2024&sort=date&page=9`, async (page) => {
    await count(page, "共2篇");
    assert.equal(await page.locator("#q").inputValue(), "计划");
    assert.equal(await page.locator(".chip").count(), 5);
    assert.equal(await page.locator('.facet a[aria-current="true"]').count(), 5);
    assert.match(search(page), /&sort=date$/);
  }));

test("a filter alone lists all that it lets through, and typing searches within", () =>
  on("search.html?kind=plan", async (page) => {
    await count(page, "共19篇，第1页，共2页");
    assert.equal(await page.locator(".search-links").isVisible(), false);
    assert.match(await page.title(), /^检索/);
    assert.deepEqual(await page.locator(".orders, #search-units .row").allInnerTexts(), []);
    await page.locator(".facet", { hasText: "年度" }).getByRole("link", { name: "2023" }).click();
    await count(page, "共4篇");
    assert.equal(search(page), "?kind=plan&year=2023");
    await page.locator("#q").fill("水务");
    await count(page, "共1篇");
    assert.equal(await page.locator(".chip").count(), 2);
    await page.locator("#q").fill("");
    await count(page, "共4篇");
    await page.goto(page.url().replace("2023", "1999"));
    await count(page, "没有符合这些条件的文件。");
    await page.getByRole("link", { name: "取消 年度：1999" }).click();
    await count(page, "共19篇");
    await page.getByRole("link", { name: "取消 栏目：年度创建计划" }).click();
    await page.locator(".search-links").waitFor();
    assert.equal(await page.locator("#search-body").isVisible(), false);
  }));

test("Enter is a step: back leads to what was asked before", () =>
  on("search.html", async (page) => {
    const box = page.locator("#q");
    await box.fill("财政");
    await box.press("Enter");
    await count(page, "共13篇");
    await box.fill("水务");
    await count(page, "共12篇");
    await box.press("Enter");
    await page.goBack();
    await count(page, "共13篇");
    assert.equal(await box.inputValue(), "财政");
    await page.goBack();
    await page.locator(".search-links").waitFor();
    assert.equal(search(page), "");
  }));

test("keys: / focuses, arrows walk, Enter opens, Esc comes back and clears", () =>
  on("search.html?q=" + encodeURIComponent("计划"), async (page) => {
    await count(page, "共37篇");
    const at = () => page.evaluate(() => document.activeElement.id || document.activeElement.textContent);
    await page.keyboard.press("/");
    assert.equal(await at(), "q");
    await page.keyboard.press("ArrowDown");
    assert.match(await at(), /第1号/);
    await page.keyboard.press("ArrowDown");
    assert.match(await at(), /第2号/);
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowUp");
    assert.equal(await at(), "q");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Escape");
    assert.equal(await at(), "q");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/plans/2026/finance.html");
    await page.goBack();
    await count(page, "共37篇");
    await page.keyboard.press("/");
    await page.keyboard.press("Escape");
    assert.equal(await page.locator("#q").inputValue(), "");
    assert.equal(await page.locator(".search-links").isVisible(), true);
    // What was opened from the results is remembered, until it is forgotten.
    await page.locator("#search-recent a", { hasText: "计划" }).click();
    await count(page, "共37篇");
    await page.keyboard.press("/");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "清除记录" }).click();
    assert.equal(await page.locator("#search-recent").isVisible(), false);
    assert.equal(await page.evaluate(() => localStorage.length), 0);
  }));

test("nothing found: without filters, shorter words, what is called alike", () =>
  on(`search.html?q=${encodeURIComponent("水务局火星")}`, async (page) => {
    await count(page, "没有找到“水务局火星”。");
    await page.locator("#search-help .rows a", { hasText: "政府部门" }).waitFor();
    await judge(page, "nothing found");
    await page.locator("#search-help a", { hasText: "水务局" }).first().click();
    await count(page, "共12篇");
    await page.locator("#q").fill("水务局");
    await page.goto(server.base + `search.html?q=${encodeURIComponent("水务")}&unit=finance`);
    await count(page, "没有找到");
    assert.equal(await page.locator(".chip").innerText(), "单位：市财政局 ×");
    await page.locator("#search-help section", { hasText: "去掉筛选条件" }).getByRole("link").click();
    await count(page, "共12篇");
    await page.goto(server.base + "search.html?q=zzzz");
    await page.locator("#search-help a", { hasText: "按栏目" }).click();
    await page.locator(".search-links").waitFor();
  }));

test("a failed shard is told beside the other results, and asked for again", () =>
  on(`search.html?q=${encodeURIComponent("计划坏")}`, async (page) => {
    await count(page, "共37篇");
    await page.getByRole("alert").getByText("有2个索引文件没有读到").waitFor();
    assert.equal(await hits(page).count(), 10);
    await judge(page, "a failed shard");
    await page.getByRole("button", { name: "重试" }).click();
    await page.getByRole("alert").waitFor({ state: "detached" });
    await count(page, "共37篇");
  }));

test("where nothing was found and shards failed, it is not said that nothing is there", () =>
  on(`search.html?q=${encodeURIComponent("坏火星")}`, async (page) => {
    await count(page, "索引没有读全");
    await page.getByRole("button", { name: "重试" }).click();
    await count(page, "没有找到");
  }));

test("a search that fails says so and can be tried again; a late one says that it is under way", () =>
  on(`search.html?q=${encodeURIComponent("错")}`, async (page) => {
    await page.getByRole("alert").getByText("检索没有成功").waitFor();
    await page.getByRole("button", { name: "重试" }).click();
    await count(page, "共37篇");
    await page.locator("#q").fill("慢");
    await count(page, "正在检索");
    // An answer that comes after the next question is dropped.
    await page.locator("#q").fill("水务");
    await count(page, "共12篇");
    await page.waitForTimeout(1000);
    await count(page, "共12篇");
  }));

test("an engine that does not come is told and asked for again", () =>
  on("search.html?q=a", async (page, loads) => {
    await page.getByRole("alert").getByText("检索没有成功").waitFor();
    const before = loads.length;
    await page.getByRole("button", { name: "重试" }).click();
    await page.getByRole("alert").getByText("检索没有成功").waitFor();
    assert.equal(loads.length, before + 1);
  }, { engine: "" }));

test("a site that was published anew offers to load the page again", () =>
  on(`search.html?q=${encodeURIComponent("计划旧")}`, async (page) => {
    await page.getByRole("alert").getByText("重新发布").waitFor();
    await Promise.all([page.waitForNavigation(), page.getByRole("button", { name: "重新载入" }).click()]);
    await count(page, "共37篇");
  }));

test("without scripts the page is its links", () =>
  on("search.html?q=a", async (page) => {
    await page.getByText("脚本没有运行").waitFor();
    assert.ok((await page.locator(".search-links a").count()) > 20);
    assert.equal(await page.locator(".search-links a").first().isVisible(), true);
    assert.equal(await page.locator("#search-body").isVisible(), false);
    // The form asks this page again, which answers with its links.
    await page.locator("#q").fill("b");
    await page.locator("#q").press("Enter");
    await page.waitForURL("**/search.html?q=b");
  }, { scripts: false }));

for (const [name, viewport] of [["phone", PHONE], ["tablet", { width: 820, height: 1100 }], ["desk", DESK]]) {
  test(`nothing sticks out and axe-core finds nothing: ${name}`, async () => {
    for (const colorScheme of ["light", "dark"]) {
      await on(`search.html?q=${encodeURIComponent("计划 局")}&kind=plan`, async (page) => {
        await page.emulateMedia({ colorScheme });
        await count(page, "共19篇");
        await fits(page, "results");
        await judge(page, `results ${colorScheme}`);
        const facets = page.locator("#search-facets");
        assert.equal(await facets.locator(".facet").first().isVisible(), name === "desk");
        if (name !== "desk") {
          await facets.locator("summary").click();
          await fits(page, "facets");
          await judge(page, `facets ${colorScheme}`);
        }
        await page.goto(server.base + "index.html");
        await page.locator("#q").fill("计划");
        await page.locator(".suggestions li").first().waitFor();
        await page.keyboard.press("ArrowDown");
        await fits(page, "suggestions");
        await judge(page, `suggestions ${colorScheme}`);
      }, { viewport });
    }
  });
}

test("the box of a page loads the engine when it is entered, and leads to units and titles", () =>
  on("plans/index.html", async (page, loads) => {
    assert.deepEqual(loads, []);
    await page.keyboard.press("/");
    const box = page.locator("#q");
    await box.pressSequentially("szjj");
    const option = page.getByRole("option", { name: "市住建局" });
    await option.waitFor();
    assert.equal(loads.length, 1);
    assert.equal(await box.getAttribute("aria-expanded"), "true");
    await box.press("ArrowDown");
    assert.equal(await option.getAttribute("aria-selected"), "true");
    assert.equal(await box.getAttribute("aria-activedescendant"), await option.getAttribute("id"));
    await box.press("Escape");
    assert.equal(await box.getAttribute("aria-expanded"), "false");
    assert.equal(await box.inputValue(), "szjj");
    await box.press("ArrowDown");
    await box.press("Enter");
    await page.waitForURL("**/units/housing.html");
  }));

test("Enter without a choice asks the search page, and a click chooses", () =>
  on("plans/index.html", async (page) => {
    await page.locator("#q").fill("财政");
    await page.locator(".suggestions li").first().waitFor();
    await page.locator("#q").press("Enter");
    await count(page, "共13篇");
    await page.goto(server.base + "index.html");
    await page.locator("#q").fill("财政");
    await page.locator(".suggestions li").first().click();
    await page.waitForURL("**/units/finance.html");
  }));

test("the page for frames is only the search, and opens what it finds in the page around it", () =>
  on("search-embed.html?q=" + encodeURIComponent("财政"), async (page) => {
    await count(page, "共13篇");
    for (const link of await page.locator(".hit a, #search-units a").all()) assert.equal(await link.getAttribute("target"), "_parent");
    assert.equal(await page.locator("header, footer, nav.menu").count(), 0);
    assert.equal(await page.locator('meta[name="robots"]').getAttribute("content"), "noindex");
    await judge(page, "frame");
    await page.getByRole("link", { name: "下一页" }).click();
    await count(page, "第2页");
    assert.match(page.url(), /search-embed\.html\?q=.*&page=2$/);
  }));

/** Where a script of the theme lies in the site. */
function script(name) {
  return `${site.out}/${site.files.find((path) => path.startsWith(`assets/${name}.`) && path.endsWith(".js"))}`;
}

test("Chromium 69 from file: types, narrows, keeps its address, goes back, suggests", async () => {
  const engine = readFileSync(script("search-engine"));
  writeFileSync(script("search-engine"), mock);
  const old = await launchOld();
  try {
    const told = [];
    const [page] = await old.pages();
    for (const event of ["console", "pageerror", "requestfailed"]) page.on(event, (what) => told.push(`${event}: ${what.text ? what.text() : what}`));
    const said = (text) => page.waitForFunction((wanted) => document.getElementById("search-count").textContent.includes(wanted), {}, text);
    const address = () => page.evaluate(() => location.search);
    await page.goto(`${site.base}search.html`);
    // This browser's protocol types no Han.
    await page.focus("#q");
    await page.evaluate(() => Object.assign(document.getElementById("q"), { value: "计划" }).dispatchEvent(new Event("input")));
    await said("共37篇，第1页，共4页");
    assert.equal(await address(), "?q=" + encodeURIComponent("计划"));
    await page.evaluate(() => document.querySelectorAll(".facet a")[1].click());
    await said("共18篇");
    assert.match(await address(), /&kind=notice$/);
    await page.evaluate(() => history.back());
    await said("共37篇");
    await page.keyboard.press("ArrowDown");
    await page.evaluate(() => document.querySelector("#search-paging a:last-child").click());
    await said("第2页");
    for (const width of [360, 1280]) {
      await page.setViewport({ width, height: 800 });
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(over <= 0, `${over} pixels too wide at ${width}`);
    }
    await page.goto(`${site.base}plans/index.html`);
    await page.type("#q", "szjj");
    await page.waitForSelector(".suggestions li");
    assert.deepEqual(told, []);
  } finally {
    writeFileSync(script("search-engine"), engine);
    await old.close();
  }
});

test("each script is small", () => {
  for (const name of ["search-page", "search-results", "search-box"]) {
    const size = gzipSync(readFileSync(script(name))).length;
    assert.ok(size <= 6 * 1024, `${name}: ${size}`);
  }
});
