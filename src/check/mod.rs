//! The judgement of what was read: secrecy, privacy, unfinished text, words that do not belong (DESIGN.md §11, DOMAIN.md §4).
//!
//! A rule looks at one file's text and knows nothing of levels: [`judge`] sets the level of each finding by `[check]`, and takes out what
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

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, SourceText};
use crate::model::{Material, RawDocument, RawPage, RawUnit};
pub use judge::{Allowance, allowances, judge};
use page::Page;
pub use rules::{Rule, rules};

/// Runs every rule over everything that was read; findings come at their default levels, in the order of the files.
pub fn run(material: &Material) -> Vec<Diagnostic> {
    // Every line of the register holds the register: its text is judged once.
    let registers: BTreeMap<_, _> = material
        .submissions
        .iter()
        .map(|s| (s.source.path(), &s.source))
        .collect();
    let mut found: Vec<Vec<Diagnostic>> = material.documents.par_iter().map(|d| document(d)).collect();
    found.par_extend(material.units.par_iter().map(|u| unit(u)));
    found.par_extend(
        material
            .pages
            .par_iter()
            .chain(&material.indexes)
            .map(|p| page(p)),
    );
    found.extend(
        registers
            .into_values()
            .map(|source| findings(&Page::register(source))),
    );
    found.into_iter().flatten().collect()
}

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
