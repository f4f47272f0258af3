//! The judgement of what was read: secrecy, privacy, unfinished text, words that do not belong (DESIGN.md §11, DOMAIN.md §4).
//!
//! A rule looks at one file's text and knows nothing of levels: [`judge`] sets the level of each finding by `[check]`, and takes out what
//! its document allows with a reason.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::config::Level;
use crate::diagnostic::{Diagnostic, Report, SourceText, Spanned};
use crate::model::Material;

/// A rule that `[check]` can set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its code, as in diagnostics.
    pub code: &'static str,
    /// The level when `site.toml` is silent.
    pub default: Level,
    /// Nothing silences it or makes it milder.
    pub fixed: bool,
}

/// All rules of this floor.
pub fn rules() -> &'static [Rule] {
    &[]
}

/// Runs every rule over everything that was read; findings come at their default levels.
pub fn run(_material: &Material) -> Vec<Diagnostic> {
    unimplemented!()
}

/// Applies `[check]` and the `allow` of documents to a whole report, whatever floor a finding came from: rules of this floor may be set to any
/// level unless fixed, every other warning may be set too, errors of other floors stand. Unknown rules are told at their place, with a suggestion.
pub fn judge(
    _report: &mut Report,
    _levels: &BTreeMap<String, Spanned<Level>>,
    _config: &SourceText,
    _allow: &[(Arc<str>, Arc<SourceText>, Vec<(Spanned<String>, Spanned<String>)>)],
) {
    unimplemented!()
}
