//! Display width on a terminal, and text made safe to show on one.

/// How many terminal cells the text takes: Han two, combining marks none.
pub fn width(text: &str) -> usize {
    unicode_width::UnicodeWidthStr::width(text)
}
/// The text with control characters, bidi marks and other invisible characters written as `\u{202e}`; a tab becomes spaces.
pub fn visible(_text: &str) -> String {
    unimplemented!()
}
