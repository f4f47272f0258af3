// The search page as a reader drives it, with the engine and the index of the sample: what is asked for while one types, an address sent to a
// colleague, nothing that jumps, an index that is not whole or not of this build.

import assert from "node:assert/strict";
import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { onPage, sample } from "./fixture.mjs";
import { facts, write } from "./oracle/corpus.mjs";
import { workshop } from "./oracle/drive.mjs";
import { serve } from "./site.mjs";

let site, server, browser;
sample((made) => ({ site, server, browser } = made));

/** A page, and the files of the index that it asks for. */
function on(task, { base = server.base, ...options } = {}) {
  const asked = [];
  const prepare = (context) =>
    context.on("request", (request) => {
      const path = decodeURIComponent(request.url().slice(base.length)).replace(/\?.*/, "");
      if (path.startsWith("search/")) asked.push(path);
    });
  return onPage(browser, base, (page) => task(page, asked), { ...options, prepare });
}

const address = (query) => `${server.base}search.html?${new URLSearchParams(query)}`;
const answered = (page, text) =>
  page.waitForFunction((text) => new URLSearchParams(location.search).get("q") === text && !document.getElementById("search-body").hasAttribute("aria-busy") && /^(共\d+篇|没有找到)/.test(document.getElementById("search-count").textContent), text);

/** What a reader sees of a state. */
const seen = (page) =>
  page.evaluate(() => {
    const texts = (selector) => Array.from(document.querySelectorAll(selector), (element) => element.textContent);
    return { count: texts("#search-count"), hits: texts(".hit-title"), chips: texts(".chip"), on: texts('#search [aria-current]'), box: document.getElementById("q").value };
  });

test("each key asks for the few files that its answer needs, none of them twice; what was asked before asks for none", () =>
  on(async (page, asked) => {
    await page.goto(`${server.base}search.html`);
    await page.waitForLoadState("networkidle");
    assert.deepEqual(asked, ["search/reader.js"], "before anything is asked, what answers is there, and nothing of the index");
    const words = "自查总结报告";
    const each = [];
    for (let length = 1; length <= words.length; length += 1) {
      const before = asked.length;
      await page.locator("#q").pressSequentially(words[length - 1]);
      await answered(page, words.slice(0, length));
      await page.waitForLoadState("networkidle");
      each.push(asked.length - before);
    }
    assert.deepEqual([...new Set(asked)].length, asked.length, "a file was asked for twice");
    assert.ok(each.slice(1).every((count) => count <= 16), `files for each key: ${each}`);
    const before = asked.length;
    for (let length = words.length - 1; length > 1; length -= 1) {
      await page.locator("#q").press("Backspace");
      await answered(page, words.slice(0, length));
    }
    assert.equal(asked.length, before, "what was asked before is remembered");
  }));

test("quick keys are one question", () =>
  on(async (page) => {
    await page.goto(`${server.base}search.html?q=${encodeURIComponent("财政")}`);
    await answered(page, "财政");
    await page.evaluate(() => {
      const { search } = window.sihao;
      window.questions = [];
      window.sihao.search = (text, options) => (window.questions.push(text), search(text, options));
    });
    await page.locator("#q").fill("");
    await page.locator("#q").pressSequentially("年度创建计划", { delay: 15 });
    await answered(page, "年度创建计划");
    assert.deepEqual(await page.evaluate(() => window.questions), ["年度创建计划"]);
  }));

test("an address that was sent gives a colleague the same page, whatever was clicked to get there", async () => {
  let sent, wanted;
  await on(async (page) => {
    await page.goto(`${server.base}search.html`);
    await page.locator("#q").fill("创建");
    await answered(page, "创建");
    const choose = async (facet, nth) => {
      const before = await page.locator(".chip").count();
      await page.locator(".facet", { has: page.locator("h2", { hasText: facet }) }).locator("a").nth(nth).click();
      await page.waitForFunction((before) => document.querySelectorAll(".chip").length === before + 1, before);
    };
    for (const facet of ["四好标准", "单位", "栏目", "年度"]) await choose(facet, 0);
    await page.locator(".orders, #search-paging").first().waitFor({ state: "attached" });
    sent = page.url();
    wanted = await seen(page);
    assert.match(sent, /\?q=.*&kind=.*&unit=.*&year=.*&criterion=/);
    assert.equal(wanted.chips.length, 4);
  });
  await on(async (page) => {
    await page.goto(sent);
    await answered(page, "创建");
    assert.deepEqual(await seen(page), wanted);
  });
  await on(async (page) => {
    await page.goto(address({ q: "创建", sort: "date", page: "2" }));
    await answered(page, "创建");
    const second = await seen(page);
    assert.match(second.count[0], /第2页/);
    await page.getByRole("link", { name: "第1页" }).click();
    await page.locator("#search-count", { hasText: "第1页" }).waitFor();
    const first = await seen(page);
    assert.ok(first.hits.every((title) => title) && first.hits.join() !== second.hits.join());
    await page.goBack();
    await page.locator("#search-count", { hasText: "第2页" }).waitFor();
    assert.deepEqual(await seen(page), second);
    await page.goForward();
    await page.locator("#search-count", { hasText: "第1页" }).waitFor();
    assert.deepEqual((await seen(page)).hits, first.hits);
  });
});

for (const [name, viewport] of [["desk", { width: 1440, height: 900 }], ["phone", { width: 360, height: 740 }]]) {
  test(`nothing that is drawn jumps while slow files come: ${name}`, () =>
    on(async (page) => {
      await page.context().route("**/search/**", async (route) => {
        await new Promise((wait) => setTimeout(wait, 120));
        await route.continue();
      });
      await page.addInitScript(() => {
        window.jumps = [];
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) {
            window.jumps.push([entry.value, entry.sources.map((source) => (source.node && (source.node.id || source.node.className)) || "")]);
          }
        }).observe({ type: "layout-shift", buffered: true });
      });
      // Within one kind the unit's page is none of the results, and stands above them.
      for (const [q, kind, last] of [["自查总结", "", ".hit:nth-child(10) mark"], ["档案馆", "news", "#search-units .row"]]) {
        await page.goto(address({ q, kind }));
        await answered(page, q);
        await page.locator(last).first().waitFor();
        await page.waitForTimeout(300);
        const jumps = await page.evaluate(() => window.jumps);
        const sum = jumps.reduce((sum, [value]) => sum + value, 0);
        assert.ok(sum <= 0.02, `${q}: ${sum}: ${JSON.stringify(jumps)}`);
      }
    }, { viewport }));
}

test("letters of pinyin lead from the box to a title, and from the page where nothing is found", () =>
  on(async (page, asked) => {
    await page.goto(`${server.base}index.html`);
    // All at once: on a slow machine each letter is answered by itself, and fewer of them lead to units first.
    await page.locator("#q").fill("cjjh");
    await page.locator(".suggestions li", { hasText: "创建计划" }).first().waitFor();
    assert.equal(asked.filter((path) => path.startsWith("search/y/")).length, 1);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => /\/plans\/|\/units\/|\/guidance\/|\/notices\//.test(url.pathname));
    assert.match(await page.locator("main h1").innerText(), /创建/);
    await page.goto(address({ q: "cjjihua" }));
    await answered(page, "cjjihua");
    await page.locator("#search-help .rows a", { hasText: "创建计划" }).first().waitFor();
  }));

test("hostile queries neither run nor break the page, and come back from the address as they were typed", () =>
  on(async (page) => {
    await page.goto(`${server.base}search.html`);
    for (const text of ['"><img src=x onerror=alert(1)>', "</script><script>alert(1)</script>", "__proto__", "constructor", "\u2028行\u2029", "\u202e右到左", "\ud83d\ude00", "%E0%A4%A", "a".repeat(300), "-", '"', '-"甲', "((((", "\\u0041{{7*7}}"]) {
      await page.locator("#q").fill(text);
      await page.locator("#q").press("Enter");
      await answered(page, text.trim().slice(0, 200));
      assert.equal(await page.locator("#search img, #search script").count(), 0, text);
    }
    const before = await seen(page);
    await page.reload();
    await answered(page, "\\u0041{{7*7}}");
    assert.deepEqual(await seen(page), before);
    // A lone half of a pair, as a script of another page may put into an address or the box.
    await page.evaluate(() => Object.assign(document.getElementById("q"), { value: "财政\ud83d" }).dispatchEvent(new Event("input")));
    await page.waitForFunction(() => document.getElementById("search-count").textContent !== "");
  }));

test("a page that was open over a publish says so beside its results, and loading it again mends it", async (t) => {
  const shop = workshop();
  t.after(() => shop.remove());
  write(shop.source, 60);
  shop.build();
  const own = await serve(shop.out);
  t.after(() => own.close());
  await on(async (page) => {
    await page.goto(`${own.base}search.html?q=${encodeURIComponent("工作")}`);
    await answered(page, "工作");
    for (let number = 0; number < 60; number += 1) {
      appendFileSync(join(shop.source, "content", `${facts(number).path}.md`), `\n第${number}份材料另附甲乙丙丁说明一页。\n`);
    }
    shop.build();
    await page.locator("#q").fill("甲乙丙丁");
    const notice = page.locator(".search-notice", { hasText: "重新发布" });
    await notice.waitFor();
    await Promise.all([page.waitForNavigation(), notice.getByRole("button", { name: "重新载入" }).click()]);
    await answered(page, "甲乙丙丁");
    assert.match(await page.locator("#search-count").innerText(), /^共60篇/);
    assert.equal(await page.locator(".search-notice").count(), 0);
  }, { base: own.base, strict: false });
});

test("a file of the index that is cut is told beside the other results, and asked for again", () =>
  on(async (page, asked) => {
    await page.goto(address({ q: "自查总结" }));
    await answered(page, "自查总结");
    const wanted = await seen(page);
    // One that holds texts: what is counted stays, an excerpt is missing.
    const path = join(site.out, asked.find((name) => name.startsWith("search/x/")));
    const bytes = readFileSync(path);
    writeFileSync(path, bytes.subarray(0, Math.floor(bytes.length / 4) * 2));
    try {
      await page.context().clearCookies();
      await page.goto(`${server.base}index.html`);
      await page.goto(`${address({ q: "自查总结" })}`);
      await page.locator(".search-notice", { hasText: "没有读到" }).waitFor();
      assert.deepEqual((await seen(page)).hits.filter(Boolean).length, wanted.hits.length);
    } finally {
      writeFileSync(path, bytes);
    }
    await page.getByRole("button", { name: "重试" }).click();
    await page.locator(".search-notice").waitFor({ state: "detached" });
    assert.deepEqual(await seen(page), wanted);
  }, { strict: false }));
