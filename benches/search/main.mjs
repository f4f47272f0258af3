// Searches beside Pagefind's: the same documents, the same browser, the same queries, in turns. Prints a table with the targets beside.
//
//   node benches/search/main.mjs --documents 1000        texts from SIHAO_CORPUS, or made
//   node benches/search/main.mjs --documents 100000 --alone        without Pagefind, which takes gigabytes and minutes there
//
// Pagefind 1.6 extended comes from its npm package, into target/pagefind. It never judges: a slow day of a shared machine is no failed test.

import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { gzipSync } from "node:zlib";

import { launch } from "../../tests/browser/chromium.mjs";
import { write } from "../../tests/browser/oracle/corpus.mjs";
import { list } from "../../tests/browser/oracle/folder.mjs";
import { documents } from "../../tests/browser/oracle/published.mjs";
import { queries } from "../../tests/browser/oracle/queries.mjs";
import { root } from "../../tests/browser/site.mjs";
import { host } from "./host.mjs";
import { print } from "./report.mjs";

/** Queries that are each the first of a fresh browser. */
const FIRST = 30;
/** Kinds of queries that both can answer; Pagefind knows no exclusions. */
const KINDS = ["piece", "single", "pair", "heading", "title", "break", "latin", "number", "unit", "two", "nowhere"];
const LATER = 159;
const EXCERPTS = 5;
const ALONE = process.argv.includes("--alone");

const count = Number(option("--documents") ?? 1000);
const folder = join(root, "target", "tmp", `search-bench-${count}`);
const out = join(folder, "out");
const bundle = join(folder, "pagefind");

function option(name) {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
}

/** Milliseconds that a program takes. */
function timed(program, parameters) {
  const begin = performance.now();
  execFileSync(program, parameters, { stdio: ["ignore", "ignore", "pipe"], maxBuffer: 1 << 30 });
  return performance.now() - begin;
}

function sihao() {
  const program = process.env.SIHAO_PROGRAM ?? join(root, "target", "release", process.platform === "win32" ? "sihao.exe" : "sihao");
  return timed(program, ["build", "--root", join(folder, "site"), "--out", out, "--as-of", "2026-11-20", "-q"]);
}

/** Pagefind's own binary, fetched when it is not there. */
function pagefind() {
  const home = join(root, "target", "pagefind");
  const program = () => list(join(home, "node_modules", "@pagefind")).find((path) => /pagefind_extended(\.exe)?$/.test(path));
  if (!existsSync(join(home, "node_modules", "@pagefind"))) {
    mkdirSync(home, { recursive: true });
    writeFileSync(join(home, "package.json"), '{ "private": true }\n');
    execFileSync("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", "pagefind@1.6"], { cwd: home, stdio: "ignore" });
  }
  return timed(join(home, "node_modules", "@pagefind", program()), ["--site", out, "--output-path", bundle, "--root-selector", "#document"]);
}

function size(place, paths) {
  return paths.reduce((sum, path) => sum + statSync(join(place, path)).size, 0);
}

/** What runs in the page, for each engine: get ready, and one search with its first excerpts. */
const ENGINES = {
  sihao: {
    load: async (page, base) => {
      await page.addScriptTag({ url: `${base}site/${list(out).find((path) => /^assets\/search-engine\./.test(path))}` });
      // It brings the script that answers, as importing Pagefind's does; neither asks for anything of its index before a question.
      await page.waitForFunction(() => window.sihao.reader !== undefined);
    },
    search: (page, text) =>
      page.evaluate(async ([asked, limit]) => {
        const begin = performance.now();
        const answer = await window.sihao.search(asked, { limit });
        return { took: performance.now() - begin, given: answer.results.length };
      }, [text, EXCERPTS]),
  },
  pagefind: {
    load: (page, base) => page.evaluate(async (address) => { window.engine = await import(address); }, `${base}pagefind/pagefind.js`),
    search: (page, text) =>
      page.evaluate(async ([asked, limit]) => {
        const begin = performance.now();
        const answer = await window.engine.search(asked);
        const given = await Promise.all(answer.results.slice(0, limit).map((result) => result.data()));
        return { took: performance.now() - begin, given: given.length };
      }, [text, EXCERPTS]),
  },
};

/** A page of a fresh browser context with an engine in it, and its heap before. */
async function fresh(browser, server, name) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${server.base}blank.html`);
  const devtools = await context.newCDPSession(page);
  const heap = async () => {
    await devtools.send("HeapProfiler.collectGarbage");
    return (await devtools.send("Runtime.getHeapUsage")).usedSize;
  };
  const before = await heap();
  await ENGINES[name].load(page, server.base);
  return { page, grown: async () => (await heap()) - before, close: () => context.close() };
}

async function measured(session, server, name, text) {
  const { took, given } = await ENGINES[name].search(session.page, text);
  return { took, given, ...server.sent() };
}

const NAMES = Object.keys(ENGINES).filter((name) => name === "sihao" || !ALONE);

async function measure(browser, server, asked) {
  const figures = Object.fromEntries(NAMES.map((name) => [name, { first: [], later: [], cached: [] }]));

  const step = Math.floor(asked.length / FIRST);
  for (let at = 0; at < FIRST; at += 1) {
    for (const name of NAMES) {
      server.forget();
      const session = await fresh(browser, server, name);
      figures[name].first.push(await measured(session, server, name, asked[at * step]));
      await session.close();
    }
  }
  for (const name of NAMES) {
    const session = await fresh(browser, server, name);
    await measured(session, server, name, "工作");
    for (const text of asked) {
      server.forget();
      figures[name].later.push(await measured(session, server, name, text));
      figures[name].cached.push(await measured(session, server, name, text));
    }
    figures[name].heap = await session.grown();
    await session.close();
  }
  return figures;
}

/** The text that both index: title and blocks of all documents, in bytes of UTF-8. */
function bytesOfText(all) {
  return all.reduce((sum, document) => sum + Buffer.byteLength([document.title, ...document.texts].join("")), 0);
}

rmSync(folder, { recursive: true, force: true });
write(join(folder, "site"), count);
const built = { sihao: sihao(), pagefind: ALONE ? NaN : pagefind() };
const all = documents(out);
const possible = queries(all, 7).filter((query) => KINDS.includes(query.kind));
const asked = Array.from({ length: LATER }, (_, at) => possible[Math.floor((at * possible.length) / LATER)].text);
const browser = await launch();
const server = await host({ site: out, pagefind: bundle });
try {
  const figures = await measure(browser, server, asked);
  const shards = list(out).filter((path) => path.startsWith("search/"));
  const engine = list(out).find((path) => /^assets\/search-engine\./.test(path));
  print({
    count,
    built,
    figures,
    text: bytesOfText(all),
    index: { sihao: size(out, shards), pagefind: ALONE ? NaN : size(bundle, list(bundle).filter((path) => /\.(pf_|pagefind$)/.test(path))) },
    files: { sihao: shards.length, pagefind: ALONE ? NaN : list(bundle).length },
    engine: [engine, "search/reader.js"].reduce((sum, path) => sum + gzipSync(readFileSync(join(out, path)), { level: 9 }).length, 0),
  });
} finally {
  server.close();
  await browser.close();
  if (!process.argv.includes("--keep")) rmSync(folder, { recursive: true, force: true });
}
