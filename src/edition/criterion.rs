//! What there is about one of the criteria (四好), by kind.

use std::collections::BTreeMap;

use serde::Serialize;

use super::home::{Counted, criteria};
use super::honours::{self, Commended};
use super::paging;
use super::shell::{Page, Shell};
use super::words::{self, Link, Rest, Row};
use crate::model::{CriterionId, DocumentId, KindId, Site};

/// How many documents a kind lists here; its own list has them all.
const ROWS: usize = 60;

/// `criterion` in the template.
#[derive(Debug, Serialize)]
struct View<'a> {
    name: &'a str,
    path: String,
    count: usize,
    all: Vec<Counted>,
    kinds: Vec<OfKind<'a>>,
    honours: Vec<Commended<'a>>,
}

#[derive(Debug, Serialize)]
struct OfKind<'a> {
    kind: Link,
    /// Where its section stands on the page.
    id: String,
    count: usize,
    /// Those that do not stand here.
    rest: Option<Rest>,
    /// Where documents belong to units, they stand by year under the units' names; else as rows.
    years: Vec<OfYear>,
    rows: Vec<Row<'a>>,
}

#[derive(Debug, Serialize)]
struct OfYear {
    year: i16,
    links: Vec<Link>,
}

/// A criterion's page.
pub(super) fn page(site: &Site, id: CriterionId) -> Page {
    let criterion = site.criterion(id);
    let documents = site
        .by_criterion
        .get(usize::from(id.0))
        .map_or(&[][..], Vec::as_slice);
    let view = View {
        name: &criterion.name,
        path: format!("criteria/{}.html", criterion.id),
        count: documents.len(),
        all: criteria(site),
        kinds: by_kind(site, &criterion.id, documents),
        honours: honours::of_criterion(site, id),
    };
    let shell = Shell::new(site, &criterion.name)
        .description(&format!("对应“{}”的文件、学习材料和经验做法", criterion.name));
    Page::new("criterion.html", &shell, "criterion", &view)
}

fn by_kind<'a>(site: &'a Site, criterion: &str, documents: &[DocumentId]) -> Vec<OfKind<'a>> {
    let mut by_kind: BTreeMap<KindId, Vec<DocumentId>> = BTreeMap::new();
    for id in documents {
        by_kind.entry(site.document(*id).kind).or_default().push(*id);
    }
    let kinds = by_kind.into_iter();
    kinds
        .map(|(id, documents)| of_kind(site, id, criterion, &documents))
        .collect()
}

fn of_kind<'a>(site: &'a Site, id: KindId, criterion: &str, documents: &[DocumentId]) -> OfKind<'a> {
    let kind = site.kind(id);
    let shown = documents.get(..ROWS.min(documents.len())).unwrap_or_default();
    let (years, rows) = match kind.per_unit {
        true => (by_year(site, shown), Vec::new()),
        false => (Vec::new(), words::rows(site, shown)),
    };
    OfKind {
        kind: Link::new(kind.name.as_str(), paging::path(&kind.address(), 1)),
        id: format!("kind:{}", kind.id),
        count: documents.len(),
        rest: Rest::new(kind, documents.len() - shown.len(), ("criterion", criterion)),
        years,
        rows,
    }
}

/// Documents by year, the newest first, under their units' names.
fn by_year(site: &Site, documents: &[DocumentId]) -> Vec<OfYear> {
    let mut by_year: BTreeMap<i16, Vec<DocumentId>> = BTreeMap::new();
    for id in documents {
        by_year.entry(site.document(*id).year).or_default().push(*id);
    }
    let years = by_year.into_iter().rev();
    years
        .map(|(year, documents)| OfYear {
            year,
            links: words::links_by_unit(site, &documents),
        })
        .collect()
}
