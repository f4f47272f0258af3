// When the index is not whole: a shard that is missing, cut or empty gives the other results, says so, and a retry mends it; a page that
// was open while the site was published anew notices. And how little of the index one edit changes.

import assert from "node:assert/strict";
import { appendFileSync, existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { facts, write } from "./oracle/corpus.mjs";
import { modern, old, workshop } from "./oracle/drive.mjs";
import { documents } from "./oracle/published.mjs";
import { oracle } from "./oracle/truth.mjs";
import { serve } from "./site.mjs";

/** Each of these tests builds the site again, so there are few of them unless asked for. */
const COUNT = Number(process.env.SIHAO_SEARCH_DOCUMENTS ?? 60);
/** Share of the index's files that a sentence put in at the start of one document may change, by the number of documents. */
const CHANGED = [[10_000, 0.02], [1_000, 0.12], [100, 0.3]];
const QUERY = "工作";

let shop, truth;

before(() => {
  shop = workshop();
  write(shop.source, COUNT);
  shop.build();
  truth = [...oracle(documents(shop.out))(QUERY).found].sort();
  assert.ok(truth.length > 5, `${truth.length} documents hold ${QUERY}`);
});

after(() => shop?.remove());

/** What is done to a file of the index; `mend` undoes it. */
const HARMS = {
  missing: (file) => renameSync(file, `${file}.away`),
  cut: (file, bytes) => writeFileSync(file, bytes.subarray(0, Math.floor(bytes.length / 4) * 2)),
  empty: (file) => writeFileSync(file, ""),
};

function mend(file, bytes) {
  if (existsSync(`${file}.away`)) renameSync(`${file}.away`, file);
  else writeFileSync(file, bytes);
}

/** The files of the index that a query loads, as paths relative to the site, in order. */
async function loaded(session, base) {
  await session.open(base, shop.engine());
  const [answer] = await session.search([{ text: QUERY }]);
  assert.deepEqual(answer.results.map((result) => result.path).sort(), truth);
  const paths = session.requests.map((url) => decodeURIComponent(url.slice(base.length)).replace(/[?#].*/, ""));
  return [...new Set(paths.filter((path) => path.startsWith("search/")))];
}

/** One shard harmed, the page opened anew: what is wrong with what the engine makes of it. */
async function suffer(session, base, path, harm) {
  const file = join(shop.out, path);
  const bytes = readFileSync(file);
  const wrong = [];
  const tell = (what) => wrong.push(`${path} ${harm}: ${what}`);
  HARMS[harm](file, bytes);
  try {
    await session.open(base, shop.engine());
    const [hurt] = await session.search([{ text: QUERY }]);
    if (hurt.error) tell(hurt.error);
    if (!(hurt.failed > 0)) tell(`failed is ${hurt.failed}`);
    // Without its title's shard a document has no address either: it counts, and is not among the results.
    if (hurt.results.some((result) => !truth.includes(result.path) || result.title === "")) tell("a result that is none");
    if (/^search\/[tx]\//.test(path) && hurt.total !== truth.length) tell(`${hurt.total} of ${truth.length} counted`);
  } finally {
    mend(file, bytes);
  }
  if (wrong.length > 0) return wrong;
  await session.retry();
  const [mended] = await session.search([{ text: QUERY }]);
  if (mended.error || mended.failed) tell(`after a retry: ${mended.error ?? `failed is ${mended.failed}`}`);
  if (mended.results.map((result) => result.path).sort().join() !== truth.join()) tell("after a retry: not all results");
  return wrong;
}

async function sufferAll(browser, base) {
  const session = await browser.open();
  const paths = await loaded(session, base);
  assert.ok(paths.length > 1, `${paths}`);
  // The first files (the directory), and one of each sort of shard: sorts differ by folder, or by the name's beginning.
  const sorts = new Map(paths.map((path) => [path.replace(/[^/]*$/, (name) => name.slice(0, 1)), path]));
  const chosen = [...new Set([...paths.slice(0, 2), ...sorts.values()])];
  const wrong = [];
  for (const path of chosen) {
    for (const harm of Object.keys(HARMS)) wrong.push(...(await suffer(session, base, path, harm)));
  }
  assert.deepEqual(wrong, []);
}

test("a shard that is missing, cut or empty is told, and a retry mends it, over http", async (t) => {
  const [browser, server] = await Promise.all([modern(), serve(shop.out)]);
  t.after(() => Promise.all([browser.close(), server.close()]));
  await sufferAll(browser, server.base);
});

test("a shard that is missing, cut or empty is told, and a retry mends it, in Chromium 69 from file:", async (t) => {
  const browser = await old();
  t.after(() => browser.close());
  await sufferAll(browser, shop.base);
});

/** Contents of the index by path. */
function contents() {
  return new Map(shop.shards().map((path) => [path, readFileSync(join(shop.out, path))]));
}

/** Puts a sentence in at the start of a document's text. */
function edit(number, sentence) {
  const file = join(shop.source, "content", `${facts(number).path}.md`);
  const text = readFileSync(file, "utf8");
  const start = text.indexOf("\n---\n") + "\n---\n".length;
  writeFileSync(file, `${text.slice(0, start)}\n${sentence}\n${text.slice(start)}`);
}

test("an edit within one document changes few files of the index", (t) => {
  const was = contents();
  edit(Math.floor(COUNT / 3), "会前，先把上次议定的七件事逐件过了一遍。");
  shop.build();
  const now = contents();
  const changed = [...now].filter(([path, bytes]) => !was.get(path)?.equals(bytes)).map(([path]) => path);
  const gone = [...was.keys()].filter((path) => !now.has(path)).length;
  const share = changed.length / now.size;
  t.diagnostic(`${COUNT} documents: ${changed.length} of ${now.size} files changed (${(share * 100).toFixed(1)} %), ${gone} gone`);
  const [, most] = CHANGED.find(([documents]) => COUNT >= documents) ?? [0, 1];
  assert.ok(share <= most, `${changed.length} of ${now.size} files changed`);
  shop.build();
  const again = contents();
  assert.deepEqual([...again].filter(([path, bytes]) => !now.get(path)?.equals(bytes)).map(([path]) => path), [], "a second build differs");
});

/** Pages open over a publish: what was loaded before stays, what comes after is of another build. */
async function overtaken(browser, base) {
  const session = await browser.open();
  await session.open(base, shop.engine());
  const [first] = await session.search([{ text: QUERY }]);
  assert.deepEqual([first.stale || false, first.failed || 0, first.error], [false, 0, undefined]);
  for (let number = 0; number < COUNT; number += 1) {
    appendFileSync(join(shop.source, "content", `${facts(number).path}.md`), `\n第${number}份材料另附甲乙丙丁戊己庚辛壬癸说明一页。\n`);
  }
  shop.build();
  const answers = await session.search(["甲乙丙丁", "另附", "学习", "管理", "第一", "规定", "戊己", "2020", "计划", "2016"].map((text) => ({ text })));
  const told = answers.map((answer) => [answer.error ?? "", answer.stale ? "stale" : "", `${answer.failed}`]);
  assert.ok(answers.some((answer) => answer.stale), `nothing is stale: ${JSON.stringify(told)}`);
  assert.ok(answers.every((answer) => answer.error === undefined), JSON.stringify(told));
  await session.open(base, shop.engine());
  const [fresh] = await session.search([{ text: "甲乙丙丁" }]);
  const found = oracle(documents(shop.out))("甲乙丙丁").found;
  assert.deepEqual([fresh.stale || false, fresh.failed || 0, fresh.total], [false, 0, found.size]);
}

test("a page that was open while the site was published anew notices", async (t) => {
  const [browser, server] = await Promise.all([modern(), serve(shop.out)]);
  t.after(() => Promise.all([browser.close(), server.close()]));
  await overtaken(browser, server.base);
});

test("a page that was open while the site was published anew notices, in Chromium 69 from file:", async (t) => {
  const browser = await old();
  t.after(() => browser.close());
  await overtaken(browser, shop.base);
});
