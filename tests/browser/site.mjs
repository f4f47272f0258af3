// The sample, built into a temporary folder; its pages; a small server that shows it at a sub-path.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { dirname, extname, join, relative, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

export const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

/** Builds the sample; gives its folder, its address as `file:`, its pages by path, and how to remove it. */
export function build() {
  const folder = mkdtempSync(join(tmpdir(), "sihao-browser-"));
  const out = join(folder, "四好 site");
  const program = join(root, "target", "debug", process.platform === "win32" ? "sihao.exe" : "sihao");
  execFileSync(program, ["build", "--root", root, "--out", out, "--as-of", "2026-11-20", "-q"], { stdio: "inherit" });
  const files = list(out);
  return {
    out,
    files,
    pages: files.filter((file) => file.endsWith(".html")),
    base: pathToFileURL(out).href + "/",
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The files of a folder, as paths relative to it with `/`, in order. */
export function list(folder) {
  const within = (inner) => readdirSync(inner, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? within(join(inner, entry.name)) : [join(inner, entry.name)],
  );
  return within(folder).map((file) => relative(folder, file).split(sep).join("/")).sort();
}

/** One page of each kind: of every folder its index and one more, every page at the root, and one list for paper. */
export function onePageOfEachKind(pages) {
  const chosen = new Map();
  for (const page of pages) {
    const parts = page.split("/");
    const name = parts.at(-1).replace(/\.html$/, "");
    const kind = parts.length === 1 ? page : name === "print" ? name : `${parts[0]}/${/^(index|page-\d+)$/.test(name) ? name.replace(/\d+/, "n") : "one"}`;
    if (!chosen.has(kind)) chosen.set(kind, page);
  }
  return [...chosen.values()];
}

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".xml": "application/xml",
  ".ics": "text/calendar; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".png": "image/png",
  ".jpg": "image/jpeg",
};

/** Shows a folder at `/portal/sihao/` of a free port of this machine; anything else is not found. */
export async function serve(out) {
  const prefix = "/portal/sihao/";
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    try {
      if (!path.startsWith(prefix) || path.includes("..")) throw new Error("outside");
      const name = path.slice(prefix.length) || "index.html";
      const bytes = readFileSync(join(out, name));
      response.writeHead(200, { "content-type": TYPES[extname(name)] ?? "application/octet-stream" });
      response.end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return { base: `http://127.0.0.1:${server.address().port}${prefix}`, close: () => server.close() };
}

/** Runs a task for every item, a few at a time. */
export async function each(items, width, task) {
  const waiting = [...items];
  await Promise.all(
    Array.from({ length: width }, async (_, worker) => {
      while (waiting.length > 0) await task(waiting.shift(), worker);
    }),
  );
}
