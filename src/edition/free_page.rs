//! Free pages: title and prose.

use serde::Serialize;

use super::article::{self, OutlineItem};
use super::shell::{Page, Shell};
use crate::model::{FreePage, Site};
use crate::search::Subject;

/// `free_page` in the template.
#[derive(Debug, Serialize)]
struct View<'a> {
    title: &'a str,
    /// 草稿, 内部: only in previews and internal editions.
    marks: Vec<&'static str>,
    outline: Vec<OutlineItem<'a>>,
    text: String,
}

/// The n-th free page.
pub(super) fn page(site: &Site, index: usize) -> Page {
    let page = &site.pages[index];
    let raw = &page.raw;
    let body = article::free_page(page);
    let view = View {
        title: title(page),
        marks: marks(page),
        outline: article::outline(&raw.scan.headings),
        text: body.html,
    };
    let summary = raw.summary.as_ref();
    let shell = Shell::new(site, title(page))
        .description(summary.map_or(raw.scan.opening.as_str(), |s| s.value.as_str()))
        .here(page.address.as_str());
    Page::new("page.html", &shell, "free_page", &view).says(Subject::FreePage(index), body.blocks)
}

/// Why it is not for everyone.
pub(super) fn marks(page: &FreePage) -> Vec<&'static str> {
    let all = [(page.raw.draft, "草稿"), (page.raw.internal, "内部")];
    all.into_iter()
        .filter(|(holds, _)| *holds)
        .map(|(_, word)| word)
        .collect()
}

/// Its title.
pub(super) fn title(page: &FreePage) -> &str {
    page.raw.title.as_ref().map_or("", |t| t.value.as_str())
}
