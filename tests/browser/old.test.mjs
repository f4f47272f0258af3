// Chromium 69, the oldest browser that counts: one page of each kind opens from `file:` without an error or sideways overflow.

import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { brotliDecompressSync } from "node:zlib";

import { build, onePageOfEachKind } from "./site.mjs";

const require = createRequire(import.meta.url);
const puppeteer = require("puppeteer-core");
const FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--single-process", "--no-zygote"];

let site, browser;

/** The browser's program, unpacked once beside the packages. */
function unpacked() {
  const packed = join(dirname(require.resolve("chrome-aws-lambda/package.json")), "bin", "chromium-69.0.3494.0.br");
  const program = join(dirname(packed), "..", "..", ".cache", "chromium-69");
  if (!existsSync(program)) {
    mkdirSync(dirname(program), { recursive: true });
    const fresh = `${program}.${process.pid}`;
    writeFileSync(fresh, brotliDecompressSync(readFileSync(packed)));
    chmodSync(fresh, 0o755);
    renameSync(fresh, program);
  }
  return program;
}

before(async () => {
  site = build();
  browser = await puppeteer.launch({ executablePath: unpacked(), args: FLAGS });
});

after(async () => {
  await browser?.close();
  site?.remove();
});

test("one page of each kind works in Chromium 69", async () => {
  assert.match(await browser.version(), /69\./);
  const told = [];
  // `--single-process` ends with its last page, so one page does for all.
  const [page] = await browser.pages();
  let path = "";
  page.on("console", (message) => told.push(`${path}: console: ${message.text()}`));
  page.on("pageerror", (error) => told.push(`${path}: error: ${error.message}`));
  page.on("requestfailed", (request) => told.push(`${path}: failed: ${request.url()}`));
  for (const width of [360, 1280]) {
    await page.setViewport({ width, height: 800 });
    for (path of onePageOfEachKind(site.pages)) {
      await page.goto(site.base + path, { waitUntil: "load" });
      const found = await page.evaluate(() => ({
        over: document.documentElement.scrollWidth - document.documentElement.clientWidth,
        text: document.body.innerText.trim().length,
        main: document.querySelector("main") !== null,
      }));
      if (found.over > 0) told.push(`${path} at ${width}: ${found.over} pixels too wide`);
      if (found.text < 4) told.push(`${path}: an empty page`);
      if (!found.main && path !== "404.html") told.push(`${path}: no main`);
    }
  }
  assert.deepEqual(told, []);
});
