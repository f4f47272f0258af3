// The search of a site too large for one directory: keys in branches, pages in volumes, each loaded when it is needed. Outside a browser;
// what the answers must be is search-oracle's matter.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { CRITERIA, random, UNITS, write } from "./oracle/corpus.mjs";
import { workshop } from "./oracle/drive.mjs";
import { engine } from "./search/engine.mjs";

/** More than those whose titles are all looked at (3,000), in four volumes. */
const COUNT = 12100;
const WORDS = ["走访基层", "查找差距", "公开流程", "听取意见", "按月销号", "建立清单", "学习安排", "办理时限", "群众反映", "年度考核", "窗口服务", "驻村帮扶"];

let shop;

const two = (value) => String(value).padStart(2, "0");
const unit = (number) => `u${two(number % UNITS)}`;

before(() => {
  shop = workshop();
  const { below, pick } = random(3);
  write(shop.source, 0, Array.from({ length: COUNT }, (_, number) => {
    const year = 2016 + Math.floor((number * 9) / COUNT);
    const words = [number, Math.floor(number / 12), Math.floor(number / 144)].map((at) => WORDS[at % WORDS.length]);
    return {
      path: `${pick(["news", "study", "practice"])}/${year}/n${number}`,
      title: number === 7 ? "立冬前的一次夜谈" : `工作简报之${number}`,
      front: `date: ${year}-${two((number % 12) + 1)}-${two((number % 28) + 1)}\nunit: ${unit(number)}\ncriteria: [${pick(CRITERIA)}]\n`,
      text: `${words.join("，").repeat(1 + below(9))}。${number === 1234 ? "檐下听雨。" : ""}`,
    };
  }));
  shop.build();
});

after(() => shop?.remove());

const names = (loaded, sort) => loaded.map(({ name }) => name).filter((name) => name.startsWith(`search/${sort}/`));

test("branches and volumes are files of their own, and a search loads those that it needs", async () => {
  const files = shop.shards();
  assert.deepEqual(files.filter((path) => path.startsWith("search/v/")).sort(), [0, 12000, 4000, 8000].map((page) => `search/v/${page}.js`));
  assert.ok(files.some((path) => path.startsWith("search/b/")));
  const { sihao, loaded } = engine(shop.out);
  const { total, results, failed } = await sihao.search("檐下听雨");
  assert.deepEqual([total, failed, results[0].path.endsWith("/n1234.html"), results[0].unit], [1, 0, true, unit(1234)]);
  assert.equal(names(loaded, "v").length, 1);
  assert.ok(!loaded.some(({ name }) => name === "search/numbers.js" || name === "search/suggest.js"));
});

test("what stands everywhere is counted everywhere", async () => {
  const { sihao, loaded } = engine(shop.out);
  const { total, facets, failed } = await sihao.search("工作简报", { limit: 1 });
  assert.deepEqual([total, failed], [COUNT - 1, 0]);
  assert.equal(names(loaded, "v").length, 4);
  for (const facet of ["kind", "unit", "year"]) assert.equal(facets[facet].reduce((sum, entry) => sum + entry.count, 0), COUNT - 1, facet);
});

test("the name of a unit finds what is the unit's, and no more", async () => {
  const { sihao } = engine(shop.out);
  for (const at of [0, 13, UNITS - 1]) {
    const name = (await sihao.search("单位简介", { unit: `u${two(at)}` })).results[0].title;
    const { results } = await sihao.search(name, { limit: 1e6, excerpts: 0 });
    const due = Array.from({ length: COUNT }, (_, number) => number).filter((number) => number % UNITS === at);
    const found = Array.from(results, (result) => Number(/n(\d+)\.html$/.exec(result.path)?.[1] ?? -1)).sort((a, b) => a - b);
    assert.deepEqual(found, [-1, ...due], name);
  }
});

test("an old title is suggested", async () => {
  const { sihao } = engine(shop.out);
  for (const words of ["立冬", "夜谈", "冬前的一次夜"]) {
    const found = await sihao.suggest(words, 8);
    assert.deepEqual(Array.from(found, (one) => one.title), ["立冬前的一次夜谈"], words);
  }
  assert.equal((await sihao.suggest("立冬夜谈", 8)).length, 0);
});

for (const sort of ["b", "v"]) {
  test(`a lost file of ${sort}/ is told, and asked for again`, async () => {
    let broken = true;
    const { sihao } = engine(shop.out, { broken: (name) => broken && name.startsWith(`search/${sort}/`) });
    const hurt = await sihao.search("檐下听雨");
    assert.ok(hurt.failed > 0 && hurt.results.length === 0);
    broken = false;
    const { total, failed } = await hurt.retry();
    assert.deepEqual([total, failed], [1, 0]);
  });
}

test("a branch and a volume of another build are noticed", async () => {
  for (const sort of ["b", "v"]) {
    const change = (name, text) => (name.startsWith(`search/${sort}/`) ? text.replace(/^(\ufeff?sihao\.shard\("[^"]*",")../, "$1甲乙") : text);
    const { sihao } = engine(shop.out, { change });
    assert.equal((await sihao.search("檐下听雨")).stale, true, sort);
  }
});
