// Reads the files under search/ (docs/search.md tells their format), among which it stands itself: shards, packed numbers, folding.
// theme/search-engine.js loads it with the first search, and answers by it. A classic script for browsers from 2018 on; loads shards by
// script tags, so that it works from file: as well. Touches nothing of the page.
(function () {
  "use strict";
  const sihao = (window.sihao = window.sihao || {});
  const [, root, own] = /^(.*)search\/reader\.js\??(.*)$/.exec(document.currentScript.src);
  const BLOCK = "\u0001", PAGE = "\u0002";
  const SPACE = 0, TOKEN = 1, HAN = 2, MARK = 3;
  const KEPT = 400, PATIENCE = 20000;

  // Loading. A shard says its name and digest; which digest belongs to this build, the directory says. A file may bring several.
  const arrived = new Map();
  sihao.shard = (name, digest, ...parts) => arrived.set(name, { digest, parts });
  (sihao.early || []).forEach((shard) => sihao.shard(...shard));
  const kept = new Map();

  /** Keeps what was made, the most recently used `limit` of them. */
  function keep(cache, key, make, limit) {
    const value = cache.has(key) ? cache.get(key) : make();
    cache.delete(key);
    cache.set(key, value);
    if (cache.size > limit) cache.delete(cache.keys().next().value);
    return value;
  }

  function script(name, version) {
    return new Promise((resolve, reject) => {
      const tag = document.createElement("script");
      const end = (good) => {
        clearTimeout(timer);
        tag.remove();
        const shard = arrived.get(name);
        arrived.delete(name);
        if (good && shard) resolve(shard);
        else reject(new Error(name));
      };
      const timer = setTimeout(end, PATIENCE, false);
      tag.onload = () => end(true);
      tag.onerror = () => end(false);
      tag.async = true;
      tag.src = root + "search/" + name + ".js" + (/^http/.test(root) ? "?" + version : "");
      document.head.appendChild(tag);
    });
  }

  /** The parts of a shard, or null: then `run` knows what is missing. */
  function load(run, name, digest) {
    const version = name === "suggest" ? own : Array.from(digest, (c) => c.charCodeAt(0).toString(36)).join("");
    const make = () => (arrived.has(name) ? Promise.resolve(arrived.get(name)) : script(name, version)).then((shard) => {
      if (!shard.digest.startsWith(digest)) throw Object.assign(new Error(name), { stale: true });
      return shard.parts;
    });
    return keep(kept, name, make, KEPT).catch((error) => {
      kept.delete(name);
      if (error.stale) run.stale = true;
      run.missing.add(name);
      return null;
    });
  }

  // Packed numbers: fifteen bits to a character from U+4E00 up.
  class Bits {
    constructor(text, at) {
      this.text = text;
      this.at = at || 0;
    }
    unit(on = 0) {
      return (this.text.charCodeAt(((this.at / 15) | 0) + on) - 0x4e00) & 0x7fff;
    }
    /** The next fifteen bits, which are not taken. */
    next() {
      return (((this.unit() << 15) | this.unit(1)) >> (15 - (this.at % 15))) & 0x7fff;
    }
    bits(count) {
      let value = 0;
      while (count > 0) {
        const left = 15 - (this.at % 15), take = Math.min(left, count);
        value = value * (1 << take) + ((this.unit() >> (left - take)) & ((1 << take) - 1));
        this.at += take;
        count -= take;
      }
      return value;
    }
    /** How many bits come before one that differs; that one is taken too. */
    run(flip, most) {
      const start = this.at;
      for (let count = 0; ; ) {
        const left = 15 - (this.at % 15), rest = (this.unit() ^ flip) & ((1 << left) - 1);
        const same = rest === 0 ? left : Math.clz32(rest) - 32 + left;
        count += same;
        this.at += same + (rest === 0 ? 0 : 1);
        if (count >= most) {
          this.at = start + most;
          return most;
        }
        if (rest !== 0) return count;
      }
    }
    gamma() {
      const zeros = this.run(0, 32);
      return Math.pow(2, zeros) + this.bits(zeros);
    }
    rice(k) {
      const ones = this.run(0x7fff, 20);
      return ones === 20 ? this.bits(32) : ones * Math.pow(2, k) + this.bits(k);
    }
  }
  const log = (value) => (value < 1 ? 0 : 31 - Math.clz32(value));
  const width = (count) => (count < 2 ? 0 : 32 - Math.clz32(count - 1));
  const zigzag = (value) => (value >>> 1) ^ -(value & 1);
  const parameter = (span, count) => log(Math.floor((span * 69) / (Math.max(1, count) * 100)));

  /** The index of the last of sorted `list` that is not after `value`, or -1. */
  function below(list, value) {
    let low = 0, high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (list[middle] <= value) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  // Folding: here what nearly every text is made of; the rest from the table that the program wrote.
  const RARE = /[^\0-\x7f\u00a0\u00b0\u00b1\u00b7\u00c0-\u00ff\u2014\u2018\u2019\u201c\u201d\u2026\u2030\u203b\u2190-\u2193\u2500-\u25ff\u2605\u2606\u3000-\u3002\u3007-\u3011\u3014-\u3017\u4e00-\u9fff\uff01-\uff5e]/;
  const OPEN = "〔【〖[{", CLOSE = "〕】〗]}";
  let table = null;

  function readTable(parts) {
    const classes = { starts: [], codes: [] }, ways = { starts: [], tags: [], moves: [], texts: [] };
    let bits = new Bits(parts[0]), text = 0;
    for (let at = 0; at < 0x110000; ) {
      classes.starts.push(at);
      classes.codes.push(bits.bits(2));
      at += bits.gamma();
    }
    bits = new Bits(parts[1]);
    for (let at = 0; at < 0x110000; ) {
      const tag = bits.bits(2), length = bits.gamma();
      ways.starts.push(at);
      ways.tags.push(tag);
      ways.texts.push(text);
      ways.moves.push(tag & 1 ? zigzag(bits.gamma() - 1) : 0);
      if (tag === 2) text += length;
      at += tag === 3 ? 2 * length : length;
    }
    return { classes, ways, targets: parts[2].split(BLOCK) };
  }

  /** Loads the table if one of these texts needs it. */
  function prepare(run, texts) {
    if (table || !texts.some((text) => RARE.test(text))) return Promise.resolve();
    return load(run, "fold", run.directory.fold).then((parts) => {
      if (parts) table = readTable(parts);
    });
  }

  function foldOne(code) {
    if (code >= 0xff01 && code <= 0xff5e) code -= 0xfee0;
    const char = String.fromCodePoint(code);
    if (code < 0x80) {
      if ((code >= 9 && code <= 13) || code === 32) return " ";
      return OPEN.includes(char) ? "(" : CLOSE.includes(char) ? ")" : char.toLowerCase();
    }
    if (!RARE.test(char)) {
      if (OPEN.includes(char)) return "(";
      if (CLOSE.includes(char)) return ")";
      return code === 0x2026 ? "..." : code === 0x3007 ? "0" : code === 0x3000 || code === 0xa0 ? " " : char.toLowerCase();
    }
    if (!table) return char;
    const ways = table.ways, run = below(ways.starts, code), tag = ways.tags[run], inside = code - ways.starts[run];
    if (tag === 2) return table.targets[ways.texts[run] + inside];
    return tag === 0 || (tag === 3 && inside % 2 === 1) ? char : String.fromCodePoint(code + ways.moves[run]);
  }

  function classOf(char) {
    const code = char.codePointAt(0);
    if (code >= 0x4e00 && code <= 0x9fff) return HAN;
    if (code < 0x80) return code === 32 ? SPACE : /[0-9a-z]/.test(char) ? TOKEN : MARK;
    if (!RARE.test(char)) return code >= 0xdf && code <= 0xff && code !== 0xf7 ? TOKEN : MARK;
    if (!table) return MARK;
    return table.classes.codes[below(table.classes.starts, code)];
  }

  /** Folded characters, their classes, and where in the text each begins and ends. */
  function fold(text) {
    const chars = [], classes = [], from = [], to = [];
    let at = 0, spaced = -1;
    const put = (char, kind, first, end) => {
      chars.push(char);
      classes.push(kind);
      from.push(first);
      to.push(end);
    };
    for (const char of text) {
      const code = char.codePointAt(0), end = at + char.length;
      // What nearly every text is made of stays as it is.
      if (code >= 0x4e00 && code <= 0x9fff) {
        put(char, HAN, at, end);
        spaced = -1;
      } else {
        for (const folded of foldOne(code)) {
          const kind = classOf(folded);
          if (kind === SPACE) {
            if (spaced < 0) spaced = at;
            continue;
          }
          if (spaced >= 0 && kind === TOKEN && classes[classes.length - 1] === TOKEN) put(" ", SPACE, spaced, at);
          spaced = -1;
          put(folded, kind, at, end);
        }
      }
      at = end;
    }
    return { chars, classes, from, to };
  }

  /** The terms of a query. White space parts them, quotes keep it, a minus excludes; marks at the ends of a term ask nothing. */
  function parse(query) {
    const terms = [], pattern = /([-－]?)"([^"]*)(?:"|$)|(\S+?)(?=\s|"|$)/gu;
    for (let found = pattern.exec(query); found; found = pattern.exec(query)) {
      if (found[0] === "") pattern.lastIndex += 1;
      const quoted = found[2] !== undefined, word = found[3];
      const excluded = quoted ? found[1] !== "" : /^[-－]./u.test(word);
      const folded = fold(quoted ? found[2] : excluded ? word.slice(1) : word);
      let first = 0, last = folded.chars.length;
      if (!quoted) {
        while (first < last && folded.classes[first] === MARK) first += 1;
        while (first < last && folded.classes[last - 1] === MARK) last -= 1;
      }
      const chars = folded.chars.slice(first, last), classes = folded.classes.slice(first, last);
      if (classes.some((kind) => kind !== MARK)) terms.push({ chars, classes, quoted, excluded, id: (quoted ? '"' : "") + chars.join("") });
    }
    return terms;
  }

  /** Where a term stands in folded text: pairs of first and last+1. */
  function places(term, folded) {
    const found = [], { chars, classes } = folded, size = term.chars.length;
    for (let at = 0; at + size <= chars.length; at += 1) {
      let same = 0;
      while (same < size && (term.classes[same] === MARK ? classes[at + same] === MARK : chars[at + same] === term.chars[same])) same += 1;
      if (same < size || (classes[at] === TOKEN && at > 0 && classes[at - 1] === TOKEN)) continue;
      if (term.quoted && term.classes[size - 1] === TOKEN && classes[at + size] === TOKEN) continue;
      found.push([at, at + size]);
    }
    return found;
  }

  /** What a shard is called after the key that it begins with. */
  function name(key) {
    let hash = 0x811c9dc5;
    for (let at = 0; at < key.length; at += 1) {
      const unit = key.charCodeAt(at);
      hash = Math.imul(hash ^ (unit & 255), 0x01000193);
      hash = Math.imul(hash ^ (unit >> 8), 0x01000193);
    }
    return (hash >>> 0).toString(16).padStart(8, "0");
  }

  const drop = (name) => kept.delete(name) && arrived.delete(name);
  sihao.reader = { load, drop, prepare, fold, parse, places, name, keep, Bits, below, log, width, zigzag, parameter, SPACE, TOKEN, HAN, MARK, BLOCK, PAGE };
})();
