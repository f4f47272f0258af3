//! Raw HTML by an allow-list: events in, events out in which every raw tag is one that we wrote.
//!
//! 1. the raw HTML of a block is gathered, since a tag may run over lines
//! 2. it is cut into tags and text; nothing that was not parsed as a tag ever passes as one
//! 3. a tag that may pass is written anew, with the attributes that may; the rest is told, once for each name
//! 4. what holds no text for readers (`script`, `style`, …) goes with its content, closed or not
//! 5. a stack keeps tags balanced with each other and with Markdown's own, so that nothing breaks out of its block or of the page
//!
//! Text between tags becomes text events. Comments go without a word. Addresses are judged, never resolved.

mod allow;
mod attributes;
mod token;

use std::collections::BTreeSet;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use self::allow::Kind;
use self::attributes::{Written, decode};
use self::token::{Element, Token};
use super::items::{Found, Gathering};
use crate::diagnostic::{Diagnostic, Span};

pub(super) use self::allow::scheme;
pub(super) use self::attributes::is_external;

/// How many raw elements may be open at once; the depth of a page that a person wrote is under ten.
const DEEPEST: usize = 64;

/// What is open: an element of Markdown (a wall that raw tags don't reach over) or a raw one.
#[derive(Debug)]
enum Open {
    Markdown { line: bool, link: bool },
    Raw { name: &'static str, kind: Kind },
}

/// An element that goes with its content.
#[derive(Debug)]
struct Swallow {
    name: &'static str,
    /// Elements of the same name open within it.
    depth: u32,
    /// Elements of Markdown begun since; their ends are swallowed too.
    begun: usize,
    /// Its end tag was met inside one of them: it ends with the outermost.
    ended: bool,
}

/// The place of a range of raw HTML.
type Place<'p> = &'p dyn Fn(usize, usize) -> Span;

/// The state while events pass.
#[derive(Debug, Default)]
pub(super) struct Sanitiser {
    open: Vec<Open>,
    raw_open: usize,
    /// How many open elements of Markdown hold a line of text (paragraphs, headings, emphasis, links).
    lines: usize,
    links: usize,
    swallow: Option<Swallow>,
    /// The raw HTML of the block being read, with the place of each piece of it; `None` outside.
    block: Option<(String, Vec<(usize, Span)>)>,
    told: BTreeSet<String>,
    pub(super) found: Vec<Found>,
}

impl Sanitiser {
    /// Takes the next event of the parser.
    pub(super) fn feed<'a>(&mut self, event: Event<'a>, span: Span, out: &mut Gathering<'a>) {
        match event {
            Event::Start(Tag::HtmlBlock) => self.block = Some((String::new(), Vec::new())),
            Event::End(TagEnd::HtmlBlock) => {
                if let Some((raw, pieces)) = self.block.take() {
                    self.read(&raw, &|from, to| place(&pieces, from, to), out);
                    self.close_phrases(span, out);
                }
            }
            Event::Html(text) | Event::Text(text) if self.block.is_some() => {
                if let Some((raw, pieces)) = &mut self.block {
                    pieces.push((raw.len(), span));
                    raw.push_str(&text);
                }
            }
            Event::InlineHtml(raw) | Event::Html(raw) => {
                let start = span.start as usize;
                self.read(&raw, &|from, to| Span::new(start + from, start + to), out);
            }
            Event::Start(tag) => self.start(tag, span, out),
            Event::End(tag) => self.end(tag, span, out),
            other if self.swallow.is_none() => out.push(other, span),
            _ => {}
        }
    }

    /// Closes what is open at the end of the body.
    pub(super) fn finish(&mut self, end: Span, out: &mut Gathering<'_>) {
        self.close_to(0, end, out);
    }

    fn start<'a>(&mut self, tag: Tag<'a>, span: Span, out: &mut Gathering<'a>) {
        if let Some(swallow) = &mut self.swallow {
            swallow.begun += 1;
            return;
        }
        let link = matches!(tag, Tag::Link { .. });
        let line = holds_line(&tag);
        if !line || matches!(tag, Tag::Paragraph | Tag::Heading { .. }) {
            self.close_phrases(span, out);
            self.close_named(&["p"], &[], span, out);
        }
        self.lines += usize::from(line);
        self.links += usize::from(link);
        self.open.push(Open::Markdown { line, link });
        out.push(Event::Start(tag), span);
    }

    fn end<'a>(&mut self, tag: TagEnd, span: Span, out: &mut Gathering<'a>) {
        if let Some(swallow) = &mut self.swallow {
            if swallow.begun > 0 {
                swallow.begun -= 1;
                if swallow.begun == 0 && swallow.ended {
                    self.swallow = None;
                }
                return;
            }
            // It was begun within the element of Markdown that ends now, and never closed.
            self.swallow = None;
        }
        let wall = self.wall();
        self.close_to(wall, span, out);
        if let Some(Open::Markdown { line, link }) = self.open.pop() {
            self.lines -= usize::from(line);
            self.links -= usize::from(link);
        }
        out.push(Event::End(tag), span);
    }

    /// The index above the innermost open element of Markdown.
    fn wall(&self) -> usize {
        let above = self
            .open
            .iter()
            .rev()
            .take_while(|open| matches!(open, Open::Raw { .. }));
        self.open.len() - above.count()
    }

    fn read<'a>(&mut self, raw: &str, place: Place<'_>, out: &mut Gathering<'a>) {
        let mut at = 0;
        while at < raw.len() {
            if let Some(swallow) = &mut self.swallow {
                if swallow.ended {
                    return;
                }
                let Some(end) = token::end_of(raw, at, swallow.name, &mut swallow.depth) else {
                    return;
                };
                at = end;
                if swallow.begun > 0 {
                    swallow.ended = true;
                } else {
                    self.swallow = None;
                }
                continue;
            }
            let Some((token, end)) = token::next(raw, at) else {
                return;
            };
            match token {
                Token::Text(text) => self.text(text, &|from, to| place(at + from, at + to), out),
                Token::Open(element) => self.open_tag(&element, place(at, end), out),
                Token::Close(name) => self.close_tag(&name.to_ascii_lowercase(), place(at, end), out),
                Token::Comment => {}
                Token::Other(beginning) => self.tell(beginning.to_owned(), place(at, at + beginning.len())),
            }
            at = end;
        }
    }

    /// Text of a block of raw HTML: line ends are soft breaks, but in `pre`.
    fn text<'a>(&mut self, text: &str, place: Place<'_>, out: &mut Gathering<'a>) {
        let kept = self
            .open
            .iter()
            .any(|open| matches!(open, Open::Raw { name: "pre", .. }));
        let mut at = 0;
        for (number, line) in text.split('\n').enumerate() {
            if number > 0 && kept {
                out.push_text("\n".into(), place(at - 1, at));
            } else if number > 0 {
                out.push(Event::SoftBreak, place(at - 1, at));
            }
            let shown = line.trim_end_matches('\r');
            if kept || !shown.trim().is_empty() {
                out.push_text(decode(shown).into_owned().into(), place(at, at + shown.len()));
            } else if !shown.is_empty() && number == 0 {
                out.push_text(" ".into(), place(at, at + shown.len()));
            }
            at += line.len() + 1;
        }
    }

    fn open_tag<'a>(&mut self, element: &Element<'_>, span: Span, out: &mut Gathering<'a>) {
        let name = element.name.to_ascii_lowercase();
        if let Some(name) = allow::swallowed(&name) {
            self.tell(format!("<{name}>"), span);
            let empty = element.closed && matches!(name, "svg" | "math");
            if !empty {
                self.swallow = Some(Swallow {
                    name,
                    depth: 0,
                    begun: 0,
                    ended: false,
                });
            }
            return;
        }
        let Some((name, kind)) = allow::element(&name).filter(|&(name, kind)| self.fits(name, kind)) else {
            self.tell(format!("<{name}>"), span);
            return;
        };
        let Written { tag, external } =
            attributes::write(name, element, &mut |attribute| self.tell(attribute, span));
        if let Some(target) = external {
            let diagnostic = Diagnostic::warning("link/external").with("target", target);
            self.found.push(Found::new(diagnostic, span));
        }
        match (name, kind) {
            ("br", _) => out.push(Event::HardBreak, span),
            ("hr", _) if self.lines == 0 => {
                self.close_phrases(span, out);
                out.push(Event::Rule, span);
            }
            ("hr", _) => self.tell("<hr>".to_owned(), span),
            (_, Kind::Void) if tag.is_empty() => {}
            (_, Kind::Void) => out.push(Event::InlineHtml(tag.into()), span),
            _ => {
                if kind == Kind::Block {
                    self.close_phrases(span, out);
                    self.close_named(&["p"], &[], span, out);
                }
                let (ends, stops) = allow::implied(name);
                self.close_named(ends, stops, span, out);
                self.open.push(Open::Raw { name, kind });
                self.raw_open += 1;
                out.push(tag_event(tag, kind), span);
            }
        }
    }

    /// Whether an element may begin here: blocks not within a line of text, links not within links, nothing too deep.
    fn fits(&self, name: &str, kind: Kind) -> bool {
        let in_link = self.links > 0 || self.has_open_anchor();
        let block_in_line = kind == Kind::Block && self.lines > 0;
        self.raw_open < DEEPEST && !block_in_line && !(name == "a" && in_link)
    }

    /// Whether a raw `a` is open; Markdown's links within it must be no links.
    pub(super) fn has_open_anchor(&self) -> bool {
        self.raw_open > 0
            && self
                .open
                .iter()
                .any(|open| matches!(open, Open::Raw { name: "a", .. }))
    }

    fn close_tag(&mut self, name: &str, span: Span, out: &mut Gathering<'_>) {
        let wall = self.wall();
        let found = self
            .open
            .iter()
            .skip(wall)
            .rposition(|open| matches!(open, Open::Raw { name: open, .. } if *open == name));
        match found {
            Some(index) => self.close_to(wall + index, span, out),
            // What was never opened here is dropped; it was told when its start was taken out.
            None if allow::element(name).is_none() => self.tell(format!("<{name}>"), span),
            None => {}
        }
    }

    /// Closes open raw elements of these names, and what stands in them, unless a stop stands before.
    fn close_named(&mut self, names: &[&str], stops: &[&str], span: Span, out: &mut Gathering<'_>) {
        let wall = self.wall();
        let mut outermost = None;
        for (index, open) in self.open.iter().enumerate().skip(wall).rev() {
            let Open::Raw { name, .. } = open else { break };
            if stops.contains(name) {
                break;
            }
            if names.contains(name) {
                outermost = Some(index);
            }
        }
        if let Some(index) = outermost {
            self.close_to(index, span, out);
        }
    }

    /// Closes the raw elements of a line that are open on top, so that none reaches over a block.
    fn close_phrases(&mut self, span: Span, out: &mut Gathering<'_>) {
        while let Some(Open::Raw {
            kind: Kind::Phrase, ..
        }) = self.open.last()
        {
            self.close_to(self.open.len() - 1, span, out);
        }
    }

    fn close_to(&mut self, length: usize, span: Span, out: &mut Gathering<'_>) {
        while self.open.len() > length {
            if let Some(Open::Raw { name, kind }) = self.open.pop() {
                self.raw_open -= 1;
                let end = Span {
                    start: span.end,
                    end: span.end,
                };
                out.push(tag_event(format!("</{name}>"), kind), end);
            }
        }
    }

    fn tell(&mut self, name: String, span: Span) {
        if self.told.insert(name.clone()) {
            let diagnostic = Diagnostic::warning("markdown/html-removed").with("name", name);
            self.found.push(Found::new(diagnostic, span));
        }
    }
}

/// A block's tag parts texts from each other; that of a phrase does not.
fn tag_event<'a>(tag: String, kind: Kind) -> Event<'a> {
    match kind {
        Kind::Block => Event::Html(CowStr::from(tag)),
        _ => Event::InlineHtml(CowStr::from(tag)),
    }
}

fn holds_line(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Paragraph
            | Tag::Heading { .. }
            | Tag::DefinitionListTitle
            | Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Link { .. }
            | Tag::Image { .. }
    )
}

/// The place in the file of a range of the gathered HTML of a block.
fn place(pieces: &[(usize, Span)], from: usize, to: usize) -> Span {
    let offset = |at: usize| {
        let index = pieces
            .partition_point(|&(start, _)| start <= at)
            .saturating_sub(1);
        pieces.get(index).map_or(0, |&(start, span)| {
            (span.start as usize + at.saturating_sub(start)).min(span.end as usize)
        })
    };
    let start = offset(from);
    // The end is that of the last byte: the next one may stand in another line, after signs of a quote.
    Span::new(start, (offset(to.saturating_sub(1)) + 1).max(start))
}

#[cfg(test)]
mod tests;
