//! A kind's whole list in one page, made for paper (docs/decisions/0011): every title under the heads of the list, which itself goes on
//! over pages of fifty. No texts, no filters; a row holds little, since the page grows with the kind.

use serde::Serialize;

use super::list;
use super::paging;
use super::shell::{Page, Shell};
use super::words::{self, Link};
use crate::model::{DocumentId, KindId, Site};

/// `print_list` in the template.
#[derive(Debug, Serialize)]
struct PrintList<'a> {
    /// The kind's list.
    list: Link,
    count: usize,
    /// Whether any document has a number, and whether any belongs to a unit: else there is no column of them.
    numbered: bool,
    per_unit: bool,
    columns: usize,
    groups: Vec<Group<'a>>,
}

/// Lines under a head of the list.
#[derive(Debug, Serialize)]
struct Group<'a> {
    name: String,
    lines: Vec<Line<'a>>,
}

#[derive(Debug, Serialize)]
struct Line<'a> {
    /// 序号, counted through the whole list from 1.
    place: usize,
    number: Option<&'a str>,
    title: &'a str,
    path: &'a str,
    unit: Option<&'a str>,
    /// `2026-03-05`.
    date: String,
    lapsed: Option<&'static str>,
    /// 草稿, 定时, …: only in previews and internal editions.
    marks: Vec<&'static str>,
}

/// Where it lies, by the folder of the kind as it stands in addresses.
pub(super) fn path(folder: &str) -> String {
    format!("{folder}/print.html")
}

/// The page.
pub(super) fn page(site: &Site, id: KindId) -> Page {
    let kind = site.kind(id);
    let documents = list::documents(site, id);
    let has =
        |told: fn(&Line<'_>) -> bool, groups: &[Group<'_>]| groups.iter().flat_map(|g| &g.lines).any(told);
    let groups = groups(site, documents);
    let numbered = has(|line| line.number.is_some(), &groups);
    let per_unit = has(|line| line.unit.is_some(), &groups);
    let first = paging::path(&kind.address(), 1);
    let view = PrintList {
        list: Link::new(kind.name.as_str(), first.as_str()),
        count: documents.len(),
        columns: 3 + usize::from(numbered) + usize::from(per_unit),
        numbered,
        per_unit,
        groups,
    };
    let shell = Shell::new(site, &format!("{}总目录", kind.name)).here(first);
    Page::new("print-list.html", &shell, "print_list", &view)
}

fn groups<'a>(site: &'a Site, documents: &'a [DocumentId]) -> Vec<Group<'a>> {
    let mut places = 1..;
    list::headed(site, documents)
        .map(|(name, _, ids)| Group {
            name,
            lines: ids
                .iter()
                .zip(&mut places)
                .map(|(id, place)| line(site, *id, place))
                .collect(),
        })
        .collect()
}

fn line(site: &Site, id: DocumentId, place: usize) -> Line<'_> {
    let document = site.document(id);
    Line {
        place,
        number: document.number.as_ref().map(|n| n.as_str()),
        title: document.title(),
        path: document.address.as_str(),
        unit: document.unit.map(|u| site.unit(u).short.as_str()),
        date: document.date.to_string(),
        lapsed: words::lapsed(document.validity),
        marks: words::marks(document),
    }
}
