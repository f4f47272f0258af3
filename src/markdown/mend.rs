//! Two mends in place: alerts with Chinese names, and soft breaks that are no space.
//!
//! It takes events out or changes what they are; it never moves or adds one.

use pulldown_cmark::{BlockQuoteKind, Event, Tag, TagEnd};

use super::items::{Item, blank};
use crate::text::han::is_cjk;

/// The Chinese names of alerts, and their titles: what a page shows above an alert of each kind.
static ALERTS: &[(&str, BlockQuoteKind)] = &[
    ("注意", BlockQuoteKind::Note),
    ("提示", BlockQuoteKind::Tip),
    ("重要", BlockQuoteKind::Important),
    ("警告", BlockQuoteKind::Warning),
    ("小心", BlockQuoteKind::Caution),
];

/// The title of an alert.
pub(super) fn alert_title(kind: BlockQuoteKind) -> &'static str {
    ALERTS
        .iter()
        .find(|(_, known)| *known == kind)
        .map_or("注意", |(name, _)| name)
}

/// `> [!注意]` is what `> [!NOTE]` is. Text may follow on the same line.
pub(super) fn alerts(items: &mut [Item<'_>]) {
    for index in 0..items.len() {
        let Some([quote, paragraph, text, rest @ ..]) = items.get_mut(index..) else {
            return;
        };
        if !matches!(quote.event, Event::Start(Tag::BlockQuote(None)))
            || !matches!(paragraph.event, Event::Start(Tag::Paragraph))
        {
            continue;
        }
        let Event::Text(words) = &text.event else { continue };
        let Some((kind, length)) = alert_of(words) else {
            continue;
        };
        let left = words.get(length..).unwrap_or("").trim_start().to_owned();
        quote.event = Event::Start(Tag::BlockQuote(Some(kind)));
        if left.is_empty() {
            match rest.first_mut() {
                Some(next) if matches!(next.event, Event::SoftBreak | Event::HardBreak) => blank(next),
                Some(next) if matches!(next.event, Event::End(TagEnd::Paragraph)) => {
                    blank(next);
                    blank(paragraph);
                }
                _ => {}
            }
        }
        text.event = Event::Text(left.into());
    }
}

/// The kind that a text begins with, and how long the mark is in bytes.
fn alert_of(text: &str) -> Option<(BlockQuoteKind, usize)> {
    let inner = text.strip_prefix("[!").or_else(|| text.strip_prefix("[！"))?;
    let (name, _) = inner.split_once(']')?;
    let (_, kind) = ALERTS.iter().find(|(known, _)| *known == name.trim())?;
    Some((*kind, text.len() - inner.len() + name.len() + 1))
}

/// Takes out soft breaks between Chinese characters; looks through emphasis and links, not through blocks.
pub(super) fn soft_breaks(items: &mut [Item<'_>]) {
    let mut last: Option<char> = None;
    let mut waiting: Option<usize> = None;
    for index in 0..items.len() {
        let Some(item) = items.get(index) else { return };
        match &item.event {
            Event::Text(text) | Event::Code(text) => {
                let Some(first) = text.chars().next() else {
                    continue;
                };
                let joined = waiting.filter(|_| last.is_some_and(|last| joins(last, first)));
                if let Some(soft) = joined.and_then(|at| items.get_mut(at)) {
                    blank(soft);
                }
                waiting = None;
                last = items.get(index).and_then(|item| last_char(&item.event));
            }
            Event::SoftBreak => waiting = Some(index),
            Event::Start(tag) if is_line(tag) => {}
            Event::End(tag) if is_line_end(*tag) => {}
            Event::InlineHtml(_) | Event::FootnoteReference(_) => {}
            _ => (last, waiting) = (None, None),
        }
    }
}

fn last_char(event: &Event<'_>) -> Option<char> {
    match event {
        Event::Text(text) | Event::Code(text) => text.chars().next_back(),
        _ => None,
    }
}

fn is_line(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. }
    )
}

fn is_line_end(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link
    )
}

/// Whether a break between the two is no space. Quotes and dashes are shared with Latin text: one of the two must be Chinese for sure.
fn joins(before: char, after: char) -> bool {
    let shared = |c| {
        matches!(
            c,
            '\u{2018}' | '\u{2019}' | '\u{201c}' | '\u{201d}' | '…' | '—' | '·'
        )
    };
    match (is_cjk(before), is_cjk(after)) {
        (true, true) => true,
        (true, false) => shared(after),
        (false, true) => shared(before),
        (false, false) => false,
    }
}
