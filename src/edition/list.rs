//! A kind's list: prose above, pinned texts first, then the newest by the year in which they came out; fifty a page. Every page leads to
//! each year, on whatever page that begins; a list of one page can be filtered (`facets`), a longer one is searched and filtered by the search
//! page.
//!
//! The facets of a longer list stand on its first page alone: they are then counted once, each further page weighs nothing more, and a
//! document whose year or validity changes changes one page, not all of them. The others lead there.

use serde::Serialize;

use super::article::{prose, prose_opening};
use super::facets::{self, Facet};
use super::paging::{self, Paging};
use super::print_list;
use super::shell::{Column, Page, Shell};
use super::words::{self, Link, Row};
use crate::model::{DocumentId, Kind, KindId, Site};

/// `list` in the template.
#[derive(Debug, Serialize)]
struct List<'a> {
    name: &'a str,
    /// As the search calls it.
    kind: &'a str,
    /// Only on the first page.
    prose: String,
    count: usize,
    /// The documents of the kind belong to units: the list names them.
    per_unit: bool,
    groups: Vec<Group<'a>>,
    /// Where each year begins, if there are several.
    years: Vec<Link>,
    /// Of a list of one page: what its rows are filtered by.
    facets: Vec<Facet>,
    /// Of a longer one, on its first page: what the search page filters the section by.
    section_facets: Vec<Facet>,
    /// Where these are.
    first: String,
    paging: Option<Paging>,
    /// Where all of it stands in one page, for paper.
    print_list: String,
}

/// Rows under a head: `置顶`, or the year in which they came out.
#[derive(Debug, Serialize)]
struct Group<'a> {
    name: String,
    id: String,
    rows: Vec<Row<'a>>,
}

/// The n-th page of a kind's list.
pub(super) fn page(site: &Site, id: KindId, number: usize) -> Page {
    let kind = site.kind(id);
    let documents = documents(site, id);
    let shown = paging::slice(documents, number);
    let is_whole = shown.len() == documents.len();
    let facets = match is_whole {
        true => facets::of_rows(site, documents),
        false => Vec::new(),
    };
    let view = List {
        name: &kind.name,
        kind: &kind.id,
        prose: match number {
            1 => prose(site, &kind.folder),
            _ => String::new(),
        },
        count: documents.len(),
        per_unit: kind.per_unit,
        groups: match facets.is_empty() {
            true => groups(site, shown, |ids| words::rows(site, ids)),
            false => groups(site, shown, |ids| words::filtered_rows(site, ids)),
        },
        years: years(site, &kind.address(), documents),
        facets,
        section_facets: match number == 1 && !is_whole {
            true => facets::of_section(site, documents),
            false => Vec::new(),
        },
        first: paging::path(&kind.address(), 1),
        paging: paging::paging(&kind.address(), documents.len(), number),
        print_list: print_list::path(&kind.address()),
    };
    let name = match number {
        1 => kind.name.clone(),
        _ => format!("{}（第{number}页）", kind.name),
    };
    let shell = Shell::new(site, &name)
        .description(prose_opening(site, &kind.folder))
        .here(paging::path(&kind.address(), 1))
        .column(column(site, kind));
    Page::new("list.html", &shell, "list", &view)
}

/// The year in which a document came out; `None` for the pinned ones, which stand before all years.
fn year_of(site: &Site, id: DocumentId) -> Option<i16> {
    let document = site.document(id);
    (!document.pinned).then(|| document.date.year())
}

/// The documents of a kind, in the order of its list.
pub(super) fn documents(site: &Site, id: KindId) -> &[DocumentId] {
    site.by_kind.get(usize::from(id.0)).map_or(&[], Vec::as_slice)
}

/// Documents in the order of the list, by its heads: each with its name and its year, `None` for the pinned ones.
pub(super) fn headed<'s>(
    site: &'s Site,
    documents: &'s [DocumentId],
) -> impl Iterator<Item = (String, Option<i16>, &'s [DocumentId])> {
    let groups = documents.chunk_by(|a, b| year_of(site, *a) == year_of(site, *b));
    let headed = groups.filter_map(|ids| Some((year_of(site, *ids.first()?), ids)));
    headed.map(|(year, ids)| {
        let name = year.map_or_else(|| "置顶".to_owned(), |year| format!("{year}年"));
        (name, year, ids)
    })
}

fn groups<'a>(
    site: &'a Site,
    shown: &'a [DocumentId],
    rows: impl Fn(&'a [DocumentId]) -> Vec<Row<'a>>,
) -> Vec<Group<'a>> {
    headed(site, shown)
        .map(|(name, year, ids)| Group {
            name,
            id: year.map_or_else(|| "pinned".to_owned(), |year| format!("y{year}")),
            rows: rows(ids),
        })
        .collect()
}

/// Where each year begins. The list is sorted, so a year's end is found by halving: a page of a long list costs no walk through it.
fn years(site: &Site, folder: &str, documents: &[DocumentId]) -> Vec<Link> {
    let mut at = documents.partition_point(|id| site.document(*id).pinned);
    let mut years = Vec::new();
    while let Some(year) = documents.get(at).and_then(|id| year_of(site, *id)) {
        let page = paging::path(folder, at / paging::ROWS + 1);
        years.push(Link::new(format!("{year}年"), format!("{page}#y{year}")));
        let rest = documents.get(at..).unwrap_or_default();
        at += rest.partition_point(|id| site.document(*id).date.year() >= year);
    }
    if years.len() < 2 { Vec::new() } else { years }
}

fn column(site: &Site, kind: &Kind) -> Column {
    let told = prose_opening(site, &kind.folder);
    Column {
        name: kind.name.clone(),
        description: match told {
            "" => format!("{}：{}", site.rules.site.title, kind.name),
            _ => told.to_owned(),
        },
        keywords: format!("{},{}", kind.name, site.rules.site.organisation_short),
        class: match (kind.official, kind.per_unit) {
            (true, _) => "政策文件",
            (_, true) => "单位材料",
            _ => "信息资讯",
        },
    }
}
