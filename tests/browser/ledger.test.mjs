// The ledger of 80 units, with two, four and seven duties: on a phone, a tablet, a desktop and on paper nothing sticks out, its heads stay in
// sight, every cell can be read as word, shape and colour, and its filters work.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { launch, watched } from "./chromium.mjs";
import { buildCases } from "./print/cases.mjs";
import { print } from "./print/paper.mjs";

const UNITS = 80;
const WIDTHS = [360, 820, 1440];
const CATEGORIES = [["party", "党的机关"], ["government", "政府部门"], ["institution", "事业单位"], ["mass", "群团组织"]];
const categoryOf = (at) => CATEGORIES[(at - 1) % CATEGORIES.length][0];
/** What each duty is called, and its day. */
const DUTIES = [["年度创建计划", "03-31"], ["自查总结", "+01-15"], ["一季度进展", "04-10"], ["二季度进展", "07-10"], ["三季度进展", "10-10"], ["四季度进展", "+01-10"], ["学习情况报告", "06-30"]];

/** A ledger of so many duties: units file the first one on time, late, not at all, or are exempt; the same by turns for the others. */
function ledger(duties) {
  const kinds = DUTIES.slice(0, duties).map(([name, due], at) => ({ id: `duty-${at}`, name, due }));
  const settings = [
    ...CATEGORIES.map(([id, name]) => `\n[[unit_categories]]\nid = "${id}"\nname = "${name}"\n`),
    `\n[[kinds]]\nid = "notice"\nname = "通知通报"\nfolder = "notices"\nofficial = true\n`,
    ...kinds.map(({ id, name }) => `\n[[kinds]]\nid = "${id}"\nname = "${name}"\nfolder = "${id}"\nper_unit = true\n`),
    ...kinds.map(({ id, due }) => `\n[[campaign.obligations]]\nkind = "${id}"\ndue = "${due}"\nfrom = 2026\n`),
  ];
  const lines = ["单位,材料,年度,报送日期,说明"];
  for (let unit = 1; unit <= UNITS; unit += 1) {
    for (const [at, { name }] of kinds.entries()) {
      const turn = (unit + Math.floor(unit / 4) + at) % 4;
      const date = ["2026-03-20", "2026-11-18", "", "免报"][turn];
      if (date) lines.push(`第${unit}局,${name},2026,${date},${turn === 3 ? "集中换届期间经同意" : ""}`);
    }
  }
  return buildCases({ units: UNITS, categoryOf, settings: settings.join(""), files: { "data/submissions.csv": `${lines.join("\n")}\n` } });
}

/** What is wrong with how the matrix shows: cells cut, too small, or without word and shape. */
function cells() {
  const told = [];
  const box = document.querySelector(".matrix-box");
  for (const cell of document.querySelectorAll("#matrix tbody tr[data-status] > *")) {
    const say = (what) => told.push(`${cell.parentElement.firstElementChild.textContent} ${cell.cellIndex}: ${what}`);
    const [name, status] = [cell.querySelector("a"), cell.querySelector(".status")];
    const shown = status || name;
    if (!shown || shown.textContent.trim().length < 2) say("nothing is said");
    else if (parseFloat(getComputedStyle(shown).fontSize) < 13) say("too small");
    if (status && !status.querySelector(".status-shape").textContent.trim()) say("no shape");
    if (cell.scrollWidth > cell.clientWidth + 1) say("is cut");
    const [inner, outer] = [(shown || cell).getBoundingClientRect(), cell.getBoundingClientRect()];
    if (inner.right > outer.right + 1 || inner.bottom > outer.bottom + 1) say("leaves its cell");
  }
  const looks = new Map();
  for (const status of document.querySelectorAll("#matrix .status")) {
    looks.set(status.textContent, `${status.firstChild.textContent} ${getComputedStyle(status).color}`);
  }
  return { told: told.slice(0, 5), looks: [...looks], scrolls: box.scrollWidth > box.clientWidth + 1 };
}

/** How far the window can be scrolled beyond the page's foot: what is hidden in a box must not count. */
const below = () => document.documentElement.scrollHeight - Math.round(document.querySelector(".site-footer").getBoundingClientRect().bottom + scrollY);

/** Whether what scrolls (the window, or the matrix in its box) keeps the head of the columns, and of the row, in sight. */
async function heads(page) {
  await page.evaluate(() => {
    const box = document.querySelector(".matrix-box");
    const [row, own] = [document.querySelectorAll("#matrix tbody tr[data-status]")[50], getComputedStyle(box).overflowY !== "visible"];
    row.scrollIntoView({ block: "center" });
    if (own) box.scrollLeft = box.scrollWidth;
  });
  return page.evaluate(() => {
    const seen = (cell) => {
      const { left, top, width, height } = cell.getBoundingClientRect();
      const at = document.elementFromPoint(left + Math.min(width / 2, 20), top + height / 2);
      return at !== null && cell.contains(at);
    };
    const row = document.querySelectorAll("#matrix tbody tr[data-status]")[50];
    const head = document.querySelector("#matrix thead th");
    const last = document.querySelector("#matrix thead th:last-child");
    return { columns: seen(head) && seen(last), row: seen(row.firstElementChild), cell: seen(row.lastElementChild) };
  });
}

for (const duties of [2, 4, 7]) {
  describe(`a ledger of ${UNITS} units and ${duties} duties`, () => {
    let site, browser, page;
    const told = [];

    before(async () => {
      site = ledger(duties);
      browser = await launch();
      page = await watched(await browser.newContext(), site.base, told);
      await page.goto(`${site.base}ledger/2026.html`);
    });

    after(async () => {
      await browser?.close();
      site?.remove();
    });

    test("can be read at every width", async () => {
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 800 });
        const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.equal(over, 0, `at ${width}`);
        assert.ok((await page.evaluate(below)) <= 1, `at ${width}: nothing below the foot`);
        const found = await page.evaluate(cells);
        assert.deepEqual(found.told, [], `at ${width}`);
        for (const word of ["按期报送", "逾期报送", "逾期未报", "免报"]) assert.ok(found.looks.some(([text]) => text.includes(word)), word);
        // Word, shape and colour each tell the statuses apart; 免报 and 不适用 share theirs.
        assert.equal(new Set(found.looks.map(([, look]) => look)).size, found.looks.length, JSON.stringify(found.looks));
        assert.deepEqual(await heads(page), { columns: true, row: true, cell: true }, `at ${width}`);
        if (width === 1440) assert.ok(!found.scrolls || duties > 5, "a desktop has room");
      }
      assert.deepEqual(told, []);
    });

    test("is filtered by category and status", async () => {
      await page.setViewportSize({ width: 360, height: 800 });
      const rows = () => page.evaluate(() => [...document.querySelectorAll("#matrix tbody tr[data-status]")].filter((row) => row.offsetHeight > 0).length);
      assert.equal(await rows(), UNITS);
      await page.selectOption(".filter-bar select[data-key='category']", { label: "事业单位" });
      assert.equal(await rows(), UNITS / CATEGORIES.length);
      await page.selectOption(".filter-bar select[data-key='status']", "late");
      const late = await rows();
      assert.ok(late > 0 && (late < UNITS / CATEGORIES.length || duties > 2), `${late}`);
      assert.equal(await page.evaluate(() => [...document.querySelectorAll("#matrix tbody tr[data-status]")].filter((row) => row.offsetHeight > 0 && !row.textContent.includes("逾期报送")).length), 0);
      assert.match(page.url(), /category=3&status=late/);
      assert.equal(await page.textContent("#matrix-count"), `筛选出${late}个单位`);
      assert.deepEqual(told, []);
    });

    test("prints whole, with its head on every page", async () => {
      await page.goto(`${site.base}ledger/2026.html`);
      const pages = await print(page);
      const named = pages.map(({ lines }) => lines.filter((line) => /^第\d+局/.test(line.text) && /[●◐▲○–]/.test(line.text)));
      assert.equal(new Set(named.flat().map((line) => /^第\d+局/.exec(line.text)[0])).size, UNITS);
      for (const [at, { lines, width }] of pages.entries()) {
        assert.ok(lines.every((line) => line.right < width - 15 && line.left > 15), `page ${at + 1}: beyond the margin`);
        if (named[at].length > 0) assert.ok(lines.some((line) => /^单位/.test(line.text)), `page ${at + 1}: no head`);
      }
    });
  });
}
