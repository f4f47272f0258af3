//! `site.toml` to Config: every key known, every mistake told at its place, defaults of DESIGN.md §3.
//!
//! 1. parse TOML                    source::node
//! 2. read the lists and tables     kinds, categories, campaign, ledger, check, nav
//! 3. look up what they refer to    obligations name kinds and categories, the menu names pages
//!
//! A list that stands in the file replaces the default whole. Nothing outside the file is asked: `site.toml` depends on no content.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Severity, SourceText, Spanned};
use crate::model::{Campaign, Rules};
use crate::source::fields::{Family, Fields};
use crate::source::node;

mod campaign;
mod defaults;
mod keys;
mod kinds;
mod ledger;
mod named;
mod nav;
mod site;

pub use defaults::defaults;

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
    /// `[check]`: rule and level, with the place of the rule's name; names are judged by `check/`, which knows the rules.
    pub levels: BTreeMap<String, Spanned<Level>>,
}

/// Parses `site.toml`. `None` if there was any error.
pub fn parse(source: &SourceText) -> (Option<Config>, Vec<Diagnostic>) {
    let (node, syntax) = node::parse_toml(source);
    let Some(node) = node else {
        return (None, syntax);
    };
    let mut root = Fields::new(source, Family::Config, keys::ROOT, node);
    let site = site::site(&mut root);
    let kinds = kinds::kinds(&mut root);
    let categories = kinds::categories(&mut root);
    let campaign: Campaign = campaign::campaign(&mut root, &kinds, &categories);
    let ledger = ledger::ledger(&mut root);
    let levels = ledger::levels(&mut root);
    let nav = nav::nav(&mut root, &kinds);
    let told = without_echoes(syntax, root.finish());
    let config = Config {
        rules: Arc::new(Rules {
            site,
            kinds,
            categories,
            campaign,
            ledger,
            nav,
        }),
        levels,
    };
    let sound = told.iter().all(|d| d.severity != Severity::Error);
    (sound.then_some(config), told)
}

/// Joins the errors of syntax and the others; on a line that TOML can't read, the values mean nothing, and after a header that is not closed
/// neither do the keys.
fn without_echoes(syntax: Vec<Diagnostic>, others: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let line = |d: &Diagnostic| d.place.as_ref().map_or(0, |place| place.line);
    let torn = |d: &&Diagnostic| {
        d.code == "config/syntax"
            && d.place
                .as_ref()
                .is_some_and(|p| p.excerpt.trim_start().starts_with('['))
    };
    let end = syntax.iter().find(torn).map_or(u32::MAX, line);
    let kept = others.into_iter().filter(|d| {
        line(d) < end
            && !syntax
                .iter()
                .any(|fault| fault.code == "config/syntax" && line(fault) == line(d))
    });
    let kept: Vec<Diagnostic> = kept.collect();
    syntax.into_iter().chain(kept).collect()
}

#[cfg(test)]
mod tests;
