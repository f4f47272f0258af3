// Errors over the page: told, escaped, copied, closed, opened again, gone when mended; alone when there never was a page.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

import { axe } from "./axe.mjs";
import { watched } from "./chromium.mjs";
import { preview, reading as read, SOURCE } from "./fixture.mjs";
import { isSame, LONG, long, mark, shows, site } from "./serving.mjs";

let shop, browser, context, page, told;
const overlay = () => page.locator("#sihao-overlay");

preview((made) => ({ shop, browser } = made));

async function reading(path) {
  ({ context, page, told } = await read(shop, browser, path));
}

/** Two mistakes, one of which holds what must not become HTML. */
const broken = () => long("<script>document.title = 'x'</script>").replace("发布日期:", "<img src=x onerror=alert(1)>: 1\n发不日期:");

afterEach(() => context?.close());

test("errors appear over the last good page, each at its place, and go when they are mended", async () => {
  await reading();
  shop.write(SOURCE, long().replace("发布日期", "发不日期"));
  await overlay().waitFor();
  const text = await overlay().innerText();
  assert.match(text, /不认识的字段“发不日期”/);
  assert.match(text, new RegExp(`content/${LONG}\\.md:3:1`));
  assert.match(text, /sihao explain front-matter\/unknown-key/);
  assert.equal(await overlay().locator("mark").first().innerText(), "发不日期");
  assert.equal(await overlay().locator(".sihao-own-source code").innerText(), SOURCE);
  assert.ok(await isSame(page), "the page was loaded again");
  assert.equal(await page.locator("#text p").count(), 60, "the last good page is behind it");
  // A page that is opened while errors stand has them in its HTML, and status 200.
  const response = await fetch(`${shop.base}index.html`);
  assert.equal(response.status, 200);
  assert.match(await response.text(), /<div id="sihao-overlay"[\s\S]*发不日期/);
  shop.write(SOURCE, long());
  await overlay().waitFor({ state: "detached" });
  assert.ok(await isSame(page));
  assert.doesNotMatch(await (await fetch(`${shop.base}index.html`)).text(), /sihao-overlay/);
  assert.deepEqual(told, []);
});

test("what a file holds is text in the overlay, whatever it looks like", async () => {
  await reading();
  shop.write(SOURCE, broken());
  await overlay().waitFor();
  assert.equal(await overlay().locator("script, img").count(), 0);
  assert.match(await overlay().innerText(), /<img src=x onerror=alert\(1\)>/);
  const loaded = await watched(context, shop.base, told);
  await loaded.goto(`${shop.base}news/index.html`);
  assert.match(await loaded.locator("#sihao-overlay").innerText(), /<img src=x onerror=alert\(1\)>/);
  assert.equal(await loaded.locator("#sihao-overlay script, #sihao-overlay img").count(), 0);
  // The title as such is no mistake: it is a title.
  shop.write(SOURCE, long("<script>document.title = 'x'</script>"));
  await shows(page, "<script>document.title = 'x'</script>", "h1");
  assert.match(await page.title(), /<script>document\.title = 'x'<\/script>/);
  assert.deepEqual(told, []);
});

test("it is closed by Esc and opened again from the bar; the focus is where it should be", async () => {
  await reading();
  const link = page.locator(".outline a").first();
  await link.focus();
  shop.write(SOURCE, broken());
  await overlay().waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.id), "sihao-overlay");
  for (let times = 0; times < 12; times += 1) {
    await page.keyboard.press("Tab");
    const out = await page.evaluate(() => document.hasFocus() && document.activeElement !== document.body && !document.activeElement.closest("#sihao-overlay, #sihao-bar") && document.activeElement.outerHTML);
    assert.equal(out, false, "the focus is on what lies behind");
  }
  await page.keyboard.press("Escape");
  assert.equal(await overlay().isVisible(), false);
  assert.equal(await page.evaluate(() => document.activeElement.closest(".outline") !== null), true, "the focus is given back");
  const errors = page.locator("#sihao-bar .sihao-errors");
  assert.match(await errors.innerText(), /2 个错误/);
  // Other pages leave it closed; another error opens it.
  await page.goto(`${shop.base}news/index.html`);
  await errors.waitFor();
  assert.equal(await overlay().isVisible(), false);
  await errors.press("Enter");
  assert.ok(await overlay().isVisible());
  await overlay().getByRole("button", { name: "关闭" }).click();
  assert.equal(await overlay().isVisible(), false);
  shop.write(SOURCE, broken().replace("发不日期", "发步日期"));
  await overlay().waitFor();
  assert.match(await overlay().innerText(), /发步日期/);
  assert.deepEqual(told, []);
});

test("its text and its places can be copied", async () => {
  await reading();
  shop.write(SOURCE, long().replace("发布日期", "发不日期"));
  await overlay().waitFor();
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  await overlay().getByRole("button", { name: "复制全部" }).click();
  await overlay().getByRole("button", { name: "已复制" }).waitFor();
  const copied = await clipboard();
  assert.match(copied, new RegExp(`^错误\\[front-matter/unknown-key\\]: 不认识的字段“发不日期”\n  --> content/${LONG}\\.md:3:1\n   \\|\n 3 \\| 发不日期: 2026-05-06\n   \\| \\^{8} `));
  await overlay().getByRole("button", { name: "复制位置" }).first().click();
  await page.waitForFunction(async (was) => (await navigator.clipboard.readText()) !== was, copied);
  assert.equal(await clipboard(), `${SOURCE}:3:1`);
  // Without a clipboard of the browser's, the old way.
  await page.evaluate(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
  await overlay().getByRole("button", { name: "复制路径" }).click();
  await overlay().getByRole("button", { name: "已复制" }).first().waitFor();
  assert.deepEqual(told, []);
});

test("axe finds nothing in it, light or dark, and nothing sticks out, at 360 and 1440 pixels", async () => {
  await reading();
  shop.write(SOURCE, broken());
  await overlay().waitFor();
  for (const width of [360, 1440]) {
    await page.setViewportSize({ width, height: 700 });
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      assert.deepEqual(await axe(page), [], `at ${width}, ${colorScheme}`);
    }
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth), false);
    const out = await page.evaluate(() => [...document.querySelectorAll("#sihao-overlay *")].filter((e) => e.getBoundingClientRect().right > innerWidth + 1).map((e) => e.className));
    assert.deepEqual(out, [], `at ${width}`);
  }
});

test("a site that never was without errors shows them alone, then its page by itself", async (t) => {
  const sick = await site();
  t.after(() => sick.remove());
  const good = sick.read("site.toml");
  sick.write("site.toml", good.replace("[site]", "[site]\ntitel = \"<b>x\""));
  await sick.start("--lang", "en");
  told = [];
  context = await browser.newContext();
  page = await watched(context, sick.base, told);
  const response = await page.goto(`${sick.base}news/index.html`);
  assert.equal(response.status(), 200);
  await overlay().waitFor();
  assert.match(await overlay().innerText(), /titel[\s\S]*site\.toml:\d+:\d+/);
  assert.equal(await overlay().getAttribute("lang"), "en");
  assert.match(await overlay().innerText(), /the page was not updated/);
  const policy = await page.locator("meta[http-equiv='Content-Security-Policy']").getAttribute("content");
  assert.match(policy, /^default-src 'self'/);
  assert.deepEqual(await axe(page), []);
  sick.write("site.toml", good);
  await shows(page, "工作动态");
  assert.equal(await page.locator("#sihao-overlay").count(), 0);
  assert.deepEqual(told, []);
});
