//! The judgement of what was read: secrecy, privacy, unfinished text, words that do not belong (DESIGN.md §11, DOMAIN.md §4).
//!
//! A rule looks at one file's text and knows nothing of levels: [`Judge`] sets the level of each finding by `[check]`, and takes out what
//! its document allows with a reason. No finding repeats a number that it found: excerpts and labels are masked.

mod honours;
mod judge;
mod matter;
mod page;
mod placeholder;
mod privacy;
mod rules;
mod secrecy;
mod typography;
mod words;

use crate::diagnostic::{Diagnostic, SourceText};
use crate::model::{RawDocument, RawPage, RawUnit};
pub use judge::{Allowance, Judge, Judged, mask};
use page::Page;
pub use rules::{Rule, rules};

/// Numbers of persons in `site.toml`: its telephone and its title stand on every page.
pub fn settings(source: &SourceText) -> Vec<Diagnostic> {
    let page = Page::register(source);
    let mut findings = page::Findings::new(source);
    privacy::check(&page, &mut findings);
    findings.finish()
}

/// What the rules find in one document: needs no other file, so it can be kept until the file changes.
pub fn document(document: &RawDocument) -> Vec<Diagnostic> {
    findings(&Page::document(document))
}

/// What the rules find in one unit's file.
pub fn unit(unit: &RawUnit) -> Vec<Diagnostic> {
    findings(&Page::unit(unit))
}

/// What the rules find in one free page or index.
pub fn page(page: &RawPage) -> Vec<Diagnostic> {
    findings(&Page::free(page))
}

/// What the rules find in a table of data.
pub fn register(source: &SourceText) -> Vec<Diagnostic> {
    findings(&Page::register(source))
}

fn findings(page: &Page<'_>) -> Vec<Diagnostic> {
    let mut findings = page::Findings::new(page.source);
    secrecy::check(page, &mut findings);
    privacy::check(page, &mut findings);
    placeholder::check(page, &mut findings);
    matter::check(page, &mut findings);
    honours::check(page, &mut findings);
    typography::check(page, &mut findings);
    findings.finish()
}

#[cfg(test)]
mod tests;
