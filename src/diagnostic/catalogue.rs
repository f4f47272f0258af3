//! The words of the program, in Chinese and English, from `locales/<language>/*.toml` (embedded).
//!
//! A file holds tables by code, and `[words]` for everything else:
//!
//! ```toml
//! ["front-matter/unknown-key"]
//! message = "不认识的字段“{key}”"
//! label = ["是不是想写 {suggestion}？", "可用的字段见 sihao explain"]   # the first whose values are all there
//! help = "…"                                                          # a string or such a list; may be left out
//! explain = """ … at length, with an example and its mend (Markdown, shown as it is) … """
//!
//! [words]
//! "shape.list" = "列表"
//! ```
//!
//! In JSON and on the terminal the same texts are used. A code without text is a test failure, never a run-time one.

/// The languages that the program speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// zh-CN; `zh` and `zh-Hans` are the same.
    Chinese,
    /// en.
    English,
}

/// The words of one language.
#[derive(Debug)]
pub struct Catalogue {
    language: Language,
}

/// What a diagnostic says, its values filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The message.
    pub message: String,
    /// What stands beside the carets.
    pub label: Option<String>,
    /// What to write instead.
    pub help: Option<String>,
}

impl Catalogue {
    /// Parses the embedded files of a language.
    pub fn new(_language: Language) -> Catalogue {
        unimplemented!()
    }
    /// Which language it is.
    pub fn language(&self) -> Language {
        self.language
    }
    /// The texts of a diagnostic. An unknown code gives the code itself as message.
    pub fn entry(&self, _diagnostic: &super::Diagnostic) -> Entry {
        unimplemented!()
    }
    /// The long explanation of a code.
    pub fn explain(&self, _code: &str) -> Option<&str> {
        unimplemented!()
    }
    /// All codes, sorted.
    pub fn codes(&self) -> Vec<&str> {
        unimplemented!()
    }
    /// A word or phrase of `[words]`, with values filled in (`{name}`). A missing key gives the key itself.
    pub fn word(&self, _key: &str, _values: &[(&str, &str)]) -> String {
        unimplemented!()
    }
}
