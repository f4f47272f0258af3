// The search engine over the sample, outside a browser: what it finds against brute force, what it does when shards fail.
// What a browser must show is tested elsewhere (search-oracle, search-page).

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";

import { engine } from "./search/engine.mjs";
import { build, root } from "./site.mjs";

const site = build();
after(site.remove);

const strip = (html) => html.replace(/<sup class="footnote-ref".*?<\/sup>/gs, "").replace(/<img [^>]*?alt="([^"]*)"[^>]*>/g, "$1").replace(/<[^>]*>/g, "\n").replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&quot;/g, '"').replace(/&amp;/g, "&");
/** The inside of `<div id="text">`, up to the end tag that is its own, and of the attachments that follow the signature. */
function textOf(html) {
  const annexes = [...html.matchAll(/<section class="annex[^>]*>.*?<\/section>/gs)].map(([annex]) => annex).join("\n");
  const from = html.indexOf('<div id="text"');
  let depth = 0;
  for (const tag of html.slice(from).matchAll(/<(\/?)div\b/g)) {
    depth += tag[1] ? -1 : 1;
    if (depth === 0) return html.slice(from, from + tag.index) + annexes;
  }
  return html.slice(from) + annexes;
}

/** The text of documents as their pages show it, folded as far as Han needs it; blocks stay apart by line ends. */
const documents = site.pages
  .map((path) => ({ path, html: readFileSync(join(site.out, path), "utf8") }))
  .filter(({ html }) => html.includes('<article id="document"'))
  .map(({ path, html }) => {
    const title = strip(/<h1[^>]*>(.*?)<\/h1>/s.exec(html.slice(html.indexOf('<article id="document"')))[1]);
    const body = textOf(html);
    // Line ends within a paragraph and what stands in a line of its own are alike here, so pieces are taken within lines only.
    return { path, title, text: strip(body.replace(/<(\w+)[^>]* class="visually-hidden".*?<\/\1>|<sup class="footnote-ref".*?<\/sup>/gs, "").replace(/<\/?(strong|em|a|del|code|sup|br|span)\b[^>]*>/g, "")) };
  });

function random(seed) {
  let state = seed;
  return (below) => (state = (state * 1103515245 + 12345) & 0x7fffffff) % below;
}

test("every piece of Han is found on every page that shows it", async () => {
  const { sihao } = engine(site.out);
  const pick = random(20261120);
  for (let round = 0; round < 200; round += 1) {
    const runs = documents[pick(documents.length)].text.match(/[一-鿿]{2,}/g);
    const run = runs[pick(runs.length)];
    const begin = pick(run.length - 1);
    const piece = run.slice(begin, begin + 1 + pick(12));
    const answer = await sihao.search(piece, { limit: 1e6, excerpts: 0 });
    assert.equal(answer.failed, 0);
    const found = new Set(answer.results.map((result) => result.path));
    for (const document of documents) {
      if (document.title.includes(piece) || document.text.split("\n").some((line) => line.includes(piece))) {
        assert.ok(found.has(document.path), `${piece} is in ${document.path}`);
      }
    }
    // That no other page is found is for search-oracle to prove, from blocks.
  }
});

test("a document number is found by any fragment, in any spelling", async () => {
  const { sihao } = engine(site.out);
  const all = await sihao.search("云江直工发", { limit: 1e6 });
  const one = all.results.find((result) => result.doc_no.startsWith("云江直工发〔"));
  const [, year, serial] = /〔(\d+)〕(\d+)号/.exec(one.doc_no);
  for (const query of [one.doc_no, `云江直工发[${year}] ${serial} 号`, `〔${year}〕${serial}`, `${year} ${serial}`, `（${year}）${serial}号`, `${serial}号`]) {
    const found = await sihao.search(query, { limit: 1e6 });
    assert.ok(found.results.some((result) => result.path === one.path), `${query} finds ${one.doc_no}`);
  }
});

test("a title that holds the query stands above texts that hold it, and excerpts are escaped and marked", async () => {
  const { sihao } = engine(site.out);
  const { results } = await sihao.search("创建计划", { limit: 1e6 });
  const inTitle = results.map((result) => result.title.includes("创建计划"));
  assert.equal(inTitle.lastIndexOf(true), inTitle.filter(Boolean).length - 1);
  const { results: texts } = await sihao.search("党委 <b>学习");
  for (const { excerpt } of texts) assert.ok(!/<(?!\/?mark>)/.test(excerpt), excerpt);
  const marked = (await sihao.search("学习")).results;
  assert.ok(marked.slice(0, 10).some((result) => result.excerpt.includes("<mark>学习</mark>")));
});

test("each facet is counted with the other filters applied", async () => {
  const { sihao } = engine(site.out);
  const all = await sihao.search("创建", { limit: 1e6 });
  for (const kind of all.facets.kind) {
    const some = await sihao.search("创建", { kind: kind.id, limit: 1e6 });
    assert.equal(some.total, kind.count);
    assert.ok(some.results.every((result) => result.kind === kind.id));
    assert.deepEqual(some.facets.kind, all.facets.kind);
  }
});

test("a filter without words lets through all that it is true of, the newest first, with excerpts", async () => {
  const { sihao } = engine(site.out);
  const every = documents.map((one) => one.path).sort();
  const all = new Set();
  const { facets } = await sihao.search("-不在任何一页的话", { kind: "notice" });
  for (const { id, count } of facets.kind) {
    const { total, results } = await sihao.search("", { kind: id, limit: 1e6 });
    assert.equal(total, count, id);
    assert.equal(results.length, count);
    const dates = Array.from(results, (result) => result.date);
    assert.deepEqual(dates, [...dates].sort().reverse(), id);
    for (const one of results) {
      assert.equal(one.kind, id);
      all.add(one.path);
    }
    // Free pages and units may have no text of their own.
    if (dates[0]) assert.ok(results.slice(0, 10).every((one) => one.excerpt.length > 30 && !one.excerpt.includes("<mark>")), id);
  }
  assert.ok(every.every((path) => all.has(path)), "the kinds hold all documents");
  const holding = await sihao.search("计划", { kind: "plan", limit: 1e6 });
  const without = await sihao.search("-计划", { kind: "plan", limit: 1e6 });
  const both = await sihao.search(" ", { kind: "plan", limit: 1e6 });
  assert.equal(holding.total + without.total, both.total);
  for (const nothing of [await sihao.search("", {}), await sihao.search("-计划"), await sihao.search("", { kind: "" }), await sihao.search("", { kind: "nothing" })]) {
    assert.equal(nothing.total, 0);
  }
});

test("a missing shard is told, and found again with a retry", async () => {
  let broken = true;
  const { sihao } = engine(site.out, { broken: (name) => broken && name.startsWith("search/k/") });
  const bad = await sihao.search("创建活动");
  assert.ok(bad.failed > 0);
  broken = false;
  const good = await bad.retry();
  assert.equal(good.failed, 0);
  assert.ok(good.total > 0);
});

test("a shard of another build is told", async () => {
  const change = (name, text) => (name.startsWith("search/k/") ? text.replace(/",".{2}"/, '","一丁"') : text);
  const { sihao } = engine(site.out, { change });
  const answer = await sihao.search("创建活动");
  assert.ok(answer.stale);
  assert.ok(answer.failed > 0);
});

const suggested = async (sihao, words, type, limit = 8) => (await sihao.suggest(words, limit)).filter((one) => one.type === type);

test("initials and readings, whole, begun or mixed, lead to units, from any place of a name", async () => {
  const { sihao } = engine(site.out);
  for (const words of ["sczj", "czj", "caizhengju", "caizhengj", "shi cai zheng ju", "caizj", "财政", "SCZJ"]) {
    const units = await suggested(sihao, words, "unit");
    assert.ok(units.some((unit) => unit.path === "units/finance.html"), `${words}: ${JSON.stringify(units)}`);
  }
});

test("short, former and other names lead to the unit", async () => {
  const { sihao } = engine(site.out);
  const folder = join(root, "content", "units");
  const told = readdirSync(folder).filter((name) => name !== "index.md").flatMap((name) => {
    const text = readFileSync(join(folder, name), "utf8");
    const listed = /^(?:short|aliases|former_names|简称|别名|曾用名): *(.+)$/gm;
    return [...text.matchAll(listed)].flatMap(([, names]) => names.replace(/[[\]"]/g, "").split(/[,，]/)).map((one) => [one.trim(), `units/${name.replace(/\.md$/, ".html")}`]);
  });
  assert.ok(told.length > 10, `${told}`);
  for (const [name, path] of told) {
    const units = await suggested(sihao, name, "unit");
    assert.ok(units.some((unit) => unit.path === path), `${name}: ${JSON.stringify(units)}`);
  }
});

test("titles are found by initials and whole readings, and only letters load how titles sound", async () => {
  const { sihao, loaded } = engine(site.out);
  await sihao.search("创建计划");
  await sihao.suggest("创建计划", 8);
  assert.deepEqual(loaded.filter(({ name }) => name.startsWith("search/y/")), []);
  for (const words of ["cjjh", "chuangjianjihua", "chuangjjih", "cjjihua"]) {
    const titles = await suggested(sihao, words, "title");
    assert.equal(titles.length > 0 && titles.every((one) => one.title.includes("创建计划")), true, `${words}: ${JSON.stringify(titles)}`);
  }
  assert.ok(loaded.some(({ name }) => name.startsWith("search/y/")));
  assert.equal((await suggested(sihao, "xvqzkw", "title")).length, 0);
});

test("the box finds a document number by any fragment", async () => {
  const { sihao } = engine(site.out);
  const { results } = await sihao.search("云江直工发", { limit: 1e6, excerpts: 0 });
  const one = results.find((result) => result.doc_no.startsWith("云江直工发〔"));
  const [, year, serial] = /〔(\d+)〕(\d+)号/.exec(one.doc_no);
  for (const words of [one.doc_no, `${year} ${serial}`, `〔${year}〕${serial}`, `[${year}]${serial}号`, `直工发〔${year}〕${serial}`]) {
    const found = await sihao.suggest(words, 20);
    assert.ok(found.some((found) => found.path === one.path), `${words}: ${JSON.stringify(found)}`);
  }
});
