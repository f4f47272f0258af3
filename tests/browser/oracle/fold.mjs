// Folding, written a second time from its definition (src/text/fold.rs says it in words), so that the index, the engine and this can
// only agree by all being right. Takes text, gives folded text; knows nothing of tables, indexes or the engine.

const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff]/;
const OPENING = "〔【〖[{";
const CLOSING = "〕】〗]}";

/** What one code point contributes, white space not yet dropped. */
export function foldChar(char) {
  if (INVISIBLE.test(char)) return "";
  let out = "";
  for (const normal of char.normalize("NFKC")) out += normal.toLowerCase();
  return Array.from(out.normalize("NFKC"), unify).join("");
}

function unify(char) {
  if (OPENING.includes(char)) return "(";
  if (CLOSING.includes(char)) return ")";
  if (char === "〇") return "0";
  return /\p{White_Space}/u.test(char) ? " " : char;
}

/** Beside these, no space parts words: Han, kana, hangul, bopomofo, full-width forms and their punctuation. */
const CJK = new RegExp(
  "[\u1100-\u11ff\u2e80-\u2fff\u3000-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff" +
    "\ufe10-\ufe1f\ufe30-\ufe6f\uff00-\uffef\u{1b000}-\u{1b16f}\u{20000}-\u{2fa1f}\u{30000}-\u{323af}]",
  "u",
);

/** Whether a folded character belongs to a Latin or digit token. */
export function isToken(char) {
  if (/[0-9a-zA-Z]/.test(char)) return true;
  return char > "\x7f" && !CJK.test(char) && /[\p{Alphabetic}\p{N}\p{M}]/u.test(char);
}

/** Whether a folded character is a mark: neither a letter of any script, nor a digit, nor white space. */
export function isMark(char) {
  return char !== " " && !isToken(char) && !(CJK.test(char) && /[\p{Alphabetic}\p{N}]/u.test(char));
}

/** Folds a text: white space stays, as one space, only between two tokens. Another definition of the two parts may be given. */
export function fold(text, foldOne = foldChar, isOfToken = isToken) {
  let out = "";
  let spaced = false;
  let afterToken = false;
  for (const char of text) {
    for (const folded of foldOne(char)) {
      if (folded === " ") {
        spaced = true;
        continue;
      }
      const token = isOfToken(folded);
      if (spaced && afterToken && token) out += " ";
      out += folded;
      afterToken = token;
      spaced = false;
    }
  }
  return out;
}
