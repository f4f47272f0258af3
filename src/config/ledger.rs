//! `[ledger]` and `[check]`.

use std::collections::BTreeMap;

use super::{Level, defaults, keys};
use crate::diagnostic::{Diagnostic, Spanned};
use crate::model::{Disclosure, LedgerRules};
use crate::source::fields::{Field, Fields};
use crate::source::node::NodeKind;
use crate::text::similar;

const STATUSES: [&str; 6] = [
    "submitted",
    "late",
    "overdue",
    "upcoming",
    "exempt",
    "not_applicable",
];

/// Reads `[ledger]`.
pub(super) fn ledger(root: &mut Fields<'_>) -> LedgerRules {
    let Some(mut f) = root.map("ledger", keys::LEDGER) else {
        return defaults::ledger();
    };
    const WORDS: [(&str, Disclosure); 3] = [
        ("counts", Disclosure::Counts),
        ("filed", Disclosure::Filed),
        ("full", Disclosure::Full),
    ];
    let public = f
        .text("public")
        .and_then(|word| one_of(&mut f, "public", &word, &WORDS));
    let labels = labels(&mut f);
    root.absorb(f.finish());
    LedgerRules {
        public: public.unwrap_or(Disclosure::Counts),
        labels,
    }
}

/// Other words for a status.
fn labels(f: &mut Fields<'_>) -> BTreeMap<String, String> {
    let mut labels = BTreeMap::new();
    for field in f.entries("labels") {
        let status = field.key.value.clone();
        if !STATUSES.contains(&status.as_str()) {
            let told = Diagnostic::error("config/unknown-key").with("key", &status);
            let told = told.with_some("suggestion", similar::nearest(&status, STATUSES));
            f.tell(told.with_list("known", STATUSES), field.key.span);
            continue;
        }
        if let Some(word) = f.scalar(&field, "shape.text") {
            labels.insert(status, word.value);
        }
    }
    labels
}

/// Reads `[check]`. Which rules there are is known to the floor above.
pub(super) fn levels(root: &mut Fields<'_>) -> BTreeMap<String, Spanned<Level>> {
    const WORDS: [(&str, Level); 3] = [
        ("error", Level::Error),
        ("warning", Level::Warning),
        ("off", Level::Off),
    ];
    let mut levels = BTreeMap::new();
    for field in root.entries("check") {
        // privacy/mobile-number without quotes is no TOML key; [check.privacy] is one, and not meant.
        if let NodeKind::Map(_) = field.node.kind {
            root.wrong_shape(&field.key.value, &field.node, "shape.text");
            continue;
        }
        let Field { key, .. } = &field;
        let word = root.scalar(&field, "shape.text");
        let level = word.and_then(|word| one_of(root, &key.value, &word, &WORDS));
        if let Some(level) = level {
            levels.insert(key.value.clone(), Spanned::new(level, key.span));
        }
    }
    levels
}

fn one_of<T: Copy, const N: usize>(
    f: &mut Fields<'_>,
    key: &str,
    word: &Spanned<String>,
    words: &[(&'static str, T); N],
) -> Option<T> {
    let found = words.iter().find(|(name, _)| *name == word.value);
    if found.is_none() {
        let names = words.map(|(name, _)| name);
        let told = Diagnostic::error("config/unknown-word")
            .with("key", key)
            .with("value", &word.value);
        let told = told.with_some("suggestion", similar::nearest(&word.value, names));
        f.tell(told.with_list("known", names), word.span);
    }
    found.map(|(_, value)| *value)
}
