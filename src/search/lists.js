// Lists: where keys stand, and which keys a term asks for. In: a run and keys; out: pages, how often, positions. Stands after directory.js
// in one file; touches nothing of the page.
(function () {
  "use strict";
  const r = window.sihao.reader;
  const LONGEST = 100;
  const shards = new Map(), lists = new Map();

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
    return keys.sort((a, b) => a.cost - b.cost);
  }
  const isToken = (char) => r.fold(char).classes[0] === r.TOKEN;

  Object.assign(r, { find, locate, plan });
})();
