// Every page, from `file:` and from a sub-path of a server: all links and fragments resolve, all are relative, nothing is asked of
// another host, nothing is said on the console, and the landmarks stand.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launch, watched } from "./chromium.mjs";
import { build, each, serve } from "./site.mjs";

let site, browser, fromFiles;

before(async () => {
  site = build();
  browser = await launch();
  fromFiles = await crawl(site.base);
});

after(async () => {
  await browser?.close();
  site?.remove();
});

/** What a page holds: its ids, its references as they are written, its landmarks. */
function look() {
  const references = [];
  for (const element of document.querySelectorAll("[href], [src], [srcset], form[action], [poster]")) {
    for (const name of ["href", "src", "action", "poster"]) {
      if (element.hasAttribute(name)) references.push(element.getAttribute(name));
    }
  }
  return {
    references,
    ids: [...document.querySelectorAll("[id]")].map((element) => element.id),
    landmarks: ["header", "nav", "main#main", "footer"].filter((mark) => document.querySelector(mark) === null),
    title: document.title,
    language: document.documentElement.lang,
    headings: document.querySelectorAll("h1").length,
  };
}

/** Opens every page; gives what each holds, and what went wrong. */
async function crawl(base) {
  const told = [];
  const seen = new Map();
  const context = await browser.newContext();
  const workers = await Promise.all([1, 2, 3].map(() => watched(context, base, told)));
  await each(site.pages, workers.length, async (path, worker) => {
    const page = workers[worker];
    await page.goto(base + path.split("/").map(encodeURIComponent).join("/"), { waitUntil: "load" });
    seen.set(path, await page.evaluate(look));
  });
  await context.close();
  return { seen, told };
}

/** What is wrong with one reference of a page. */
function fault(seen, files, from, reference) {
  if (/^(mailto|tel):/.test(reference)) return null;
  if (/^[a-z][a-z0-9+.-]*:/i.test(reference)) return /^https?:/.test(reference) ? null : `odd scheme: ${reference}`;
  if (reference.startsWith("/")) return `not relative: ${reference}`;
  const target = new URL(reference, `http://x/site/${from}`);
  if (!target.pathname.startsWith("/site/")) return `leads out of the site: ${reference}`;
  const path = decodeURIComponent(target.pathname.slice("/site/".length));
  if (!files.has(path)) return `no such file: ${reference}`;
  const id = decodeURIComponent(target.hash.slice(1));
  if (id && seen.has(path) && !seen.get(path).ids.includes(id)) return `no such place: ${reference}`;
  return null;
}

function judge({ seen, told }) {
  const wrong = [...told];
  const files = new Set(site.files);
  for (const [path, page] of seen) {
    const alone = path === "404.html";
    // The search for frames has no frame of its own.
    const framed = path === "search-embed.html";
    for (const reference of page.references) {
      // 404.html is served at any depth, so its links can't be relative to where it lies.
      const problem = alone ? null : fault(seen, files, path, reference);
      if (problem) wrong.push(`${path}: ${problem}`);
    }
    const twice = page.ids.filter((id, at) => page.ids.indexOf(id) !== at);
    if (twice.length > 0) wrong.push(`${path}: ids that stand twice: ${twice}`);
    if (page.title.trim() === "") wrong.push(`${path}: no title`);
    if (page.language === "") wrong.push(`${path}: no language`);
    if (page.headings !== 1) wrong.push(`${path}: ${page.headings} h1`);
    if (!alone && !framed && page.landmarks.length > 0) {
      wrong.push(`${path}: no ${page.landmarks}`);
    }
  }
  return wrong;
}

test("every page is whole from file:", () => {
  assert.ok(fromFiles.seen.size > 20, `only ${fromFiles.seen.size} pages`);
  assert.deepEqual(judge(fromFiles), []);
});

test("every page is whole at a sub-path of a server", async () => {
  const server = await serve(site.out);
  try {
    assert.deepEqual(judge(await crawl(server.base)), []);
  } finally {
    server.close();
  }
});

test("every page is reached from the home page by links", () => {
  const { seen } = fromFiles;
  const reached = new Set(["index.html"]);
  const open = ["index.html"];
  while (open.length > 0) {
    const from = open.pop();
    for (const reference of seen.get(from)?.references ?? []) {
      if (/^[a-z][a-z0-9+.-]*:/i.test(reference)) continue;
      const path = decodeURIComponent(new URL(reference, `http://x/${from}`).pathname.slice(1));
      if (seen.has(path) && !reached.has(path)) {
        reached.add(path);
        open.push(path);
      }
    }
  }
  const lost = site.pages.filter((path) => !reached.has(path) && path !== "404.html" && path !== "search-embed.html");
  assert.deepEqual(lost, []);
});
