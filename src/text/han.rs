//! Classes of characters that Chinese text needs: Han, full-width punctuation, CJK at large.
//!
//! One character comes in, yes or no goes out, by the blocks of Unicode.

/// Han characters: the unified ideographs with their extensions, the compatibility ones, 〇 and 々.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{f900}'..='\u{faff}' | '〇' | '々'
        | '\u{20000}'..='\u{2fa1f}' | '\u{30000}'..='\u{323af}')
}
/// Full-width punctuation and CJK symbols (、。「」〔〕，：…), the forms of U+3000–303F and U+FF00–FFEF that are no letters or digits.
/// The ideographic space is white space, not punctuation.
pub fn is_cjk_punctuation(c: char) -> bool {
    matches!(c, '\u{3001}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}') && !c.is_alphanumeric()
}
/// Han, kana, hangul, bopomofo, full-width forms and CJK punctuation: beside these, no space parts words.
pub fn is_cjk(c: char) -> bool {
    // One comparison for what Latin text is made of.
    c >= '\u{1100}'
        && (is_han(c)
            || matches!(c, '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{2fff}' | '\u{3000}'..='\u{33ff}'
                | '\u{a960}'..='\u{a97f}' | '\u{ac00}'..='\u{d7ff}' | '\u{fe10}'..='\u{fe1f}'
                | '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ffef}' | '\u{1b000}'..='\u{1b16f}'))
}

#[cfg(test)]
mod tests {
    use super::{is_cjk, is_cjk_punctuation, is_han};

    #[test]
    fn han_is_told_from_its_neighbours() {
        assert!("四好㐀〇々豈𠮷".chars().all(is_han));
        assert!(!"A1，。かカ가ㄅ１Ａ \u{3000}".chars().any(is_han));
    }

    #[test]
    fn full_width_letters_are_no_punctuation() {
        assert!(
            "、。「」〔〕【】，：；！？（）～￥"
                .chars()
                .all(is_cjk_punctuation)
        );
        assert!(!"〇々１Ａｱ四,;“…\u{3000}".chars().any(is_cjk_punctuation));
    }

    #[test]
    fn cjk_at_large_holds_kana_and_hangul_but_no_latin() {
        assert!("四かカ가ㄅ，１Ａ\u{3000}㈠".chars().all(is_cjk));
        assert!(!"A1é,“…—Я ".chars().any(is_cjk));
    }
}
