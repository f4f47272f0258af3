// What files of tests begin with: the sample built and shown, or the preview of a small site; a browser; a page that must tell nothing it
// should not.

import assert from "node:assert/strict";
import { after, afterEach, before } from "node:test";

import { launch, watched } from "./chromium.mjs";
import { LONG, long, mark, open, site as smallSite } from "./serving.mjs";
import { build, serve } from "./site.mjs";

/** The sample, a server that shows it, and a browser: handed to `ready` before the first test of a file, gone after its last. */
export function sample(ready) {
  let site, server, browser;
  before(async () => {
    site = build();
    server = await serve(site.out);
    browser = await launch();
    ready({ site, server, browser });
  });
  after(async () => {
    await browser?.close();
    server?.close();
    site?.remove();
  });
}

/**
 * Runs a task on a page of a context of its own, and asserts that the page told nothing. `prepare` gets the context first; what it gives, the task gets
 * after the page.
 */
export async function onPage(browser, base, task, { viewport = { width: 1440, height: 900 }, scripts = true, strict = true, prepare } = {}) {
  const told = [];
  const context = await browser.newContext({ viewport, javaScriptEnabled: scripts });
  try {
    const prepared = await prepare?.(context);
    const page = await watched(context, base, told);
    await task(page, prepared);
    if (strict) assert.deepEqual(told, []);
  } finally {
    await context.close();
  }
}

/** The file of the long document of `serving.mjs`. */
export const SOURCE = `content/${LONG}.md`;

/** A small site previewed, and a browser, as `sample`. `prepare` may write more files before it starts; the long document is put back after each test. */
export function preview(ready, { prepare, options = [] } = {}) {
  let shop, browser;
  before(async () => {
    [shop, browser] = await Promise.all([smallSite(), launch()]);
    prepare?.(shop);
    await shop.start(...options);
    ready({ shop, browser });
  });
  after(async () => {
    await browser?.close();
    await shop?.remove();
  });
  afterEach(() => shop.write(SOURCE, long()));
}

/** A page of a preview in a context of its own, marked: `context`, `page`, and `told`, which stays empty while all is well. */
export async function reading(shop, browser, path = `${LONG}.html`, viewport = { width: 1000, height: 700 }) {
  const told = [];
  const context = await browser.newContext({ viewport });
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const page = await watched(context, shop.base, told);
  await open(page, shop.base + path);
  await mark(page);
  return { context, page, told };
}
