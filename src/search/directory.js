// The directory and what it leads to: branches (where keys stand), volumes (facts of some thousand pages, where their texts stand), titles,
// document numbers. In: a run; out: what docs/search.md says. Stands after reader.js in one file; touches nothing of the page.
(function () {
  "use strict";
  const r = window.sihao.reader;
  let directory = null;

  /** Keys in a row: of two units, or any between U+0001. */
  const row = (text) => (text.match(/\x01[^\x01]*\x01|[^]{2}/g) || []).map((key) => (key.length > 2 ? key.slice(1, -1) : key));

  function readDirectory(parts) {
    const d = Object.assign({}, parts[0]), size = d.pages;
    d.kinds = d.kinds.concat([["unit", "单位"], ["page", "页面"]]);
    d.kind = new Uint16Array(size);
    d.unit = new Uint16Array(size);
    d.year = new Int16Array(size);
    d.day = new Int32Array(size);
    d.criteria_of = new Uint32Array(size);
    d.status = new Uint8Array(size);
    d.size = new Float32Array(size);
    d.common = new Map();
    const classes = parts[1].split(r.PAGE);
    classes.forEach((keys, at) => row(keys).forEach((key) => d.common.set(key, Math.pow(2, classes.length - 1 - at))));
    d.bounds = row(parts[2]);
    d.branches = parts[3];
    d.volumes = parts[4];
    /** What is known of each volume: where its texts begin, digests of its texts and titles. */
    d.known = [];
    return d;
  }

  /** Loads what every search needs, once. */
  function open(run) {
    if (directory) return Promise.resolve((run.directory = directory));
    return r.load(run, "index", "").then((parts) => {
      if (!parts || parts[0].version !== 3) {
        r.drop("index");
        if (parts) run.stale = true;
        return null;
      }
      return (directory = run.directory = directory || readDirectory(parts));
    });
  }

  // Branches.

  const side = (bounds, digests) => ({ bounds: row(bounds), digests });

  /** The branches that keys from `first` to `last` may stand in: for lists (`k`) and positions (`p`) bounds and digests; null for a lost one. */
  function branches(run, first, last) {
    const { bounds, branches: digests } = run.directory, all = [];
    for (let at = Math.max(0, r.below(bounds, first)); at < bounds.length && bounds[at] <= last; at += 1) {
      all.push(r.load(run, "b/" + r.name(bounds[at]), digests.substr(2 * at, 2)).then((parts) =>
        parts && (parts.sides = parts.sides || { k: side(parts[0], parts[1]), p: side(parts[2], parts[3]) })));
    }
    return Promise.all(all);
  }

  // Volumes.

  /** A book of words, the shortest first, each with its bits and what it stands for (src/search/book.rs); gives what reads the next word. */
  function book(bits, value) {
    const sizes = [], values = [], table = new Uint16Array(0x8000);
    for (let count = bits.gamma() - 1, at = 0, code = 0; at < count; at += 1) {
      sizes.push(bits.bits(4));
      values.push(value());
      table.fill(at, code);
      code += 0x8000 >> sizes[at];
    }
    return () => {
      const at = table[bits.next()];
      bits.at += sizes[at];
      return values[at];
    };
  }

  function readFacts(d, from, to, text) {
    const bits = new r.Bits(text), kindBits = r.width(d.kinds.length), unitBits = r.width(d.units.length + 1), limits = [0];
    for (let limit = 1; limits.length < 64; limit = Math.floor((limit * 126) / 100) + 1) limits.push(limit);
    const sorts = book(bits, () => ({ kind: bits.bits(kindBits), apart: r.zigzag(bits.gamma() - 1), criteria: bits.bits(d.criteria.length), status: bits.bits(3) }));
    const units = book(bits, () => bits.bits(unitBits)), sizes = book(bits, () => limits[bits.bits(6)]), steps = book(bits, () => bits.gamma() - 1);
    for (let page = from, day = d.firstDay, year = 0; page < to; page += 1) {
      const sort = sorts();
      d.kind[page] = sort.kind;
      d.unit[page] = units();
      d.size[page] = sizes();
      if (sort.kind < d.kinds.length - 2) {
        const step = steps();
        if (step || !year) year = new Date((day += step) * 864e5).getUTCFullYear();
        d.day[page] = day;
        d.year[page] = year + sort.apart;
        d.criteria_of[page] = sort.criteria;
        d.status[page] = sort.status;
      }
    }
  }

  function readVolume(d, volume, parts) {
    const from = volume * d.volume, to = Math.min(d.pages, from + d.volume), counts = new r.Bits(parts[1]), firsts = [];
    readFacts(d, from, to, parts[0]);
    for (let page = from; page < to; page += counts.gamma()) firsts.push(page);
    return (d.known[volume] = { firsts, texts: parts[2], titles: parts[3] });
  }

  /** The volume of a page; null if it is lost. */
  function volume(run, number) {
    const d = run.directory;
    if (d.known[number]) return Promise.resolve(d.known[number]);
    return r.load(run, "v/" + number * d.volume, d.volumes.substr(2 * number, 2)).then((parts) => parts && (d.known[number] || readVolume(d, number, parts)));
  }

  /** Where there is but one volume nearly every answer needs it: it is read while the lists come. */
  function early(run) {
    if (run.directory.pages <= run.directory.volume) setTimeout(volume, 0, run, 0);
  }

  /** Of these pages, in order, those whose facts could be read: then the directory knows them. */
  function known(run, pages) {
    const d = run.directory, wanted = [];
    for (const page of pages) {
      const number = Math.floor(page / d.volume);
      if (wanted[wanted.length - 1] !== number) wanted.push(number);
    }
    return Promise.all(wanted.map((number) => volume(run, number))).then((all) => (all.every(Boolean) ? pages : pages.filter((page) => d.known[Math.floor(page / d.volume)])));
  }

  /** The parts of the shard that holds a page's text, and its place therein; null if lost. */
  function text(run, page) {
    return volume(run, Math.floor(page / run.directory.volume)).then((known) => {
      if (!known) return null;
      const at = r.below(known.firsts, page), first = known.firsts[at];
      return r.load(run, "x/" + first, known.texts[at]).then((parts) => parts && parts[0].split(r.PAGE)[page - first].split(r.BLOCK));
    });
  }

  /** Titles, addresses and numbers of the pages of a block. */
  function titles(run, block) {
    const d = run.directory, first = block * d.titleBlock, number = Math.floor(first / d.volume);
    return volume(run, number).then((known) => known && r.load(run, "t/" + first, known.titles[(first - number * d.volume) / d.titleBlock])
      .then((parts) => parts && (parts.pages = parts.pages || parts[0].split(r.PAGE))));
  }
  function head(run, page) {
    const size = run.directory.titleBlock;
    return titles(run, Math.floor(page / size)).then((pages) => {
      const parts = pages ? pages[page % size].split(r.BLOCK) : ["", "", ""];
      return { title: parts[0], path: /\.html$/.test(parts[1]) || !parts[1] ? parts[1] : parts[1] + ".html", doc_no: parts[2] };
    });
  }

  // Document numbers.

  function readNumbers(d, bits) {
    const numbers = [], count = bits.gamma() - 1, pageBits = r.width(d.pages);
    for (let at = 0, code = -1, year = 0, serial = 0, start = null; at < count; at += 1) {
      const isNew = bits.gamma() > 1, before = year;
      if (isNew) code += 1;
      year = isNew ? bits.bits(12) : year + bits.gamma() - 1;
      serial = bits.gamma() - 1 + (isNew || year !== before ? 0 : serial);
      const words = d.codes[code] + "〔" + year + "〕", rest = serial + "号";
      if (isNew || year !== before) start = r.fold(words);
      const classes = Array.from(rest, (char) => (char === "号" ? r.HAN : r.TOKEN));
      numbers.push({ page: bits.bits(pageBits), text: words + rest, chars: start.chars.concat(Array.from(rest)), classes: start.classes.concat(classes) });
    }
    return numbers;
  }

  /** Those document numbers that hold all these terms, by organ, year and running number. */
  function numbers(run, terms) {
    const d = run.directory, samples = (d.samples = d.samples || d.codes.map((code) => r.fold(code + "〔0〕0号")));
    const holds = (number) => terms.every((term) => r.places(term, number).length > 0);
    // A term with a digit may be in any; another is in all numbers of an organ, or in none.
    const may = (term) => term.chars.some((char) => /[0-9]/.test(char)) || samples.some((sample) => r.places(term, sample).length > 0);
    if (samples.length === 0 || !terms.every(may)) return Promise.resolve([]);
    return r.load(run, "numbers", d.numbers).then((parts) => (parts ? (parts.numbers = parts.numbers || readNumbers(d, new r.Bits(parts[0]))).filter(holds) : []));
  }

  Object.assign(r, { open, early, branches, known, text, titles, head, numbers });
})();
