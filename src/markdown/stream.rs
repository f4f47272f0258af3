//! A body to the stream of mended events that everything else on this floor reads.
//!
//! 1. marks for emphasis       flank
//! 2. parse                    pulldown-cmark; marks out again, offsets of the file
//! 3. raw HTML                 html: only what may pass; nothing of what is swallowed is ever counted as a link or a heading
//! 4. (scan only) lint         Markdown left literal, before addresses in it become links
//! 5. alerts, soft breaks      mend
//! 6. addresses                address: bare ones become links, dangerous ones text
//! 7. notes                    notes: numbered by first reference, their texts at the end
//!
//! `scan` and `render` walk the same stream, so the n-th link and the n-th heading of one are those of the other.

use pulldown_cmark::{Options, Parser};

use super::flank::Marked;
use super::html::Sanitiser;
use super::items::{Found, Gathering, Items};
use super::notes::Note;
use super::{address, lint, mend, notes};
use crate::diagnostic::{SourceText, Span};

/// The stream.
#[derive(Debug)]
pub(super) struct Body<'a> {
    /// The events; the texts of notes stand last, in their order.
    pub(super) items: Items<'a>,
    /// The notes that are referred to, in the order of their numbers.
    pub(super) notes: Vec<Note>,
    /// What there is to tell.
    pub(super) found: Vec<Found>,
}

/// Whether what is wrong is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Care {
    /// For `scan`.
    Tell,
    /// For `render`, which comes after.
    Silent,
}

/// Of how many bytes of text, at the least, an event is made in nearly all bodies: so that the list seldom has to grow.
const BYTES: usize = 32;

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM
}

/// Reads a marked body that stands at `body` in the file.
pub(super) fn read<'a>(marked: &'a Marked<'_>, source: &SourceText, body: Span, care: Care) -> Body<'a> {
    let base = body.start as usize;
    let mut out = Gathering::with_capacity(16 + marked.text().len() / BYTES);
    let mut sanitiser = Sanitiser::default();
    for (event, range) in Parser::new_ext(marked.text(), options()).into_offset_iter() {
        let span = Span::new(
            base + marked.original(range.start),
            base + marked.original(range.end),
        );
        sanitiser.feed(marked.clean(event), span, &mut out);
    }
    sanitiser.finish(
        Span {
            start: body.end,
            end: body.end,
        },
        &mut out,
    );
    let mut items = out.finish();
    let mut found = sanitiser.found;
    if care == Care::Tell {
        lint::look(source, &items.list, &mut found);
    }
    mend::alerts(&mut items.list);
    mend::soft_breaks(&mut items.list);
    let items = address::settle(items, source, &mut found);
    let (items, notes) = notes::gather(items, &mut found);
    Body { items, notes, found }
}
