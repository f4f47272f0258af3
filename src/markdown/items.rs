//! The events of a body with their places in the file: what every pass of this floor hands to the next.

use pulldown_cmark::{CowStr, Event};

use crate::diagnostic::{Diagnostic, SourceText, Span};

/// An event and its place in the file. An empty text is a place where something was taken out; everybody passes over it.
#[derive(Clone, Debug)]
pub(super) struct Item<'a> {
    pub(super) event: Event<'a>,
    pub(super) span: Span,
}

/// Something to tell, its place still to be drawn.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) diagnostic: Diagnostic,
    pub(super) span: Span,
}

impl Found {
    pub(super) fn new(diagnostic: Diagnostic, span: Span) -> Found {
        Found { diagnostic, span }
    }
}

/// A list of items in which texts that follow each other are one.
#[derive(Debug, Default)]
pub(super) struct Items<'a> {
    pub(super) list: Vec<Item<'a>>,
}

/// Gathers such a list.
#[derive(Debug, Default)]
pub(super) struct Gathering<'a> {
    list: Vec<Item<'a>>,
    /// The text of the last item, if it is of several: it grows here, with room.
    joined: String,
}

impl<'a> Gathering<'a> {
    /// An empty list with room for so many.
    pub(super) fn with_capacity(room: usize) -> Gathering<'a> {
        Gathering {
            list: Vec::with_capacity(room),
            joined: String::new(),
        }
    }
    /// Adds one.
    pub(super) fn push(&mut self, event: Event<'a>, span: Span) {
        if let Event::Text(text) = event {
            self.push_text(text, span);
        } else {
            self.close();
            self.list.push(Item { event, span });
        }
    }
    /// Adds text, to the text before it if there is one: pulldown-cmark cuts texts at every character that could have meant something.
    pub(super) fn push_text(&mut self, text: CowStr<'a>, span: Span) {
        if text.is_empty() {
            return;
        }
        if let Some(Item {
            event: Event::Text(before),
            span: place,
        }) = self.list.last_mut()
        {
            if self.joined.is_empty() {
                self.joined.push_str(before);
            }
            self.joined.push_str(&text);
            place.end = place.end.max(span.end);
        } else {
            self.list.push(Item {
                event: Event::Text(text),
                span,
            });
        }
    }
    /// The list.
    pub(super) fn finish(mut self) -> Items<'a> {
        self.close();
        Items { list: self.list }
    }
    fn close(&mut self) {
        if let Some(last) = self.list.last_mut()
            && !self.joined.is_empty()
        {
            last.event = Event::Text(self.joined.clone().into());
            self.joined.clear();
        }
    }
}

/// Takes an item out, its neighbours staying where they are.
pub(super) fn blank(item: &mut Item<'_>) {
    item.event = Event::Text(CowStr::Borrowed(""));
}

/// The span on whole characters: raw HTML over several lines of a quote is handed over without the quote's signs, so that offsets in it are
/// near, not exact.
pub(super) fn whole(source: &SourceText, span: Span) -> Span {
    let text = source.text();
    let end = floor(text, span.end as usize);
    Span::new(floor(text, span.start as usize).min(end), end)
}

/// The offset, or the nearest before it that parts two characters.
pub(super) fn floor(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}
