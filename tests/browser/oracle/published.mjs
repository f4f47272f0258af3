// What a built site says: from the pages a reader opens, not from sources or the index, the pages that can be found with their blocks of
// text: documents, units and free pages. Takes an output folder, gives pages; refuses HTML that it can't read for certain.

import { readFileSync } from "node:fs";
import { join, sep } from "node:path";

import { list } from "./folder.mjs";
import { fold } from "./fold.mjs";

const BLOCKS = new Set(
  ("address article aside blockquote caption center col colgroup dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li " +
    "nav ol p pre section summary table tbody td tfoot th thead tr ul").split(" "),
);
const EMPTY = new Set(["area", "br", "col", "hr", "img", "input", "link", "meta", "wbr"]);
/** Numbers of notes, ways back and headings for those who hear the page: shown beside the text, no part of it. */
const ASIDE = /class="(footnote-ref|footnote-back|visually-hidden)"/;
const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0" };

/** All pages of a built site that a search may give. */
export function pages(out) {
  const found = list(out)
    .filter((path) => path.endsWith(".html"))
    .map((path) => read(path, readFileSync(join(out, path), "utf8")))
    .filter((page) => page !== null);
  // A document's page may show its unit by the short name alone, as a link to the unit's page, which has the whole.
  const names = new Map(found.filter((page) => page.sort === "unit").map((page) => [page.path, page.title]));
  return found.map((page) => finish({ ...page, unit: names.get(page.unit) ?? "" }));
}

/** The documents among them. */
export function documents(out) {
  return pages(out).filter((page) => page.sort === "document");
}

/** One page; `null` if it is none to be found. */
function read(path, html) {
  const article = inside(html, /<article id="document"[^>]*>/, "article");
  if (article !== null) return document(path, html, article);
  const main = inside(html, /<main [^>]*>/, "main") ?? "";
  const title = plain(inside(main, /<h1[^>]*>/, "h1") ?? "");
  const free = inside(main, /<div id="text"[^>]*>/, "div");
  if (free !== null) return { sort: "page", path, title, number: "", unit: "", short: "", texts: blocks(free), beside: [] };
  if (!/^units\/(?!index\.)/.test(path)) return null;
  // A unit's page shows more than is its own text: what of that may find it is the index's matter.
  const prose = inside(main, /<div class="text prose">/, "div") ?? "";
  return { sort: "unit", path, title, number: "", unit: "", short: "", texts: blocks(prose), beside: blocks(main) };
}

function document(path, html, article) {
  const foot = html.slice(html.indexOf('<div class="reading-foot">'));
  const related = inside(foot, /<span class="related-name">相关单位<\/span>/, "p") ?? "";
  // Its own comes first; the texts that the oracle makes concern no other.
  const own = /<a href="([^"]*)">(.*?)<\/a>/.exec(related);
  return {
    sort: "document",
    path,
    title: plain(inside(article, /<h1[^>]*>/, "h1") ?? ""),
    number: plain(inside(article, /<p class="document-number">/, "p") ?? ""),
    unit: own === null ? "" : join(path, "..", own[1]).split(sep).join("/"),
    short: plain(own?.[2] ?? ""),
    texts: [...blocks(inside(article, /<div id="text"[^>]*>/, "div") ?? ""), ...around(html, article)],
    beside: [],
  };
}

/** What a document's page says of it outside the text: of the box what is no day and no state; whom it goes to and concerns, attachments, who
 *  signed, wrote and checked it; and what the text itself has as attachments, which stand below the signature. */
function around(html, article) {
  const all = (within, pattern) => Array.from(within.matchAll(pattern), ([, found]) => plain(found)).filter((text) => text !== "");
  const box = inside(html, /<dl class="policy-box">/, "dl") ?? "";
  const related = inside(html, /<span class="related-name">相关单位<\/span>/, "p") ?? "";
  const attachments = inside(article, /<section [^>]*class="official-attachments"[^>]*>/, "section") ?? "";
  const credits = inside(html, /<p class="credits">/, "p") ?? "";
  const annexes = Array.from(article.matchAll(/<section class="annex [^"]*"[^>]*>/g), (annex) => inside(article.slice(annex.index), /<section [^>]*>/, "section"));
  return [
    ...annexes.flatMap((annex) => blocks(annex)),
    ...all(box, /<dt>(?:索引号|主题分类|发文机关)<\/dt>\s*<dd>(.*?)<\/dd>/gs),
    ...all(article, /<p class="official-(?:recipients|signatory|note)(?: [^"]*)?">(.*?)<\/p>/gs),
    ...all(attachments, /<a [^>]*>(.*?)<\/a>/gs),
    ...all(related, /<a [^>]*>(.*?)<\/a>/gs),
    ...all(credits, /<span>[^：]*：(.*?)<\/span>/gs),
  ];
}

function finish(page) {
  const shown = [page.title, page.number, page.unit, page.short, ...page.texts];
  return { ...page, shown, title_folded: fold(page.title), folded: shown.map((text) => fold(text)), beside: page.beside.map((text) => fold(text)) };
}

/** What stands between an opening tag and its end; `null` without one. */
function inside(html, opening, name) {
  const begin = opening.exec(html);
  if (begin === null) return null;
  const tags = new RegExp(`<(/?)${name}\\b[^>]*>`, "g");
  tags.lastIndex = begin.index + begin[0].length;
  let depth = 1;
  for (let tag = tags.exec(html); tag !== null; tag = tags.exec(html)) {
    depth += tag[1] === "" ? 1 : -1;
    if (depth === 0) return html.slice(begin.index + begin[0].length, tag.index);
  }
  return html.slice(begin.index + begin[0].length);
}

/** Cuts HTML into blocks of plain text. White space is as written. */
export function blocks(html) {
  const found = [];
  let text = "";
  // The name of the element whose inside is left out, and how many of the name are open in it.
  let hidden = null;
  const flush = () => {
    if (text.trim() !== "") found.push(text.trim());
    text = "";
  };
  for (const [, tag, closing, name, attributes, words] of tokens(html)) {
    if (words !== undefined) {
      if (hidden === null) text += decode(words);
      continue;
    }
    if (tag === undefined) continue;
    const element = name.toLowerCase();
    if (hidden !== null) {
      if (element === hidden.name && !EMPTY.has(element)) hidden.depth += closing ? -1 : 1;
      if (hidden.depth === 0) hidden = null;
      continue;
    }
    if (BLOCKS.has(element)) flush();
    if (!closing && ASIDE.test(attributes)) hidden = { name: element, depth: 1 };
    else if (element === "br") text += " ";
    else if (element === "img") text += decode(/ alt="([^"]*)"/.exec(attributes)?.[1] ?? "");
  }
  flush();
  return found;
}

/** Tags and the text between them. */
function tokens(html) {
  return html.matchAll(/(<(\/?)([a-zA-Z][a-zA-Z0-9]*)((?:[^>"]|"[^"]*")*)>)|([^<]+)/g);
}

function plain(html) {
  return decode(html.replace(/<[^>]*>/g, "")).trim();
}

function decode(html) {
  return html.replace(/&(?:#x([0-9a-f]+)|#([0-9]+)|([a-z]+));/gi, (whole, hex, decimal, name) => {
    if (hex) return String.fromCodePoint(parseInt(hex, 16));
    if (decimal) return String.fromCodePoint(parseInt(decimal, 10));
    if (name in ENTITIES) return ENTITIES[name];
    throw new Error(`an entity that the oracle doesn't know: ${whole}`);
  });
}
