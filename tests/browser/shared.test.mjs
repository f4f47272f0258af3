// What a site that knows its own address tells others: linked data that no browser runs or complains of, a feed and a sitemap that parse,
// titles for sharing.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";

import { launch, watched } from "./chromium.mjs";
import { launchOld } from "./chromium69.mjs";
import { root } from "./site.mjs";

const BASE = "https://sihao.example/zl/";
const PAGE = "guidance/2023-implementation.html";

let folder, base, browser, page;
const told = [];

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "sihao-shared-"));
  for (const name of ["content", "data"]) cpSync(join(root, name), join(folder, name), { recursive: true });
  const settings = readFileSync(join(root, "site.toml"), "utf8");
  writeFileSync(join(folder, "site.toml"), settings.replace("[site]\n", `[site]\nbase_url = "${BASE}"\n`));
  const program = join(root, "target", "debug", process.platform === "win32" ? "sihao.exe" : "sihao");
  execFileSync(program, ["build", "--root", folder, "--as-of", "2026-11-20", "-q"], { stdio: "inherit" });
  base = pathToFileURL(join(folder, "public")).href + "/";
  browser = await launch();
  page = await watched(await browser.newContext(), base, told);
});

after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

const published = (name) => readFileSync(join(folder, "public", name), "utf8");

test("a document's linked data says what it is, and no browser complains of it", async () => {
  await page.goto(base + PAGE);
  const graph = JSON.parse(await page.textContent("script[type='application/ld+json']"))["@graph"];
  const [article, way] = graph;
  assert.equal(article.headline, await page.getAttribute("meta[name='ArticleTitle']", "content"));
  assert.equal(article.url, BASE + PAGE);
  assert.match(article.identifier, /〔2023〕/);
  assert.equal(way.itemListElement.length, 3);
  assert.deepEqual(told, []);
});

test("Chromium 69 does not complain of it either", async () => {
  const old = await launchOld();
  const said = [];
  try {
    const [tab] = await old.pages();
    tab.on("console", (message) => said.push(message.text()));
    tab.on("pageerror", (error) => said.push(error.message));
    await tab.goto(base + PAGE, { waitUntil: "load" });
    assert.ok(await tab.evaluate(() => document.querySelector("script[type='application/ld+json']") !== null));
  } finally {
    await old.close();
  }
  assert.deepEqual(said, []);
});

test("a page has titles for sharing", async () => {
  await page.goto(base + PAGE);
  const meta = (property) => page.getAttribute(`meta[property='${property}']`, "content");
  assert.equal(await meta("og:title"), await page.getAttribute("meta[name='ArticleTitle']", "content"));
  assert.equal(await meta("og:type"), "article");
  assert.equal(await meta("og:url"), BASE + PAGE);
  await page.goto(base + "index.html");
  assert.equal(await meta("og:type"), "website");
  assert.equal(await meta("og:title"), await page.getAttribute("meta[name='SiteName']", "content"));
});

test("the feed and the sitemap parse, and name whole addresses", async () => {
  await page.goto(base + "index.html");
  const read = (text) =>
    page.evaluate((xml) => {
      const parsed = new DOMParser().parseFromString(xml, "application/xml");
      if (parsed.querySelector("parsererror")) return { wrong: parsed.documentElement.textContent };
      const texts = (name, within) => Array.from(within.children).filter((child) => child.localName === name).map((child) => child.textContent);
      const top = parsed.documentElement;
      const entries = Array.from(top.children).filter((child) => child.localName === "entry");
      return {
        name: top.localName,
        space: top.namespaceURI,
        needed: ["id", "title", "updated"].map((name) => texts(name, top).length),
        author: top.querySelector("author > name")?.textContent,
        entries: entries.map((entry) => ["id", "title", "updated"].map((name) => texts(name, entry)[0])),
        places: Array.from(top.querySelectorAll("loc")).map((place) => place.textContent),
      };
    }, text);
  const feed = await read(published("feed.xml"));
  assert.equal(feed.wrong, undefined);
  assert.equal(feed.space, "http://www.w3.org/2005/Atom");
  assert.deepEqual(feed.needed, [1, 1, 1]);
  assert.ok(feed.author);
  assert.ok(feed.entries.length > 10);
  for (const [id, title, updated] of feed.entries) {
    assert.ok(id.startsWith(BASE) && title, id);
    assert.match(updated, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$/);
  }
  assert.equal(new Set(feed.entries.map(([id]) => id)).size, feed.entries.length);
  const map = await read(published("sitemap.xml"));
  assert.equal(map.name, "urlset");
  assert.ok(map.places.length > 100 && map.places.every((place) => place.startsWith(BASE)));
});
