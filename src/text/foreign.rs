//! Phrases of another language in Chinese text: what a screen reader should say in another voice (WCAG 2.1, 3.1.2).
//!
//! The standard leaves out proper names, technical terms and words that are at home in the text around them: `WPS`, `Windows Server`, `Ctrl+P`.
//! What is left can be told without a dictionary: at least two words of Latin letters in a row, one of them a plain word in lower case. They
//! are taken for English; another language is for the writer to mark.

use std::ops::Range;

/// The language of such a phrase, as `lang` says it.
pub const LANGUAGE: &str = "en";
/// Letters of a word that marks a phrase: shorter ones (`of`, `de`) stand in names as well.
const PLAIN: usize = 3;

/// The byte ranges of the phrases in a text, in order.
pub fn phrases(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    // A phrase holds a space between signs of ASCII: what has none costs one look at each byte.
    while let Some(space) = next_space(bytes, at) {
        let mut from = space;
        while from > at && bytes.get(from - 1).is_some_and(|byte| is_of_word(*byte)) {
            from -= 1;
        }
        let phrase = phrase(bytes, from);
        at = phrase.end.max(space + 1);
        if phrase.words > 1 && phrase.is_plain && !is_glued(bytes, from) {
            found.push(from..phrase.end);
        }
    }
    found
}

/// A row of words.
struct Phrase {
    end: usize,
    words: usize,
    /// Whether a word is one of the language, not a name.
    is_plain: bool,
}

/// The next space with letters, or a mark after letters, before it and a letter after it.
fn next_space(bytes: &[u8], from: usize) -> Option<usize> {
    let is_letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphabetic);
    let spaces = bytes
        .iter()
        .enumerate()
        .skip(from)
        .filter(|(_, byte)| **byte == b' ');
    let mut between = spaces.map(|(at, _)| at).filter(|at| {
        let before = at.checked_sub(1).is_some_and(is_letter);
        before && is_letter(at + 1)
    });
    between.next()
}

/// The words from here on, parted by a space or by a mark and a space.
fn phrase(bytes: &[u8], from: usize) -> Phrase {
    let mut phrase = Phrase {
        end: from,
        words: 0,
        is_plain: false,
    };
    let mut at = from;
    loop {
        let length = bytes
            .iter()
            .skip(at)
            .take_while(|byte| is_of_word(**byte))
            .count();
        let word = bytes.get(at..at + length).unwrap_or_default();
        if !word.iter().any(u8::is_ascii_alphabetic) || is_joined(bytes, at + length) {
            return phrase;
        }
        at += length;
        phrase.end = at;
        phrase.words += usize::from(length > 1);
        phrase.is_plain |= length >= PLAIN && word.iter().all(u8::is_ascii_lowercase);
        at += match (bytes.get(at), bytes.get(at + 1)) {
            (Some(b' '), _) => 1,
            (Some(b',' | b';' | b':'), Some(b' ')) => 2,
            _ => return phrase,
        };
    }
}

fn is_of_word(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte == b'\'' || byte == b'-'
}

/// Whether what follows a word makes it part of something else: an address, a path, a name of a file, a key.
fn is_joined(bytes: &[u8], at: usize) -> bool {
    let next = bytes.get(at + 1).is_some_and(u8::is_ascii_alphanumeric);
    match bytes.get(at) {
        Some(byte) if byte.is_ascii_digit() => true,
        Some(b'/' | b'\\' | b'@' | b'_' | b'=' | b'+' | b'#') => true,
        Some(b'.' | b':') => next,
        _ => false,
    }
}

/// Whether what stands before makes the first word part of something else.
fn is_glued(bytes: &[u8], from: usize) -> bool {
    let before = from.checked_sub(1).and_then(|at| bytes.get(at));
    before.is_some_and(|byte| byte.is_ascii_digit() || b"/\\@_=+.#:".contains(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        phrases(text)
            .into_iter()
            .filter_map(|range| text.get(range))
            .collect()
    }

    #[test]
    fn a_phrase_is_found_with_its_marks() {
        assert_eq!(found("口号是Serve the people，写在墙上"), ["Serve the people"]);
        assert_eq!(found("所谓 lessons learned 就是复盘"), ["lessons learned"]);
        assert_eq!(
            found("do it now, not later。再说well-known fact"),
            ["do it now, not later", "well-known fact"]
        );
        assert_eq!(found("as is; and so on"), ["as is; and so on"]);
    }

    #[test]
    fn names_terms_and_single_words_are_at_home() {
        for text in [
            "",
            "用Word写",
            "装有Windows Server的机器",
            "按 Ctrl+P 打印",
            "WPS Office、Microsoft Edge",
            "银河麒麟 Kylin OS V10",
            "APP 和 PPT",
            "第 a b 项",
            "按 Shift 键",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn addresses_paths_and_keys_are_no_phrases() {
        for text in [
            "见 http://example.org/a b",
            "文件 my report.docx",
            "path/to some",
            "写到 my office@example.org",
            "a=b c=d",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }
}
