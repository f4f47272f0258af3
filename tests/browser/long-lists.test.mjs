// What is long: a section of many pages is searched from its list, and prints whole from one page, as a unit's dossier does.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { axe } from "./axe.mjs";
import { launch, watched } from "./chromium.mjs";
import { launchOld } from "./chromium69.mjs";
import { buildCases } from "./print/cases.mjs";
import { print, red, whole } from "./print/paper.mjs";

const DAY = "\ndate: 2026-03-06";
const front = (lines, text) => `---\n${lines}\n---\n\n${text}\n`;
const squeezed = (text) => text.replace(/\s/g, "");

/** What stands in the column below this head, on all sheets: a title may go on over lines. */
function column(pages, head, next) {
  const words = pages.flatMap(({ lines }) => {
    const heads = lines.flatMap((line) => line.words);
    const [from, to] = [head, next].map((text) => heads.find((word) => word.text === text).left - 1);
    return lines.flatMap((line) => line.words.filter((word) => word.left >= from && word.left < to));
  });
  return squeezed(words.map((word) => word.text).join(""));
}

const NOTICES = Array.from({ length: 130 }, (_, at) => ({
  path: `content/notices/list/n${at}.md`,
  title: at % 7 === 0 ? `关于做好第${at + 1}项工作并认真抓好贯彻落实、按时报送有关情况和材料的通知` : `关于做好第${at + 1}项工作的通知`,
  number: `云直工〔${2026 - (at % 4)}〕${at + 100}号`,
  date: `${2026 - (at % 4)}-05-${String(1 + (at % 28)).padStart(2, "0")}`,
}));
const YEARS = Array.from({ length: 24 }, (_, at) => 2003 + at);
const PLANS = YEARS.flatMap((year) => ["上半年", "下半年"].map((half) => ({ path: `content/plans/${year}/${half}.md`, title: `${year}年${half}创建计划`, year })));
const NEWS = Array.from({ length: 45 }, (_, at) => ({ path: `content/news/n${at}.md`, title: `第${at + 1}次走访第1局` }));

let site, browser;

before(async () => {
  const files = {};
  for (const { path, title, number, date } of NOTICES) {
    const status = number.endsWith("〕110号") ? "\nstatus: 已废止" : "";
    files[path] = front(`title: ${title}\ndoc_type: 通知\ndoc_no: ${number}\ndate: ${date}${status}`, "各单位要抓好落实。");
  }
  for (const { path, title, year } of PLANS) files[path] = front(`title: ${title}\nunit: 第1局\nyear: ${year}\ndate: ${year}-03-06\nsubmitted: ${year}-03-01`, "一、学习。");
  for (const { path, title } of NEWS) files[path] = front(`title: ${title}\nunits: [第1局]${DAY}`, "走访。");
  site = buildCases({ files });
  browser = await launch();
});

after(async () => {
  await browser?.close();
  site?.remove();
});

async function printed(path) {
  const page = await browser.newPage({ javaScriptEnabled: false });
  await page.goto(site.base + path);
  const pages = await print(page);
  await page.close();
  for (const [at, { width, height, lines }] of pages.entries()) {
    assert.deepEqual([width, height], [210, 297], `page ${at + 1}`);
    assert.ok(lines.every((line) => line.left > 15 && line.right < 195), `beyond the margin of page ${at + 1}`);
    assert.ok(lines.some((line) => squeezed(line.text) === `${at + 1}/${pages.length}`), `page ${at + 1} has no number`);
  }
  const text = whole(pages);
  for (const part of ["检索", "首页", "上一页", "下一页", "筛选", "返回"]) assert.ok(!text.includes(part), `${part} is printed`);
  return pages;
}

test("a section of many pages prints whole from one page: every title, with the head of the table on each sheet", async () => {
  const pages = await printed("notices/print.html");
  const text = whole(pages);
  const titles = column(pages, "标题", "发布日期");
  for (const { title, number, date } of NOTICES) {
    assert.equal(titles.split(title).length, 2, title);
    assert.equal(text.split(number).length, 2, number);
    assert.ok(text.includes(date), date);
  }
  assert.ok(pages.every(({ image }) => image.rows(red).length === 0), "black and white");
  assert.ok(text.includes("通知通报总目录") && text.includes("已废止"));
  // The documents of the other cases are in the same section, all of 2026.
  const count = Number(/共(\d+)篇/.exec(text)[1]);
  assert.ok(count > NOTICES.length && pages.length > 4, `${count} documents on ${pages.length} sheets`);
  const places = pages.flatMap(({ lines }) => lines.map((line) => /^(\d+) .*\d{4}-\d\d-\d\d$/.exec(line.text)?.[1])).filter(Boolean);
  assert.deepEqual(places.map(Number), Array.from({ length: count }, (_, at) => at + 1));
  for (const year of [2026, 2025, 2024, 2023]) assert.match(text, new RegExp(`${year}年\\d+篇`));
  for (const [at, { lines }] of pages.entries()) {
    assert.equal(lines.filter((line) => /^序号 ?发文字号 ?标题 ?发布日期$/.test(line.text)).length, 1, `the head on sheet ${at + 1}`);
    // A year's head does not stand alone at the foot of a sheet.
    assert.doesNotMatch(lines.at(-2).text, /^\d{4}年 ?\d+篇$/, `sheet ${at + 1}`);
  }
});

test("a section of units names them beside the titles", async () => {
  const text = whole(await printed("plans/print.html"));
  assert.ok(text.includes("序号标题单位发布日期"), text.slice(0, 200));
  for (const { title } of PLANS) assert.ok(text.includes(`${title}第1局`), title);
});

test("a section without documents has its page, and says so", async () => {
  assert.ok(whole(await printed("study/print.html")).includes("还没有文件"));
});

test("the list leads to its page for paper and back, without scripts", async () => {
  const page = await browser.newPage({ javaScriptEnabled: false });
  await page.goto(`${site.base}notices/page-2.html`);
  await page.getByRole("link", { name: "打印总目录" }).click();
  assert.equal(page.url(), `${site.base}notices/print.html`);
  assert.equal(await page.getAttribute('meta[name="robots"]', "content"), "noindex");
  await page.getByRole("link", { name: "返回“通知通报”" }).click();
  assert.equal(page.url(), `${site.base}notices/index.html`);
  await page.close();
});

test("a unit's dossier prints whole, with the head of its table on each sheet", async () => {
  const pages = await printed("units/unit-1.html");
  const text = whole(pages);
  assert.ok(!text.includes("其余"), "nothing is folded away");
  for (const { title } of [...PLANS, ...NEWS]) assert.ok(text.includes(title), title);
  const rows = pages.map(({ lines }) => lines.filter((line) => /年(上|下)半年创建计划/.test(line.text)).length);
  assert.ok(rows.filter((count) => count > 0).length > 1, `the table goes over sheets: ${rows}`);
  for (const [at, { lines }] of pages.entries()) {
    if (rows[at] > 0) assert.ok(lines.some((line) => /^年度 ?创建计划 ?自查总结/.test(line.text)), `the head on sheet ${at + 1}`);
  }
});

test("a dossier folds away on screen what is old, and unfolds it by hand and for the printer of Chromium 69", async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${site.base}units/unit-1.html`);
  const seen = () => page.locator("a[href^='../news/n']:visible").count();
  assert.equal(await seen(), 20);
  await page.getByText("其余25篇").click();
  assert.equal(await seen(), NEWS.length);
  await context.close();
  const old = await launchOld();
  try {
    const [page] = await old.pages();
    await page.goto(`${site.base}units/unit-1.html`, { waitUntil: "load" });
    const text = whole(await print(page));
    for (const { title } of NEWS) assert.ok(text.includes(title), title);
    assert.equal(await page.evaluate(() => document.querySelectorAll("details[open]").length), 0, "as it was");
  } finally {
    await old.close();
  }
});

test("a list of many pages is searched, and its results are of that section alone", async () => {
  const told = [];
  const context = await browser.newContext();
  const page = await watched(context, site.base, told);
  await page.goto(`${site.base}notices/page-2.html`);
  await page.getByRole("searchbox", { name: "在“通知通报”中检索" }).fill("第1局");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#search-help *");
  assert.equal(new URL(page.url()).search, `?kind=notice&q=${encodeURIComponent("第1局")}`);
  assert.equal(await page.locator("#search-hits li").count(), 0, "those of other sections are left out");
  await page.goBack();
  await page.fill("#list-q", "贯彻落实");
  await page.getByRole("search", { name: "在本栏目检索" }).getByRole("button").click();
  await page.waitForSelector("#search-hits li");
  const wanted = NOTICES.filter(({ title }) => title.includes("贯彻落实")).length;
  assert.match(await page.innerText("#search-count"), new RegExp(`^共${wanted}篇`));
  assert.ok((await page.locator("#search-facets").innerText()).includes("2024年"));
  await context.close();
  assert.deepEqual(told, []);
});

test("a list of many pages holds at every width, and axe finds nothing", async () => {
  const told = [];
  const context = await browser.newContext();
  const page = await watched(context, site.base, told);
  await page.goto(`${site.base}notices/page-2.html`);
  for (const width of [360, 820, 1440]) {
    await page.setViewportSize({ width, height: 800 });
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (over > 0) told.push(`${over} pixels too wide at ${width}`);
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      told.push(...(await axe(page)).map((found) => `${colorScheme} at ${width}: ${found}`));
    }
  }
  await context.close();
  assert.deepEqual(told, []);
});
