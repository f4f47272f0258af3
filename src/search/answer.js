// Answers: which pages hold the terms of a query, how often, and in which order they are told. In: a run and terms; out: pages and
// facets. Stands after lists.js in one file; touches nothing of the page.
(function () {
  "use strict";
  const r = window.sihao.reader;
  const STATUSES = ["unstated", "in_force", "amended", "repealed", "lapsed"];
  const FIRST = 5, RAREST = 2, FEW = 12, AHEAD = 2;
  const KIND = 1, UNIT = 2, YEAR = 4, CRITERION = 8, STATUS = 16;
  const answers = new Map();

  /**
   * How often a term stands in each page, and in its title; the highest bit says that its number holds it. The rarest keys are looked for
   * first, then one more at a time, until so few pages hold them all that reading these costs less than what is left: five of them are
   * read for their excerpts in any case, and two texts cost what a key does.
   */
  function weigh(run, term) {
    const keys = r.plan(run, term), size = run.directory.pages;
    const answer = { often: new Uint16Array(size), titles: new Uint8Array(size), lost: false, empty: false }, found = [];
    const ask = (key) => r.find(run, key.first, key.last, key.wants).then((lists) => ({ at: key.at, lists }));
    const meet = (wanted) => {
      const asked = keys.slice(found.length, wanted).map(ask);
      // Where the next keys stand costs little, and is known by then.
      keys.slice(wanted, wanted + AHEAD).forEach((key) => r.branches(run, key.first, key.last));
      return Promise.all(asked).then((more) => {
        found.push(...more);
        const good = found.filter((one) => one.lists), pages = shared(run, good), left = keys.length - found.length;
        answer.lost = good.length < found.length;
        answer.empty = good.length === 0;
        if (pages.length === 0 && good.length > 0) return null;
        const apart = [].concat(...good.map((one) => one.lists)).filter((list) => !list.places && !list.text).length;
        if (keys.length > 1 && good.length > 0 && pages.length <= Math.min(FEW, FIRST + 2 * left + apart)) return verify(run, term, pages, answer);
        if (left > 0) return meet(wanted + 1);
        return place(run, good, new Set(pages), answer);
      });
    };
    return meet(RAREST).then(() => others(run, term, answer));
  }

  /** The pages that hold all of these keys, wherever. */
  function shared(run, found) {
    const seen = new Uint8Array(run.directory.pages), pages = [];
    found.forEach((one, n) => one.lists.forEach((list) => list.pages.forEach((page) => {
      if (seen[page] === n) seen[page] = n + 1;
    })));
    if (found.length > 0) seen.forEach((count, page) => count === found.length && pages.push(page));
    return pages;
  }

  /** A page's title, address, number and blocks of text. Where its text is lost, its title is still in a file of titles. */
  function text(run, page) {
    return r.text(run, page).then((parts) => {
      if (!parts) return r.head(run, page).then((head) => ({ head, blocks: [], lost: true }));
      const [title, path, doc_no, ...blocks] = parts;
      return { head: { title, path, doc_no }, blocks, lost: false };
    });
  }

  /** Of these pages, those whose text holds the term. */
  function verify(run, term, pages, answer) {
    return Promise.all(pages.map((page) => text(run, page).then(({ head, blocks, lost }) => r.prepare(run, [head.title, ...blocks]).then(() => {
      const count = (words) => r.places(term, r.fold(words)).length;
      answer.lost = answer.lost || lost;
      answer.titles[page] = Math.min(127, count(head.title));
      answer.often[page] = answer.titles[page] + blocks.reduce((sum, block) => sum + count(block), 0);
    })))).then(() => answer);
  }

  /** Of these pages, those where all keys stand at their distances. */
  function place(run, found, pages, answer) {
    const all = [].concat(...found.map((one) => one.lists));
    if (found.length < 2) {
      for (const list of all) list.pages.forEach((page, n) => {
        answer.often[page] += list.often[n];
        answer.titles[page] = Math.min(127, answer.titles[page] + list.titles[n]);
      });
      return null;
    }
    // What is asked next, unless other terms leave few of these pages; the positions are asked for first, since a browser loads few at a time.
    if (run.alone) setTimeout(r.known, 0, run, Array.from(pages));
    return Promise.all(all.map((list) => r.locate(run, list))).then((good) => {
      answer.lost = answer.lost || good.some((one) => !one);
      // By page: where the term may begin; a place counts from the end, so what comes later in the term has a smaller one.
      let starts = null;
      for (const one of found.filter((other) => other.lists.every((list) => list.places))) {
        const next = new Map();
        for (const list of one.lists) list.pages.forEach((page, n) => {
          const before = starts && starts.get(page);
          if (!pages.has(page) || (starts && !before)) return;
          const mine = next.get(page) || next.set(page, new Map()).get(page);
          list.places[n].forEach((place, nth) => {
            const start = place + one.at;
            if (!before || before.has(start)) mine.set(start, nth < list.titles[n]);
          });
        });
        starts = next;
      }
      (starts || new Map()).forEach((mine, page) => {
        answer.often[page] = mine.size;
        mine.forEach((inTitle) => (answer.titles[page] += inTitle && answer.titles[page] < 127 ? 1 : 0));
      });
    });
  }

  /** What no text holds: document numbers, and whose a page is. */
  function others(run, term, answer) {
    const d = run.directory, key = (at) => "\u0003" + String.fromCharCode(0x4e00 + at) + "*";
    const own = d.units.map((unit, at) => {
      unit.folded = unit.folded || [r.fold(unit[1]), r.fold(unit[2])];
      return unit.folded.some((folded) => r.places(term, folded).length > 0) && r.find(run, key(at), key(at), () => true);
    });
    return Promise.all([r.numbers(run, [term]), ...own.filter(Boolean)]).then(([numbers, ...lists]) => {
      for (const number of numbers) answer.titles[number.page] |= 128;
      answer.lost = answer.lost || lists.some((list) => !list);
      for (const list of [].concat(...lists)) if (list) list.pages.forEach((page) => (answer.often[page] = answer.often[page] || 1));
      answer.pages = [];
      for (let page = 0; page < d.pages; page += 1) if (answer.often[page] || answer.titles[page]) answer.pages.push(page);
      return answer;
    });
  }

  function answer(run, term) {
    if (answers.has(term.id)) return Promise.resolve(r.keep(answers, term.id, null, 30));
    return weigh(run, term).then((found) => {
      if (!found.lost) r.keep(answers, term.id, () => found, 30);
      return found;
    });
  }

  /** The pages that hold all terms (all pages, where there is none) and none of those excluded, if their facts are known; and the terms that count. */
  function match(run, terms, found) {
    const holds = (page) => (one) => one.often[page] || one.titles[page];
    const wanted = found.filter((one, n) => !terms[n].excluded && (!one.empty || one.pages.length > 0 || !one.lost));
    const unwanted = found.filter((one, n) => terms[n].excluded);
    const all = terms.every((term) => term.excluded) ? Array.from(run.directory.kind.keys()) : [];
    const fewest = wanted.reduce((few, one) => (few && few.length <= one.pages.length ? few : one.pages), null) || all;
    return r.known(run, fewest.filter((page) => wanted.every(holds(page)) && !unwanted.some(holds(page)))).then((pages) => ({ pages, wanted }));
  }

  // Ranking: all terms in the title; then all in title or number; then neighbours before scattered; then BM25F; then the newer.
  function rank(run, matched, wanted, options) {
    const d = run.directory, facets = { kind: new Map(), unit: new Map(), year: new Map(), criterion: new Map(), status: new Map() };
    const hits = [], weights = wanted.map((one) => Math.log(1 + (d.pages - one.pages.length + 0.5) / (one.pages.length + 0.5)));
    const index = (list, id) => list.findIndex((entry) => entry[0] === id);
    const is = (value) => value !== undefined && value !== null && value !== "";
    const kind = is(options.kind) ? index(d.kinds, options.kind) : -2, unit = is(options.unit) ? index(d.units, options.unit) + 1 || -1 : -2;
    const year = is(options.year) ? Number(options.year) : -2, status = is(options.status) ? STATUSES.indexOf(options.status) : -2;
    const criterion = is(options.criterion) ? index(d.criteria, options.criterion) : -2, documents = d.kinds.length - 2;
    const add = (map, id) => map.set(id, (map.get(id) || 0) + 1);
    for (const page of matched) {
      const isDocument = d.kind[page] < documents;
      // The filters that leave the page out, a bit each: what one leaves out, its own facet counts.
      let off = 0;
      if (kind !== -2 && d.kind[page] !== kind) off |= KIND;
      if (unit !== -2 && d.unit[page] !== unit) off |= UNIT;
      if (year !== -2 && d.year[page] !== year) off |= YEAR;
      if (criterion !== -2 && !(criterion >= 0 && (d.criteria_of[page] >>> criterion) & 1)) off |= CRITERION;
      if (status !== -2 && !(isDocument && d.status[page] === status)) off |= STATUS;
      if ((off & ~KIND) === 0) add(facets.kind, d.kind[page]);
      if ((off & ~UNIT) === 0 && d.unit[page]) add(facets.unit, d.unit[page] - 1);
      if ((off & ~YEAR) === 0 && isDocument) add(facets.year, d.year[page]);
      if ((off & ~CRITERION) === 0) for (let at = 0, all = d.criteria_of[page]; all; at += 1, all >>>= 1) if (all & 1) add(facets.criterion, at);
      if ((off & ~STATUS) === 0 && isDocument) add(facets.status, d.status[page]);
      if (off !== 0) continue;
      let score = 0, tier = 2;
      for (let n = 0; n < wanted.length; n += 1) {
        const titles = wanted[n].titles[page], often = wanted[n].often[page] + 4 * (titles & 127) + (titles & 128 ? 8 : 0);
        score += (weights[n] * often * 2.2) / (often + 1.2 * (0.25 + (0.75 * d.size[page]) / d.average));
        tier = Math.min(tier, titles & 127 ? 2 : titles ? 1 : 0);
      }
      const order = options.sort === "date" ? 0 : tier * 0x1000000 + Math.min(0xffffff, Math.round(score * 10000));
      hits.push(order * 0x400000 + page);
    }
    const sorted = Float64Array.from(hits).sort().reverse();
    return { pages: Array.from(sorted, (hit) => hit % 0x400000), facets: tell(d, facets) };
  }

  function tell(d, facets) {
    const words = ["未注明", "现行有效", "已修改", "已废止", "已失效"];
    const years = Array.from(facets.year, ([at, count]) => ({ id: String(at), name: at + "年", count }));
    const byOrder = (map, list) => Array.from(map).sort((a, b) => a[0] - b[0]).map(([at, count]) => ({ id: String(list[at][0]), name: list[at][2] || list[at][1], count }));
    return {
      kind: byOrder(facets.kind, d.kinds),
      unit: byOrder(facets.unit, d.units),
      year: years.sort((a, b) => b.id - a.id),
      criterion: byOrder(facets.criterion, d.criteria),
      status: byOrder(facets.status, STATUSES.map((id, at) => [id, words[at]])),
    };
  }

  Object.assign(r, { read: text, answer, match, rank, STATUSES });
})();
