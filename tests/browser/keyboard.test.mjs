// By keyboard alone: what Tab reaches can be seen, in the order of the page; every function of a page can be worked.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launch } from "./chromium.mjs";
import { build, onePageOfEachKind } from "./site.mjs";

/** How far Tab is followed on each page. */
const STEPS = 60;

let site, browser, context, page;

before(async () => {
  site = build();
  browser = await launch();
  context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  page = await context.newPage();
});

after(async () => {
  await browser?.close();
  site?.remove();
});

const open = (path) => page.goto(site.base + path, { waitUntil: "load" });

/**
 * Notes, before each Tab, where the focus is: what it is, whether it can be seen, how its place is shown, how far down the document it stands. All in
 * the page, which is asked once: a question to the browser for each key takes longer than the key.
 */
function noting() {
  window.noted = [];
  const order = [...document.querySelectorAll("*")];
  const focus = () => {
    const element = document.activeElement;
    const style = getComputedStyle(element);
    const after = getComputedStyle(element, "::after");
    const box = element.getBoundingClientRect();
    const ringed = (one) => one.outlineStyle !== "none" && parseFloat(one.outlineWidth) >= 1;
    return {
      name: `${element.tagName.toLowerCase()}.${element.className} ${element.textContent.trim().slice(0, 20)}`,
      onBody: element === document.body,
      seen: box.width > 0 && box.height > 0 && box.right > 0 && box.left < innerWidth && box.bottom > 0 && box.top < innerHeight,
      ringed: ringed(style) || ringed(after),
      place: order.indexOf(element),
    };
  };
  document.addEventListener("keydown", () => window.noted.push(focus()), true);
}

test("Tab goes down each page, and where it is can be seen", async () => {
  const told = [];
  for (const path of onePageOfEachKind(site.pages)) {
    await open(path);
    // The search page begins in its box: Tab is to begin at the top.
    await page.evaluate(() => document.activeElement.blur());
    await page.evaluate(noting);
    // What is noted before the first Tab is the page itself; one Tab more notes where the last one led.
    for (let step = 0; step <= STEPS; step += 1) await page.keyboard.press("Tab");
    let last = -1;
    for (const [step, at] of (await page.evaluate(() => window.noted)).slice(1).entries()) {
      // At its end the page begins again, or the focus leaves it.
      if (at.onBody || (step > 0 && at.name.includes("skip"))) break;
      if (step === 0 && path !== "404.html" && path !== "search-embed.html" && path !== "search.html" && !at.name.includes("skip")) told.push(`${path}: first is ${at.name}`);
      if (!at.seen) told.push(`${path}: ${at.name} can't be seen`);
      if (!at.ringed) told.push(`${path}: ${at.name} has no ring`);
      if (at.place < last) told.push(`${path}: ${at.name} goes back`);
      last = at.place;
    }
    assert.ok(last >= 0 || path === "404.html", `${path}: nothing to reach`);
  }
  assert.deepEqual(told, []);
});

test("the skip link leads to the page's own matter", async () => {
  await open("notices/index.html");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "main");
  await page.keyboard.press("Tab");
  assert.ok(await page.evaluate(() => document.activeElement.closest("main") !== null));
});

test("a slash leads to the search box, but not while writing", async () => {
  await open("units/index.html");
  await page.keyboard.press("/");
  assert.equal(await page.evaluate(() => document.activeElement.id), "q");
  await page.keyboard.type("a/b");
  assert.equal(await page.inputValue("#q"), "a/b");
});

test("a list is filtered by choice, says how many fit, and keeps the choice in its address", async () => {
  await open("notices/index.html");
  const shown = () => page.locator("#list-rows li:visible").count();
  const all = await shown();
  assert.ok(all > 20, `${all} rows`);
  await page.focus(".filter-bar select[data-key='year']");
  await page.keyboard.type("2025");
  const fit = await shown();
  assert.ok(fit > 0 && fit < all, `${fit} of ${all}`);
  assert.equal(await page.textContent("#list-count"), `筛选出${fit}篇`);
  assert.equal(await page.locator("#list-rows li[data-year='2025']:visible").count(), fit);
  assert.match(page.url(), /[?&]year=2025/);
  await page.reload();
  assert.equal(await shown(), fit);
  // A group without a row that fits is gone with its head.
  for (const group of await page.locator(".archive-group:visible").all()) {
    assert.ok((await group.locator("li:visible").count()) > 0);
  }
  await page.focus(".filter-bar button");
  await page.keyboard.press("Enter");
  assert.equal(await shown(), all);
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "SELECT");
});

test("the ledger is filtered by category and status", async () => {
  await open("ledger/2026.html");
  const rows = page.locator("#matrix tbody tr[data-status]:visible");
  const all = await rows.count();
  await page.selectOption(".filter-bar select[data-key='status']", "overdue");
  const overdue = await rows.count();
  assert.ok(overdue > 0 && overdue < all);
  assert.equal(await page.locator("#matrix tbody tr[data-status]:visible:has-text('逾期未报')").count(), overdue);
  assert.equal(await page.textContent("#matrix-count"), `筛选出${overdue}个单位`);
  await page.selectOption(".filter-bar select[data-key='category']", "1");
  assert.ok((await rows.count()) <= overdue);
});

test("what swaps the page's matter finds its functions made anew, once", async () => {
  await open("notices/index.html");
  const bars = () => page.locator(".filter-bar").count();
  await page.evaluate(() => document.dispatchEvent(new CustomEvent("sihao:page")));
  assert.equal(await bars(), 1);
  await page.evaluate(() => {
    document.querySelector(".filter-bar").remove();
    document.querySelector("[data-filter]").hidden = false;
    document.dispatchEvent(new CustomEvent("sihao:page"));
  });
  assert.equal(await bars(), 1);
  await open("guidance/2023-implementation.html");
  const links = await page.locator(".permalink").count();
  await page.evaluate(() => document.dispatchEvent(new CustomEvent("sihao:page")));
  assert.ok(links > 3);
  assert.equal(await page.locator(".permalink").count(), links);
});

test("the outline follows the reading", async () => {
  await open("guidance/2023-implementation.html");
  const current = () => page.textContent(".outline [aria-current]");
  const first = await current();
  const third = page.locator(".outline-1 a").nth(2);
  const name = await third.textContent();
  await third.focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction((text) => document.querySelector(".outline [aria-current]").textContent === text, name);
  assert.notEqual(first, name);
  await page.keyboard.press("Control+End");
  const last = await page.locator(".outline a").last().textContent();
  await page.waitForFunction((text) => document.querySelector(".outline [aria-current]").textContent === text, last);
});

test("a heading has an address of its own", async () => {
  await open("guidance/2023-implementation.html");
  const link = page.locator("#text h2 .permalink").nth(1);
  const id = await page.locator("#text h2").nth(1).getAttribute("id");
  await link.focus();
  assert.equal(await link.evaluate((element) => getComputedStyle(element).opacity), "1");
  await page.keyboard.press("Enter");
  assert.equal(decodeURIComponent(new URL(page.url()).hash), `#${id}`);
});

test("a document's number can be copied", async () => {
  await open("guidance/2023-implementation.html");
  const number = await page.getAttribute(".tool", "data-copy");
  assert.match(number, /〔2023〕/);
  await page.evaluate(() => document.addEventListener("copy", () => (window.copied = String(document.activeElement.value))));
  await page.focus(".tool");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => window.copied), number);
  assert.equal(await page.textContent(".tool"), "已复制");
  assert.ok(await page.evaluate(() => document.activeElement.classList.contains("tool")), "the focus stays");
});

test("a month's sheet leads to its days, and years gone by unfold", async () => {
  await open("calendar/index.html");
  const day = page.locator(".sheet a").first();
  const id = (await day.getAttribute("href")).slice(1);
  await day.focus();
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.querySelector(":target").id), id);
  const year = page.locator(".past-year summary").first();
  const before = await page.locator(".past-year").first().evaluate((element) => element.open);
  await year.focus();
  await page.keyboard.press("Enter");
  assert.equal(await page.locator(".past-year").first().evaluate((element) => element.open), !before);
});

test("on a phone every target is a finger high", async () => {
  const phone = await browser.newPage({ viewport: { width: 360, height: 800 }, hasTouch: true });
  const told = [];
  for (const path of onePageOfEachKind(site.pages)) {
    await phone.goto(site.base + path);
    const low = await phone.evaluate(() => {
      // Words within a sentence are set as the sentence is (WCAG 2.5.5 leaves them out).
      const inText = (element) => element.closest("#text, .prose, p:not(.site-title), dd, td p, .withdrawn, .hit-excerpt, caption, .notice-source") !== null;
      const targets = [...document.querySelectorAll("a[href], button, select, summary, input")];
      const shown = targets.filter((element) => element.offsetParent !== null && element.offsetWidth > 1 && !element.closest(".visually-hidden, .skip"));
      const low = shown.filter((element) => !inText(element) && element.getBoundingClientRect().height < 43.5);
      return low.map((element) => `${element.className || element.parentElement.className} ${element.textContent.trim().slice(0, 16)} ${Math.round(element.getBoundingClientRect().height)}`);
    });
    if (low.length > 0) told.push(`${path}: ${low.length} such as ${low.slice(0, 4).join(" | ")}`);
  }
  await phone.close();
  assert.deepEqual(told, []);
});
