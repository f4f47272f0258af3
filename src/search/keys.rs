//! What of a text is indexed: a text comes in, keys with their positions go out.
//!
//! Every pair of neighbours is a key, so that any piece of a text is found by keys alone and no mark is ever guessed:
//!
//! | in the folded text | key |
//! |---|---|
//! | Han, then Han | both (`工作`) |
//! | Han, then a Latin word or number | the Han and its first character (`第3`) |
//! | Han, then a mark | the Han and a full stop (`作.`) |
//! | a mark, then any of these | a full stop and the same (`.工`, `.3`, `..`) |
//! | a word or number | the whole, and the Han (`37号`) or the full stop (`37.`) that follows at once |
//! | (the page's unit) | U+0003, U+4E00 and the unit's number, `*`: a unit's name finds what is the unit's |
//!
//! Every mark is one and the same, so a mark in a query stands for any. Single characters have keys that end in `*` (`工*`, `3*` for
//! what begins with 3), without positions. A position counts folded characters from the end of the document, so that a sentence put
//! in at its start moves nothing else.

use crate::text::fold::{fold_each, is_token};
use crate::text::han::is_cjk;

/// The longest word that is told from another, in characters.
const LONGEST: usize = 100;
/// Between two blocks: more than any pair spans, so that nothing crosses.
const GAP: u32 = 2;
/// The text begins at a multiple of this after the title, so that most changes of a title leave the text's positions.
const STEP: u32 = 32;

/// What a folded character is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// White space between two tokens.
    Space,
    /// Latin, Cyrillic, digits: part of a word that is found from its beginning.
    Token,
    /// Han, kana, hangul: found anywhere.
    Han,
    /// Anything else.
    Mark,
}

/// The class of a folded character.
pub(super) fn class(c: char) -> Class {
    match c {
        '\u{4e00}'..='\u{9fff}' => Class::Han,
        ' ' => Class::Space,
        '\u{3001}' | '\u{3002}' => Class::Mark,
        c if is_token(c) => Class::Token,
        c if is_cjk(c) && c.is_alphanumeric() => Class::Han,
        _ => Class::Mark,
    }
}

/// What a page says, as keys with their positions, in no order.
///
/// Nearly every key is two units long, so that it and a position fit into one number; sorted, such numbers are sorted keys.
#[derive(Debug, Default)]
pub(super) struct Keys {
    /// Keys of two units: `first << 48 | second << 32 | position`. Of single characters only those that no other key begins with
    /// (`pack.rs` counts the rest).
    pub(super) pairs: Vec<u64>,
    /// The units of all longer and shorter keys.
    pub(super) units: Vec<u16>,
    /// Where each of them stands in `units`.
    pub(super) words: Vec<Word>,
    /// Positions below this are the title's.
    pub(super) body: u32,
    /// Characters after the title.
    pub(super) length: u32,
}

/// A key that has not two units, at one place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    start: u32,
    end: u32,
    pub(super) position: u32,
}

impl Keys {
    /// The units of a word.
    pub(super) fn units_of(&self, word: &Word) -> &[u16] {
        let range = word.start as usize..word.end as usize;
        self.units.get(range).unwrap_or_default()
    }
}

/// The sign that follows a single character in its key.
pub(super) const SINGLE: u16 = b'*' as u16;

/// What the key of a unit begins with; no folded text holds it.
const UNIT: u16 = 3;
const FIRST_UNIT: u32 = 0x4e00;
/// The units that have a key: up to what would be a surrogate.
const UNITS: u32 = 0xd800 - FIRST_UNIT;

impl Keys {
    /// Says whose page it is.
    pub(super) fn unit(&mut self, unit: u32) {
        let start = self.units.len() as u32;
        if unit < UNITS {
            self.units.extend([UNIT, (FIRST_UNIT + unit) as u16, SINGLE]);
            let (end, position) = (self.units.len() as u32, u32::MAX);
            self.words.push(Word { start, end, position });
        }
    }
}

/// Splits a page into keys.
pub(super) fn split<'a>(title: &str, blocks: impl DoubleEndedIterator<Item = &'a str>) -> Keys {
    let mut splitter = Splitter::default();
    splitter.block(title);
    splitter.start = splitter.start.next_multiple_of(STEP);
    let body = splitter.start;
    for block in blocks.rev() {
        splitter.block(block);
    }
    splitter.keys.body = body;
    splitter.keys.length = splitter.start - body;
    splitter.keys
}

#[derive(Default)]
struct Splitter {
    keys: Keys,
    /// The position of the next block's last character.
    start: u32,
    /// The block's characters, folded.
    chars: Vec<char>,
}

impl Splitter {
    fn block(&mut self, text: &str) {
        let mut chars = std::mem::take(&mut self.chars);
        chars.clear();
        fold_each(text, |c| chars.push(c));
        let end = self.start + chars.len() as u32;
        let mut at = 0;
        while let Some(&c) = chars.get(at) {
            let position = end - 1 - at as u32;
            let next = chars.get(at + 1).copied();
            at += match class(c) {
                Class::Space => 1,
                Class::Token => self.token(chars.get(at..).unwrap_or_default(), position),
                Class::Han => {
                    self.han(c, next, position);
                    1
                }
                Class::Mark => {
                    if let Some(next) = next.and_then(follower) {
                        self.pair('.', next, position);
                    }
                    1
                }
            };
        }
        self.start = end + GAP;
        self.chars = chars;
    }

    fn han(&mut self, c: char, next: Option<char>, position: u32) {
        match next.and_then(follower) {
            // What `pack` counts as the single character is a key of two that begins with it.
            Some(next) if self.pair(c, next, position) => {}
            _ => self.single(c, position),
        }
    }

    /// A key of two characters; whether it has two units as well.
    fn pair(&mut self, first: char, second: char, position: u32) -> bool {
        let is_short = first <= '\u{ffff}' && second <= '\u{ffff}';
        if is_short {
            let (first, second) = (u64::from(u32::from(first)), u64::from(u32::from(second)));
            self.keys
                .pairs
                .push(first << 48 | second << 32 | u64::from(position));
        } else {
            self.push([first, second].into_iter(), position);
        }
        is_short
    }

    /// A word or number, from its first character on; gives its length.
    fn token(&mut self, rest: &[char], position: u32) -> usize {
        let length = rest.iter().take_while(|c| class(**c) == Class::Token).count();
        let word = rest.get(..length.min(LONGEST)).unwrap_or_default();
        let next = rest
            .get(length)
            .and_then(|c| sign(*c))
            .filter(|_| length <= LONGEST);
        self.push(word.iter().copied().chain(next), position);
        if let Some(first) = word.first() {
            self.single(*first, position);
        }
        length
    }

    fn single(&mut self, c: char, position: u32) {
        self.pair(c, '*', position);
    }

    fn push(&mut self, key: impl Iterator<Item = char>, position: u32) {
        let start = self.keys.units.len();
        let mut pair = [0; 2];
        key.for_each(|c| self.keys.units.extend_from_slice(c.encode_utf16(&mut pair)));
        if let Some([first, second]) = self.keys.units.get(start..) {
            let pair = u64::from(*first) << 48 | u64::from(*second) << 32 | u64::from(position);
            self.keys.pairs.push(pair);
            self.keys.units.truncate(start);
        } else {
            let (start, end) = (start as u32, self.keys.units.len() as u32);
            self.keys.words.push(Word { start, end, position });
        }
    }
}

/// What stands in a key of two for the character that follows: a token for its first character.
fn follower(next: char) -> Option<char> {
    match class(next) {
        Class::Token => Some(next),
        _ => sign(next),
    }
}

/// What stands in a key for a character that follows: a Han for itself, a mark for all marks.
fn sign(c: char) -> Option<char> {
    match class(c) {
        Class::Han => Some(c),
        Class::Mark => Some('.'),
        Class::Token | Class::Space => None,
    }
}

/// Whether a key is that of a single character, which has no positions.
pub(super) fn is_single(key: &[u16]) -> bool {
    key.last() == Some(&SINGLE)
}

/// Whether a key is that of a unit.
pub(super) fn is_unit(key: &[u16]) -> bool {
    key.first() == Some(&UNIT)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(title: &str, blocks: &[&str]) -> Vec<String> {
        let keys = split(title, blocks.iter().copied());
        let pairs = keys.pairs.iter().map(|pair| {
            let units = vec![(pair >> 48) as u16, (pair >> 32) as u16];
            (units, *pair as u32)
        });
        let words = keys
            .words
            .iter()
            .map(|word| (keys.units_of(word).to_vec(), word.position));
        let hits = pairs.chain(words).filter(|(key, _)| !is_single(key));
        let mut all: Vec<String> = hits
            .map(|(key, position)| {
                let mark = if position < keys.body && !title.is_empty() {
                    "!"
                } else {
                    ""
                };
                format!("{}@{position}{mark}", String::from_utf16_lossy(&key))
            })
            .collect();
        all.sort();
        all
    }

    #[test]
    fn every_pair_of_neighbours_is_a_key() {
        assert_eq!(
            keys("第３条，Word 2016版", &[]),
            [".w@10!", "2016版@4!", "3条@12!", "word@9!", "条.@11!", "第3@13!"]
        );
        assert_eq!(keys("", &["“四好”"]), [".四@35", "四好@34", "好.@33"]);
    }

    #[test]
    fn a_sentence_put_in_at_the_start_moves_nothing() {
        let before = keys("标题", &["第一段。", "第二段。"]);
        let after = keys("标题", &["添一句。第一段。", "第二段。"]);
        assert!(before.iter().all(|key| after.contains(key)));
    }

    #[test]
    fn nothing_crosses_blocks() {
        assert_eq!(keys("", &["甲", "乙", "a", "b"]), ["a@35", "b@32"]);
    }
}
