//! Who repeals and amends whom (废止, 修改), and what that makes of 有效性.
//!
//! A document that the edition hides repeals nothing and leaves no trace; one that waits for its day takes effect on that day, since the
//! Site is made anew for each day. One that was public and is taken down keeps its effect, and is not named.

use std::collections::{HashMap, HashSet};

use super::documents::{Facts, is_rare};
use super::references::{Library, call};
use crate::diagnostic::{Diagnostic, Span, Spanned};
use crate::model::{Document, DocumentId, RawDocument, Validity, ValidityWord};

/// What one document does to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Deed {
    Replaces,
    Amends,
}

/// One reference; both ends are indices of the material.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edge {
    pub(super) from: usize,
    pub(super) to: usize,
    deed: Deed,
    span: Span,
}

/// All references that stand: resolved, not to itself, without circles.
pub(super) fn edges(library: &Library<'_>) -> Vec<Edge> {
    let mut edges = Vec::new();
    let documents = library
        .context
        .material
        .documents
        .iter()
        .zip(library.shelves.facts);
    for (from, (raw, facts)) in documents.enumerate() {
        // One without facts (its date is wrong, say) has its own mistakes told all the same.
        if !facts
            .as_ref()
            .map_or_else(|| is_rare(&raw.front), |facts| facts.rare)
        {
            continue;
        }
        for written in &raw.front.replaces {
            edges.extend(edge(library, (from, raw), written, Deed::Replaces));
        }
        for written in &raw.front.amends {
            edges.extend(edge(library, (from, raw), written, Deed::Amends));
        }
    }
    without_cycles(library, edges)
}

fn edge(
    library: &Library<'_>,
    (from, raw): (usize, &RawDocument),
    written: &Spanned<String>,
    deed: Deed,
) -> Option<Edge> {
    let to = library.document(&raw.source, written)?;
    let place = || raw.source.place(written.span);
    if to == from {
        let diagnostic = Diagnostic::error("lifecycle/itself").at(place());
        library.context.tell(diagnostic.with("name", &written.value));
        return None;
    }
    let facts = |index: usize| library.shelves.facts[index].as_ref();
    if let (Some(newer), Some(older)) = (facts(from), facts(to))
        && newer.date < older.date
    {
        library.context.tell(
            Diagnostic::warning("lifecycle/order")
                .at(place())
                .with("name", &written.value)
                .with("date", newer.date)
                .with("other", older.date),
        );
    }
    let span = written.span;
    Some(Edge { from, to, deed, span })
}

/// Takes out each reference that closes a circle, and tells it. Edges come sorted by `from`.
fn without_cycles(library: &Library<'_>, mut edges: Vec<Edge>) -> Vec<Edge> {
    let mut outgoing: HashMap<usize, Vec<usize>> = HashMap::new();
    for (index, edge) in edges.iter().enumerate() {
        outgoing.entry(edge.from).or_default().push(index);
    }
    // Depth first, without recursion: an open document is one on the path that leads to where we are.
    let mut open: HashMap<usize, bool> = HashMap::new();
    let mut closing = vec![false; edges.len()];
    for start in edges.iter().map(|edge| edge.from) {
        if open.contains_key(&start) {
            continue;
        }
        open.insert(start, true);
        let mut path = vec![(start, 0)];
        while let Some((at, next)) = path.last_mut() {
            let Some(&index) = outgoing.get(at).and_then(|list| list.get(*next)) else {
                open.insert(*at, false);
                path.pop();
                continue;
            };
            *next += 1;
            let to = edges[index].to;
            match open.get(&to) {
                Some(true) => closing[index] = true,
                Some(false) => {}
                None => {
                    open.insert(to, true);
                    path.push((to, 0));
                }
            }
        }
    }
    for (edge, _) in edges.iter().zip(&closing).filter(|(_, closing)| **closing) {
        let raw = library.raw(edge.from);
        library.context.tell(
            Diagnostic::error("lifecycle/cycle")
                .at(raw.source.place(edge.span))
                .with("name", call(library, edge.to)),
        );
    }
    let mut kept = closing.iter().map(|closing| !closing);
    edges.retain(|_| kept.next().unwrap_or(true));
    edges
}

/// Writes the references into the documents that are shown, and works out their validity.
pub(super) fn apply(library: &Library<'_>, edges: &[Edge], documents: &mut [Document]) {
    let id = |index: usize| library.shelves.facts[index].as_ref().and_then(|facts| facts.id);
    let mut silent = HashSet::new();
    for edge in edges {
        let newer = library.shelves.facts[edge.from].as_ref();
        if let (true, Some(older)) = (newer.is_some_and(Facts::was_public), id(edge.to)) {
            silent.insert((older, edge.deed));
        }
        let (Some(newer), Some(older)) = (id(edge.from), id(edge.to)) else {
            continue;
        };
        let (from, to) = (newer.0 as usize, older.0 as usize);
        let (forth, back) = match edge.deed {
            Deed::Replaces => (&mut documents[from].replaces, older),
            Deed::Amends => (&mut documents[from].amends, older),
        };
        if forth.contains(&back) {
            continue;
        }
        forth.push(back);
        match edge.deed {
            Deed::Replaces => documents[to].replaced_by.push(newer),
            Deed::Amends => documents[to].amended_by.push(newer),
        }
        contradiction(library, edge, &documents[to]);
    }
    for (document, id) in documents.iter_mut().zip((0..).map(DocumentId)) {
        let done = |deed, named: &[DocumentId]| !named.is_empty() || silent.contains(&(id, deed));
        let replaced = done(Deed::Replaces, &document.replaced_by);
        let amended = done(Deed::Amends, &document.amended_by);
        document.validity = validity(document, replaced, amended);
    }
}

/// A document's own word that does not fit what another says of it.
fn contradiction(library: &Library<'_>, edge: &Edge, older: &Document) {
    let Some(own) = &older.raw.front.status else {
        return;
    };
    let (fits, word) = match edge.deed {
        Deed::Replaces => (own.value == ValidityWord::Repealed, "model.repealed"),
        Deed::Amends => (own.value != ValidityWord::InForce, "model.amended"),
    };
    if !fits {
        library.context.tell(
            Diagnostic::warning("lifecycle/status-contradicts")
                .at(older.raw.source.place(own.span))
                .with("by", call(library, edge.from))
                .with_word("status", word),
        );
    }
}

/// 有效性, by the document's own word and by whether something public repeals or amends it.
pub(super) fn validity(document: &Document, replaced: bool, amended: bool) -> Validity {
    let own = document.raw.front.status.as_ref().map(|status| status.value);
    if replaced {
        return Validity::Repealed;
    }
    match own {
        Some(ValidityWord::Repealed) => Validity::Repealed,
        Some(ValidityWord::Lapsed) => Validity::Lapsed,
        _ if amended => Validity::Amended,
        Some(ValidityWord::Amended) => Validity::Amended,
        Some(ValidityWord::InForce) => Validity::InForce,
        None => Validity::Unstated,
    }
}
