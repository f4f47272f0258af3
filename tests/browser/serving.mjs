// `sihao serve` on a small site of a test's own: started, edited as an editor would, stopped, started again.

import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { root } from "./site.mjs";

const program = process.env.SIHAO_PROGRAM || join(root, "target", "debug", process.platform === "win32" ? "sihao.exe" : "sihao");
/** The day for which the sites are shown. */
export const DAY = "2026-11-20";
/** A document with enough text to scroll, an outline, and a part that opens. */
export const LONG = "news/2026-long";

const text = (title, paragraphs) => `---
标题: ${title}
发布日期: 2026-05-06
---

<details><summary>办理过程</summary>先登记，后办理。</details>

${paragraphs.map((paragraph, at) => `${at % 10 === 0 ? `## 第${at / 10 + 1}部分\n\n` : ""}${paragraph}\n`).join("\n")}`;

/** The text of the long document. */
export function long(title = "窗口服务改进情况", change = (paragraphs) => paragraphs) {
  return text(title, change(Array.from({ length: 60 }, (_, at) => `第${at + 1}段：窗口人员把材料清单、办理时限和咨询电话写在一张纸上，交给来办事的人。`)));
}

async function freePort() {
  const server = createServer();
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

/** Whether something answers at an address. */
async function answers(base) {
  try {
    await (await fetch(base, { redirect: "manual" })).arrayBuffer();
    return true;
  } catch {
    return false;
  }
}

/**
 * A site as `init` writes it, with one long document, in a folder of its own.
 *
 * `write` and `edit` change its files, `start` and `stop` the preview; `options` go to `serve`.
 */
export async function site() {
  const folder = mkdtempSync(join(tmpdir(), "sihao-preview-"));
  const home = join(folder, "四好 site");
  const quiet = { stdio: ["ignore", "ignore", "inherit"] };
  execFileSync(program, ["init", home], quiet);
  const file = (path) => join(home, path);
  const made = {
    home,
    file,
    base: `http://127.0.0.1:${await freePort()}/`,
    said: "",
    read: (path) => readFileSync(file(path), "utf8"),
    write: (path, words) => {
      mkdirSync(dirname(file(path)), { recursive: true });
      writeFileSync(file(path), words);
    },
    edit: (path, from, to) => {
      const before = made.read(path);
      if (!before.includes(from)) throw new Error(`${path} does not hold ${from}`);
      made.write(path, before.replace(from, to));
    },
    build: (...options) => {
      const out = join(folder, "out");
      execFileSync(program, ["build", "--root", home, "--out", out, "--as-of", DAY, "-q", ...options], quiet);
      return out;
    },
    start: async (...options) => {
      const port = new URL(made.base).port;
      const child = spawn(program, ["serve", "--root", home, "--port", port, "--as-of", DAY, ...options], { stdio: ["ignore", "pipe", "pipe"] });
      made.child = child;
      for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (made.said += data));
      for (let tries = 0; !(await answers(made.base)); tries += 1) {
        if (child.exitCode !== null || tries > 400) throw new Error(`serve does not answer: ${made.said}`);
        await new Promise((next) => setTimeout(next, 25));
      }
    },
    stop: async (signal = "SIGTERM") => {
      const child = made.child;
      made.child = null;
      if (!child || child.exitCode !== null) return;
      const ended = new Promise((done) => child.once("exit", done));
      child.kill(signal);
      await ended;
    },
    remove: async () => {
      await made.stop("SIGKILL");
      rmSync(folder, { recursive: true, force: true });
    },
  };
  made.write(`content/${LONG}.md`, long());
  return made;
}

/** Marks a page, so that `isSame` can tell whether it was loaded again. */
export const mark = (page) => page.evaluate(() => (globalThis.isMarked = true));
export const isSame = (page) => page.evaluate(() => globalThis.isMarked === true);

/** Opens a page, and waits until its script has heard of the newest state. */
export async function open(page, url) {
  await page.goto(url);
  await page.locator("#sihao-bar .sihao-warnings:not(:empty)").waitFor();
}

/** Waits until a page shows a text. */
export const shows = (page, words, where = "main") => page.locator(where, { hasText: words }).first().waitFor({ timeout: 10_000 });
