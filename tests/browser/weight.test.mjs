// What a page costs: no page of the sample needs more than 60 kB of HTML, styles and scripts (20 kB compressed) before its images, and
// nothing moves while one loads.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";

import { launch } from "./chromium.mjs";
import { build, each, onePageOfEachKind, serve } from "./site.mjs";

const HEAVIEST = 60_000;
const HEAVIEST_COMPRESSED = 20_000;

let site;

before(() => {
  site = build();
});

after(() => site?.remove());

/** The files that a page loads before its images, itself first. */
function files(path) {
  const html = readFileSync(join(site.out, path), "utf8");
  const references = [...html.matchAll(/(?:<link rel="stylesheet" href|<script src)="([^"]+)"/g)].map(([, reference]) => reference);
  const base = `http://site/${path.split("/").map(encodeURIComponent).join("/")}`;
  return [path, ...references.map((reference) => decodeURIComponent(new URL(reference, base).pathname.slice(1)))];
}

test("no page is too heavy", () => {
  const told = [];
  const sizes = new Map();
  const size = (file) => {
    if (!sizes.has(file)) {
      const bytes = readFileSync(join(site.out, file));
      sizes.set(file, [bytes.length, gzipSync(bytes).length]);
    }
    return sizes.get(file);
  };
  for (const path of site.pages) {
    const all = files(path).map(size);
    const [plain, compressed] = [0, 1].map((at) => all.reduce((sum, one) => sum + one[at], 0));
    if (plain > HEAVIEST || compressed > HEAVIEST_COMPRESSED) told.push(`${path}: ${plain} bytes, compressed ${compressed}`);
  }
  assert.deepEqual(told, []);
  assert.ok(files("index.html").length > 4, "the home page loads styles and scripts");
});

test("nothing moves while a page loads", async () => {
  const server = await serve(site.out);
  const browser = await launch();
  const told = [];
  try {
    for (const width of [360, 1440]) {
      // Most of the time is waiting for what may yet move: some pages wait together, each in a context of its own, so that none is hidden.
      const contexts = await Promise.all([1, 2, 3, 4].map(() => browser.newContext({ viewport: { width, height: 800 } })));
      const workers = await Promise.all(contexts.map((context) => context.newPage()));
      await each(onePageOfEachKind(site.pages), workers.length, async (path, worker) => {
        const page = workers[worker];
        await page.goto(server.base + path, { waitUntil: "load" });
        const moved = await page.evaluate(
          () =>
            new Promise((done) => {
              let sum = 0;
              const seen = [];
              new PerformanceObserver((list) => {
                for (const entry of list.getEntries()) {
                  sum += entry.value;
                  for (const { node } of entry.sources ?? []) seen.push(node?.className || node?.nodeName);
                }
              }).observe({ type: "layout-shift", buffered: true });
              // On a busy machine 300 ms may be no frame at all.
              let frames = 0;
              const late = performance.now() + 300;
              const frame = () => {
                frames += 1;
                if (frames < 6 || performance.now() < late) requestAnimationFrame(frame);
                else done(sum > 0 ? `${sum.toFixed(4)} ${seen.slice(0, 4)}` : "");
              };
              requestAnimationFrame(frame);
            }),
        );
        if (moved) told.push(`${path} at ${width}: ${moved}`);
      });
      await Promise.all(contexts.map((context) => context.close()));
    }
  } finally {
    await browser.close();
    server.close();
  }
  assert.deepEqual(told, []);
});
