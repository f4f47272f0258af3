//! What a document keeps of its body: headings with their ids, links, the opening, the count of characters.

use std::collections::BTreeMap;

use pulldown_cmark::{Event, LinkType, Tag};

use super::stream::Body;
use super::{Heading, Link, LinkKind, Scan, plain};
use crate::diagnostic::{SourceText, Span, Spanned};
use crate::text::pinyin;

/// The longest opening, in characters.
const OPENING: usize = 200;

/// Ids that every page has already (DESIGN.md §5; `q` is the search field): no heading takes them. Those that only pages with prose have
/// hold a colon, as no id of a heading does.
static TAKEN: &[&str] = &["attachments", "document", "main", "official", "q", "text"];

/// The id of a heading whose text can't be spelt.
const NAMELESS: &str = "h";

/// Gathers the facts.
pub(super) fn gather(body: &Body<'_>, source: &SourceText) -> Scan {
    let plain = plain::collect_facts(body);
    let mut texts = plain.headings.into_iter();
    let mut used: BTreeMap<String, u32> = TAKEN.iter().map(|&id| (id.to_owned(), 1)).collect();
    let mut headings = Vec::new();
    let mut links = Vec::new();
    for item in &body.items.list {
        match &item.event {
            Event::Start(Tag::Heading { level, id, .. }) => {
                let text = texts.next().unwrap_or_default();
                headings.push(Heading {
                    level: *level as u8,
                    id: unique(wanted(id.as_deref(), &text), &mut used),
                    text,
                    span: trimmed(source, item.span),
                });
            }
            Event::Start(Tag::Link {
                link_type, dest_url, ..
            }) => {
                links.push(link(LinkKind::Link, *link_type, dest_url, item.span));
            }
            Event::Start(Tag::Image {
                link_type, dest_url, ..
            }) => {
                links.push(link(LinkKind::Image, *link_type, dest_url, item.span));
            }
            _ => {}
        }
    }
    Scan {
        headings,
        links,
        opening: plain.opening.chars().take(OPENING).collect(),
        characters: plain.characters,
    }
}

fn link(kind: LinkKind, link_type: LinkType, destination: &str, span: Span) -> Link {
    let destination = match link_type {
        LinkType::Email => format!("mailto:{destination}"),
        _ => destination.to_owned(),
    };
    Link {
        kind,
        destination: Spanned::new(destination, span),
    }
}

/// The span without the line end that pulldown-cmark counts in.
fn trimmed(source: &SourceText, span: Span) -> Span {
    let length = source.slice(span).trim_end().len();
    Span::new(span.start as usize, span.start as usize + length)
}

/// The id that a heading asks for: `{#id}`, else pinyin of its text.
fn wanted(written: Option<&str>, text: &str) -> String {
    written
        .map(sanitised)
        .filter(|id| !id.is_empty())
        .or_else(|| written.and_then(pinyin::slug))
        .or_else(|| pinyin::slug(text))
        .unwrap_or_else(|| NAMELESS.to_owned())
}

/// What of a written id may stand in a page: ASCII letters, digits, `-` and `_`, beginning with a letter or digit. Empty if there is any other
/// letter in it: then pinyin spells it.
fn sanitised(id: &str) -> String {
    if id.chars().any(|c| !c.is_ascii() && c.is_alphanumeric()) {
        return String::new();
    }
    let kept: String = id
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        .collect();
    kept.trim_matches(['-', '_']).to_owned()
}

/// The id, or with `-2`, `-3` after it. `used` remembers the last number of each id, so that many headings of one name cost no search.
fn unique(id: String, used: &mut BTreeMap<String, u32>) -> String {
    let mut number = used.get(&id).copied().unwrap_or(0);
    let mut free = id.clone();
    while number > 0 && used.contains_key(&free) {
        number += 1;
        free = format!("{id}-{number}");
    }
    used.insert(id, number.max(1));
    used.entry(free.clone()).or_insert(1);
    free
}
