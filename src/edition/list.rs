//! A kind's list: prose above, pinned texts first, then the newest; fifty a page.

use serde::Serialize;

use super::article::{prose, prose_opening};
use super::paging::{self, Paging};
use super::shell::{Column, Page, Shell};
use super::words::{self, Row};
use crate::model::{Kind, KindId, Site};

/// `list` in the template.
#[derive(Debug, Serialize)]
struct List<'a> {
    name: &'a str,
    /// Only on the first page.
    prose: String,
    count: usize,
    /// The documents of the kind belong to units: the list names them.
    per_unit: bool,
    rows: Vec<Row<'a>>,
    paging: Option<Paging>,
}

/// The n-th page of a kind's list.
pub(super) fn page(site: &Site, id: KindId, number: usize) -> Page {
    let kind = site.kind(id);
    let documents = site.by_kind.get(usize::from(id.0)).map_or(&[][..], Vec::as_slice);
    let view = List {
        name: &kind.name,
        prose: match number {
            1 => prose(site, &kind.folder),
            _ => String::new(),
        },
        count: documents.len(),
        per_unit: kind.per_unit,
        rows: words::rows(site, paging::slice(documents, number)),
        paging: paging::paging(&kind.address(), documents.len(), number),
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
