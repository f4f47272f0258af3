// What is printed besides the official form's own measures: every official document of the sample, the form on screen, all other kinds of page,
// an internal edition, a ledger of 80 units, and Chromium 69.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launch } from "./chromium.mjs";
import { launchOld } from "./chromium69.mjs";
import { buildCases } from "./print/cases.mjs";
import { black, print, red, rules, whole } from "./print/paper.mjs";
import { build, each, onePageOfEachKind } from "./site.mjs";

/** How many pages are printed at once: the browser draws one while another is read. */
const AT_ONCE = 3;

let sample, cases, browser;

before(async () => {
  sample = build();
  cases = buildCases({ units: 80 });
  browser = await launch();
});

after(async () => {
  await browser?.close();
  sample?.remove();
  cases?.remove();
});

/** A page of the sample or the cases on paper, to be read. */
async function printed(address) {
  const page = await browser.newPage({ javaScriptEnabled: false });
  await page.goto(address);
  const pages = await print(page, { pictures: false });
  await page.close();
  return pages;
}

/** Opens each of these pages of the sample, some at once, without scripts. */
async function open(paths, task) {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const workers = await Promise.all(Array.from({ length: AT_ONCE }, () => context.newPage()));
  await each(paths, AT_ONCE, async (path, worker) => {
    await workers[worker].goto(sample.base + path);
    await task(workers[worker], path);
  });
  await context.close();
}

/** Which of these can be seen. */
function shown(parts) {
  return parts.filter((part) => [...document.querySelectorAll(part)].some((found) => found.getClientRects().length > 0 && getComputedStyle(found).visibility === "visible"));
}

const A4 = (pages) => pages.every((page) => [page.width, page.height].join() === "210,297");

test("every official document of the sample prints whole: mark first, imprint last, nothing blank", async () => {
  const told = [];
  let count = 0;
  await open(sample.pages.filter((path) => /^(guidance|notices)\//.test(path)), async (page, path) => {
    if ((await page.locator(".official-imprint").count()) === 0) return;
    count += 1;
    const pages = await print(page);
    if (!A4(pages)) told.push(`${path}: not A4`);
    if (pages[0].image.rows(red).length === 0) told.push(`${path}: no mark`);
    if (pages.slice(1).some((page) => page.image.rows(red).length > 0)) told.push(`${path}: red on a later page`);
    if (pages.some((page) => page.lines.filter((line) => line.middle > 37 && line.middle < 262).length === 0)) told.push(`${path}: a blank page`);
    const foot = rules(pages.at(-1), black).at(-1);
    if (Math.abs((foot?.y ?? 0) - 262) > 0.6) told.push(`${path}: the imprint is not at the foot: ${foot?.y}`);
    if (!pages.every((page) => whole([page]).includes("示例以正式印发件为准"))) told.push(`${path}: a page without its note`);
  });
  assert.ok(count >= 20, `${count} official documents`);
  assert.deepEqual(told, []);
});

test("the form shows on screen at #official without scripts, and only there", async () => {
  for (const width of [360, 1280]) {
    const page = await browser.newPage({ javaScriptEnabled: false, viewport: { width, height: 900 } });
    const shown = (part) => page.locator(part).first().isVisible();
    await page.goto(`${cases.base}notices/joint.html`);
    for (const part of [".official-head", ".official-imprint", ".official-imprint-room", ".official-bar"]) assert.equal(await shown(part), false, part);
    await page.getByRole("link", { name: "公文格式" }).first().click();
    for (const part of [".official-head", ".official-imprint", ".official-bar", ".print-note"]) assert.equal(await shown(part), true, part);
    for (const part of [".official-imprint-room", ".reading-foot", ".policy-box"]) assert.equal(await shown(part), false, part);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(over, 0, `at ${width}`);
    await page.getByRole("link", { name: "返回网页版式" }).click();
    assert.equal(await shown(".official-head"), false);
    await page.close();
  }
});

test("every other kind of page prints on A4 without menu, search box and paging", async () => {
  const told = [];
  await open(onePageOfEachKind(sample.pages).filter((path) => !/^(404|search)/.test(path)), async (page, path) => {
    await page.emulateMedia({ media: "print" });
    for (const part of await page.evaluate(shown, [".menu", "form", ".breadcrumb", ".paging", ".skip", "button", ".neighbours", ".filter"])) told.push(`${path}: ${part} is printed`);
    const pages = await print(page, { pictures: false });
    if (!A4(pages)) told.push(`${path}: not A4`);
    if (pages.some((page) => page.lines.length < 2)) told.push(`${path}: an empty page`);
    if (pages.some((page) => page.lines.some((line) => line.right > page.width - 15))) told.push(`${path}: text beyond the margin`);
  });
  assert.deepEqual(told, []);
});

test("letters and minutes print as they are read, since the form is not offered", async () => {
  for (const [name, title] of [["letter", "关于做好有关工作的通知"], ["minutes", "创建活动领导小组会议纪要"]]) {
    const page = await browser.newPage({ javaScriptEnabled: false });
    await page.goto(`${cases.base}notices/${name}.html`);
    for (const part of [".official-bar", ".official-head", "a[href='#official']"]) assert.equal(await page.locator(part).count(), 0, `${name}: ${part}`);
    assert.match(await page.innerText(".print-hint"), /函、纪要另有专门格式/);
    const pages = await print(page);
    await page.close();
    assert.ok(A4(pages));
    const text = whole(pages);
    // The head says whose site it is, then the document: no menu, no search, no paths and neighbours.
    for (const part of [title, "发文字号", "2026年3月5日", "以正式印发件为准"]) assert.ok(text.includes(part), `${name}: ${part}`);
    for (const part of ["检索", "首页", "上一篇", "下一篇", "函、纪要另有"]) assert.ok(!text.includes(part), `${name}: ${part} is printed`);
    assert.ok(pages.every(({ image }) => image.rows(red).length === 0), `${name}: a red mark`);
    for (const [at, { lines, width }] of pages.entries()) {
      assert.ok(lines.every((line) => line.left > 15 && line.right < width - 15), `${name}: beyond the margin of page ${at + 1}`);
      assert.ok(lines.some((line) => line.text.replace(/ /g, "") === `${at + 1}/${pages.length}`), `${name}: page ${at + 1} has no number`);
    }
    if (name === "minutes") assert.ok(pages.length > 1 && text.includes("责任单位"), "a table, and more than a page");
  }
});

test("a ledger of 80 units has its head on every page, and no row in two", async () => {
  const pages = await printed(`${cases.base}ledger/index.html`);
  const rows = pages.map((page) => page.lines.filter((line) => /^第\d+局 ?▲/.test(line.text)));
  assert.equal(rows.flat().length, 80);
  for (const [at, page] of pages.entries()) {
    if (rows[at].length > 0) assert.ok(page.lines.some((line) => /^单位/.test(line.text)), `page ${at + 1}`);
  }
});

test("an internal edition says so on every page", async () => {
  const internal = buildCases({ internal: true });
  try {
    for (const path of ["notices/long.html", "units/index.html"]) {
      for (const page of await printed(internal.base + path)) assert.ok(whole([page]).includes("内部版不得外传"), path);
    }
  } finally {
    internal.remove();
  }
});

test("Chromium 69 prints the form without page numbers, and the note", async () => {
  const old = await launchOld();
  try {
    const [page] = await old.pages();
    await page.goto(`${cases.base}notices/edge.html`, { waitUntil: "load" });
    const pages = await print(page);
    assert.ok(A4(pages));
    assert.ok(pages[0].image.rows(red).length > 0);
    assert.ok(pages.slice(1).every((page) => page.image.rows(red).length === 0));
    assert.ok(pages.every((page) => page.lines.length > 1), "no blank page");
    const text = whole(pages);
    for (const part of ["关于做好有关工作的通知", "抄送：市委办公室、市委宣传部。", "2026年3月5日印发", "示例以正式印发件为准"]) {
      assert.equal(text.split(part).length, 2, part);
    }
    const full = pages[1].lines.filter((line) => line.middle > 37 && line.middle < 262);
    assert.equal(full.length, 22);
  } finally {
    await old.close();
  }
});
