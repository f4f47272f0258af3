//! Bodies of Markdown made ready for a page: the only HTML that templates do not escape.

use serde::Serialize;

use crate::diagnostic::{SourceText, Span};
use crate::markdown::{self, Heading, Href, Rendered, Scan};
use crate::model::{FreePage, PagePath, Site, Target};

/// A body and where its links lead.
pub(super) struct Body<'a> {
    pub(super) source: &'a SourceText,
    pub(super) span: Span,
    pub(super) scan: &'a Scan,
    pub(super) links: &'a [Target],
}

impl Body<'_> {
    /// The HTML of the body on the page at `from`, and its plain text.
    pub(super) fn render(&self, from: &PagePath) -> Rendered {
        let href = |n: usize| self.links.get(n).map_or(Href::Unlinked, |t| t.href(from));
        markdown::render(self.source, self.span, self.scan, &href)
    }
}

/// The body of a free page.
pub(super) fn free_page(page: &FreePage) -> Rendered {
    let body = Body {
        source: &page.raw.source,
        span: page.raw.body,
        scan: &page.raw.scan,
        links: &page.links,
    };
    body.render(&page.address)
}

/// The prose above the list of a folder; empty when there is none.
pub(super) fn prose(site: &Site, folder: &str) -> String {
    site.prose
        .get(folder)
        .map_or_else(String::new, |page| free_page(page).html)
}

/// The first words of that prose, for the description.
pub(super) fn prose_opening<'a>(site: &'a Site, folder: &str) -> &'a str {
    let page = site.prose.get(folder);
    page.map_or("", |p| match &p.raw.summary {
        Some(summary) => &summary.value,
        None => &p.raw.scan.opening,
    })
}

/// A line of the outline.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct OutlineItem<'a> {
    /// 1 for the highest level that the body uses.
    level: u8,
    id: &'a str,
    text: &'a str,
}

/// The outline of a body: two levels, counted from the highest that it uses; nothing for a single heading.
pub(super) fn outline(headings: &[Heading]) -> Vec<OutlineItem<'_>> {
    let top = headings.iter().map(|h| h.level).min().unwrap_or(1);
    let items: Vec<_> = headings
        .iter()
        .map(|h| OutlineItem {
            level: h.level - top + 1,
            id: &h.id,
            text: &h.text,
        })
        .filter(|item| item.level <= 2)
        .collect();
    match items.len() {
        0 | 1 => Vec::new(),
        _ => items,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heading(level: u8, id: &str) -> Heading {
        Heading {
            level,
            id: id.to_owned(),
            text: id.to_owned(),
            span: Span::default(),
        }
    }

    #[test]
    fn the_outline_counts_from_the_highest_level_in_use() {
        let headings = [heading(2, "a"), heading(3, "b"), heading(4, "c"), heading(2, "d")];
        let levels: Vec<_> = outline(&headings).iter().map(|i| (i.level, i.id)).collect();
        assert_eq!(levels, [(1, "a"), (2, "b"), (1, "d")]);
    }

    #[test]
    fn a_single_heading_needs_no_outline() {
        assert!(outline(&[heading(2, "a")]).is_empty());
    }
}
