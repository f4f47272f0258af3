//! The search page, and the small one that other sites embed. A script searches; without it the page offers kinds, units, years, criteria
//! and document numbers as links, so a view holds these and nothing of the index.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::Serialize;

use super::home::{Counted, criteria, years};
use super::paging;
use super::shell::{Page, Shell};
use super::units::{self, Group};
use super::words::Link;
use crate::model::{DocumentId, Site};

/// `search` in the template.
#[derive(Debug, Serialize)]
struct View<'a> {
    kinds: Vec<Kind<'a>>,
    criteria: Vec<Counted>,
    years: Vec<Link>,
    units: Vec<Group<'a>>,
    numbers: Vec<Numbers<'a>>,
}

/// A kind, and how many documents it has.
#[derive(Debug, Serialize)]
struct Kind<'a> {
    /// What addresses of searches call it.
    id: &'a str,
    link: Link,
    count: usize,
}

/// The numbers of one organ and year, the newest first.
#[derive(Debug, Serialize)]
struct Numbers<'a> {
    /// `云江直工发〔2026〕`.
    series: String,
    documents: Vec<Numbered<'a>>,
}

#[derive(Debug, Serialize)]
struct Numbered<'a> {
    number: &'a str,
    title: &'a str,
    path: &'a str,
}

/// The search page.
pub(super) fn page(site: &Site) -> Page {
    let kinds = site.rules.kinds.iter().zip(&*site.by_kind);
    let view = View {
        kinds: kinds
            .map(|(kind, documents)| Kind {
                id: &kind.id,
                link: Link::new(kind.name.as_str(), paging::path(&kind.address(), 1)),
                count: documents.len(),
            })
            .collect(),
        criteria: criteria(site),
        years: years(site),
        units: units::groups(site, |_| true),
        numbers: numbers(site),
    };
    let shell = Shell::new(site, "检索").here("search.html");
    Page::new("search.html", &shell, "search", &view)
}

/// The page for frames of other sites: only the search.
pub(super) fn embedded(site: &Site) -> Page {
    Page::new("search-embed.html", &Shell::new(site, "检索"), "search", &())
}

fn numbers(site: &Site) -> Vec<Numbers<'_>> {
    let mut series: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for (index, document) in (0_u32..).zip(&site.documents) {
        if let Some(number) = &document.number {
            let key = (Reverse(number.year()), number.code());
            let place = (Reverse(number.serial()), DocumentId(index));
            series.entry(key).or_default().push(place);
        }
    }
    let series = series.into_iter();
    series
        .map(|((Reverse(year), code), mut places)| {
            places.sort();
            Numbers {
                series: format!("{code}〔{year}〕"),
                documents: places.iter().map(|(_, id)| numbered(site, *id)).collect(),
            }
        })
        .collect()
}

fn numbered(site: &Site, id: DocumentId) -> Numbered<'_> {
    let document = site.document(id);
    Numbered {
        number: document.number.as_ref().map_or("", |n| n.as_str()),
        title: document.title(),
        path: document.address.as_str(),
    }
}
