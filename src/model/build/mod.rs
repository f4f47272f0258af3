//! From Material to Site.
//!
//! 1. units        in the issued order, and every name they may be called by
//! 2. documents    what each says of itself; who may see it; addresses and numbers, each once
//! 3. pages        free pages, and the prose above lists
//! 4. references   the library: everything that can be referred to, by path, number, address
//! 5. lifecycle    who repeals and amends whom
//! 6. links        bodies and attachments, and with them the files that are published
//! 7. lists        by kind, year, criterion, unit
//! 8. ledger, honours, calendar
//!
//! A preview builds after every edit, so a build leaves a [`Memory`] for the next (memory.rs): where nothing but words changed, the Site before
//! is continued (steady.rs). What comes of it is what a build without memory makes.
//!
//! Each step finishes all files before the next begins. What is wrong is told and left out; the Site is whole in any case.

mod addresses;
mod assembly;
mod calendar;
mod documents;
mod duties;
mod files;
mod honours;
mod lifecycle;
mod links;
mod lists;
mod memory;
mod menu;
mod pages;
mod references;
mod steady;
mod units;
mod visibility;

#[cfg(test)]
mod tests;

pub(super) use lists::newest_first;
pub use memory::Memory;

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::sync::Arc;

use super::{EditionKind, Material, Rules, Site};
use crate::diagnostic::Diagnostic;
use crate::text::date::Date;
use crate::text::similar;

/// What a Site is made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// The day as of which it is true.
    pub as_of: Date,
    /// For whom.
    pub edition: EditionKind,
    /// Whether drafts, scheduled and expired documents are shown, with a mark (`--drafts`).
    pub drafts: bool,
}

/// Puts the site together; tells everything that does not fit. The Site is whole even when errors were told. With an empty memory everything
/// is worked out; with that of the build before, only what may have changed.
pub fn build(
    material: &Material,
    rules: &Arc<Rules>,
    options: Options,
    memory: &mut Memory,
) -> (Arc<Site>, Vec<Diagnostic>) {
    let context = Context::new(material, rules, options);
    if let Some(built) = steady::site(&context, rules, memory) {
        return built;
    }
    let context = Context::new(material, rules, options);
    let recall = memory.recall(&context, rules);
    assembly::site(context, rules, recall, memory)
}

/// How often a build looks for the nearest name. Each look compares all candidates; a folder in which everything is wrong must not take
/// minutes to say so.
const SUGGESTIONS: u32 = 200;

/// What every step needs.
struct Context<'a> {
    material: &'a Material,
    rules: &'a Rules,
    options: Options,
    told: RefCell<Vec<Diagnostic>>,
    /// What was told of one document's own words, by its index.
    of_documents: RefCell<BTreeMap<usize, Vec<Diagnostic>>>,
    suggestions: Cell<u32>,
}

impl<'a> Context<'a> {
    fn new(material: &'a Material, rules: &'a Rules, options: Options) -> Context<'a> {
        Context {
            material,
            rules,
            options,
            told: RefCell::new(Vec::new()),
            of_documents: RefCell::new(BTreeMap::new()),
            suggestions: Cell::new(SUGGESTIONS),
        }
    }
    /// Does what concerns one document, and puts what is told of it apart.
    fn of_document<T>(&self, index: usize, work: impl FnOnce() -> T) -> T {
        let before = self.told.borrow().len();
        let done = work();
        let mut told = self.told.borrow_mut();
        if told.len() > before {
            let mut of_documents = self.of_documents.borrow_mut();
            of_documents
                .entry(index)
                .or_default()
                .extend(told.drain(before..));
        }
        done
    }
    /// Whether a nearest name was looked for.
    fn has_suggested(&self) -> bool {
        self.suggestions.get() < SUGGESTIONS
    }
}

impl Context<'_> {
    fn tell(&self, diagnostic: Diagnostic) {
        self.told.borrow_mut().push(diagnostic);
    }
    /// The candidate that was perhaps meant.
    fn nearest<'c>(&self, word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
        self.may_suggest()
            .then(|| similar::nearest(word, candidates))
            .flatten()
    }
    /// Whether one more look is allowed.
    fn may_suggest(&self) -> bool {
        let left = self.suggestions.get();
        self.suggestions.set(left.saturating_sub(1));
        left > 0
    }
}
