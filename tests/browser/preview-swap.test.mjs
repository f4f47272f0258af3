// The preview in Chromium: an edit is brought into the open page, with the place where one reads, what is opened and the focus kept.

import assert from "node:assert/strict";
import { renameSync, rmSync } from "node:fs";
import { afterEach, test } from "node:test";

import { watched } from "./chromium.mjs";
import { preview, reading as read, SOURCE } from "./fixture.mjs";
import { isSame, LONG, long, mark, open, shows } from "./serving.mjs";

let shop, browser, context, page, told;

preview((made) => ({ shop, browser } = made));

/** A page of the preview, marked, scrolled to a heading. */
async function reading(path = `${LONG}.html`, heading = "第4部分") {
  ({ context, page, told } = await read(shop, browser, path));
  if (heading) await page.evaluate((words) => [...document.querySelectorAll("h2")].find((h) => h.textContent.includes(words)).scrollIntoView(), heading);
}

const top = () => page.evaluate(() => globalThis.scrollY);

afterEach(async () => {
  await context?.close();
  rmSync(shop.file("theme"), { recursive: true, force: true });
  rmSync(shop.file("templates"), { recursive: true, force: true });
});

test("an edit of the text is swapped in, at the same scroll position", async () => {
  await reading();
  const was = await top();
  assert.ok(was > 500, `scrolled to ${was}`);
  shop.edit(SOURCE, "第35段：窗口人员", "第35段：值班的窗口人员");
  await shows(page, "第35段：值班的窗口人员");
  assert.ok(await isSame(page), "the page was loaded again");
  assert.equal(await top(), was);
  assert.deepEqual(told, []);
});

test("paragraphs put in above do not move what one reads", async () => {
  await reading();
  const place = () => page.evaluate(() => [...document.querySelectorAll("#text p")].find((p) => p.textContent.startsWith("第35段")).getBoundingClientRect().top);
  const [was, scrolled] = [await place(), await top()];
  shop.write(SOURCE, long(undefined, (all) => [all[0], "新写的一段。", ...all.slice(1, 20), "又写的一段。", "再写的一段。", ...all.slice(20)]));
  await shows(page, "再写的一段。");
  await page.waitForFunction((before) => globalThis.scrollY > before, scrolled);
  assert.ok(Math.abs((await place()) - was) < 3, `what stood at ${was} stands at ${await place()}`);
  assert.ok(await isSame(page));
});

test("opened parts and the focus stay over an edit beside them", async () => {
  await reading(undefined, "第1部分");
  await page.locator("main details summary").click();
  const link = page.locator(".outline a").first();
  await link.focus();
  shop.edit(SOURCE, "先登记，后办理。", "先登记，再核对，后办理。");
  await shows(page, "再核对");
  assert.equal(await page.evaluate(() => document.querySelector("main details").open), true);
  assert.equal(await page.evaluate(() => document.activeElement.closest(".outline") !== null), true);
  shop.write(SOURCE, long(undefined, (all) => ["开头的一段。", ...all]).replace("办理过程", "办理过程"));
  await shows(page, "开头的一段。");
  assert.equal(await page.evaluate(() => document.querySelector("main details").open), true);
  assert.ok(await isSame(page));
});

test("the theme's scripts are told of the new text", async () => {
  await reading(undefined, null);
  await page.evaluate(() => document.addEventListener("sihao:page", () => (globalThis.heard = (globalThis.heard || 0) + 1)));
  shop.edit(SOURCE, "第2段：窗口人员", "第2段：全体窗口人员");
  await shows(page, "第2段：全体窗口人员");
  assert.equal(await page.evaluate(() => globalThis.heard), 1);
});

test("a new title is in the page's title, and in a list that is open beside it, without loading either again", async () => {
  await reading(undefined, null);
  const list = await watched(context, shop.base, told);
  await open(list, `${shop.base}news/index.html`);
  await mark(list);
  shop.write(SOURCE, long("窗口服务改进的三件实事"));
  await Promise.all([shows(page, "窗口服务改进的三件实事", "h1"), shows(list, "窗口服务改进的三件实事")]);
  assert.match(await page.title(), /窗口服务改进的三件实事/);
  assert.ok((await isSame(page)) && (await isSame(list)));
  assert.deepEqual(told, []);
});

test("what was chosen in a list's filter stays over an edit", async () => {
  await reading("plans/index.html", null);
  const choice = page.locator(".filter-bar select").first();
  await choice.selectOption("finance");
  const rows = () => page.locator("main .row:visible").count();
  assert.equal(await rows(), 1);
  shop.write("content/plans/2026/finance.md", shop.read("content/plans/2026/finance.md").replace(/^标题: .*$/m, "标题: 改了名的财政局计划"));
  await shows(page, "改了名的财政局计划");
  assert.equal(await choice.inputValue(), "finance");
  assert.equal(await rows(), 1);
  assert.ok(await isSame(page));
  assert.deepEqual(told, []);
});

test("a style sheet is swapped without loading the page again", async () => {
  await reading();
  const was = await top();
  const colour = () => page.evaluate(() => getComputedStyle(document.querySelector("#text p")).color);
  const before = await colour();
  shop.write("theme/document.css", "#text p { color: rgb(1, 2, 3); }\n");
  await page.waitForFunction(() => getComputedStyle(document.querySelector("#text p")).color === "rgb(1, 2, 3)");
  // The older sheet goes once the newer one is there.
  await page.waitForFunction(() => document.querySelectorAll("link[href*='document.']").length === 1);
  shop.write("theme/document.css", "#text p { color: rgb(4, 5, 6); }\n");
  await page.waitForFunction(() => getComputedStyle(document.querySelector("#text p")).color === "rgb(4, 5, 6)");
  rmSync(shop.file("theme/document.css"));
  await page.waitForFunction((wanted) => getComputedStyle(document.querySelector("#text p")).color === wanted, before);
  assert.ok(await isSame(page));
  await shows(page, "第35段");
  assert.ok(Math.abs((await top()) - was) < 60, `${await top()}, was ${was}`);
  assert.deepEqual(told, []);
});

test("what can't be swapped is loaded again, at the same scroll position", async () => {
  await reading();
  const was = await top();
  shop.write("theme/search-box.js", "document.documentElement.setAttribute('data-own', 'yes');\n");
  await page.locator("html[data-own]").waitFor();
  assert.equal(await isSame(page), false);
  await page.waitForFunction((wanted) => Math.abs(globalThis.scrollY - wanted) < 2, was);
});

test("a page whose file is removed says so, and comes back with it", async () => {
  await reading(undefined, null);
  renameSync(shop.file(SOURCE), shop.file("content/news/2026-renamed.md"));
  const notice = page.locator("#sihao-bar .sihao-gone");
  await notice.getByText("没有了").waitFor();
  assert.ok(await page.getByText("第35段").isVisible(), "the text one may still need is gone");
  assert.equal(await notice.locator("a").getAttribute("href"), "/");
  renameSync(shop.file("content/news/2026-renamed.md"), shop.file(SOURCE));
  await notice.getByText("没有了").waitFor({ state: "detached" });
  assert.ok(await isSame(page));
  assert.deepEqual(told, []);
});

test("an address without a page shows it once it is written", async () => {
  await reading(undefined, null);
  const response = await page.goto(`${shop.base}news/2026-later.html`);
  assert.equal(response.status(), 404);
  await shows(page, "没有这个页面");
  shop.write("content/news/2026-later.md", "---\n标题: 后写的一篇\n发布日期: 2026-06-01\n---\n\n正文。\n");
  await shows(page, "后写的一篇", "h1");
  rmSync(shop.file("content/news/2026-later.md"));
  await page.locator("#sihao-bar .sihao-gone").getByText("没有了").waitFor();
});

test("after a restart on the same port the page is there again by itself, and follows edits", async () => {
  await reading();
  await shop.stop();
  await page.locator("#sihao-bar").getByText("连接断了").waitFor();
  shop.edit(SOURCE, "第35段：窗口人员", "第35段：换班的窗口人员");
  await shop.start();
  await shows(page, "第35段：换班的窗口人员");
  await page.locator("#sihao-bar").getByText("连接断了").waitFor({ state: "detached" });
  shop.edit(SOURCE, "第36段：窗口人员", "第36段：替班的窗口人员");
  await shows(page, "第36段：替班的窗口人员");
});
