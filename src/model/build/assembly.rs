//! The steps of [`super::build`] in their order, and the Site that comes of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::addresses::Addresses;
use super::documents::{self, Facts};
use super::files::{self, Files};
use super::links::{Body, Linker, aims};
use super::lists::{Lists, newest_first};
use super::memory::{BodyNotes, Kept, Memory, Recall, World};
use super::pages::{self, PageFacts};
use super::references::{Library, Shelves};
use super::units::Roster;
use super::{Context, calendar, duties, honours, lifecycle, lists, menu, units};
use crate::diagnostic::Diagnostic;
use crate::model::{
    Assessment, Attachment, CalendarEntry, Document, DocumentId, FreePage, Honours, Ledger, Material,
    PagePath, Pinned, RawDocument, Rules, Site, Target, Unit, Validity,
};
use crate::text::date::Date;

/// Puts the Site together, and leaves what the next build can use.
pub(super) fn site(
    context: Context<'_>,
    rules: &Arc<Rules>,
    mut recall: Recall,
    memory: &mut Memory,
) -> (Arc<Site>, Vec<Diagnostic>) {
    let (mut units, roster) = units::units(&context);
    let mut addresses = Addresses::with_capacity(context.material.documents.len() + 64);
    for unit in &units {
        addresses.take_unit(&context, unit);
    }
    let facts = documents::facts(&context, &roster, &mut addresses, &mut recall);
    let free = pages::free(&context, &mut addresses);
    let prose = pages::prose(&context, &mut addresses);
    let library = Library::new(
        &context,
        Shelves {
            facts: &facts,
            units: &units,
            pages: &free,
            prose: &prose,
        },
    );
    let bodies = bodies(&library, &mut addresses);
    let rest = rest(&library, &roster, &bodies.documents);
    let nav = menu::menu(&library);
    for (unit, links) in units.iter_mut().zip(bodies.units) {
        unit.links = links;
    }
    let site = Arc::new(Site {
        rules: Arc::clone(rules),
        as_of: context.options.as_of,
        edition: context.options.edition,
        units: Arc::new(units),
        documents: bodies.documents.into_iter().map(Arc::new).collect(),
        pages: Arc::new(bodies.pages),
        prose: Arc::new(bodies.prose),
        nav: Arc::new(nav),
        ledger: Arc::new(rest.ledger),
        honours: Arc::new(rest.honours),
        assessments: Arc::new(rest.assessments),
        calendar: Arc::new(rest.calendar),
        files: Arc::new(bodies.files),
        by_kind: Arc::new(rest.lists.by_kind),
        by_year: Arc::new(rest.lists.by_year),
        by_criterion: Arc::new(rest.lists.by_criterion),
        by_unit: Arc::new(rest.lists.by_unit),
        newest: Arc::new(rest.lists.newest),
    });
    let kept = memory.kept.insert(Kept {
        world: World::of(&context, rules),
        documents: context.material.documents.clone(),
        facts,
        pages: free,
        prose,
        bodies: bodies.notes,
        has_suggested: context.has_suggested(),
        of_documents: context.of_documents.into_inner(),
        told: context.told.into_inner(),
        site: Arc::clone(&site),
    });
    (site, kept.everything_told())
}

/// Everything that has a body, its links resolved, and the files that these need.
struct Bodies {
    documents: Vec<Document>,
    /// The links of each unit.
    units: Vec<Vec<Target>>,
    pages: Vec<FreePage>,
    prose: BTreeMap<String, FreePage>,
    files: BTreeMap<PagePath, Arc<str>>,
    notes: BodyNotes,
}

fn bodies(library: &Library<'_>, addresses: &mut Addresses) -> Bodies {
    let context = library.context;
    let edges = lifecycle::edges(library);
    let mut linker = Linker {
        library,
        files: Files::new(context),
    };
    let mut notes = BodyNotes {
        bound: edges.iter().flat_map(|edge| [edge.from, edge.to]).collect(),
        ..BodyNotes::default()
    };
    let mut documents = documents_of(&mut linker, &mut notes);
    let units = library.shelves.units.iter();
    let units = units.map(|unit| unit_links(&mut linker, unit)).collect();
    let pages = free_pages(&mut linker, library.shelves.pages).into_iter();
    let mut pages: Vec<FreePage> = pages.map(|(_, page)| page).collect();
    pages.sort_by(|a, b| a.address.cmp(&b.address));
    let prose = free_pages(&mut linker, library.shelves.prose).into_iter();
    let prose = prose.map(|(folder, page)| (folder.to_owned(), page)).collect();
    lifecycle::apply(library, &edges, &mut documents);
    let Material {
        units: raws,
        pages: free,
        indexes,
        ..
    } = context.material;
    let links = free.iter().chain(indexes).map(|raw| &raw.scan.links);
    notes.others_aim = links
        .chain(raws.iter().map(|raw| &raw.scan.links))
        .any(|links| aims(links));
    Bodies {
        documents,
        units,
        pages,
        prose,
        files: linker.files.publish(context, addresses),
        notes,
    }
}

/// What is worked out from the documents.
struct Rest {
    lists: Lists,
    ledger: Ledger,
    honours: Honours,
    assessments: Vec<Assessment>,
    calendar: Vec<CalendarEntry>,
}

fn rest(library: &Library<'_>, roster: &Roster<'_>, documents: &[Document]) -> Rest {
    let context = library.context;
    let lists = lists::lists(context.rules, documents, library.shelves.units.len());
    let mut rare: Vec<DocumentId> = library
        .shelves
        .facts
        .iter()
        .flatten()
        .filter(|facts| facts.rare)
        .filter_map(|facts| facts.id)
        .collect();
    let document = |id: &DocumentId| &documents[id.0 as usize];
    rare.sort_by(|a, b| newest_first(document(a), document(b)));
    let ledger = duties::ledger(context, roster, (library.shelves.units, library.shelves.facts));
    let honours = honours::honours(library, roster, (&rare, documents));
    honours::tell_owing(library, roster, (&honours, &ledger), documents);
    Rest {
        lists,
        ledger,
        honours,
        assessments: honours::assessments(context, roster, (&rare, documents)),
        calendar: calendar::calendar(context, (&rare, documents)),
    }
}

/// The documents that are shown. The links of hidden ones are followed too: the files they need are not unused.
fn documents_of(linker: &mut Linker<'_, '_>, notes: &mut BodyNotes) -> Vec<Document> {
    let context = linker.library.context;
    let mut shown = Vec::with_capacity(context.material.documents.len());
    for (index, raw) in context.material.documents.iter().enumerate() {
        shown.extend(context.of_document(index, || document_of(linker, index)));
        let references = linker.files.take_noted();
        if !references.is_empty() {
            notes.references.insert(index, references);
        }
        if aims(&raw.scan.links) {
            notes.aiming.insert(index);
        }
    }
    shown
}

/// A document with its links, but without what others do to it; `None` if it is hidden.
pub(super) fn document_of(linker: &mut Linker<'_, '_>, index: usize) -> Option<Document> {
    let context = linker.library.context;
    let raw = &context.material.documents[index];
    let facts = linker.library.shelves.facts[index].as_ref();
    let shown = facts.is_some_and(|facts| facts.id.is_some());
    // A document that lacks a date or an address has dead links all the same.
    let tells = facts.map_or(!raw.front.draft, Facts::tells);
    let attachments = files::attachments(linker.library, &mut linker.files, raw, (shown, tells));
    let links = linker.targets(&Body {
        source: &raw.source,
        links: &raw.scan.links,
        headings: &raw.scan.headings,
        address: facts.map(|facts| &facts.address),
        shown,
        tells,
    });
    let facts = facts.filter(|_| shown)?;
    Some(document(raw, facts, (attachments, links), context.options.as_of))
}

fn document(
    raw: &Arc<RawDocument>,
    facts: &Facts,
    (attachments, links): (Vec<Attachment>, Vec<Target>),
    as_of: Date,
) -> Document {
    let pinned = raw
        .front
        .pinned
        .as_ref()
        .is_some_and(|pinned| match pinned.value {
            Pinned::Always => true,
            Pinned::Until(day) => as_of <= day,
        });
    Document {
        raw: Arc::clone(raw),
        address: facts.address.clone(),
        kind: facts.kind,
        unit: facts.unit,
        units: facts.units.clone(),
        year: facts.year,
        date: facts.date,
        number: facts.number.clone(),
        validity: Validity::Unstated,
        replaces: Vec::new(),
        amends: Vec::new(),
        replaced_by: Vec::new(),
        amended_by: Vec::new(),
        attachments,
        criteria: facts.criteria.clone(),
        pinned,
        marks: facts.marks.clone(),
        links,
    }
}

fn unit_links(linker: &mut Linker<'_, '_>, unit: &Unit) -> Vec<Target> {
    linker.targets(&Body {
        source: &unit.raw.source,
        links: &unit.raw.scan.links,
        headings: &unit.raw.scan.headings,
        address: Some(&unit.address),
        shown: true,
        tells: true,
    })
}

/// The pages that are shown, each with its folder.
fn free_pages<'a>(linker: &mut Linker<'_, '_>, pages: &'a [PageFacts]) -> Vec<(&'a str, FreePage)> {
    let mut shown = Vec::new();
    for page in pages {
        let links = linker.targets(&Body {
            source: &page.raw.source,
            links: &page.raw.scan.links,
            headings: &page.raw.scan.headings,
            address: page.address.as_ref(),
            shown: page.shown,
            tells: page.shown,
        });
        if let Some(address) = &page.address
            && page.shown
        {
            let page_of = FreePage {
                raw: Arc::clone(&page.raw),
                address: address.clone(),
                links,
            };
            shown.push((page.folder.as_str(), page_of));
        }
    }
    shown
}
