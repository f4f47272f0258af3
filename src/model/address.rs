//! Addresses: where an output file lies, relative to the site's root.

use std::borrow::Cow;
use std::sync::Arc;

use crate::text::pinyin;

/// The path of an output file, relative to the site's root: ASCII, `/` between parts, no `.` or `..`, no leading slash.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
pub struct PagePath(Arc<str>);

impl PagePath {
    /// From a path that the program made itself.
    pub fn new(path: impl Into<Arc<str>>) -> PagePath {
        PagePath(path.into())
    }
    /// The path.
    pub fn as_str(&self) -> &str {
        &self.0
    }
    /// `../` as often as the page lies deep: what a link from this page begins with. Empty at the root.
    pub fn to_root(&self) -> String {
        "../".repeat(self.0.matches('/').count())
    }
}

impl std::fmt::Display for PagePath {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// One part of a path as part of an address; `None` when nothing of it can be spelt.
pub fn spell(part: &str) -> Option<Cow<'_, str>> {
    let bytes = part.as_bytes();
    let plain = bytes
        .iter()
        .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || *b == b'-');
    let hyphens = part.starts_with('-') || part.ends_with('-') || part.contains("--");
    if plain && !hyphens && !part.is_empty() {
        return Some(Cow::Borrowed(part));
    }
    pinyin::slug(part).map(Cow::Owned)
}
