// The truth by brute force: which documents a query finds (DESIGN.md §12), by looking at every block of every document.
// Takes pages as `published.mjs` gives them and a query as a reader types it.

import { fold, isMark, isToken } from "./fold.mjs";

/** The terms of a query: `{ text, quoted, excluded }`, text folded. */
export function parse(query) {
  const terms = [];
  const pattern = /([-－]?)"([^"]*)(?:"|$)|(\S+?)(?=\s|"|$)/gu;
  for (const [, minus, phrase, word] of query.matchAll(pattern)) {
    const quoted = phrase !== undefined;
    const excluded = quoted ? minus !== "" : /^[-－]./u.test(word);
    let text = fold(quoted ? phrase : excluded ? word.slice(1) : word);
    if (!quoted) text = bare(text);
    if (Array.from(text).some((char) => !isMark(char))) terms.push({ text, quoted, excluded });
  }
  return terms;
}

/** Without the marks at its ends: there they would only ask that some mark stands beside the term. */
function bare(text) {
  const chars = Array.from(text);
  while (chars.length > 0 && isMark(chars[0])) chars.shift();
  while (chars.length > 0 && isMark(chars.at(-1))) chars.pop();
  return chars.join("");
}

/** A test of folded text for one term. */
export function matcher({ text, quoted }) {
  const chars = Array.from(text);
  const whole = quoted && isToken(chars.at(-1));
  const longest = longestRun(chars);
  return (folded) => places(folded, chars, longest).some(([from, to]) => {
    if (isToken(chars[0]) && isToken(before(folded, from))) return false;
    return !(whole && isToken(after(folded, to)));
  });
}

function before(text, at) {
  const char = text.slice(Math.max(0, at - 2), at);
  return Array.from(char).at(-1) ?? " ";
}

function after(text, at) {
  return at < text.length ? String.fromCodePoint(text.codePointAt(at)) : " ";
}

/** Between the blocks of a document, so that a scan of it is one `indexOf`; folded text never holds it. */
const BETWEEN = "\n";

/** Where a term stands, as pairs of begin and end, word boundaries not yet looked at. */
function places(folded, chars, longest) {
  const found = [];
  const run = longest.chars.join("");
  for (let at = folded.indexOf(run); at >= 0; at = folded.indexOf(run, at + 1)) {
    const from = stepBack(folded, at, longest.begin);
    const end = from < 0 ? -1 : endOf(folded, from, chars);
    if (end >= 0) found.push([from, end]);
  }
  return found;
}

/** The longest piece of a term without marks: trying every place for the whole term would be slow. */
function longestRun(chars) {
  let best = { begin: 0, chars: [] };
  let begin = 0;
  chars.concat("!").forEach((char, at) => {
    if (!isMark(char)) return;
    if (at - begin > best.chars.length) best = { begin, chars: chars.slice(begin, at) };
    begin = at + 1;
  });
  return best;
}

function stepBack(text, at, characters) {
  let from = at;
  for (let step = 0; step < characters; step += 1) {
    if (from === 0) return -1;
    from -= before(text, from).length;
  }
  return from;
}

function endOf(folded, from, chars) {
  let at = from;
  for (const wanted of chars) {
    if (at >= folded.length || folded[at] === BETWEEN) return -1;
    const char = String.fromCodePoint(folded.codePointAt(at));
    if (isMark(wanted) ? !isMark(char) : char !== wanted) return -1;
    at += char.length;
  }
  return at;
}

/** Answers queries over pages: what must be found, what may be (the same, but for what units' pages show beside their text), and what of it has
 *  all terms in its title. */
export function oracle(pages) {
  const wholes = pages.map((page) => page.folded.join(BETWEEN));
  const shown = pages.map((page, at) => (page.beside.length > 0 ? [wholes[at], ...page.beside].join(BETWEEN) : wholes[at]));
  return function answer(query) {
    const terms = parse(query);
    const wanted = terms.filter((term) => !term.excluded).map((term) => matcher(term));
    const unwanted = terms.filter((term) => term.excluded).map((term) => matcher(term));
    const none = new Set();
    if (wanted.length === 0) return { found: none, allowed: none, inTitle: none };
    const hits = (texts, against) =>
      pages.filter((_, at) => wanted.every((matches) => matches(texts[at])) && !unwanted.some((matches) => matches(against[at])));
    const allowed = hits(shown, wholes);
    const inTitle = allowed.filter((page) => wanted.every((matches) => matches(page.title_folded)));
    const paths = (list) => new Set(list.map((page) => page.path));
    return { found: paths(hits(wholes, shown)), allowed: paths(allowed), inTitle: paths(inTitle) };
  };
}

/** The first block of a document that holds some term of a query: for the message when a result is missing or too much. */
export function evidence(document, query) {
  for (const term of parse(query)) {
    const at = document.folded.findIndex(matcher(term));
    if (at >= 0) return `${term.excluded ? "-" : ""}${term.text} in block ${at}: ${document.shown[at].slice(0, 200)}`;
  }
  return "no block holds any term";
}
