// Queries, always the same for the same documents: pieces of their texts cut at random places, numbers in all spellings, Latin, several
// terms, exclusions, phrases, and what is nowhere. Takes documents as `published.mjs` gives them, gives `{ kind, text }`.

import { random } from "./corpus.mjs";
import { isMark } from "./fold.mjs";

/** How many of each kind, for `total` about 340. */
const SHARES = {
  piece: 80, single: 12, pair: 30, heading: 10, title: 16, break: 24, latin: 30, digits: 24, number: 40,
  unit: 12, two: 24, strangers: 8, excluded: 16, phrase: 24, marks: 24, spaced: 8, nowhere: 24, odd: 10,
};

export function queries(documents, seed = 1) {
  const chance = random(seed);
  const makers = kinds(documents, chance);
  const all = Object.entries(SHARES).flatMap(([kind, share]) =>
    Array.from({ length: share }, () => ({ kind, text: makers[kind]().replace(/\n/g, "") })),
  );
  return all.filter((query) => query.text.trim() !== "");
}

function kinds(documents, chance) {
  const document = () => chance.pick(documents);
  const text = (from = document()) => chance.pick(from.texts.length > 0 ? from.texts : [from.title]);
  const piece = (length, from) => slice(Array.from((from ?? text()).replace(/\s*\n\s*/g, "")), length, chance);
  // A cut of a text may hold what has a meaning in a query.
  const term = (length, from) => piece(length, from).replace(/["\s]|^[-－]+/gu, "") || "工作";
  const some = () => 2 + chance.below(7);
  const numbered = documents.filter((one) => one.number !== "");
  const broken = documents.flatMap((one) => one.texts.filter((block) => /\p{Script=Han}\n\p{Script=Han}/u.test(block)));
  const words = latin(documents);
  const digits = documents.flatMap((one) => one.texts.flatMap((block) => block.match(/[^\s"]{0,3}\d+[^\s"]{0,2}/gu) ?? []));
  return {
    piece: () => piece(1 + chance.below(15)).replace(/"/g, ""),
    single: () => term(1),
    pair: () => term(2),
    heading: () => piece(some(), document().texts[0]),
    title: () => piece(2 + chance.below(9), document().title),
    break: () => across(broken.length > 0 ? chance.pick(broken) : text(), chance),
    latin: () => spelled(begin(chance.pick(words), chance), chance),
    digits: () => spelled(chance.pick(digits), chance),
    number: () => number(numbered.length > 0 ? chance.pick(numbered).number : "云江直工发〔2020〕3号", chance),
    unit: () => {
      const one = document();
      return chance.pick([one.unit, one.short, one.unit.slice(2), piece(3, one.unit), `${one.short} ${term(2)}`]) || "市财政局";
    },
    two: () => {
      const one = document();
      return `${term(some(), text(one))} ${term(some(), chance.pick([text(one), one.title, one.number || one.title]))}`;
    },
    strangers: () => `${term(2)} ${term(2)} ${term(1)}`,
    excluded: () => {
      const one = document();
      const without = chance.pick([term(2), `"${term(4)}"`, "2020", term(1)]);
      return chance.pick([`${term(2, text(one))} -${without}`, `-${without} ${term(3, text(one))}`, `${term(1)} -${term(1)} -${without}`]);
    },
    phrase: () => chance.pick([
      () => `"${piece(3 + chance.below(12)).replace(/"/g, "")}"`,
      () => `"${begin(chance.pick(words), chance)}"`,
      () => `"${chance.pick(words)}"`,
      () => `"${piece(some())}" ${term(2)}`,
      () => `"${chance.pick(digits)}"`,
      () => `"${piece(6, text())}`,
    ])(),
    marks: () => otherMarks(withMark(documents, chance), chance),
    spaced: () => Array.from(term(some())).join(chance.pick(["\u200b", "\u00ad", "\ufeff"])),
    nowhere: () => nowhere(term, words, chance),
    odd: () => chance.pick(["〔", "“”", "-", "--", '"', '""', "- 工作", "工作 、 。", "。第一条", '"，"', "-工作", '-"工作"', "\u3000工作\u3000学习\u3000"]),
  };
}

function slice(chars, length, chance) {
  const from = chance.below(Math.max(1, chars.length - length + 1));
  return chars.slice(from, from + length).join("");
}

/** Characters on both sides of a soft break, as the reader sees them: beside each other. */
function across(block, chance) {
  const places = [...block.matchAll(/\p{Script=Han}\n(?=\p{Script=Han})/gu)].map((match) => match.index + match[0].length);
  if (places.length === 0) return slice(Array.from(block), 4, chance);
  const at = chance.pick(places);
  return block.slice(Math.max(0, at - 2 - chance.below(4)), at + 1 + chance.below(5)).replace(/["\s]/g, "");
}

function latin(documents) {
  const found = new Set();
  for (const one of documents) {
    for (const block of [...one.texts, one.title]) {
      for (const word of block.match(/\p{Script=Latin}[\p{Script=Latin}\d]*(?:[ ./-][\p{Script=Latin}\d]+)*/gu) ?? []) found.add(word);
    }
  }
  return found.size > 0 ? [...found] : ["A4"];
}

function begin(word, chance) {
  return word.slice(0, 1 + chance.below(word.length));
}

/** As it stands, full-width, or in capitals. */
function spelled(text, chance) {
  const full = (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0);
  return chance.pick([
    text, text.toUpperCase(), text.toLowerCase(), text.replace(/[!-~]/g, full), text.replace(/\d/g, full), text.replace(/0/g, "〇"),
  ]);
}

/** A document's number, or a piece of it, as people type it. */
function number(normal, chance) {
  const [, code, year, serial] = /^(.*?)〔(\d+)〕(\d+)号$/.exec(normal) ?? [null, "云江直工发", "2020", "3"];
  const forms = [
    normal, `${serial}号`, `${year} ${serial}`, `〔${year}〕${serial}`, `[${year}]${serial}号`, `(${year})${serial}号`,
    `【${year}】 ${serial} 号`, `${code}［${year}］${serial}号`, `${code}${year}`, `${code}〔${year}`, `直工发〔${year}〕`,
    `${code} ${serial}号`, `〔${year}〕${serial.slice(0, 1)}`, `${year}${serial}`, `${code.slice(2)}{${year}}${serial}号`, `"${normal}"`,
    `"〔${year}〕${serial}"`, `﹝${year}﹞${serial}号`, `第${serial}号`, `${year}年`,
  ];
  return spelled(chance.pick(forms), chance);
}

/** A piece of text with a mark within. */
function withMark(documents, chance) {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const block = chance.pick(chance.pick(documents).texts.concat("学习，工作"));
    const found = slice(Array.from(block.replace(/[\s"]/g, "")), 3 + chance.below(9), chance);
    if (Array.from(found).slice(1, -1).some(isMark)) return found.replace(/^[-－]+/u, "");
  }
  return "学习，工作";
}

/** The same with other marks: a mark in a query stands for any one. */
function otherMarks(text, chance) {
  const replaced = Array.from(text, (char) => (isMark(char) && chance.below(2) === 0 ? chance.pick(["、", "，", ".", ";", "）", "—"]) : char));
  return replaced.join("").replace(/^[-－]+/u, "");
}

function nowhere(term, words, chance) {
  const shuffled = Array.from(term(6), (char) => [chance.below(1e6), char]).sort((a, b) => a[0] - b[0]).map(([, char]) => char);
  return chance.pick([
    shuffled.join(""), `${term(2)}${term(2)}${term(2)}`, "鎓鎝", `${chance.pick(words)}zq`, `${term(3)}zzz`, String(chance.below(1e9)),
    `${term(4)} 鎓`, "qwxz", `9${chance.below(1e5)}号`, "龘", "かな", "한글",
  ]);
}
