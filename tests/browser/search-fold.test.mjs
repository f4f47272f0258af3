// One folding: the table that Rust's folding is held to (tests/golden/fold.txt), the oracle's own, and the search engine's script are the
// same on every character of the BMP, in today's Chromium and in Chromium 69.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { write } from "./oracle/corpus.mjs";
import { modern, old, workshop } from "./oracle/drive.mjs";
import { fold, foldChar, isToken } from "./oracle/fold.mjs";
import { root } from "./site.mjs";

/** Characters that the page is asked of at once. */
const AT_ONCE = 4096;

let shop, table;

before(() => {
  table = read();
  shop = workshop();
  write(shop.source, 1);
  shop.build();
});

after(() => shop?.remove());

/** Of each code of the BMP: what Rust folds it to, and whether it is of a token. */
function read() {
  const folds = new Map();
  const tokens = new Set();
  const number = (hex) => parseInt(hex, 16);
  for (const line of readFileSync(join(root, "tests", "golden", "fold.txt"), "utf8").split("\n").filter(Boolean)) {
    const run = /^(token )?([0-9A-F]{4})\.\.([0-9A-F]{4})(?: ([+-]\d+))?$/.exec(line);
    if (run === null) {
      const [code, ...to] = line.split(" ").map(number);
      folds.set(code, String.fromCodePoint(...to));
      continue;
    }
    for (let code = number(run[2]); code <= number(run[3]); code += 1) {
      if (run[1]) tokens.add(code);
      else folds.set(code, String.fromCodePoint(code + Number(run[4])));
    }
  }
  return { folds, tokens };
}

function codes() {
  return Array.from({ length: 0x10000 }, (_, code) => code).filter((code) => code < 0xd800 || code > 0xdfff);
}

/** What the table says of a code. */
function due(code) {
  return table.folds.get(code) ?? String.fromCharCode(code);
}

function named(code, is, wanted) {
  const hex = (text) => Array.from(text, (char) => char.codePointAt(0).toString(16)).join(" ");
  return `U+${code.toString(16).padStart(4, "0")} is ${hex(is)}, not ${hex(wanted)}`;
}

/** Whether Node knows the character: its Unicode may be older than Rust's. */
function known(code) {
  return !/\p{Cn}/u.test(String.fromCharCode(code));
}

test("the oracle folds each character as Rust does", () => {
  const wrong = codes().filter((code) => known(code) && foldChar(String.fromCharCode(code)) !== due(code));
  assert.deepEqual(wrong.map((code) => named(code, foldChar(String.fromCharCode(code)), due(code))), []);
  const classes = codes().filter((code) => known(code) && isToken(String.fromCharCode(code)) !== table.tokens.has(code));
  assert.deepEqual(classes.map((code) => `U+${code.toString(16)} a token: ${isToken(String.fromCharCode(code))}`), []);
});

/** Folded texts, in the page; codes go in and out, since not every character passes the old browser's protocol. */
function folded({ codes, around }) {
  const { fold } = window.sihao.reader;
  return codes.map((code) => {
    const text = fold(around + String.fromCharCode(code) + around).chars.join("");
    return text.split("").map((unit) => unit.charCodeAt(0));
  });
}

/** Each character between two Han, where no white space stays, and between two letters, where it does. */
async function compare(browser) {
  const session = await browser.open();
  await session.open(shop.base, shop.engine());
  // The folding comes with the first question.
  await session.search([{ text: "工作" }]);
  const wrong = [];
  const all = codes();
  for (const around of ["好", "a"]) {
    for (let from = 0; from < all.length; from += AT_ONCE) {
      const part = all.slice(from, from + AT_ONCE);
      const answers = await session.evaluate(folded, { codes: part, around });
      part.forEach((code, at) => {
        const is = String.fromCharCode(...answers[at]);
        const wanted = fold(around + String.fromCharCode(code) + around, (char) => due(char.charCodeAt(0)), (char) => table.tokens.has(char.charCodeAt(0)));
        if (is !== wanted) wrong.push(named(code, is, wanted));
      });
    }
  }
  assert.equal(wrong.length, 0, `${wrong.length} characters: ${wrong.slice(0, 20).join("; ")}`);
}

for (const [name, start] of [["today's Chromium", modern], ["Chromium 69", old]]) {
  test(`the engine folds each character so in ${name}`, async (t) => {
    const browser = await start();
    t.after(() => browser.close());
    await compare(browser);
  });
}
