//! Addresses: bare `http://` ones become links, dangerous destinations become text.
//!
//! What stands in code, in a link, in an image's text or in a raw `<a>` is left alone.

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use super::html::{is_external, scheme};
use super::items::{Found, Gathering, Item, Items};
use crate::diagnostic::{Diagnostic, SourceText, Span};

/// Schemes that run something or hide a page in an address.
static UNSAFE: &[&str] = &["javascript", "data", "vbscript"];

/// Whether an address must never be written.
pub(super) fn is_unsafe(address: &str) -> bool {
    scheme(address).is_some_and(|scheme| UNSAFE.contains(&scheme.as_str()))
}

/// Whether nothing becomes of it but what it is. An empty text parts two that are to be one.
fn is_settled(item: &Item<'_>) -> bool {
    match &item.event {
        Event::Start(Tag::Link { .. } | Tag::Image { .. }) => false,
        Event::Text(text) => !text.is_empty() && !text.contains("://"),
        _ => true,
    }
}

/// Walks all events.
pub(super) fn settle<'a>(items: Items<'a>, source: &SourceText, found: &mut Vec<Found>) -> Items<'a> {
    if items.list.iter().all(is_settled) {
        return items;
    }
    let mut out = Gathering::with_capacity(items.list.len());
    // For each link or image that is open: whether it was kept.
    let mut kept: Vec<bool> = Vec::new();
    let mut anchors = 0_usize;
    let mut code = false;
    for item in items.list {
        match &item.event {
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                let dangerous = is_unsafe(dest_url);
                if dangerous {
                    let diagnostic = Diagnostic::warning("markdown/unsafe-link")
                        .with("scheme", scheme(dest_url).unwrap_or_default());
                    found.push(Found::new(diagnostic, item.span));
                }
                // An image of another host becomes a link too.
                let links = matches!(item.event, Event::Start(Tag::Link { .. })) || is_external(dest_url);
                let nested = anchors > 0 && links;
                kept.push(!dangerous && !nested);
                if dangerous || nested {
                    continue;
                }
            }
            Event::End(TagEnd::Link | TagEnd::Image) if kept.pop() == Some(false) => continue,
            Event::Start(Tag::CodeBlock(_)) => code = true,
            Event::End(TagEnd::CodeBlock) => code = false,
            Event::InlineHtml(tag) if tag.starts_with("<a>") || tag.starts_with("<a ") => anchors += 1,
            Event::InlineHtml(tag) if &**tag == "</a>" => anchors = anchors.saturating_sub(1),
            Event::Text(text) if !code && anchors == 0 && kept.is_empty() && text.contains("://") => {
                link_bare(text, item.span, source, &mut out);
                continue;
            }
            _ => {}
        }
        out.push(item.event, item.span);
    }
    out.finish()
}

/// Cuts a text at its bare addresses.
fn link_bare<'a>(text: &str, span: Span, source: &SourceText, out: &mut Gathering<'a>) {
    // Escapes and character references make a text shorter than its source: then the whole text is the place.
    let exact = source.slice(span) == text;
    let place = |from: usize, to: usize| {
        let start = span.start as usize;
        if exact {
            Span::new(start + from, start + to)
        } else {
            span
        }
    };
    let mut from = 0;
    let mut look = 0;
    while let Some((start, end)) = next_address(text, look) {
        look = end;
        let (Some(before), Some(address)) = (text.get(from..start), text.get(start..end)) else {
            break;
        };
        out.push_text(before.to_owned().into(), place(from, start));
        let address = CowStr::from(address.to_owned());
        let tag = Tag::Link {
            link_type: LinkType::Autolink,
            dest_url: address.clone(),
            title: CowStr::Borrowed(""),
            id: CowStr::Borrowed(""),
        };
        out.push(Event::Start(tag), place(start, end));
        out.push_text(address, place(start, end));
        out.push(Event::End(TagEnd::Link), place(start, end));
        from = end;
    }
    let rest = text.get(from..).unwrap_or("").to_owned();
    out.push_text(rest.into(), place(from, text.len()));
}

/// The next bare address at or after an offset.
fn next_address(text: &str, mut look: usize) -> Option<(usize, usize)> {
    loop {
        let colon = look + text.get(look..)?.find("://")?;
        let after = colon + 3;
        look = after;
        let before = text.get(..colon).unwrap_or("");
        let word = before
            .bytes()
            .rev()
            .take(6)
            .take_while(u8::is_ascii_alphanumeric)
            .count();
        let start = colon - word;
        let scheme = text.get(start..colon).unwrap_or("");
        if !scheme.eq_ignore_ascii_case("http") && !scheme.eq_ignore_ascii_case("https") {
            continue;
        }
        let end = after + length(text.get(after..).unwrap_or(""));
        if text
            .get(after..end)
            .is_some_and(|host| host.starts_with(|c: char| c.is_ascii_alphanumeric()))
        {
            return Some((start, end));
        }
    }
}

/// How long the address goes on after `://`: up to white space, a bracket or anything that is not ASCII; closing punctuation is the sentence's.
fn length(rest: &str) -> usize {
    let mut depth = 0_i32;
    let mut end = rest.len();
    for (at, c) in rest.char_indices() {
        let stop = match c {
            '(' => {
                depth += 1;
                false
            }
            ')' => {
                depth -= 1;
                depth < 0
            }
            _ => {
                !c.is_ascii_graphic()
                    || matches!(
                        c,
                        '<' | '>' | '[' | ']' | '{' | '}' | '"' | '`' | '|' | '\\' | '^'
                    )
            }
        };
        if stop {
            end = at;
            break;
        }
    }
    let taken = rest.get(..end).unwrap_or("");
    taken
        .trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_', '~', '('])
        .len()
}
