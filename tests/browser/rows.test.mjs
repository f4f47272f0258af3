// Titles in rows on a phone: no line ends within a Latin word, or between a number and what it counts; a word that is
// longer than a line is broken rather than wider than the page.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launch } from "./chromium.mjs";
import { buildCases } from "./print/cases.mjs";

const BEGINNINGS = Array.from({ length: 16 }, (_, at) => "关于做好认真落实年度重点工作有关要求的".slice(0, 3 + at));
const WHOLE = ["Informatization", "IPv6", "2026年度", "186项", "2024—2025年度", "1.36亿"];
const ADDRESS = "https://portal.example/" + "long/".repeat(12);

let site, browser;

before(async () => {
  const files = { "content/news/address.md": `---\ntitle: 网址改为${ADDRESS}\ndate: 2026-03-06\n---\n\n改。\n` };
  for (const [at, word] of WHOLE.entries()) {
    for (const [number, beginning] of BEGINNINGS.entries()) {
      // A kind's list of one page each, so that all are looked at: no more than fifty.
      const folder = ["news", "practice", "study"][at % 3];
      files[`content/${folder}/t${at}-${number}.md`] = `---\ntitle: ${beginning}${word}情况汇总\ndate: 2026-03-06\n---\n\n一。\n`;
    }
  }
  site = buildCases({ files });
  browser = await launch();
});

after(async () => {
  await browser?.close();
  site?.remove();
});

/** Of each row's title, what of these words stands on two lines; and how many there are at all. */
function parted(words) {
  const titles = [...document.querySelectorAll(".row-title")];
  const range = document.createRange();
  const found = [];
  let count = 0;
  for (const title of titles) {
    const walk = document.createTreeWalker(title, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      for (const word of words) {
        const from = walk.currentNode.data.indexOf(word);
        if (from < 0) continue;
        count += 1;
        range.setStart(walk.currentNode, from);
        range.setEnd(walk.currentNode, from + word.length);
        const tops = [...range.getClientRects()].map(({ top }) => top);
        if (Math.max(...tops) - Math.min(...tops) > 5) found.push(title.textContent.trim());
      }
    }
  }
  return { found, count };
}

test("no row on a phone parts a word or a number, and none is wider than the page", async () => {
  for (const width of [320, 360, 390]) {
    const page = await browser.newPage({ viewport: { width, height: 800 } });
    let count = 0;
    for (const folder of ["news", "practice", "study"]) {
      await page.goto(`${site.base}${folder}/index.html`);
      const one = await page.evaluate(parted, WHOLE);
      assert.deepEqual(one.found, [], `${folder} at ${width}`);
      count += one.count;
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0, `${folder} at ${width}`);
    }
    assert.equal(count, WHOLE.length * BEGINNINGS.length);
    await page.close();
  }
});
