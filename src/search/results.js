// Results: what is told of the pages that were found, with excerpts. In: a query and its options; out: what docs/search.md promises. Stands
// after answer.js in one file; touches nothing of the page.
(function () {
  "use strict";
  const sihao = window.sihao, r = sihao.reader;
  const FIRST = 5, MOST = 10, WIDTH = 100, FILTERS = ["kind", "unit", "year", "criterion", "status"];

  function result(run, page, head) {
    const d = run.directory, isDocument = d.kind[page] < d.kinds.length - 2, unit = d.units[d.unit[page] - 1];
    return {
      path: head.path, title: head.title, excerpt: "", kind: d.kinds[d.kind[page]][0], unit: unit ? unit[0] : "",
      year: isDocument ? String(d.year[page]) : "", date: isDocument ? new Date(d.day[page] * 864e5).toISOString().slice(0, 10) : "",
      doc_no: head.doc_no, kind_name: d.kinds[d.kind[page]][1], unit_name: unit ? unit[2] || unit[1] : "",
      status: isDocument ? r.STATUSES[d.status[page]] : "",
    };
  }

  const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
  const escape = (words) => words.replace(/[&<>"']/g, (sign) => ESCAPES[sign]);

  /** The piece of a page's text where the most terms stand together, each marked; where there is none, what follows the headings. */
  function excerpt(blocks, terms) {
    let best = { score: -1, block: blocks.find((block) => block.length > 30) || blocks[0] || "", marks: [] }, read = 0;
    for (const block of blocks) {
      if ((read += block.length) > 300000) break;
      const folded = r.fold(block), marks = [];
      terms.forEach((term, n) => r.places(term, folded).forEach(([first, end]) => marks.push({ n, from: folded.from[first], to: folded.to[end - 1] })));
      marks.sort((a, b) => a.from - b.from || b.to - a.to);
      for (let first = 0, last = 0; first < marks.length; first += 1) {
        while (last < marks.length && marks[last].to <= marks[first].from + WIDTH) last += 1;
        const inside = marks.slice(first, Math.max(last, first + 1)), score = 100 * new Set(inside.map((mark) => mark.n)).size + Math.min(50, inside.length);
        if (score > best.score) best = { score, block, marks, middle: (inside[0].from + inside[inside.length - 1].to) / 2 };
      }
    }
    const whole = best.block, low = (at) => at > 0 && at < whole.length && (whole.charCodeAt(at) & 0xfc00) === 0xdc00;
    let from = Math.max(0, Math.min(Math.round((best.middle || 0) - WIDTH / 2), whole.length - WIDTH)), to = Math.min(whole.length, from + WIDTH);
    from -= low(from) ? 1 : 0;
    to += low(to) ? 1 : 0;
    let out = from > 0 ? "…" : "", at = from;
    for (const mark of best.marks) {
      const start = Math.max(at, mark.from), end = Math.min(to, mark.to);
      if (start >= end) continue;
      out += escape(whole.slice(at, start)) + "<mark>" + escape(whole.slice(start, end)) + "</mark>";
      at = end;
    }
    return out + escape(whole.slice(at, to)) + (to < whole.length ? "…" : "");
  }

  /** Fills in titles, addresses and excerpts of these results. */
  function fill(run, pages, results, terms, from, to) {
    return Promise.all(pages.slice(from, to).map((page, n) => r.read(run, page).then(({ head, blocks }) =>
      r.prepare(run, blocks).then(() => Object.assign(results[from + n], head, { excerpt: excerpt(blocks, terms) })))));
  }

  function begin() {
    const run = { missing: new Set(), stale: false, directory: null };
    return r.open(run).then(() => run);
  }

  r.search = (query, options) => {
    const wish = Object.assign({ limit: 10, offset: 0, excerpts: MOST }, options);
    return begin().then((run) => {
      const close = (rest) => Object.assign(rest, { failed: run.missing.size, stale: run.stale, retry: () => sihao.search(query, options) });
      const none = { total: 0, facets: { kind: [], unit: [], year: [], criterion: [], status: [] }, results: [], more: () => Promise.resolve([]) };
      if (!run.directory) return close(none);
      return r.prepare(run, [String(query)]).then(() => {
        const terms = r.parse(String(query)), wanted = terms.filter((term) => !term.excluded);
        if (wanted.length === 0 && !FILTERS.some((key) => wish[key])) return close(none);
        run.alone = terms.length === 1;
        r.early(run);
        return Promise.all(terms.map((term) => r.answer(run, term))).then((found) => r.match(run, terms, found)).then((matched) => {
          const { pages, facets } = r.rank(run, matched.pages, matched.wanted, wish), offset = Number(wish.offset) || 0;
          const shown = pages.slice(offset, offset + Number(wish.limit)), told = Math.min(MOST, shown.length, Number(wish.excerpts));
          const results = shown.map((page) => result(run, page, { title: "", path: "", doc_no: "" }));
          // Those without an excerpt have their titles from elsewhere, but for what `more` will bring.
          const heads = shown.map((page, n) => n < told || (n < MOST && told > 0) || r.head(run, page).then((head) => Object.assign(results[n], head)));
          // A result whose title is lost can't be shown: it counts, and `failed` tells.
          const known = (from, to) => results.filter((one, n) => one.path || (n >= from && n < to));
          const more = () => fill(run, shown, results, wanted, told, MOST).then(() => known(0, 0));
          return Promise.all(heads.concat(fill(run, shown, results, wanted, 0, Math.min(FIRST, told))))
            .then(() => fill(run, shown, results, wanted, FIRST, told))
            .then(() => close({ total: pages.length, facets, results: known(told, told > 0 ? MOST : 0), more }));
        });
      });
    });
  };

  // A page that loads this file alone, such as a portal's, has the search as well.
  r.hints = (query, limit, only) => begin().then((run) => Promise.resolve(run.directory && r.load(run, "suggest", "")).then((ready) => (ready ? r.suggest(run, String(query), limit || 8, only) : [])));
  sihao.search = sihao.search || r.search;
  sihao.suggest = sihao.suggest || r.hints;
})();
