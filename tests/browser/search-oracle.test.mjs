// The proof of the search: against brute force over the text of the published pages, what is found is all that there is and no more, in
// today's Chromium over http and in Chromium 69 from `file:`. SIHAO_SEARCH_DOCUMENTS says how many documents (300), SIHAO_CORPUS where
// their text is from, SIHAO_PROGRAM which program builds them.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { facts, write } from "./oracle/corpus.mjs";
import { modern, old, workshop } from "./oracle/drive.mjs";
import { pages } from "./oracle/published.mjs";
import { queries } from "./oracle/queries.mjs";
import { evidence, oracle } from "./oracle/truth.mjs";
import { serve } from "./site.mjs";

const COUNT = Number(process.env.SIHAO_SEARCH_DOCUMENTS ?? 300);
/** Mismatches that are told at length. */
const TOLD = 12;

let shop, published, documents, answer, asked;

before(() => {
  shop = workshop();
  write(shop.source, COUNT);
  shop.build();
  published = pages(shop.out);
  documents = published.filter((page) => page.sort === "document");
  answer = oracle(published);
  asked = queries(documents).map((query) => ({ ...query, truth: answer(query.text) }));
});

after(() => shop?.remove());

/** What is wrong with the answers, and the two figures over all of them. */
function judge(answers) {
  const byPath = new Map(published.map((document) => [document.path, document]));
  const wrong = [];
  const tell = (query, what, path) => {
    const where = path === undefined ? "" : `: ${path} “${byPath.get(path)?.title}”\n    ${byPath.has(path) ? evidence(byPath.get(path), query.text) : "no document"}`;
    wrong.push(`[${query.kind}] ${JSON.stringify(query.text)}: ${what}${where}`);
  };
  let reached = 0, right = 0, given = 0, due = 0;
  asked.forEach((query, at) => {
    const { found, allowed, inTitle } = query.truth;
    const { total, results, error, failed, stale } = answers[at];
    const paths = results.map((result) => result.path);
    const unique = new Set(paths);
    if (error !== undefined) tell(query, error);
    if (failed) tell(query, `${failed} shards failed`);
    if (stale) tell(query, "stale");
    if (total !== paths.length) tell(query, `total ${total}, ${paths.length} results`);
    if (unique.size !== paths.length) tell(query, "a document twice");
    const missing = [...found].find((path) => !unique.has(path));
    const surplus = paths.find((path) => !allowed.has(path));
    if (missing !== undefined) tell(query, `missing (${found.size} due, ${unique.size} given)`, missing);
    if (surplus !== undefined) tell(query, `too much (${found.size} due, ${unique.size} given)`, surplus);
    const firstOther = paths.findIndex((path) => !inTitle.has(path));
    const below = firstOther < 0 ? undefined : paths.slice(firstOther).find((path) => inTitle.has(path));
    if (below !== undefined) tell(query, "in the title, yet below one that is not", below);
    reached += paths.filter((path) => found.has(path)).length;
    right += paths.filter((path) => allowed.has(path)).length;
    given += paths.length;
    due += found.size;
  });
  return { wrong, recall: reached / due, precision: right / given, answered: asked.filter((query) => query.truth.found.size > 0).length };
}

function hold(t, name, answers) {
  const { wrong, recall, precision, answered } = judge(answers);
  t.diagnostic(
    `${name}: ${asked.length} queries (${answered} with results) over ${documents.length} documents: ` +
      `recall ${recall.toFixed(4)}, precision ${precision.toFixed(4)}`,
  );
  assert.equal(wrong.length, 0, `${wrong.length} mismatches\n${wrong.slice(0, TOLD).join("\n")}`);
  assert.deepEqual([recall, precision], [1, 1]);
}

let ordered;

test("the queries ask for enough", () => {
  assert.equal(documents.length, COUNT);
  assert.ok(asked.length >= 300, `${asked.length} queries`);
  const empty = asked.filter((query) => query.truth.found.size === 0).length;
  assert.ok(empty >= 20 && empty < asked.length / 3, `${empty} queries find nothing`);
  assert.ok(asked.filter((query) => query.truth.inTitle.size > 0).length >= 20, "few queries are in titles");
});

test("brute force and search agree in today's Chromium over http", async (t) => {
  const [browser, server] = await Promise.all([modern(), serve(shop.out)]);
  t.after(() => Promise.all([browser.close(), server.close()]));
  const session = await browser.open();
  await session.open(server.base, shop.engine());
  const answers = await session.search(asked);
  ordered = answers.map((one) => one.results.map((result) => result.path));
  hold(t, "Chromium, http", answers);
  assert.deepEqual(session.told, []);
  const strangers = session.requests.filter((url) => !url.startsWith(server.base) && !url.startsWith("data:"));
  assert.deepEqual(strangers, []);
});

test("brute force and search agree in Chromium 69 from file:", async (t) => {
  const browser = await old();
  t.after(() => browser.close());
  const session = await browser.open();
  await session.open(shop.base, shop.engine());
  const answers = await session.search(asked);
  hold(t, "Chromium 69, file:", answers);
  assert.deepEqual(session.told, []);
  // The order is the same everywhere, ties included.
  const other = asked.filter((_, at) => ordered && answers[at].results.map((result) => result.path).join() !== ordered[at].join());
  assert.deepEqual(other.slice(0, TOLD).map((query) => query.text), [], "ordered otherwise than in today's Chromium");
});

/** The facts by published path. */
function known() {
  return new Map(Array.from({ length: COUNT }, (_, number) => facts(number)).map((fact) => [`${fact.path}.html`, fact]));
}

/** What a facet has to say, as `id → count`, counted with all filters but its own. */
function counted(paths, of, filters, name) {
  const counts = {};
  for (const path of paths) {
    const fact = of.get(path);
    const fits = Object.entries(filters).every(([key, value]) => key === name || String(fact[key]) === value);
    if (fits) counts[String(fact[name])] = (counts[String(fact[name])] ?? 0) + 1;
  }
  return counts;
}

test("filters, facets, sorting, limits and offsets agree with the facts", async (t) => {
  const [browser, server] = await Promise.all([modern(), serve(shop.out)]);
  t.after(() => Promise.all([browser.close(), server.close()]));
  const session = await browser.open();
  await session.open(server.base, shop.engine());
  const of = known();
  const some = documents[7 % COUNT];
  const fact = of.get(some.path);
  // Units' pages have no such facts, so one that they don't hold.
  const fits = (paths) => paths.has(some.path) && [...paths].every((path) => of.has(path));
  const query = ["第", "工作", "规定", "的"].find((text) => fits(answer(text).allowed)) ?? some.title;
  const found = [...answer(query).found];
  const filters = [{}, { kind: fact.kind }, { unit: fact.unit, year: String(fact.year) }, { criterion: fact.criterion, kind: fact.kind }, { status: "in_force" }];
  for (const filter of filters) {
    const [all] = await session.search([{ text: query, options: filter }], { whole: true });
    const told = JSON.stringify({ query, filter });
    if (filter.status === undefined) {
      const due = found.filter((path) => Object.entries(filter).every(([key, value]) => String(of.get(path)[key]) === value));
      assert.deepEqual(all.results.map((result) => result.path).sort(), due.sort(), told);
      for (const name of ["kind", "unit", "year", "criterion"]) {
        const given = Object.fromEntries(all.facets[name].filter((entry) => entry.count > 0).map((entry) => [String(entry.id), entry.count]));
        assert.deepEqual(given, counted(found, of, filter, name), `${told}: ${name}`);
      }
      for (const result of all.results) {
        const { kind, unit, year, date, doc_no } = of.get(result.path);
        const named = documents.find((document) => document.path === result.path).unit;
        assert.ok([unit, named].includes(result.unit), `${result.path}: ${result.unit}`);
        const given = [result.kind, String(result.year), result.date, result.doc_no || null];
        assert.deepEqual(given, [kind, String(year), date, doc_no], result.path);
      }
    }
    const [page] = await session.search([{ text: query, options: { ...filter, limit: 7, offset: 5 } }], { whole: true });
    assert.deepEqual(page.results.map((result) => result.path), all.results.slice(5, 12).map((result) => result.path), told);
    assert.equal(page.total, all.total, told);
    const [dated] = await session.search([{ text: query, options: { ...filter, sort: "date" } }], { whole: true });
    const dates = dated.results.map((result) => result.date);
    assert.deepEqual(dates, [...dates].sort().reverse(), `${told}: newest first`);
    assert.equal(dated.total, all.total, told);
  }
});

test("excerpts are escaped, marked and taken from the document", async (t) => {
  const [browser, server] = await Promise.all([modern(), serve(shop.out)]);
  t.after(() => Promise.all([browser.close(), server.close()]));
  const session = await browser.open();
  await session.open(server.base, shop.engine());
  const some = asked.filter((query) => query.truth.found.size > 0 && ["piece", "latin", "phrase", "two", "marks", "break"].includes(query.kind));
  const byPath = new Map(published.map((document) => [document.path, document]));
  const answers = await session.search(some.map(({ text }) => ({ text, options: { limit: 5 } })), { whole: true });
  const wrong = answers.flatMap((one, at) =>
    one.results.flatMap((result) => {
      const bare = result.excerpt.replace(/<\/?mark>/g, "");
      const fault = excerptFault(result.excerpt, bare, byPath.get(result.path), some[at]);
      return fault ? [`${JSON.stringify(some[at].text)}: ${result.path}: ${fault}: ${result.excerpt}`] : [];
    }),
  );
  assert.equal(wrong.length, 0, `${wrong.length} faults\n${wrong.slice(0, TOLD).join("\n")}`);
});

function excerptFault(excerpt, bare, document, query) {
  if (excerpt.trim() === "") return "empty";
  if (/[<>]/.test(bare) || /&(?!(?:amp|lt|gt|quot|#39|#x27);)/.test(bare)) return "not escaped";
  if (Array.from(bare).length > 400) return "long";
  const opened = excerpt.split("<mark>").length;
  if (opened !== excerpt.split("</mark>").length) return "marks not closed";
  if (opened === 1 && !inHead(document, query)) return "nothing marked";
  return null;
}

/** Whether what the query asks for may all stand in title, number or unit, or in what a unit's page shows beside its text (its short name), so
 *  that the text holds nothing to mark. */
function inHead(document, query) {
  const head = { ...document, folded: document.folded.slice(0, 4), shown: document.shown.slice(0, 4) };
  return oracle([head])(query.text).allowed.size > 0;
}
