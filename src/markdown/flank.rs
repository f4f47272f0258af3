//! Emphasis beside full-width punctuation: a body in, the same body with invisible marks out.
//!
//! By CommonMark's rule of flanking, `**中文。**后面` does not close, since a punctuation mark stands inside the run and a letter outside. Where
//! Chinese text stands on either side, one noncharacter is put between the punctuation and the run, which makes the run flank; after parsing, the
//! marks are taken out of everything and offsets are mapped back. It never changes a body in which no run needs it, and leaves `_` alone, which
//! CommonMark never opens within a word.

use std::borrow::Cow;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, Tag};

use crate::text::han::is_cjk;

/// How many bytes a mark takes in UTF-8 (U+FDD0 to U+FDEF).
const MARK_BYTES: usize = 3;

/// A body with marks, and where they are.
#[derive(Debug)]
pub(super) struct Marked<'a> {
    text: Cow<'a, str>,
    mark: char,
    at: Vec<usize>,
}

impl<'a> Marked<'a> {
    /// Puts marks where emphasis needs them.
    pub(super) fn new(body: &'a str) -> Marked<'a> {
        let unmarked = Marked {
            text: Cow::Borrowed(body),
            mark: '\u{fdd0}',
            at: Vec::new(),
        };
        let places = places(body);
        if places.is_empty() {
            return unmarked;
        }
        // A noncharacter is neither punctuation nor white space and never legal in text; private-use characters are, in old Han fonts.
        let mark = ('\u{fdd0}'..='\u{fdef}').find(|&c| !body.contains(c));
        mark.map_or(unmarked, |mark| with_marks(body, mark, &places))
    }
    /// What pulldown-cmark reads.
    pub(super) fn text(&self) -> &str {
        &self.text
    }
    /// The offset in the body as it was written.
    pub(super) fn original(&self, offset: usize) -> usize {
        offset - MARK_BYTES * self.at.partition_point(|&at| at < offset)
    }
    /// Takes the marks out of an event's text.
    pub(super) fn clean<'e>(&self, event: Event<'e>) -> Event<'e> {
        if self.at.is_empty() {
            return event;
        }
        match event {
            Event::Text(text) => Event::Text(self.strip(text)),
            Event::Code(text) => Event::Code(self.strip(text)),
            Event::Html(text) => Event::Html(self.strip(text)),
            Event::InlineHtml(text) => Event::InlineHtml(self.strip(text)),
            Event::FootnoteReference(label) => Event::FootnoteReference(self.strip(label)),
            Event::Start(tag) => Event::Start(self.clean_tag(tag)),
            other => other,
        }
    }
    fn clean_tag<'e>(&self, tag: Tag<'e>) -> Tag<'e> {
        match tag {
            Tag::Heading { level, id, .. } => Tag::Heading {
                level,
                id: id.map(|id| self.strip(id)),
                classes: Vec::new(),
                attrs: Vec::new(),
            },
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => {
                Tag::CodeBlock(CodeBlockKind::Fenced(self.strip(info)))
            }
            Tag::FootnoteDefinition(label) => Tag::FootnoteDefinition(self.strip(label)),
            Tag::Link {
                link_type,
                dest_url,
                title,
                id,
            } => Tag::Link {
                link_type,
                dest_url: self.strip(dest_url),
                title: self.strip(title),
                id: self.strip(id),
            },
            Tag::Image {
                link_type,
                dest_url,
                title,
                id,
            } => Tag::Image {
                link_type,
                dest_url: self.strip(dest_url),
                title: self.strip(title),
                id: self.strip(id),
            },
            other => other,
        }
    }
    fn strip<'e>(&self, text: CowStr<'e>) -> CowStr<'e> {
        if text.contains(self.mark) {
            CowStr::from(text.replace(self.mark, ""))
        } else {
            text
        }
    }
}

fn with_marks<'a>(body: &str, mark: char, places: &[usize]) -> Marked<'a> {
    let mut text = String::with_capacity(body.len() + places.len() * MARK_BYTES);
    let mut at = Vec::with_capacity(places.len());
    let mut from = 0;
    for &place in places {
        text.push_str(body.get(from..place).unwrap_or(""));
        at.push(text.len());
        text.push(mark);
        from = place;
    }
    text.push_str(body.get(from..).unwrap_or(""));
    Marked {
        text: Cow::Owned(text),
        mark,
        at,
    }
}

/// Byte offsets, ascending, before which a mark is needed.
fn places(body: &str) -> Vec<usize> {
    let bytes = body.as_bytes();
    let mut places = Vec::new();
    // Each sign is a search by bytes, eight at a time.
    if !body.contains('*') && !body.contains('~') {
        return places;
    }
    let mut at = 0;
    while let Some(found) = bytes
        .get(at..)
        .and_then(|rest| rest.iter().position(|b| matches!(b, b'*' | b'~')))
    {
        let mut start = at + found;
        let delimiter = bytes[start];
        let end = start + bytes.iter().skip(start).take_while(|&&b| b == delimiter).count();
        at = end;
        if is_escaped(bytes, start) {
            start += 1;
        }
        let long_enough = if delimiter == b'~' {
            end - start == 2
        } else {
            end > start
        };
        if long_enough {
            place_marks(body, start, end, delimiter == b'~', &mut places);
        }
    }
    places
}

/// Whether an odd number of backslashes stands before.
fn is_escaped(bytes: &[u8], at: usize) -> bool {
    bytes.get(..at).map_or(0, |before| {
        before.iter().rev().take_while(|&&b| b == b'\\').count()
    }) % 2
        == 1
}

/// Looks at one run and marks the side where the friendly rule says "flanking" and CommonMark does not.
fn place_marks(body: &str, start: usize, end: usize, closing_only: bool, places: &mut Vec<usize>) {
    let before = body.get(..start).and_then(|t| t.chars().next_back());
    let after = body.get(end..).and_then(|t| t.chars().next());
    let (Some(before), Some(after)) = (before, after) else {
        return;
    };
    if before.is_whitespace() || after.is_whitespace() {
        return;
    }
    let chinese = is_wide(before) || is_wide(after);
    if !chinese {
        return;
    }
    match (is_punctuation(before), is_punctuation(after)) {
        (true, false) => places.push(start),
        (false, true) if !closing_only => places.push(end),
        _ => {}
    }
}

/// CJK, and the quotes, ellipsis, dash and middle dot that Chinese shares with Latin text: beside them, too, no space parts words.
fn is_wide(c: char) -> bool {
    is_cjk(c)
        || matches!(
            c,
            '\u{2018}' | '\u{2019}' | '\u{201c}' | '\u{201d}' | '…' | '—' | '·'
        )
}

/// Punctuation and symbols, as flanking asks: what is no letter, digit, space, control character, combining mark or variation selector.
fn is_punctuation(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_punctuation();
    }
    let combining = matches!(c, '\u{300}'..='\u{36f}' | '\u{3099}' | '\u{309a}' | '\u{fe00}'..='\u{fe0f}' | '\u{200b}'..='\u{200f}');
    !c.is_alphanumeric() && !c.is_whitespace() && !c.is_control() && !combining
}
