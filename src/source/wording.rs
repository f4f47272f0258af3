//! For tests: whether a diagnostic has all its words, in both languages.

use crate::diagnostic::{Catalogue, Diagnostic, Language};

/// Both catalogues.
pub(crate) struct Wording([Catalogue; 2]);

impl Wording {
    pub(crate) fn new() -> Wording {
        Wording([Language::Chinese, Language::English].map(Catalogue::new))
    }

    /// Message and label are there, and every value that they and the help name is given.
    pub(crate) fn is_whole(&self, told: &Diagnostic) -> bool {
        self.0.iter().all(|catalogue| {
            let entry = catalogue.entry(told);
            let texts = [
                Some(entry.message),
                entry.label,
                Some(entry.help.unwrap_or_default()),
            ];
            texts.iter().all(|text| {
                let Some(text) = text else { return false };
                let hole = |part: &str| part.split_once('}').is_some_and(|(name, _)| names_a_value(name));
                text != told.code && !text.split('{').skip(1).any(hole)
            })
        })
    }
}

fn names_a_value(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
}
