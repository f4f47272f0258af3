// What a section of many pages is filtered by: its first page counts all of it, and each count leads to as many results.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { axe } from "./axe.mjs";
import { launch, watched } from "./chromium.mjs";
import { launchOld } from "./chromium69.mjs";
import { buildCases } from "./print/cases.mjs";

const UNITS = 80;
const YEARS = [2025, 2026];
const CRITERIA = ["政治坚定好", "学习创新好", "勤政为民好", "清正廉洁好"];
const STATUSES = ["现行有效", "已修改", "已废止", "已失效", ""];
const HIDDEN = { 草稿: "draft: true", 未到上线日期: "publish_on: 2027-01-01", 内部: "internal: true" };

/** A plan of each unit and year, and for the first unit one of each way to be hidden. */
function files() {
  const all = {};
  const write = (path, lines) => {
    all[path] = `---\n${lines.filter(Boolean).join("\n")}\n---\n\n一、学习。\n`;
  };
  for (const year of YEARS) {
    for (let unit = 1; unit <= UNITS; unit += 1) {
      const criteria = CRITERIA.filter((_, at) => (unit + year) % (at + 2) === 0);
      // Filed for a year, published in the one before or in it.
      const date = `${unit % 3 === 0 ? year - 1 : year}-03-06`;
      write(`content/plans/${year}/p${unit}.md`, [`title: 第${unit}局${year}年度创建计划`, `unit: 第${unit}局`, `year: ${year}`, `date: ${date}`, `submitted: ${date}`, `criteria: [${criteria}]`]);
    }
  }
  for (const [name, line] of Object.entries(HIDDEN)) {
    write(`content/plans/2026/${line.slice(0, 5)}.md`, [`title: 第1局${name}的计划`, "unit: 第1局", "year: 2024", "date: 2026-03-06", "submitted: 2026-03-01", line]);
  }
  for (let at = 0; at < 70; at += 1) {
    const status = STATUSES[at % STATUSES.length];
    write(`content/guidance/g${at}.md`, [`title: 第${at + 1}项意见`, "doc_type: 意见", `doc_no: 云直工〔${2003 + (at % 24)}〕${at + 1}号`, `date: ${2003 + (at % 24)}-05-06`, status && `status: ${status}`]);
  }
  return all;
}

let site, browser;

before(async () => {
  site = buildCases({ units: UNITS, files: files() });
  browser = await launch();
});

after(async () => {
  await browser?.close();
  site?.remove();
});

async function onPage(path, task, options = {}) {
  const told = [];
  const context = await browser.newContext(options);
  const page = await watched(context, site.base, told);
  await page.goto(site.base + path);
  await task(page);
  await context.close();
  assert.deepEqual(told, []);
}

/** Groups of the block: name, and of each value its words, its count and where it leads. */
function groups() {
  return [...document.querySelectorAll(".list-ways [data-facet]")].map((group) => ({
    name: group.querySelector("dt").textContent,
    values: [...group.querySelectorAll("[data-value]")].map((value) => ({
      text: value.firstChild.textContent.trim(),
      count: Number(value.querySelector("small").textContent),
      href: value.querySelector("a") && value.querySelector("a").href,
    })),
  }));
}

const sum = (values) => values.reduce((all, { count }) => all + count, 0);
const words = (all, name) => all.find((group) => group.name === name).values.map(({ text }) => text);

test("the first page of a section counts all of it, by what divides it, and nothing that is hidden", async () => {
  await onPage("plans/index.html", async (page) => {
    const all = await page.evaluate(groups);
    // All are of one validity (none is said), which divides nothing.
    assert.deepEqual(all.map(({ name }) => name), ["年度", "单位", "四好标准"]);
    assert.deepEqual(words(all, "年度"), ["2026年", "2025年"]);
    assert.deepEqual(words(all, "单位"), Array.from({ length: UNITS }, (_, at) => `第${at + 1}局`));
    assert.deepEqual(words(all, "四好标准"), CRITERIA);
    assert.deepEqual([sum(all[0].values), sum(all[1].values)], [160, 160]);
    assert.ok(all[1].values.every(({ count }) => count === YEARS.length));
    const html = await page.content();
    for (const name of Object.keys(HIDDEN)) assert.ok(!html.includes(`${name}的计划`), name);
  });
  await onPage("guidance/index.html", async (page) => {
    const all = await page.evaluate(groups);
    assert.deepEqual(all.map(({ name }) => name), ["年度", "有效性"]);
    assert.deepEqual(words(all, "有效性"), ["现行有效", "已修改", "已废止", "已失效", "未注明"]);
    assert.deepEqual(all.map(({ values }) => sum(values)), [70, 70]);
  });
});

test("each count is that of the results to which it leads", async () => {
  for (const path of ["plans/index.html", "guidance/index.html"]) {
    await onPage(path, async (page) => {
      const all = (await page.evaluate(groups)).flatMap(({ values }) => [...values.slice(0, 5), values.at(-1)]);
      for (const { text, count, href } of all) {
        await page.goto(href);
        await page.waitForSelector("#search-hits li");
        assert.equal(Number(/^共(\d+)篇/.exec(await page.innerText("#search-count"))?.[1]), count, `${path}: ${text}`);
        assert.ok((await page.innerText(".chips")).includes(text), text);
      }
    });
  }
});

test("it is found and used with the keyboard, and the way back leads to it", async () => {
  await onPage("plans/index.html", async (page) => {
    await page.focus("#list-q");
    const reach = async (text) => {
      for (let press = 0; press < 20; press += 1) {
        await page.keyboard.press("Tab");
        if ((await page.evaluate(() => document.activeElement.textContent)) === text) return;
      }
      assert.fail(`${text} is not reached`);
    };
    await reach("2026年");
    await reach("全部80个");
    await page.keyboard.press("Enter");
    await reach("第3局");
    await page.keyboard.press("Enter");
    await page.waitForSelector("#search-hits li");
    assert.equal(new URL(page.url()).search, "?kind=plan&unit=unit-3");
    await page.goBack();
    assert.equal(page.url(), `${site.base}plans/index.html`);
    // A further page of the list leads to it.
    await page.goto(`${site.base}plans/page-3.html`);
    await page.getByRole("link", { name: "筛选本栏目" }).press("Enter");
    assert.equal(page.url(), `${site.base}plans/index.html#list-ways`);
  });
});

test("what a year or a criterion has no room for is found by the search", async () => {
  for (const path of ["years/2026.html", "criteria/political.html"]) {
    await onPage(path, async (page) => {
      const note = page.locator(".note", { hasText: "其余20篇可以检索" });
      const list = page.locator("section", { has: note }).last();
      assert.equal(await list.locator(".links a").count(), 60);
      await note.getByRole("link", { name: "检索" }).click();
      await page.waitForSelector("#search-hits li");
      assert.match(await page.innerText("#search-count"), /^共80篇/);
    });
  }
});

test("without scripts its values lead where a page answers, and nowhere else", async () => {
  await onPage("plans/index.html", async (page) => {
    const all = (await page.evaluate(groups)).flatMap(({ values }) => values);
    const wanted = /(years\/202[56]|units\/unit-\d+|criteria\/(political|learning|service|integrity))\.html$/;
    for (const { text, href } of all) assert.match(href, wanted, text);
  }, { javaScriptEnabled: false });
  await onPage("guidance/index.html", async (page) => {
    const statuses = (await page.evaluate(groups)).at(-1).values;
    assert.ok(statuses.every(({ href }) => href === null), "no page lists a validity");
  }, { javaScriptEnabled: false });
});

test("it holds at every width, light and dark, unfolded too, as the results do, and axe finds nothing", async () => {
  for (const path of ["plans/index.html", "guidance/index.html", "search.html?kind=plan&criterion=learning"]) {
    await onPage(path, async (page) => {
      const told = [];
      if (path.startsWith("search")) await page.waitForSelector("#search-hits li");
      for (const folded of await page.$$(".list-ways summary")) await folded.click();
      for (const width of [360, 820, 1440]) {
        await page.setViewportSize({ width, height: 800 });
        const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        if (over > 0) told.push(`${over} pixels too wide at ${width}`);
        if (width === 360) {
          const low = await page.evaluate(() => [...document.querySelectorAll(".list-ways a, .list-ways summary")].filter((one) => one.getBoundingClientRect().height < 44).length);
          if (low > 0) told.push(`${low} targets are low`);
        }
        for (const colorScheme of ["light", "dark"]) {
          await page.emulateMedia({ colorScheme });
          told.push(...(await axe(page)).map((found) => `${colorScheme} at ${width}: ${found}`));
        }
      }
      assert.deepEqual(told, []);
    });
  }
});

test("in Chromium 69 from file: its values lead to the search of the section", async () => {
  const old = await launchOld();
  try {
    const [page] = await old.pages();
    const told = [];
    page.on("pageerror", (error) => told.push(error.message));
    page.on("console", (message) => told.push(message.text()));
    await page.goto(`${site.base}guidance/index.html`, { waitUntil: "load" });
    const all = await page.evaluate(groups);
    assert.equal(new URL(all[1].values[2].href).search, "?kind=guidance&status=repealed");
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0);
    await page.click(".list-ways summary");
    await Promise.all([page.waitForNavigation(), page.click(".list-ways details a")]);
    assert.match(page.url(), /search\.html\?kind=guidance&year=20\d\d$/);
    assert.deepEqual(told, []);
  } finally {
    await old.close();
  }
});
