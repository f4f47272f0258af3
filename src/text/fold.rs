//! Folding: the one definition of "the same text", for search, for document numbers and for names of units.
//!
//! NFKC, lower case, all bracket forms one, 〇 a zero; white space is dropped but between two Latin or digit tokens.
//! [`fold_char`] looks at one code point alone, so that a table made from it can do the same in another language; only the rule of
//! white space, in [`fold`], looks at neighbours. Marks that nobody sees (zero-width spaces, bidi marks, soft hyphens) contribute
//! nothing: a reader searches for what the page shows.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::han::is_cjk;

/// Folds one character: what it contributes to the folded text, white space not yet dropped.
pub fn fold_char(c: char, out: &mut String) {
    match c {
        // Nearly all of a Chinese text is either of these, and both are fixed points of NFKC.
        '\u{4e00}'..='\u{9fff}' => out.push(c),
        '\0'..='\x7f' => out.push(unify(c.to_ascii_lowercase())),
        // As are the commonest marks of a Chinese text, but for what `unify` does.
        '、' | '。' | '《' | '》' | '【' | '】' | '〔' | '〕' | '〇' => out.push(unify(c)),
        '“' | '”' | '‘' | '’' | '—' | '·' => out.push(c),
        // Full-width forms of ASCII, at a fixed distance from it.
        '\u{ff01}'..='\u{ff5e}' => {
            let plain = char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c);
            out.push(unify(plain.to_ascii_lowercase()));
        }
        c if is_invisible(c) => {}
        // NFKC again after lower-casing, since a few lower-case forms are not normal (İ).
        c => out.extend(
            std::iter::once(c)
                .nfkc()
                .flat_map(char::to_lowercase)
                .nfkc()
                .map(unify),
        ),
    }
}

/// Brackets to round ones, 〇 to zero, white space to the plain space; NFKC has made the half-width and vertical forms normal before.
fn unify(c: char) -> char {
    match c {
        '〔' | '【' | '〖' | '[' | '{' => '(',
        '〕' | '】' | '〗' | ']' | '}' => ')',
        '〇' => '0',
        c if c.is_whitespace() => ' ',
        c => c,
    }
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{2069}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// Whether a folded character belongs to a Latin or digit token: letters and digits of scripts that part their words by spaces.
pub fn is_token(c: char) -> bool {
    match c {
        '\0'..='\x7f' => c.is_ascii_alphanumeric(),
        // Quotation marks and dashes of every Chinese text: asking Unicode's tables of each would cost more than all else.
        '\u{2010}'..='\u{205e}' => false,
        _ => !is_cjk(c) && (c.is_alphanumeric() || is_combining_mark(c)),
    }
}

/// Folds a text.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_each(text, |c| out.push(c));
    out
}

/// Folds a text, and hands on one character after another.
pub fn fold_each(text: &str, mut out: impl FnMut(char)) {
    let mut piece = String::new();
    // The last character was part of a token, and white space came since.
    let (mut after_token, mut spaced) = (false, false);
    for c in text.chars() {
        if matches!(c, '\u{4e00}'..='\u{9fff}') {
            out(c);
            (after_token, spaced) = (false, false);
            continue;
        }
        piece.clear();
        fold_char(c, &mut piece);
        for folded in piece.chars() {
            if folded == ' ' {
                spaced = true;
                continue;
            }
            let token = is_token(folded);
            if spaced && after_token && token {
                out(' ');
            }
            out(folded);
            (after_token, spaced) = (token, false);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{fold, fold_char};

    #[test]
    fn brackets_of_every_form_are_one() {
        for text in [
            "〔2026〕",
            "【2026】",
            "［2026］",
            "（2026）",
            "[2026]",
            "(2026)",
            "{2026}",
            "〖2026〗",
            "｛２０２６｝",
            "﹝2026﹞",
            "︹2026︺",
            "〔2〇26〕",
            "〔 2026 〕",
        ] {
            assert_eq!(fold(text), "(2026)", "{text}");
        }
    }

    #[test]
    fn white_space_stays_only_between_latin_or_digit_tokens() {
        for (text, folded) in [
            ("四 好 班子", "四好班子"),
            ("Word  2016\t版", "word 2016版"),
            ("第 3 号", "第3号"),
            ("Open\u{3000}Source", "open source"),
            ("ＡＢ\u{a0}Ｃ", "ab c"),
            (" 前后 ", "前后"),
            ("100 % of", "100%of"),
            ("a\r\nb", "a b"),
            ("2026 37", "2026 37"),
            ("été à Paris", "été à paris"),
            ("数\u{200b}据\u{feff}局", "数据局"),
            ("И мир", "и мир"),
        ] {
            assert_eq!(fold(text), folded, "{text}");
        }
    }

    #[test]
    fn folding_is_nfkc_and_lower_case() {
        for (text, folded) in [
            ("ＡＢＣａｂｃ１２３", "abcabc123"),
            ("①㈠㎏", "1(一)kg"),
            ("“四好”，", "“四好”,"),
            ("ⅣK", "ivk"),
            ("ﾃﾞ", "テ\u{3099}"),
            ("〇", "0"),
            ("頁⼀", "頁一"),
        ] {
            assert_eq!(fold(text), folded, "{text}");
        }
    }

    #[test]
    fn folding_a_folded_character_changes_nothing() {
        for c in (0..=0xffff).filter_map(char::from_u32) {
            let (mut once, mut twice) = (String::new(), String::new());
            fold_char(c, &mut once);
            once.chars().for_each(|c| fold_char(c, &mut twice));
            assert_eq!(once, twice, "U+{:04X}", c as u32);
        }
    }
}
