//! The steps of [`super::build`] in their order, and the Site that comes of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::addresses::Addresses;
use super::documents::{self, Facts};
use super::files::{self, Files};
use super::links::{Body, Linker};
use super::lists::{Lists, newest_first};
use super::pages::{self, PageFacts};
use super::references::{Library, Shelves};
use super::units::Roster;
use super::{Context, calendar, duties, honours, lifecycle, lists, menu, units};
use crate::model::{
    Assessment, Attachment, CalendarEntry, Document, DocumentId, FreePage, Honours, Ledger, PagePath, Pinned,
    RawDocument, Rules, Site, Target, Unit, Validity,
};
use crate::text::date::Date;

/// Puts the Site together.
pub(super) fn site(context: &Context<'_>, rules: &Arc<Rules>) -> Site {
    let (mut units, roster) = units::units(context);
    let mut addresses = Addresses::with_capacity(context.material.documents.len() + 64);
    for unit in &units {
        addresses.take_unit(context, unit);
    }
    let facts = documents::facts(context, &roster, &mut addresses);
    let free = pages::free(context, &mut addresses);
    let prose = pages::prose(context, &mut addresses);
    let library = Library::new(
        context,
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
    Site {
        rules: Arc::clone(rules),
        as_of: context.options.as_of,
        edition: context.options.edition,
        units,
        documents: bodies.documents,
        pages: bodies.pages,
        prose: bodies.prose,
        nav,
        ledger: rest.ledger,
        honours: rest.honours,
        assessments: rest.assessments,
        calendar: rest.calendar,
        files: bodies.files,
        by_kind: rest.lists.by_kind,
        by_year: rest.lists.by_year,
        by_criterion: rest.lists.by_criterion,
        by_unit: rest.lists.by_unit,
        newest: rest.lists.newest,
    }
}

/// Everything that has a body, its links resolved, and the files that these need.
struct Bodies {
    documents: Vec<Document>,
    /// The links of each unit.
    units: Vec<Vec<Target>>,
    pages: Vec<FreePage>,
    prose: BTreeMap<String, FreePage>,
    files: BTreeMap<PagePath, Arc<str>>,
}

fn bodies(library: &Library<'_>, addresses: &mut Addresses) -> Bodies {
    let context = library.context;
    let edges = lifecycle::edges(library);
    let mut linker = Linker {
        library,
        files: Files::new(context),
    };
    let mut documents = documents_of(&mut linker);
    let units = library.shelves.units.iter();
    let units = units.map(|unit| unit_links(&mut linker, unit)).collect();
    let pages = free_pages(&mut linker, library.shelves.pages).into_iter();
    let mut pages: Vec<FreePage> = pages.map(|(_, page)| page).collect();
    pages.sort_by(|a, b| a.address.cmp(&b.address));
    let prose = free_pages(&mut linker, library.shelves.prose).into_iter();
    let prose = prose.map(|(folder, page)| (folder.to_owned(), page)).collect();
    lifecycle::apply(library, &edges, &mut documents);
    Bodies {
        documents,
        units,
        pages,
        prose,
        files: linker.files.publish(context, addresses),
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
fn documents_of(linker: &mut Linker<'_, '_>) -> Vec<Document> {
    let (context, facts) = (linker.library.context, linker.library.shelves.facts);
    let mut documents = Vec::with_capacity(facts.len());
    for (raw, facts) in context.material.documents.iter().zip(facts) {
        let shown = facts.as_ref().is_some_and(|facts| facts.id.is_some());
        // A document that lacks a date or an address has dead links all the same.
        let tells = facts.as_ref().map_or(!raw.front.draft, Facts::tells);
        let attachments = files::attachments(linker.library, &mut linker.files, raw, (shown, tells));
        let links = linker.targets(&Body {
            source: &raw.source,
            links: &raw.scan.links,
            headings: &raw.scan.headings,
            address: facts.as_ref().map(|facts| &facts.address),
            shown,
            tells,
        });
        if let Some(facts) = facts
            && shown
        {
            documents.push(document(raw, facts, (attachments, links), context.options.as_of));
        }
    }
    documents
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
fn free_pages<'a>(linker: &mut Linker<'_, '_>, pages: &[PageFacts<'a>]) -> Vec<(&'a str, FreePage)> {
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
                raw: Arc::clone(page.raw),
                address: address.clone(),
                links,
            };
            shown.push((page.folder, page_of));
        }
    }
    shown
}
