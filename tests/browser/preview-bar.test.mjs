// The bar of the preview: warnings, the page's source, the day that is shown, marks of what is not public; and what it must not do.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

import { axe } from "./axe.mjs";
import { watched } from "./chromium.mjs";
import { preview, reading as read, SOURCE } from "./fixture.mjs";
import { DAY, isSame, LONG, long, mark, open, shows } from "./serving.mjs";

let shop, browser, context, page, told;
const bar = () => page.locator("#sihao-bar");

function prepare(shop) {
  shop.write("content/news/2026-draft.md", "---\n标题: 还没写完的一篇\n发布日期: 2026-06-01\n草稿: 是\n---\n\n正文。\n");
  shop.write("content/news/2027-scheduled.md", "---\n标题: 明年再发的一篇\n发布日期: 2027-01-05\n---\n\n正文。\n");
}
preview((made) => ({ shop, browser } = made), { prepare, options: ["--drafts"] });

async function reading(path, width = 1280) {
  ({ context, page, told } = await read(shop, browser, path, { width, height: 700 }));
}

afterEach(() => context?.close());

test("it counts warnings, and lists them with those of the page first", async () => {
  shop.edit(SOURCE, "第2段：窗口人员", "第2段：请拨打13800138000，窗口人员");
  await reading();
  const button = bar().locator(".sihao-warnings");
  await button.getByText("个警告").waitFor();
  await button.click();
  const list = page.locator("#sihao-list");
  await list.locator("li").first().waitFor();
  assert.equal(await button.getAttribute("aria-expanded"), "true");
  assert.match(await list.locator("li").first().innerText(), new RegExp(`privacy/mobile-number[\\s\\S]*content/${LONG}\\.md:\\d+:\\d+[\\s\\S]*本页`));
  assert.equal(await list.locator("li").count(), Number(/\d+/.exec(await button.innerText())[0]));
  await list.getByRole("button", { name: "复制全部" }).click();
  await list.getByRole("button", { name: "已复制" }).waitFor();
  assert.match(await page.evaluate(() => navigator.clipboard.readText()), /警告\[privacy\/mobile-number\]/);
  assert.deepEqual(await axe(page), []);
  // The list follows an edit, and Esc closes it.
  const count = await list.locator("li").count();
  shop.write(SOURCE, long());
  await page.waitForFunction((was) => document.querySelectorAll("#sihao-list li").length < was || document.getElementById("sihao-list").hidden, count);
  if (await list.isVisible()) {
    await list.focus();
    await page.keyboard.press("Escape");
  }
  assert.equal(await list.isVisible(), false);
  assert.deepEqual(told, []);
});

test("it names the page's source, and copies its path", async () => {
  await reading();
  assert.equal(await bar().locator(".sihao-source code").innerText(), SOURCE);
  await bar().getByRole("button", { name: "复制路径" }).click();
  await bar().getByRole("button", { name: "已复制" }).waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), SOURCE);
  await open(page, `${shop.base}search.html`);
  assert.equal(await bar().locator(".sihao-source").isVisible(), false, "no file is the source of the search page");
  assert.deepEqual(told, []);
});

test("another day shows the ledger as it will be, in every tab, and today comes back", async () => {
  await reading("ledger/index.html");
  const other = await watched(context, shop.base, told);
  await open(other, `${shop.base}index.html`);
  const day = bar().locator("input[type=date]");
  assert.equal(await day.inputValue(), DAY);
  await shows(page, "2026", "h1");
  await day.fill("2027-04-01");
  await page.locator(".as-of", { hasText: "2027" }).waitFor();
  await shows(page, "2027", "h1");
  await other.locator(".as-of", { hasText: "2027" }).waitFor();
  await page.waitForFunction(() => document.querySelector("#sihao-bar input").value === "2027-04-01");
  assert.equal(await other.locator("#sihao-bar input").inputValue(), "2027-04-01");
  await bar().getByRole("button", { name: "今天" }).click();
  await page.locator(".as-of", { hasText: "2026" }).waitFor();
  await other.locator(".as-of", { hasText: "2026" }).waitFor();
  await page.waitForFunction((wanted) => document.querySelector("#sihao-bar input").value === wanted, DAY);
  assert.deepEqual(told, []);
});

test("it marks what is not in the public edition", async () => {
  await reading("news/2026-draft.html");
  assert.equal(await bar().locator(".sihao-mark").innerText(), "草稿");
  await open(page, `${shop.base}news/2027-scheduled.html`);
  assert.match(await bar().locator(".sihao-mark").innerText(), /未到上线日期/);
  await open(page, `${shop.base}${LONG}.html`);
  assert.equal(await bar().locator(".sihao-mark").count(), 0);
});

test("it covers no text at the end of a page, is not printed, and fits at 360 pixels", async () => {
  for (const width of [360, 820, 1440]) {
    await reading(undefined, width);
    await page.evaluate(() => globalThis.scrollTo(0, document.documentElement.scrollHeight));
    const [footer, strip] = await page.evaluate(() => ["body > footer", "#sihao-bar"].map((one) => document.querySelector(one).getBoundingClientRect()));
    assert.ok(footer.bottom <= strip.top + 1, `at ${width}: the footer ends at ${footer.bottom}, the bar begins at ${strip.top}`);
    assert.ok(strip.height <= 60, `at ${width}: ${strip.height} pixels high`);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth), false, `at ${width}`);
    assert.deepEqual(await axe(page), [], `at ${width}`);
    await page.emulateMedia({ media: "print" });
    assert.equal(await bar().isVisible(), false);
    assert.equal(await page.evaluate(() => getComputedStyle(document.body).paddingBottom), "0px");
    await context.close();
  }
});

test("all of it can be reached and used by the keyboard alone", async () => {
  shop.edit(SOURCE, "第2段：窗口人员", "第2段：请拨打13800138000，窗口人员");
  await reading();
  await page.locator("body > footer a").last().focus();
  const reached = [];
  for (let times = 0; times < 12; times += 1) {
    await page.keyboard.press("Tab");
    reached.push(await page.evaluate(() => document.activeElement.closest("#sihao-bar") && (document.activeElement.textContent || document.activeElement.type)));
  }
  for (const name of ["个警告", "复制路径", "date", "今天"]) assert.ok(reached.some((one) => one && one.includes(name)), `${name} is not among ${reached}`);
  await bar().locator(".sihao-warnings").press("Enter");
  await page.locator("#sihao-list li").first().waitFor();
  assert.ok(await isSame(page));
});
