// The directory and what it leads to: branches (where keys stand), volumes (facts of some thousand pages, where their texts stand), titles,
// document numbers. In: a run; out: what docs/search.md says. Stands after reader.js in one file; touches nothing of the page.
(function () {
  "use strict";
  const r = window.sihao.reader;
  const STATUSES = 4, RESTS = 32, LENGTHS = 6, ONE = 65536, LEAST = 64, SLOWEST = 60, HIGHEST = 0x3fffffff;
  let directory = null;

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
    classes.forEach((keys, at) => keys.split(r.BLOCK).forEach((key) => key && d.common.set(key, Math.pow(2, classes.length - 1 - at))));
    d.bounds = parts[2].split(r.BLOCK);
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
      if (!parts || parts[0].version !== 2) {
        r.drop("index");
        if (parts) run.stale = true;
        return null;
      }
      return (directory = run.directory = directory || readDirectory(parts));
    });
  }

  // Branches.

  const side = (bounds, digests) => ({ bounds: bounds ? bounds.split(r.BLOCK) : [], digests });

  /** The branches that keys from `first` to `last` may stand in: for lists (`k`) and positions (`p`) bounds and digests; null for a lost one. */
  function branches(run, first, last) {
    const { bounds, branches: digests } = run.directory, all = [];
    for (let at = Math.max(0, r.below(bounds, first)); at < bounds.length && bounds[at] <= last; at += 1) {
      all.push(r.load(run, "b/" + r.name(bounds[at]), digests.substr(2 * at, 2)).then((parts) =>
        parts && (parts.sides = parts.sides || { k: side(parts[0], parts[1]), p: side(parts[2], parts[3]) })));
    }
    return Promise.all(all);
  }

  // Volumes. Numbers by their chances: src/search/chances.rs.

  class Chances {
    constructor(text) {
      this.bits = new r.Bits(text);
      this.low = 0;
      this.high = HIGHEST;
      this.value = this.bits.bits(30);
    }
    bit(sort, place) {
      const chance = sort.yes[place], met = sort.met[place], middle = this.low + ((this.high - this.low) >> 12) * (chance >> 4), yes = this.value <= middle;
      if (yes) this.high = middle;
      else this.low = middle + 1;
      sort.yes[place] = Math.min(ONE - LEAST, Math.max(LEAST, chance + ((((yes ? ONE : 0) - chance) * 2) / (2 * met + 3) | 0)));
      sort.met[place] = Math.min(met + 1, SLOWEST);
      while ((this.low ^ this.high) >> 22 === 0) {
        this.low = (this.low << 8) & HIGHEST;
        this.high = ((this.high << 8) & HIGHEST) | 255;
        this.value = ((this.value << 8) & HIGHEST) | this.bits.bits(8);
      }
      return yes ? 1 : 0;
    }
    plain(sort, width) {
      let place = 1;
      for (let at = 0; at < width; at += 1) place = 2 * place + this.bit(sort, place);
      return place - (1 << width);
    }
    any(sort) {
      let width = 0, value = 1;
      while (this.bit(sort, width)) width += 1;
      for (let at = width - 1; at >= 0; at -= 1) value = 2 * value + this.bit(sort, 64 + 32 * width + at);
      return value - 1;
    }
  }

  function readFacts(d, from, to, text) {
    const coder = new Chances(text), kindBits = r.width(d.kinds.length), unitBits = r.width(d.units.length + 1);
    const sort = (size) => ({ yes: new Int32Array(size).fill(ONE / 2), met: new Uint8Array(size) });
    const ofKind = sort(1 << kindBits), ofUnit = sort(1 << unitBits), ofDay = sort(2048), ofYear = sort(2048), ofRest = sort(RESTS * d.kinds.length), ofSize = sort(1 << LENGTHS);
    const sizes = [0];
    for (let limit = 1; sizes.length < 1 << LENGTHS; limit = Math.floor((limit * 126) / 100) + 1) sizes.push(limit);
    for (let page = from, day = d.firstDay, year = 0; page < to; page += 1) {
      const kind = (d.kind[page] = coder.plain(ofKind, kindBits));
      d.unit[page] = coder.plain(ofUnit, unitBits);
      if (kind < d.kinds.length - 2) {
        const step = coder.any(ofDay);
        if (step || !year) year = new Date((day += step) * 864e5).getUTCFullYear();
        d.day[page] = day;
        d.year[page] = year + r.zigzag(coder.any(ofYear));
        for (let at = 0; at < d.criteria.length; at += 1) d.criteria_of[page] |= coder.bit(ofRest, RESTS * kind + STATUSES + at) << at;
        while (d.status[page] < STATUSES && coder.bit(ofRest, RESTS * kind + d.status[page])) d.status[page] += 1;
      }
      d.size[page] = sizes[coder.plain(ofSize, LENGTHS)];
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

  /** Where there is but one volume nearly every answer needs it: it comes together with the lists. */
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
