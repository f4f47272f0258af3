// A searching page in either browser: a built site, opened over http or from `file:`, asked through `window.sihao.search`.
// Everything that the page says on the console or throws is noted; what to make of it is the test's matter.

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { launch } from "../chromium.mjs";
import { launchOld } from "../chromium69.mjs";
import { root } from "../site.mjs";
import { list } from "./folder.mjs";

/** How long a search may take before it counts as hanging. */
const PATIENCE = 30_000;

/** An empty folder for a site, with `build`, which makes it anew into the same output. */
export function workshop() {
  const folder = mkdtempSync(join(tmpdir(), "sihao-oracle-"));
  const source = join(folder, "site");
  const out = join(folder, "四好 site");
  const program = process.env.SIHAO_PROGRAM ?? join(root, "target", "debug", process.platform === "win32" ? "sihao.exe" : "sihao");
  return {
    source,
    out,
    base: pathToFileURL(out).href + "/",
    build() {
      const begin = process.hrtime.bigint();
      const stdio = ["ignore", "ignore", "pipe"];
      execFileSync(program, ["build", "--root", source, "--out", out, "--as-of", "2026-11-20", "-q"], { stdio, maxBuffer: 1 << 30 });
      return Number(process.hrtime.bigint() - begin) / 1e6;
    },
    /** The path of the engine's script. */
    engine: () => list(out).find((path) => /^assets\/search-engine\.[^/]*\.js$/.test(path)),
    /** Paths of all files of the index. */
    shards: () => list(out).filter((path) => path.startsWith("search/")),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Asks one after another in the page; runs there, so it is written for the oldest browser. */
function ask(asked) {
  const one = ({ text, options }) => {
    const begin = performance.now();
    const settings = Object.assign({ limit: 1000000 }, options);
    const late = new Promise((resolve) => setTimeout(resolve, asked.patience, { error: "no answer" }));
    return Promise.race([late, window.sihao.search(text, settings)]).then(
      (answer) => {
        window.lastAnswer = answer;
        const { total, facets, failed, stale, error } = answer;
        const results = (answer.results || []).map((result) => (asked.whole ? result : { path: result.path }));
        return { total, facets, failed, stale, error, results, took: performance.now() - begin };
      },
      (error) => ({ error: String((error && error.stack) || error), results: [] }),
    );
  };
  return asked.queries.reduce((before, query) => before.then((done) => one(query).then((answer) => done.concat([answer]))), Promise.resolve([]));
}

/** A page with the engine in it. `options` of a query go to the engine as they are. */
class Session {
  constructor(page, evaluate, told) {
    Object.assign(this, { page, evaluate, told, requests: [] });
    page.on("request", (request) => this.requests.push(request.url()));
    page.on("console", (message) => told.push(`console: ${message.text()}`));
    page.on("pageerror", (error) => told.push(`error: ${error.message}`));
  }

  /** Opens a page of the site, with the engine in it if the page has it not by itself. */
  async open(base, engine, path = "index.html") {
    await this.page.goto(base + path, { waitUntil: "load" });
    if (!(await this.evaluate(() => Boolean(window.sihao && window.sihao.search)))) {
      await this.page.addScriptTag({ url: base + engine });
    }
    await this.evaluate(() => {
      window.injected = 0;
      window.alert = () => { window.injected += 1; };
    });
  }

  /** Answers to many queries, some at a time. */
  async search(queries, { whole = false, at_once = 20 } = {}) {
    const answers = [];
    for (let from = 0; from < queries.length; from += at_once) {
      const part = queries.slice(from, from + at_once).map(({ text, options }) => ({ text, options }));
      answers.push(...(await this.evaluate(ask, { queries: part, whole, patience: PATIENCE })));
    }
    return answers;
  }

  /** Calls `retry` of the last answer. */
  async retry() {
    await this.evaluate(() => Promise.resolve(window.lastAnswer.retry()).then(() => null));
  }
}

/** Today's Chromium. */
export async function modern() {
  const browser = await launch();
  const open = async () => {
    const page = await (await browser.newContext()).newPage();
    return new Session(page, (run, value) => page.evaluate(run, value), []);
  };
  return { name: "Chromium", open, close: () => browser.close() };
}

/** Chromium 69, which has one page. */
export async function old() {
  const browser = await launchOld();
  const open = async () => {
    const [page] = await browser.pages();
    page.removeAllListeners();
    return new Session(page, (run, value) => page.evaluate(run, value), []);
  };
  return { name: "Chromium 69", open, close: () => browser.close() };
}
