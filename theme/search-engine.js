// The search engine: window.sihao.search(text, options) and window.sihao.suggest(text, limit), as docs/search.md says. A classic
// script for browsers from 2018 on. What answers stands beside the index (search/reader.js), being of its format and build: it is loaded at
// once, since whoever enters a box will ask, and the index with the first question.
(function () {
  "use strict";
  const sihao = (window.sihao = window.sihao || {});
  // Digest of search/reader.js and what it loads: a script that a browser kept from before reads other files. A test says what it must be.
  const READER = "8162ac60";
  const own = document.currentScript.src.replace(/[?#].*$/, "");
  const root = own.replace(/(assets\/)?[^/]*$/, "");
  let coming = null, reading = null;
  /** Shards that come before the reader, which takes them. */
  sihao.early = [];
  sihao.shard = (...shard) => sihao.early.push(shard);

  function script(name, version) {
    return new Promise((resolve, reject) => {
      const tag = document.createElement("script");
      const end = (good) => {
        tag.remove();
        if (good) resolve();
        else reject(new Error(name));
      };
      tag.onload = () => end(true);
      tag.onerror = () => end(false);
      tag.src = root + name + (/^http/.test(root) ? "?" + version : "");
      document.head.appendChild(tag);
    });
  }

  const come = () => (coming = coming || script("search/reader.js", READER));

  /** The reader; the directory, which it asks for first, comes at the same time. */
  function reader() {
    reading = reading || Promise.all([come(), script("search/index.js", "").catch(() => null)]).then(() => {
      if (!sihao.reader) throw new Error("search/reader.js");
      return sihao.reader;
    });
    return reading.catch((error) => {
      coming = reading = null;
      throw error;
    });
  }

  /** What a search gives when nothing could be loaded. */
  const nothing = (retry) => ({
    total: 0, facets: { kind: [], unit: [], year: [], criterion: [], status: [] }, results: [], failed: 1, stale: false, retry, more: () => Promise.resolve([]),
  });

  /**
   * Finds pages. Options: kind, unit, year, criterion, status, sort ("date"), limit (10), offset; `excerpts`: for how many of the first
   * ten results (10); with 5, `more()` of the answer fills in the others, titles and paths too.
   */
  sihao.search = (query, options) => reader().then((r) => r.search(query, options), () => nothing(() => sihao.search(query, options)));

  /** Units, then titles and document numbers that hold a text: `[{ type, title, path, detail }]`; with `only` "unit" units alone. */
  sihao.suggest = (query, limit, only) => reader().then((r) => r.hints(query, limit, only), () => []);

  come().catch(() => (coming = null));
})();
