// A server that counts what it sends: folders by name below one address, and an empty page without a policy, since Pagefind's module runs
// WebAssembly, which the site's own policy forbids. Scripts of the engines are counted apart from their data.

import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".json": "application/json", ".wasm": "application/wasm" };

export async function host(folders) {
  let sent = { bytes: 0, requests: 0 };
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const [, name, ...rest] = path.split("/");
    try {
      const bytes = path === "/blank.html" ? Buffer.from("<!doctype html><title>.</title>") : readFileSync(join(folders[name], ...rest));
      if (isData(path)) sent = { bytes: sent.bytes + bytes.length, requests: sent.requests + 1 };
      response.writeHead(200, { "content-type": TYPES[extname(path)] ?? "application/octet-stream", "cache-control": "max-age=3600" });
      response.end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    base: `http://127.0.0.1:${server.address().port}/`,
    sent: () => sent,
    forget: () => { sent = { bytes: 0, requests: 0 }; },
    close: () => server.close(),
  };
}

/** Of ours the index; of Pagefind everything but its scripts and its WebAssembly. */
function isData(path) {
  if (path.startsWith("/site/")) return path.startsWith("/site/search/");
  return path.startsWith("/pagefind/") && !/\.js$|wasm\./.test(path);
}
