//! Pinyin by a frozen table: addresses that stay, and initials for finding units.
//!
//! The readings are those of the crate `pinyin` at one exact version, mended by a table of words of our own
//! (银行 yin-hang, 重庆 chong-qing); a test holds a digest of every reading, so that no address ever moves by itself.

/// A name as part of an address: `2026年度计划` → `2026-nian-du-ji-hua`. Lower-case ASCII letters, digits and single hyphens;
/// `None` when nothing of the text can be spelt.
pub fn slug(_text: &str) -> Option<String> {
    unimplemented!()
}
/// The syllables of a text, words of several readings mended: `银行` → `["yin", "hang"]`; Latin words and digits as they are, lower case.
pub fn syllables(_text: &str) -> Vec<String> {
    unimplemented!()
}
/// The initials: `市住建局` → `szjj`.
pub fn initials(_text: &str) -> String {
    unimplemented!()
}
