// Answers questions: lists of keys, terms, ranking, results. In: a query and its options; out: what docs/search.md promises. Stands after
// directory.js in one file; touches nothing of the page.
(function () {
  "use strict";
  const sihao = window.sihao, r = sihao.reader;
  const STATUSES = ["unstated", "in_force", "amended", "repealed", "lapsed"];
  const FIRST = 5, MOST = 10, WIDTH = 100, LONGEST = 100, RAREST = 2, FEW = 12;
  const shards = new Map(), lists = new Map(), answers = new Map();

  // Lists. A key's shard follows from the key and its branch.

  /** The keys of a shard, and where the bits of each begin. */
  function open(run, sort, side, at) {
    return r.load(run, sort + "/" + r.name(side.bounds[at]), side.digests.substr(2 * at, 2)).then((parts) => parts && r.keep(shards, parts, () => {
      const heads = new r.Bits(parts[1]), keys = [], starts = [];
      let key = "", text = 0, start = 0;
      for (let count = heads.gamma() - 1; count > 0; count -= 1) {
        const shared = heads.gamma() - 1, added = heads.gamma() - 1;
        key = key.slice(0, shared) + parts[0].substr(text, added);
        text += added;
        keys.push(key);
        starts.push(start);
        start += heads.rice(5);
      }
      return { keys, starts, text: parts[2] };
    }, 60));
  }

  /** The lists of all keys that `wants` among those from `first` to `last`; null for a shard that is missing. */
  function find(run, first, last, wants) {
    const inside = (branch) => {
      const open_all = [], { bounds } = branch.k;
      for (let at = Math.max(0, r.below(bounds, first)); at < bounds.length && bounds[at] <= last; at += 1) open_all.push(open(run, "k", branch.k, at));
      return Promise.all(open_all);
    };
    return r.branches(run, first, last).then((all) => Promise.all(all.map((branch) => (branch ? inside(branch) : [null])))).then((found) => {
      const all = [];
      for (const shard of [].concat(...found)) {
        if (!shard) return null;
        let at = Math.max(0, r.below(shard.keys, first));
        for (; at < shard.keys.length && shard.keys[at] <= last; at += 1) {
          if (shard.keys[at] >= first && wants(shard.keys[at])) all.push(list(run, shard, at));
        }
      }
      return all;
    });
  }

  /** A list: pages, how often in each, how often in its title. */
  function list(run, shard, at) {
    const key = shard.keys[at];
    return r.keep(lists, key, () => {
      const bits = new r.Bits(shard.text, shard.starts[at]), count = bits.gamma(), titled = bits.bits(1);
      const pages = new Int32Array(count), often = new Int32Array(count), titles = new Int32Array(count), single = key.endsWith("*");
      const k = r.parameter(run.directory.pages, count);
      for (let n = 0, next = 0; n < count; n += 1) {
        pages[n] = next + bits.rice(k);
        next = pages[n] + 1;
        often[n] = single ? Math.pow(2, bits.gamma() - 1) : bits.gamma();
        if (titled && bits.bits(1)) titles[n] = bits.gamma();
      }
      const near = single || bits.bits(1);
      return { key, pages, often, titles, text: near && !single ? shard.text : null, at: bits.at, places: null };
    }, 400);
  }

  /** Fills in where a list's key stands in its pages. */
  function locate(run, list) {
    if (list.places) return Promise.resolve(true);
    const read = (text, at) => {
      const bits = new r.Bits(text, at), best = bits.bits(4);
      list.places = [];
      for (let n = 0; n < list.pages.length; n += 1) {
        const k = Math.max(0, best - r.log(list.often[n])), mine = new Int32Array(list.often[n]);
        for (let i = 0, next = 0; i < mine.length; i += 1) next = (mine[i] = next + bits.rice(k)) + 1;
        list.places.push(mine);
      }
      return true;
    };
    if (list.text) return Promise.resolve(read(list.text, list.at));
    return r.branches(run, list.key, list.key).then(([branch]) => {
      const shard = branch && r.below(branch.p.bounds, list.key);
      return branch && shard >= 0 ? open(run, "p", branch.p, shard) : null;
    }).then((shard) => {
      const at = shard ? r.below(shard.keys, list.key) : -1;
      return at >= 0 && shard.keys[at] === list.key && read(shard.text, shard.starts[at]);
    });
  }

  // Terms. A term is a row of pieces (a Han, a mark, a whole word), and each pair of neighbours is a key; see src/search/keys.rs.
  function pieces(term) {
    const all = [];
    for (let at = 0; at < term.chars.length; ) {
      const kind = term.classes[at];
      let end = at + 1;
      while (kind === r.TOKEN && term.classes[end] === r.TOKEN) end += 1;
      all.push({ kind, at, text: term.chars.slice(at, Math.min(end, at + LONGEST)).join(""), first: term.chars[at], size: end - at });
      at = end;
    }
    return all;
  }

  /** The keys to look for, each `{ at, first, last, wants }`, so that every character of the term is looked for at least once. */
  function plan(run, term) {
    const all = pieces(term), sign = (piece) => (piece.kind === r.MARK ? "." : piece.text);
    const key = (at, text) => ({ at, first: text, last: text, wants: () => true, cost: 16 + (run.directory.common.get(text) || 0) });
    if (all.length === 1 && all[0].size === 1 && !(term.quoted && all[0].kind === r.TOKEN)) return [key(0, all[0].text + "*")];
    const steps = all.map((piece, n) => {
      const next = all[n + 1];
      if (piece.kind === r.SPACE) return { free: true };
      if (piece.kind !== r.TOKEN) {
        if (!next) return { none: true };
        const start = next.kind === r.TOKEN, whole = start && next.size === 1 && !all[n + 2] && !term.quoted;
        return { key: key(piece.at, sign(piece) + (start ? next.first : sign(next))), two: !start || whole };
      }
      if (next || piece.size > LONGEST) {
        const follows = next && next.kind !== r.SPACE && piece.size <= LONGEST;
        return { key: key(piece.at, piece.text + (follows ? sign(next) : "")), two: follows, must: true };
      }
      const length = piece.text.length, whole = (found) => {
        const rest = found.slice(length), code = rest.codePointAt(0);
        return !rest || rest === "." || (rest.length === (code > 0xffff ? 2 : 1) && !/[0-9a-z*]/.test(rest) && !isToken(rest));
      };
      return { key: { at: piece.at, first: piece.text, last: piece.text + "\uffff", wants: (found) => !found.endsWith("*") && (!term.quoted || whole(found)), cost: 16 } };
    });
    // From the end: the cheapest way on from each piece, it being looked for already or not.
    const best = [];
    best[all.length] = [{ cost: 0, keys: null }, { cost: 0, keys: null }];
    for (let n = all.length - 1; n >= 0; n -= 1) {
      const step = steps[n], on = best[n + 1];
      const skip = on[0], take = step.key && on[step.two ? 1 : 0];
      const taken = step.key ? { cost: step.key.cost + take.cost, keys: { key: step.key, rest: take.keys } } : { cost: Infinity, keys: null };
      best[n] = [step.free ? skip : taken, !step.must && skip.cost <= taken.cost ? skip : taken];
    }
    const keys = [];
    for (let link = best[0][0].keys; link; link = link.rest) keys.push(link.key);
    return keys;
  }
  const isToken = (char) => r.fold(char).classes[0] === r.TOKEN;

  /**
   * How often a term stands in each page, and in its title; the highest bit says that its number holds it. The rarest keys are looked for
   * first, then one more at a time, until so few pages hold them all that reading these costs less than what is left: five of them are
   * read for their excerpts in any case, and two texts cost what a key does.
   */
  function weigh(run, term) {
    const keys = plan(run, term).sort((a, b) => a.cost - b.cost), size = run.directory.pages;
    const answer = { often: new Uint16Array(size), titles: new Uint8Array(size), lost: false, empty: false }, found = [];
    const meet = (wanted) => Promise.all(keys.slice(found.length, wanted).map((key) => find(run, key.first, key.last, key.wants).then((lists) => ({ at: key.at, lists })))).then((more) => {
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
    // What is asked next, unless other terms leave few of these pages.
    if (run.alone) r.known(run, Array.from(pages));
    return Promise.all(all.map((list) => locate(run, list))).then((good) => {
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
      return unit.folded.some((folded) => r.places(term, folded).length > 0) && find(run, key(at), key(at), () => true);
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

  /** The pages that hold all terms and none of those excluded, as far as their facts are known, and what is known of the terms that count. */
  function match(run, terms, found) {
    const holds = (page) => (one) => one.often[page] || one.titles[page];
    const wanted = found.filter((one, n) => !terms[n].excluded && (!one.empty || one.pages.length > 0 || !one.lost));
    const unwanted = found.filter((one, n) => terms[n].excluded);
    const fewest = wanted.reduce((few, one) => (few && few.length <= one.pages.length ? few : one.pages), null) || [];
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
      const isDocument = d.kind[page] < documents, off = [];
      if (kind !== -2 && d.kind[page] !== kind) off.push("kind");
      if (unit !== -2 && d.unit[page] !== unit) off.push("unit");
      if (year !== -2 && d.year[page] !== year) off.push("year");
      if (criterion !== -2 && !(criterion >= 0 && (d.criteria_of[page] >>> criterion) & 1)) off.push("criterion");
      if (status !== -2 && !(isDocument && d.status[page] === status)) off.push("status");
      if (off.length > 1) continue;
      const counts = (name) => off.length === 0 || off[0] === name;
      if (counts("kind")) add(facets.kind, d.kind[page]);
      if (counts("unit") && d.unit[page]) add(facets.unit, d.unit[page] - 1);
      if (counts("year") && isDocument) add(facets.year, d.year[page]);
      if (counts("criterion")) for (let at = 0, all = d.criteria_of[page]; all; at += 1, all >>>= 1) if (all & 1) add(facets.criterion, at);
      if (counts("status") && isDocument) add(facets.status, d.status[page]);
      if (off.length > 0) continue;
      let score = 0;
      wanted.forEach((one, n) => {
        const often = one.often[page] + 4 * (one.titles[page] & 127) + (one.titles[page] & 128 ? 8 : 0);
        score += (weights[n] * often * 2.2) / (often + 1.2 * (0.25 + (0.75 * d.size[page]) / d.average));
      });
      const tier = wanted.every((one) => one.titles[page] & 127) ? 2 : wanted.every((one) => one.titles[page]) ? 1 : 0;
      const order = options.sort === "date" ? 0 : tier * 0x1000000 + Math.min(0xffffff, Math.round(score * 10000));
      hits.push(order * 0x400000 + page);
    }
    const sorted = Float64Array.from(hits).sort().reverse();
    return { pages: Array.from(sorted, (hit) => hit % 0x400000), facets: tell(d, facets) };
  }

  function tell(d, facets) {
    const named = (map, list) => Array.from(map, ([at, count]) => ({ id: String(list[at][0]), name: list[at][2] || list[at][1], count }));
    const words = ["未注明", "现行有效", "已修改", "已废止", "已失效"];
    const years = Array.from(facets.year, ([at, count]) => ({ id: String(at), name: at + "年", count }));
    const byOrder = (map, list) => named(new Map(Array.from(map).sort((a, b) => a[0] - b[0])), list);
    return {
      kind: byOrder(facets.kind, d.kinds),
      unit: byOrder(facets.unit, d.units),
      year: years.sort((a, b) => b.id - a.id),
      criterion: byOrder(facets.criterion, d.criteria),
      status: byOrder(facets.status, STATUSES.map((id, at) => [id, words[at]])),
    };
  }

  // Results.
  function result(run, page, head) {
    const d = run.directory, isDocument = d.kind[page] < d.kinds.length - 2, unit = d.units[d.unit[page] - 1];
    return {
      path: head.path, title: head.title, excerpt: "", kind: d.kinds[d.kind[page]][0], unit: unit ? unit[0] : "",
      year: isDocument ? String(d.year[page]) : "", date: isDocument ? new Date(d.day[page] * 864e5).toISOString().slice(0, 10) : "",
      doc_no: head.doc_no, kind_name: d.kinds[d.kind[page]][1], unit_name: unit ? unit[2] || unit[1] : "",
      status: isDocument ? STATUSES[d.status[page]] : "",
    };
  }

  /** A page's title, address, number and blocks of text. Where its text is lost, its title is still in a file of titles. */
  function text(run, page) {
    return r.text(run, page).then((parts) => {
      if (!parts) return r.head(run, page).then((head) => ({ head, blocks: [], lost: true }));
      const [title, path, doc_no, ...blocks] = parts;
      return { head: { title, path, doc_no }, blocks, lost: false };
    });
  }

  const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
  const escape = (words) => words.replace(/[&<>"']/g, (sign) => ESCAPES[sign]);

  /** The piece of a page's text where the most terms stand together, each marked. */
  function excerpt(blocks, terms) {
    let best = { score: -1, block: blocks[0] || "", marks: [] }, read = 0;
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
    return Promise.all(pages.slice(from, to).map((page, n) => text(run, page).then(({ head, blocks }) =>
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
        if (wanted.length === 0) return close(none);
        run.alone = terms.length === 1;
        return Promise.all(terms.map((term) => answer(run, term))).then((found) => match(run, terms, found)).then((matched) => {
          const { pages, facets } = rank(run, matched.pages, matched.wanted, wish), offset = Number(wish.offset) || 0;
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
