//! Classes of characters that Chinese text needs: Han, full-width punctuation, CJK at large.

/// Han characters: the unified ideographs with their extensions, the compatibility ones, 〇 and 々.
pub fn is_han(_c: char) -> bool {
    unimplemented!()
}
/// Full-width punctuation and CJK symbols (、。「」〔〕，：…), the forms of U+3000–303F and U+FF00–FFEF that are no letters or digits.
pub fn is_cjk_punctuation(_c: char) -> bool {
    unimplemented!()
}
/// Han, kana, hangul, bopomofo, full-width forms and CJK punctuation: beside these, no space parts words.
pub fn is_cjk(_c: char) -> bool {
    unimplemented!()
}
