//! The Site before, continued: where nothing but the words of some documents changed, as with nearly every edit.
//!
//! It is so if all of this holds, and then nothing that is kept could come out otherwise:
//!
//! - Nothing but documents changed, and of these none came, went or moved.
//! - The facts of each that changed are what they were: address, kind, unit, date, number, who sees it. So no list, no ledger, no address and no
//!   link to it changes. What few documents have (honours, study sessions, repeals) is told by `rare`: such a document is no mere text.
//! - No other document repeals or amends it, so that no validity follows from its words.
//! - It refers to the same files as before, so that the same are published.
//! - What was told of all else does not stand in its file, whose lines have moved.
//! - No nearest name was looked for, before or now: how often that is done is limited over a whole build.
//!
//! Links to places within a page depend on that page's headings. If a heading changed, the documents with such links have theirs
//! resolved again; all other links depend on addresses alone.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::assembly::document_of;
use super::documents;
use super::files::Files;
use super::lifecycle;
use super::links::{Linker, aims};
use super::memory::{Kept, Memory};
use super::references::{Library, Shelves};
use super::{Context, units};
use crate::diagnostic::Diagnostic;
use crate::model::{Document, DocumentId, Rules, Site};

/// The Site and everything that is told of it; `None` if it must be put together anew. The memory is as it was then.
pub(super) fn site(
    context: &Context<'_>,
    rules: &Arc<Rules>,
    memory: &mut Memory,
) -> Option<(Arc<Site>, Vec<Diagnostic>)> {
    let kept = memory.kept.as_mut()?;
    if kept.has_suggested || !kept.world.is_same(context, rules) {
        return None;
    }
    let changed = changed(kept, context)?;
    let touched = touched(kept, context, &changed)?;
    let documents = documents(kept, context, (&changed, &touched))?;
    if context.has_suggested() {
        return None;
    }
    Some(commit(kept, context, (&touched, documents)))
}

/// The documents that were read again; `None` if one came, went or moved.
fn changed(kept: &Kept, context: &Context<'_>) -> Option<BTreeSet<usize>> {
    let (before, now) = (&kept.documents, &context.material.documents);
    if before.len() != now.len() {
        return None;
    }
    let both = before.iter().zip(now).enumerate();
    let changed = both.filter(|(_, (before, now))| !Arc::ptr_eq(before, now));
    changed
        .map(|(index, (before, now))| (before.source.path() == now.source.path()).then_some(index))
        .collect()
}

/// The documents that are to be looked at: those that changed, and where headings did, those with links to places within pages.
fn touched(kept: &Kept, context: &Context<'_>, changed: &BTreeSet<usize>) -> Option<BTreeSet<usize>> {
    let path = |index: &usize| context.material.documents[*index].source.path();
    let files: BTreeSet<&str> = changed.iter().map(|index| &**path(index)).collect();
    let stands_there = |told: &Diagnostic| {
        let places = told.place.as_deref().into_iter().chain(&told.first);
        places.into_iter().any(|place| files.contains(&*place.file))
    };
    if changed.iter().any(|index| kept.bodies.bound.contains(index)) || kept.told.iter().any(stands_there) {
        return None;
    }
    let mut touched = changed.clone();
    if changed
        .iter()
        .any(|index| has_other_headings(kept, context, *index))
    {
        if kept.bodies.others_aim {
            return None;
        }
        touched.extend(&kept.bodies.aiming);
    }
    Some(touched)
}

fn has_other_headings(kept: &Kept, context: &Context<'_>, index: usize) -> bool {
    let before = &kept.documents[index].scan.headings;
    let now = &context.material.documents[index].scan.headings;
    let differ =
        |(a, b): (&crate::markdown::Heading, &crate::markdown::Heading)| (&a.id, &a.text) != (&b.id, &b.text);
    before.len() != now.len() || before.iter().zip(now).any(differ)
}

/// The touched documents that are shown, made anew.
fn documents(
    kept: &Kept,
    context: &Context<'_>,
    (changed, touched): (&BTreeSet<usize>, &BTreeSet<usize>),
) -> Option<Vec<(DocumentId, Document)>> {
    let (_, roster) = units::units(context);
    // What is wrong with units was told before, and is kept.
    context.told.borrow_mut().clear();
    for &index in touched {
        let raw = &context.material.documents[index];
        let before = kept.facts[index].as_ref()?;
        let mut facts = context.of_document(index, || documents::of_one(context, &roster, raw))?;
        facts.id = before.id;
        let is_mere_text = !facts.rare || !changed.contains(&index);
        if facts != *before || !is_mere_text {
            return None;
        }
    }
    let shelves = Shelves {
        facts: &kept.facts,
        units: &kept.site.units,
        pages: &kept.pages,
        prose: &kept.prose,
    };
    let library = Library::new(context, shelves);
    let mut linker = Linker {
        library: &library,
        files: Files::new(context),
    };
    let mut documents = Vec::new();
    for &index in touched {
        let document = context.of_document(index, || document_of(&mut linker, index));
        let references = kept.bodies.references.get(&index);
        if linker.files.take_noted() != references.map_or(&[][..], Vec::as_slice) {
            return None;
        }
        if let (Some(document), Some(id)) = (document, kept.facts[index].as_ref().and_then(|facts| facts.id))
        {
            let document = settled(document, kept.site.document(id), changed.contains(&index))?;
            documents.push((id, document));
        }
    }
    Some(documents)
}

/// Adds what follows from other documents.
fn settled(mut document: Document, before: &Document, is_changed: bool) -> Option<Document> {
    if document.pinned != before.pinned {
        return None;
    }
    if is_changed {
        document.validity = lifecycle::validity(&document, false, false);
    } else {
        document.replaces.clone_from(&before.replaces);
        document.amends.clone_from(&before.amends);
        document.replaced_by.clone_from(&before.replaced_by);
        document.amended_by.clone_from(&before.amended_by);
        document.validity = before.validity;
    }
    Some(document)
}

/// Puts the documents into the Site, and everything that is new into the memory.
fn commit(
    kept: &mut Kept,
    context: &Context<'_>,
    (touched, documents): (&BTreeSet<usize>, Vec<(DocumentId, Document)>),
) -> (Arc<Site>, Vec<Diagnostic>) {
    let mut of_documents = context.of_documents.borrow_mut();
    for &index in touched {
        let raw = &context.material.documents[index];
        kept.documents[index].clone_from(raw);
        match aims(&raw.scan.links) {
            true => kept.bodies.aiming.insert(index),
            false => kept.bodies.aiming.remove(&index),
        };
        match of_documents.remove(&index) {
            Some(told) => kept.of_documents.insert(index, told),
            None => kept.of_documents.remove(&index),
        };
    }
    let mut site = Site::clone(&kept.site);
    for (DocumentId(id), document) in documents {
        site.documents[id as usize] = Arc::new(document);
    }
    kept.site = Arc::new(site);
    (Arc::clone(&kept.site), kept.everything_told())
}
