//! `site.toml` to Config: every key known, every mistake told at its place, defaults of DESIGN.md §3.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, SourceText, Spanned};
use crate::model::Rules;

/// What a rule of `[check]` is set to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// The site is not published.
    Error,
    /// Told, published.
    Warning,
    /// Not told.
    Off,
}

/// `site.toml`.
#[derive(Clone, Debug)]
pub struct Config {
    /// What the model and the pages need.
    pub rules: Arc<Rules>,
    /// `[check]`: rule and level, with its place; names are judged by `check/`, which knows the rules.
    pub levels: BTreeMap<String, Spanned<Level>>,
}

/// Parses `site.toml`. `None` if there was any error.
pub fn parse(_source: &SourceText) -> (Option<Config>, Vec<Diagnostic>) {
    unimplemented!()
}
