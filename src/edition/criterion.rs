//! What there is about one of the criteria (四好), by kind.

use std::collections::BTreeMap;

use serde::Serialize;

use super::home::{Counted, criteria};
use super::honours::{self, Commended};
use super::paging;
use super::shell::{Page, Shell};
use super::words::{self, Link, Row};
use crate::model::{CriterionId, DocumentId, KindId, Site};

/// How many rows a kind lists here; its own list has them all.
const ROWS: usize = 50;

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
    per_unit: bool,
    count: usize,
    rows: Vec<Row<'a>>,
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
        kinds: by_kind(site, documents),
        honours: honours::of_criterion(site, id),
    };
    let shell = Shell::new(site, &criterion.name)
        .description(&format!("对应“{}”的文件、学习材料和经验做法", criterion.name));
    Page::new("criterion.html", &shell, "criterion", &view)
}

fn by_kind<'a>(site: &'a Site, documents: &[DocumentId]) -> Vec<OfKind<'a>> {
    let mut by_kind: BTreeMap<KindId, Vec<DocumentId>> = BTreeMap::new();
    for id in documents {
        by_kind.entry(site.document(*id).kind).or_default().push(*id);
    }
    let kinds = by_kind.into_iter();
    kinds
        .map(|(id, documents)| {
            let kind = site.kind(id);
            OfKind {
                kind: Link::new(kind.name.as_str(), paging::path(&kind.address(), 1)),
                per_unit: kind.per_unit,
                count: documents.len(),
                rows: documents
                    .iter()
                    .take(ROWS)
                    .map(|id| words::row(site, *id))
                    .collect(),
            }
        })
        .collect()
}
