// Many tabs of one browser: all get an edit, one holds the stream for all, and those that nobody sees hold and ask nothing.

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

import { watched } from "./chromium.mjs";
import { preview, SOURCE } from "./fixture.mjs";
import { isSame, LONG, long, mark, open, shows } from "./serving.mjs";
import { each } from "./site.mjs";

/** How many tabs are open at once. */
const TABS = Number(process.env.SIHAO_TABS ?? 50);
const STREAM = /~sihao\/events/;

let shop, browser, context, asked;
const told = [];

preview((made) => ({ shop, browser } = made));

/** A tab whose requests to the preview's own addresses are noted. */
async function tab(path = `${LONG}.html`) {
  const page = await watched(context, shop.base, told);
  page.on("request", (request) => {
    const name = /~sihao\/(events|state|report)/.exec(request.url());
    if (name) asked.push({ page, name: name[1] });
  });
  await open(page, shop.base + path);
  await mark(page);
  return page;
}

const streams = () => asked.filter(({ name }) => name === "events");

async function fresh() {
  asked = [];
  told.length = 0;
  context = await browser.newContext({ viewport: { width: 500, height: 400 } });
}

afterEach(() => context?.close());

/** Makes a tab think that nobody sees it, or somebody again. */
const hide = (page, hidden) => page.evaluate((value) => {
  Object.defineProperty(document, "hidden", { configurable: true, get: () => value });
  document.dispatchEvent(new Event("visibilitychange"));
}, hidden);

test(`${TABS} tabs at once all get an edit, through one stream`, async (t) => {
  await fresh();
  const paths = [`${LONG}.html`, "index.html", "news/index.html"];
  const pages = [];
  await each(Array.from({ length: TABS }, (_, at) => at), 5, async (at) => pages.push([await tab(paths[at % paths.length]), at % paths.length]));
  assert.equal(streams().length, 1, "one tab holds the stream");
  const begun = Date.now();
  shop.write(SOURCE, long("五十个窗口同时看到的新标题"));
  await Promise.all(pages.map(([page, which]) => shows(page, "五十个窗口同时看到的新标题", which === 0 ? "h1" : "main")));
  t.diagnostic(`all ${TABS} tabs showed it after ${Date.now() - begun} ms`);
  const reloaded = await Promise.all(pages.map(async ([page]) => !(await isSame(page))));
  assert.equal(reloaded.filter(Boolean).length, 0, "tabs were loaded again");
  assert.equal(streams().length, 1);
  assert.deepEqual(told, []);
});

test("when the tab that holds the stream is closed, another takes it", async () => {
  await fresh();
  const [first, second, third] = [await tab(), await tab(), await tab()];
  assert.deepEqual(streams().map(({ page }) => page === first), [true]);
  const taken = second.waitForRequest(STREAM);
  await first.close();
  await taken;
  shop.edit(SOURCE, "第1段：窗口人员", "第1段：接班的窗口人员");
  await Promise.all([second, third].map((page) => shows(page, "接班的窗口人员")));
  assert.equal(streams().length, 2);
});

test("a tab that nobody sees asks nothing, and is up to date when it is seen again", async () => {
  await fresh();
  const [hidden, seen] = [await tab(), await tab()];
  // The stream goes to the tab that is seen.
  const taken = seen.waitForRequest(STREAM);
  await hide(hidden, true);
  await taken;
  asked = [];
  shop.edit(SOURCE, "第1段：窗口人员", "第1段：夜里的窗口人员");
  await shows(seen, "夜里的窗口人员");
  shop.edit(SOURCE, "第2段：窗口人员", "第2段：清晨的窗口人员");
  await shows(seen, "清晨的窗口人员");
  assert.deepEqual(asked.filter(({ page }) => page === hidden), []);
  assert.equal(await hidden.locator("main", { hasText: "清晨的窗口人员" }).count(), 0);
  await hide(hidden, false);
  await Promise.all(["夜里的窗口人员", "清晨的窗口人员"].map((words) => shows(hidden, words)));
  assert.ok(await isSame(hidden));
  assert.deepEqual(told, []);
});

test("going back to a page that was left shows it as it is now", async () => {
  await fresh();
  const page = await tab();
  await open(page, `${shop.base}index.html`);
  shop.edit(SOURCE, "第1段：窗口人员", "第1段：回头再看的窗口人员");
  await page.goBack();
  await shows(page, "回头再看的窗口人员");
});

test("a browser without locks and channels between tabs follows edits as well", async () => {
  await fresh();
  await context.addInitScript(() => {
    delete globalThis.BroadcastChannel;
    Object.defineProperty(Navigator.prototype, "locks", { value: undefined });
  });
  const [one, two] = [await tab(), await tab()];
  shop.edit(SOURCE, "第1段：窗口人员", "第1段：老式的窗口人员");
  await Promise.all([one, two].map((page) => shows(page, "老式的窗口人员")));
  assert.equal(streams().length, 2);
  assert.deepEqual(told, []);
});
