// Suggestions for what is being typed: units by any name or reading, then titles, then document numbers, then titles by pinyin. In: a run
// and a text; out: what docs/search.md says. A file of its own, loaded with the first suggestion; touches nothing of the page.
(function () {
  "use strict";
  const r = window.sihao.reader;
  const NEWEST = 5, HEARD = 10, LONGEST = 60, RAREST = 2;
  const INSIDE = 1, BEGINS = 2, WHOLE = 3;

  /** Where letters spell a coded name (src/search/sounds.rs): each syllable whole or by its first letter, the last as far as it is typed. */
  function spells(letters, coded, table) {
    const from = (at, typed) => {
      if (typed >= letters.length) return at;
      if (at >= coded.length) return 0;
      const code = coded.charCodeAt(at) - 0x4e00, first = letters[typed];
      if (code < 0) return coded[at] === first ? from(at + 1, typed + 1) : 0;
      for (const syllable of table[code]) {
        if (syllable[0] !== first) continue;
        if (syllable.startsWith(letters.slice(typed))) return at + 1;
        const end = (syllable.length > 1 && letters.startsWith(syllable, typed) && from(at + 1, typed + syllable.length)) || from(at + 1, typed + 1);
        if (end) return end;
      }
      return 0;
    };
    const isLatin = (at) => coded.charCodeAt(at) < 0x4e00;
    for (let at = 0; at < coded.length; at += 1) {
      // A Latin word or a number is found from its beginning.
      if (at > 0 && isLatin(at) && isLatin(at - 1)) continue;
      const end = from(at, 0);
      if (end) return at > 0 ? INSIDE : end < coded.length ? BEGINS : WHOLE;
      if (letters.length < 2) break;
    }
    return 0;
  }

  const readTable = (text) => text.split(" ").map((readings) => readings.split("|"));

  /** Units, the best first; `file` is units.js, if it could be read. */
  function units(d, file, words, letters) {
    const table = file ? readTable(file[1]) : [], sounds = file ? file[2].split(r.PAGE) : [], ranked = [];
    d.units.forEach((unit, at) => {
      const names = [unit[1], unit[2]].concat(file ? file[0][at] : []).map((name) => r.fold(name).chars.join(""));
      const heard = letters && file ? Math.max(...sounds[at].split(r.BLOCK).map((name) => spells(letters, name, table))) : 0;
      const held = names.some((name) => name.includes(words));
      const rank = names.includes(words) || heard === WHOLE ? 0 : names.some((name) => name.startsWith(words)) || heard === BEGINS ? 1 : held ? 2 : 3;
      if (held || heard) ranked.push({ rank, at, unit });
    });
    ranked.sort((a, b) => a.rank - b.rank || a.at - b.at);
    return ranked.map(({ unit }) => ({ type: "unit", title: unit[1], path: "units/" + unit[0] + ".html", detail: unit[2] }));
  }

  const isUnit = (d, page) => d.kind[page] === d.kinds.length - 2;
  const day = (d, page) => (d.day[page] ? new Date(d.day[page] * 864e5).toISOString().slice(0, 10) : d.kinds[d.kind[page]][1]);
  const titled = (d, page, head) => ({ type: "title", title: head.title, path: head.path, detail: head.doc_no || day(d, page) });

  /** Titles that hold the terms, the newest first; in a large site all are looked at of the newest pages, and of older ones a few that may. */
  function titles(run, terms, holds, limit) {
    const d = run.directory, last = Math.ceil(d.pages / d.titleBlock), found = [];
    const blocks = Array.from({ length: d.allTitles ? last : Math.min(last, NEWEST) }, (_, at) => last - 1 - at);
    return Promise.all(blocks.map((block) => r.titles(run, block))).then((all) => {
      all.forEach((block, n) => {
        for (let at = block ? block.length - 1 : -1; at >= 0 && found.length < limit; at -= 1) {
          const page = blocks[n] * d.titleBlock + at, [title, path, doc_no] = block[at].split(r.BLOCK);
          if (!isUnit(d, page) && holds(r.fold(title))) found.push(titled(d, page, { title, path: path + ".html", doc_no }));
        }
      });
      const left = limit - found.length, first = (last - blocks.length) * d.titleBlock;
      return d.allTitles || left === 0 ? found : older(run, terms, holds, first, left).then((more) => found.concat(more));
    });
  }

  /** The pages whose titles may hold all these terms, in order: of each term the two rarest keys do stand there. */
  function inTitles(run, terms) {
    const keys = [].concat(...terms.map((term) => r.plan(run, term).slice(0, RAREST)));
    return Promise.all(keys.map((key) => r.find(run, key.first, key.last, key.wants))).then((found) => {
      const theirs = (list) => Array.from(list.pages.filter((_, n) => list.titles[n] > 0));
      const all = found.map((lists) => new Set([].concat(...(lists || []).map((list) => theirs(list)))));
      return Array.from(all[0] || []).filter((page) => all.every((pages) => pages.has(page))).sort((a, b) => a - b);
    });
  }

  function older(run, terms, holds, first, limit) {
    return inTitles(run, terms).then((pages) => Promise.all(
      pages.filter((page) => page < first).slice(-limit).reverse().map((page) => r.head(run, page).then((head) => ({ page, head }))),
    )).then((all) => all.filter(({ page, head }) => head.path && !isUnit(run.directory, page) && holds(r.fold(head.title))).map(({ page, head }) => titled(run.directory, page, head)));
  }

  /** Titles by pinyin, the newest first: of the newest ten files, one at a time until there are enough. */
  function heard(run, digests, letters, limit) {
    const d = run.directory, pages = [], last = digests.length - 1;
    const next = (block) => {
      if (block < 0 || block <= last - HEARD || pages.length >= limit) return Promise.all(pages.map((page) => r.head(run, page).then((head) => titled(d, page, head))));
      const facts = r.known(run, [block * d.soundBlock]);
      return Promise.all([r.load(run, "y/" + block * d.soundBlock, digests[block]), facts]).then(([file]) => {
        const table = file ? readTable(file[0]) : [], names = file ? file[1].split(r.PAGE) : [];
        for (let at = names.length - 1; at >= 0 && pages.length < limit; at -= 1) {
          const page = block * d.soundBlock + at;
          if (!isUnit(d, page) && spells(letters, names[at], table)) pages.push(page);
        }
        return next(block - 1);
      });
    };
    return next(last);
  }

  /** With `only` "unit" no titles are loaded. */
  r.suggest = (run, text, limit, only) => r.prepare(run, [text]).then(() => {
    const d = run.directory, terms = r.parse(text).filter((term) => !term.excluded), words = r.fold(text).chars.join("");
    if (terms.length === 0) return [];
    const holds = (folded) => terms.every((term) => r.places(term, folded).length > 0);
    const letters = /^[a-z0-9 ]*[a-z][a-z0-9 ]*$/.test(words) && words.length <= LONGEST ? words.replace(/ /g, "") : "";
    const named = r.load(run, "units", d.readings);
    if (only === "unit") return named.then((file) => units(d, file, words, letters).slice(0, limit));
    const number = (one) => r.head(run, one.page).then((head) => ({ type: "number", title: head.title, path: head.path, detail: one.text }));
    const numbered = r.numbers(run, terms).then((numbers) => Promise.all(numbers.reverse().slice(0, limit).map(number)));
    return Promise.all([named, titles(run, terms, holds, limit), numbered]).then(([file, inTitle, inNumber]) => {
      const spelt = file && letters.length > 1 ? heard(run, file[3], letters, limit) : Promise.resolve([]);
      return spelt.then((byPinyin) => {
        const known = new Set(), isNew = (one) => one.path && !known.has(one.path) && known.add(one.path);
        const others = inTitle.concat(inNumber, byPinyin).filter(isNew).slice(0, limit), first = units(d, file, words, letters);
        // Half of the places are the units', and what the others leave.
        return first.slice(0, Math.max(limit - others.length, Math.ceil(limit / 2))).concat(others).slice(0, limit);
      });
    });
  });
  window.sihao.shard("suggest", "");
})();
