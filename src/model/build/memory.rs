//! What a build leaves for the next one.
//!
//! What is kept is used only where it is what would be worked out again:
//!
//! - *Facts* follow from a document, the rules, the options and the units. While the last three are the same, so are the facts of a document
//!   that is the same, unless something was told as they were made: that has to be told again.
//! - *The Site* is continued where nothing but the words of some documents changed; steady.rs says when that is so.
//!
//! "The same" is the same allocation: the store reads a file into a new one, whatever it says.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::documents::Facts;
use super::files::Reference;
use super::pages::PageFacts;
use super::{Context, Options};
use crate::diagnostic::{Diagnostic, SourceText};
use crate::model::{ContentFile, Material, RawDocument, RawPage, RawUnit, Rules, Site};

/// What a build keeps for the next of the same folder.
#[derive(Debug, Default)]
pub struct Memory {
    pub(super) kept: Option<Kept>,
}

/// The build before.
#[derive(Debug)]
pub(super) struct Kept {
    /// Everything but documents.
    pub(super) world: World,
    pub(super) documents: Vec<Arc<RawDocument>>,
    /// By document.
    pub(super) facts: Vec<Option<Facts>>,
    pub(super) pages: Vec<PageFacts>,
    pub(super) prose: Vec<PageFacts>,
    pub(super) bodies: BodyNotes,
    /// What was told of one document's own words, by its index.
    pub(super) of_documents: BTreeMap<usize, Vec<Diagnostic>>,
    /// Everything else that was told.
    pub(super) told: Vec<Diagnostic>,
    /// Whether a nearest name was looked for.
    pub(super) has_suggested: bool,
    pub(super) site: Arc<Site>,
}

impl Kept {
    /// Everything that was told.
    pub(super) fn everything_told(&self) -> Vec<Diagnostic> {
        let of_documents = self.of_documents.values().flatten();
        of_documents.chain(&self.told).cloned().collect()
    }
}

/// What was noted of bodies as their links were resolved.
#[derive(Debug, Default)]
pub(super) struct BodyNotes {
    /// The files that a document refers to, by its index; nothing of those that refer to none.
    pub(super) references: BTreeMap<usize, Vec<Reference>>,
    /// Documents with a link to a place within a page.
    pub(super) aiming: BTreeSet<usize>,
    /// Whether a unit, a free page or prose has such a link.
    pub(super) others_aim: bool,
    /// Documents that repeal or amend one, or are repealed or amended.
    pub(super) bound: BTreeSet<usize>,
}

/// Everything that a Site is made of but documents.
#[derive(Debug)]
pub(super) struct World {
    rules: Arc<Rules>,
    options: Options,
    units: Vec<Arc<RawUnit>>,
    pages: Vec<Arc<RawPage>>,
    indexes: Vec<Arc<RawPage>>,
    files: Vec<ContentFile>,
    /// The register, and how many lines it has.
    register: (Option<Arc<SourceText>>, usize),
}

impl World {
    pub(super) fn of(context: &Context<'_>, rules: &Arc<Rules>) -> World {
        let material = context.material;
        World {
            rules: Arc::clone(rules),
            options: context.options,
            units: material.units.clone(),
            pages: material.pages.clone(),
            indexes: material.indexes.clone(),
            files: material.files.clone(),
            register: register(material),
        }
    }
    /// Whether facts that were made in this world are true in that of a context.
    fn has_same_facts(&self, context: &Context<'_>, rules: &Arc<Rules>) -> bool {
        Arc::ptr_eq(&self.rules, rules)
            && self.options == context.options
            && same(&self.units, &context.material.units)
    }
    /// Whether nothing but documents differs.
    pub(super) fn is_same(&self, context: &Context<'_>, rules: &Arc<Rules>) -> bool {
        let material = context.material;
        let (before, now) = (&self.register, &register(material));
        self.has_same_facts(context, rules)
            && same(&self.pages, &material.pages)
            && same(&self.indexes, &material.indexes)
            && self.files == material.files
            && before.1 == now.1
            && before.0.as_ref().map(Arc::as_ptr) == now.0.as_ref().map(Arc::as_ptr)
    }
}

/// All lines of a register are of one file.
fn register(material: &Material) -> (Option<Arc<SourceText>>, usize) {
    let lines = &material.submissions;
    (lines.first().map(|line| Arc::clone(&line.source)), lines.len())
}

fn same<T>(before: &[Arc<T>], now: &[Arc<T>]) -> bool {
    before.len() == now.len() && before.iter().zip(now).all(|(a, b)| Arc::ptr_eq(a, b))
}

impl Memory {
    /// Takes out the facts that are still true.
    pub(super) fn recall(&mut self, context: &Context<'_>, rules: &Arc<Rules>) -> Recall {
        let kept = self.kept.take();
        let kept = kept.filter(|kept| kept.world.has_same_facts(context, rules));
        let (documents, mut facts, loud) = kept.map_or_else(Default::default, |kept| {
            (kept.documents, kept.facts, kept.of_documents)
        });
        for index in loud.into_keys() {
            facts[index] = None;
        }
        Recall {
            documents,
            facts,
            at: 0,
        }
    }
}

/// Facts of the build before, given out in the order of paths.
pub(super) struct Recall {
    documents: Vec<Arc<RawDocument>>,
    facts: Vec<Option<Facts>>,
    /// The first that was not passed yet.
    at: usize,
}

impl Recall {
    /// The facts of a document, if they are known. To be asked of documents in the order of their paths.
    pub(super) fn facts(&mut self, raw: &Arc<RawDocument>) -> Option<Facts> {
        while let Some(known) = self.documents.get(self.at) {
            // Most are the same and in their place: then no path is looked at, since each look waits for memory.
            if Arc::ptr_eq(known, raw) {
                self.at += 1;
                return self.facts[self.at - 1].take();
            }
            if known.source.path() >= raw.source.path() {
                return None;
            }
            self.at += 1;
        }
        None
    }
}
