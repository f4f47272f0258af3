//! What a body becomes, feature by feature.

mod emphasis;
mod features;
mod hostile;
mod links;
mod warnings;

use super::{Href, Rendered, Scan, render, scan};
use crate::diagnostic::{Diagnostic, SourceText, Span};

/// A file that is all body.
pub(super) fn file(text: &str) -> (SourceText, Span) {
    (SourceText::new("content/a.md", text), Span::new(0, text.len()))
}

pub(super) fn slice(text: &str, span: Span) -> &str {
    text.get(span.start as usize..span.end as usize).unwrap()
}

pub(super) fn scanned(text: &str) -> (Scan, Vec<Diagnostic>) {
    let (source, body) = file(text);
    scan(&source, body)
}

/// Renders with every link leading where it says.
pub(super) fn rendered(text: &str) -> Rendered {
    let (source, body) = file(text);
    let (facts, _) = scan(&source, body);
    let targets: Vec<String> = facts
        .links
        .iter()
        .map(|link| link.destination.value.clone())
        .collect();
    render(&source, body, &facts, &|n| Href::To(targets[n].clone()))
}

pub(super) fn html(text: &str) -> String {
    rendered(text).html
}

/// The HTML with a table of what links became.
pub(super) fn html_with(text: &str, hrefs: &[Href]) -> String {
    let (source, body) = file(text);
    let (facts, _) = scan(&source, body);
    assert_eq!(facts.links.len(), hrefs.len(), "{:?}", facts.links);
    render(&source, body, &facts, &|n| hrefs[n].clone()).html
}

pub(super) fn blocks(text: &str) -> Vec<(Option<u32>, String)> {
    rendered(text)
        .blocks
        .into_iter()
        .map(|block| (block.heading, block.text))
        .collect()
}
