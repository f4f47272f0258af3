//! What a browser gets of the preview's own: one script and one style sheet, both part of the program.
//!
//! The script is put together from its parts, in the order in which they use each other, within one closure, with the words of the
//! language that the program speaks before them.

use super::overlay::language;
use crate::diagnostic::Catalogue;

/// The style of the overlay and the bar; stands at `/~sihao/preview.css`.
pub(super) const STYLE: &str = include_str!("preview.css");

/// The parts of the script.
const PARTS: [&str; 5] = [
    include_str!("dom.js"),
    include_str!("overlay.js"),
    include_str!("bar.js"),
    include_str!("swap.js"),
    include_str!("preview.js"),
];

/// The words that the parts use, without `preview.`; a test holds the two together.
const WORDS: [&str; 21] = [
    "bar",
    "source",
    "copy-path",
    "copied",
    "not-copied",
    "errors",
    "warnings",
    "no-warnings",
    "judging",
    "list",
    "this-page",
    "more",
    "close",
    "copy-all",
    "date",
    "today",
    "no-date",
    "lost",
    "updated",
    "gone",
    "home",
];

/// The script; stands at `/~sihao/preview.js`.
pub(super) fn script(catalogue: &Catalogue) -> String {
    let word = |key: &&str| {
        (
            (*key).to_owned(),
            catalogue.word(&format!("preview.{key}"), &[]).into(),
        )
    };
    let words: serde_json::Map<String, serde_json::Value> = WORDS.iter().map(word).collect();
    format!(
        "(function () {{\n\"use strict\";\nconst LANGUAGE = \"{}\";\nconst WORDS = {};\n{}}})();\n",
        language(catalogue),
        serde_json::Value::from(words),
        PARTS.concat(),
    )
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{PARTS, WORDS, script};
    use crate::diagnostic::{Catalogue, Language};

    #[test]
    fn the_script_has_the_words_that_it_uses_in_both_languages() {
        let used: BTreeSet<&str> = PARTS
            .iter()
            .flat_map(|part| part.split("word(\"").skip(1))
            .filter_map(|rest| rest.split('"').next())
            .collect();
        assert_eq!(used, WORDS.into_iter().collect());
        for language in [Language::Chinese, Language::English] {
            let script = script(&Catalogue::new(language));
            assert!(!script.contains("\":\"preview."), "a word is missing: {script}");
        }
    }
}
