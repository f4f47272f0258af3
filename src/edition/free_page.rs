//! Free pages: title and prose.

use serde::Serialize;

use super::article::{self, OutlineItem};
use super::shell::{Page, Shell};
use crate::model::{FreePage, Site};

/// `free_page` in the template.
#[derive(Debug, Serialize)]
struct View<'a> {
    title: &'a str,
    outline: Vec<OutlineItem<'a>>,
    text: String,
}

/// The n-th free page.
pub(super) fn page(site: &Site, index: usize) -> Page {
    let page = &site.pages[index];
    let raw = &page.raw;
    let view = View {
        title: title(page),
        outline: article::outline(&raw.scan.headings),
        text: article::free_page(page),
    };
    let summary = raw.summary.as_ref();
    let shell = Shell::new(site, title(page))
        .description(summary.map_or(raw.scan.opening.as_str(), |s| s.value.as_str()))
        .here(page.address.as_str());
    Page::new("page.html", &shell, "free_page", &view)
}

/// Its title.
pub(super) fn title(page: &FreePage) -> &str {
    page.raw.title.as_ref().map_or("", |t| t.value.as_str())
}
