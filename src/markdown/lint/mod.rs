//! Markdown that stayed literal: what a person wrote as markup and readers would see as signs.
//!
//! It looks at texts only, never at code, and at their source rather than their content, so that what was escaped on purpose (`\*\*`) is
//! nothing. It guesses: each finding is a warning, once for each kind in a block, and names what to write instead.

mod runs;
mod slips;

use pulldown_cmark::{Event, Tag, TagEnd};

use self::runs::Runs;
use super::items::{Found, Item};
use crate::diagnostic::{SourceText, Span};

/// Where in its block a text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum At {
    /// At the beginning of a paragraph's line.
    LineStart,
    /// Elsewhere.
    Within,
}

/// Looks through all events.
pub(super) fn look(source: &SourceText, items: &[Item<'_>], found: &mut Vec<Found>) {
    let mut runs = Runs::default();
    let mut at = At::Within;
    let mut paragraph = false;
    let mut code = false;
    for item in items {
        match &item.event {
            Event::Text(_) if !code => {
                let span = with_escape(source, item.span);
                runs.take(source, span);
                slips::look(source, span, at == At::LineStart, found);
                at = At::Within;
            }
            Event::Code(_) => at = At::Within,
            Event::SoftBreak | Event::HardBreak if paragraph => at = At::LineStart,
            Event::Start(tag) if !is_line(tag) => {
                runs.tell(found);
                code = matches!(tag, Tag::CodeBlock(_));
                paragraph = matches!(tag, Tag::Paragraph);
                at = if paragraph { At::LineStart } else { At::Within };
            }
            Event::End(tag) if !is_line_end(*tag) => {
                runs.tell(found);
                (code, paragraph, at) = (false, false, At::Within);
            }
            Event::Html(_) => runs.tell(found),
            _ => {}
        }
    }
    runs.tell(found);
}

/// The text's place with the backslash before it, if its first character is escaped.
fn with_escape(source: &SourceText, span: Span) -> Span {
    let before = source.text().as_bytes().get(..span.start as usize).unwrap_or(b"");
    let slashes = before.iter().rev().take_while(|&&b| b == b'\\').count();
    let start = span.start - u32::from(slashes % 2 == 1);
    Span { start, end: span.end }
}

fn is_line(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
    )
}

fn is_line_end(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image
    )
}
