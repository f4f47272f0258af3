// A server that counts what it sends: folders by name below one address, and an empty page without a policy, since Pagefind's module runs
// WebAssembly, which the site's own policy forbids. Scripts of the engines are counted apart from their data.

import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".json": "application/json", ".wasm": "application/wasm" };

export async function host(folders) {
  let sent = nothing();
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const [, name, ...rest] = path.split("/");
    try {
      const bytes = path === "/blank.html" ? Buffer.from("<!doctype html><title>.</title>") : readFileSync(join(folders[name], ...rest));
      if (path !== "/blank.html") count(sent, path, bytes.length);
      response.writeHead(200, { "content-type": TYPES[extname(path)] ?? "application/octet-stream", "cache-control": "max-age=3600" });
      response.end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    base: `http://127.0.0.1:${server.address().port}/`,
    sent: () => ({ ...sent, sorts: { ...sent.sorts } }),
    forget: () => { sent = nothing(); },
    close: () => server.close(),
  };
}

const nothing = () => ({ bytes: 0, all: 0, sorts: {} });

/** Adds a file to what was sent; of ours by its sort (docs/search.md: index, k, p, x, t, fold) as well. */
function count(sent, path, bytes) {
  sent.all += bytes;
  if (!isData(path)) return;
  sent.bytes += bytes;
  const [, , , sort] = path.split("/");
  sent.sorts[sort] = (sent.sorts[sort] ?? 0) + bytes;
}

/** Of ours the index without its reader; of Pagefind everything but its scripts and its WebAssembly. */
function isData(path) {
  if (path.startsWith("/site/")) return path.startsWith("/site/search/") && !path.endsWith("/reader.js");
  return path.startsWith("/pagefind/") && !/\.js$|wasm\./.test(path);
}
