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
//!
//! Every mark is one and the same, so a mark in a query stands for any. Single characters have keys that end in `*` (`工*`, `3*` for
//! what begins with 3), without positions. A position counts folded characters from the end of the document, so that a sentence put
//! in at its start moves nothing else.

use crate::text::fold::{fold, is_token};
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
        c if is_token(c) => Class::Token,
        c if is_cjk(c) && c.is_alphanumeric() => Class::Han,
        _ => Class::Mark,
    }
}

/// A key, as the UTF-16 units that the script sees: sorted in the same way.
pub(super) type Key = Vec<u16>;

/// One key at one place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Hit {
    pub(super) key: Key,
    pub(super) position: u32,
    pub(super) in_title: bool,
}

/// Splits a page into keys; gives also how many characters it has.
pub(super) fn split<'a>(title: &str, blocks: impl DoubleEndedIterator<Item = &'a str>) -> (Vec<Hit>, u32) {
    let mut splitter = Splitter {
        hits: Vec::new(),
        start: 0,
        in_title: true,
    };
    splitter.block(title);
    splitter.in_title = false;
    splitter.start = splitter.start.next_multiple_of(STEP);
    let body = splitter.start;
    for block in blocks.rev() {
        splitter.block(block);
    }
    (splitter.hits, splitter.start - body)
}

struct Splitter {
    hits: Vec<Hit>,
    /// The position of the next block's last character.
    start: u32,
    in_title: bool,
}

impl Splitter {
    fn block(&mut self, text: &str) {
        let chars: Vec<char> = fold(text).chars().collect();
        let end = self.start + chars.len() as u32;
        let mut at = 0;
        while let Some(&c) = chars.get(at) {
            let position = end - 1 - at as u32;
            let taken = match class(c) {
                Class::Space => 1,
                Class::Token => self.token(chars.get(at..).unwrap_or_default(), position),
                Class::Han => {
                    self.pair(c, chars.get(at + 1), position);
                    self.single(c, position);
                    1
                }
                Class::Mark => {
                    self.pair('.', chars.get(at + 1), position);
                    1
                }
            };
            at += taken;
        }
        self.start = end + GAP;
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

    fn pair(&mut self, c: char, next: Option<&char>, position: u32) {
        let next = next.and_then(|next| {
            if class(*next) == Class::Token {
                Some(*next)
            } else {
                sign(*next)
            }
        });
        if let Some(next) = next {
            self.push([c, next].into_iter(), position);
        }
    }

    fn single(&mut self, c: char, position: u32) {
        self.push([c, '*'].into_iter(), position);
    }

    fn push(&mut self, key: impl Iterator<Item = char>, position: u32) {
        let mut units = Key::with_capacity(2);
        let mut pair = [0; 2];
        key.for_each(|c| units.extend_from_slice(c.encode_utf16(&mut pair)));
        self.hits.push(Hit {
            key: units,
            position,
            in_title: self.in_title,
        });
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
    key.last() == Some(&u16::from(b'*'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(title: &str, blocks: &[&str]) -> Vec<String> {
        let (hits, _) = split(title, blocks.iter().copied());
        let hits = hits.iter().filter(|hit| !is_single(&hit.key));
        hits.map(|hit| {
            format!(
                "{}@{}{}",
                String::from_utf16_lossy(&hit.key),
                hit.position,
                if hit.in_title { "!" } else { "" }
            )
        })
        .collect()
    }

    #[test]
    fn every_pair_of_neighbours_is_a_key() {
        assert_eq!(
            keys("第３条，Word 2016版", &[]),
            ["第3@12!", "3条@11!", "条.@10!", ".w@9!", "word@8!", "2016版@3!"]
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
        assert_eq!(keys("", &["甲", "乙", "a", "b"]), ["b@32", "a@35"]);
    }
}
