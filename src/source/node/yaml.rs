//! YAML events to a tree, and granit's errors to plain words.
//!
//! One call parses one piece of text. Aliases, anchors and tags are told and leave nothing behind; a second key of the same name is told
//! and left out. The first error of syntax ends the piece: [`super::recover`] cuts a file into pieces, so that all are told.

use std::collections::BTreeMap;

use granit_parser::{Event, Parser, ScalarStyle, ScanError};

use super::{DEPTH, Node, NodeKind};
use crate::diagnostic::{Diagnostic, SourceText, Span, Spanned};
use crate::source::MANY;
use crate::source::pre_scan::{Mended, is_unseen, lines};

mod fault;

/// A piece of a mended front matter.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece<'t> {
    /// The file, for places.
    pub(super) source: &'t SourceText,
    /// The whole mended text.
    pub(super) mended: &'t Mended,
    /// Where the piece begins in it.
    pub(super) start: usize,
    /// Where it ends.
    pub(super) end: usize,
}

/// What became of a piece.
#[derive(Debug, Default)]
pub(super) struct Parsed {
    /// The tree, if there is one. Without an error of syntax, `None` means that nothing stood there.
    pub(super) node: Option<Node>,
    /// What was told that is no error of syntax.
    pub(super) told: Vec<Diagnostic>,
    /// The error that ended the reading.
    pub(super) syntax: Option<Diagnostic>,
}

impl<'t> Piece<'t> {
    pub(super) fn text(&self) -> &'t str {
        self.mended.text().get(self.start..self.end).unwrap_or("")
    }
    /// A range of the piece as a span of the file.
    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        self.mended.span(self.start + start, self.start + end)
    }
    pub(super) fn tell(&self, diagnostic: Diagnostic, span: Span) -> Diagnostic {
        diagnostic.at(self.source.place(span))
    }

    /// Parses the piece.
    pub(super) fn parse(self) -> Parsed {
        let options = granit_parser::options! {
            emit_unresolved_aliases: true,
            emit_comments: false,
            disallow_directives: true,
            flow_nesting_limit: DEPTH,
            block_nesting_limit: DEPTH,
        };
        let mut builder = Builder {
            piece: self,
            events: Parser::new_from_str_with_options(self.text(), options),
            told: Vec::new(),
        };
        let outcome = builder.root();
        let told = builder.told;
        match outcome {
            Ok(node) => Parsed {
                node,
                told,
                syntax: None,
            },
            Err(error) => Parsed {
                node: None,
                told,
                syntax: Some(fault::told(&self, &error)),
            },
        }
    }
}

struct Builder<'t> {
    piece: Piece<'t>,
    events: Parser<'t, granit_parser::StrInput<'t>>,
    told: Vec<Diagnostic>,
}

type Step<'t> = Option<(Event<'t>, Span)>;

impl<'t> Builder<'t> {
    fn tell(&mut self, diagnostic: Diagnostic, span: Span) {
        if self.told.len() < MANY {
            self.told.push(self.piece.tell(diagnostic, span));
        }
    }

    fn next(&mut self) -> Result<Step<'t>, ScanError> {
        let Some(next) = self.events.next() else {
            return Ok(None);
        };
        let (event, span) = next?;
        let range = span.byte_range().unwrap_or_default();
        Ok(Some((event, self.piece.span(range.start, range.end))))
    }

    /// The first document; a second one can't begin, since `---` ends a front matter.
    fn root(&mut self) -> Result<Option<Node>, ScanError> {
        let mut root = None;
        while let Some((event, span)) = self.next()? {
            match event {
                Event::StreamStart | Event::StreamEnd | Event::DocumentStart(..) | Event::DocumentEnd => {}
                event if root.is_none() => root = Some(self.node(event, span, 0)?),
                event => {
                    self.tell(Diagnostic::error("front-matter/indentation"), span);
                    self.node(event, span, 0)?;
                }
            }
        }
        Ok(root)
    }

    fn node(&mut self, event: Event<'t>, span: Span, depth: usize) -> Result<Node, ScanError> {
        self.properties(&event, span);
        let null = Node {
            kind: NodeKind::Null,
            span,
        };
        if depth > DEPTH {
            let told = Diagnostic::error("front-matter/too-deep").with("limit", DEPTH);
            self.tell(told, span);
            self.pass_over(&event)?;
            return Ok(null);
        }
        Ok(match event {
            Event::Scalar(text, style, ..) => {
                self.escapes(&text, style, span);
                scalar(&text, style, span)
            }
            Event::SequenceStart(..) => self.list(span, depth)?,
            Event::MappingStart(..) => self.map(span, depth)?,
            _ => null,
        })
    }

    /// `"\u202e"`: what may not be written plainly may not be written as an escape either.
    fn escapes(&mut self, text: &str, style: ScalarStyle, span: Span) {
        let unseen = |c: &char| is_unseen(*c) && *c != '\n';
        if style == ScalarStyle::DoubleQuoted
            && let Some(c) = text.chars().find(unseen)
        {
            let told = Diagnostic::error("front-matter/control-character");
            self.tell(told.with("character", format!("U+{:04X}", u32::from(c))), span);
        }
    }

    /// Aliases, anchors and tags: nobody who writes front matter means them.
    fn properties(&mut self, event: &Event<'t>, span: Span) {
        let (anchor, tag) = match event {
            Event::Scalar(_, _, anchor, tag) => (*anchor, tag.is_some()),
            Event::SequenceStart(_, anchor, tag) | Event::MappingStart(_, anchor, tag) => {
                (*anchor, tag.is_some())
            }
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                let told = Diagnostic::error("front-matter/alias").with("character", '*');
                let told = told.with("value", self.piece.source.slice(span));
                self.tell(told, span);
                return;
            }
            _ => return,
        };
        let whole = !matches!(event, Event::Scalar(..));
        if anchor > 0 {
            let span = self.with_mark(span, '&', whole);
            let told = Diagnostic::error("front-matter/alias").with("character", '&');
            self.tell(told.with("value", self.piece.source.slice(span)), span);
        }
        if tag {
            let span = self.with_mark(span, '!', whole);
            let told = Diagnostic::error("front-matter/tag").with("value", self.piece.source.slice(span));
            self.tell(told, span);
        }
    }

    /// The span of an event is that of the value (of a list or map: its first character); the mark stands before it.
    fn with_mark(&self, span: Span, mark: char, whole: bool) -> Span {
        let text = self.piece.source.text();
        let before = text.get(..span.start as usize).unwrap_or("");
        let line = before.rfind(['\n', '\r']).map_or(0, |at| at + 1);
        let between = before.get(line..).unwrap_or("");
        let found = between.rfind(mark).map(|at| {
            // `!!binary`: all of the mark.
            line + between.get(..at).unwrap_or("").trim_end_matches(mark).len()
        });
        let rest = text.get(span.start as usize..).unwrap_or("");
        let end = match lines(rest).next() {
            Some(rest) if whole => span.start as usize + rest.trim_end().len(),
            _ => span.end as usize,
        };
        Span::new(found.unwrap_or(span.start as usize), end)
    }

    fn list(&mut self, start: Span, depth: usize) -> Result<Node, ScanError> {
        let mut items = Vec::new();
        while let Some((event, span)) = self.next()? {
            if matches!(event, Event::SequenceEnd) {
                return Ok(closed(NodeKind::List(items), start, span));
            }
            // An alias is told and gone: nobody wrote an empty item.
            let alias = matches!(event, Event::Alias(_) | Event::UnresolvedAlias(_));
            let item = self.node(event, span, depth + 1)?;
            items.extend((!alias).then_some(item));
        }
        Ok(closed(NodeKind::List(items), start, start))
    }

    fn map(&mut self, start: Span, depth: usize) -> Result<Node, ScanError> {
        let mut entries = Entries::default();
        while let Some((event, span)) = self.next()? {
            if matches!(event, Event::MappingEnd) {
                return Ok(closed(NodeKind::Map(entries.list), start, span));
            }
            let key = self.key(event, span, depth)?;
            let value = match self.next()? {
                Some((event, span)) => self.node(event, span, depth + 1)?,
                None => break,
            };
            if let Some(key) = key {
                self.told.extend(entries.add(self.piece.source, key, value));
            }
        }
        Ok(closed(NodeKind::Map(entries.list), start, start))
    }

    /// `None` if what stands there is no key, which is told.
    fn key(
        &mut self,
        event: Event<'t>,
        span: Span,
        depth: usize,
    ) -> Result<Option<Spanned<String>>, ScanError> {
        match &event {
            Event::Scalar(text, style, ..) if text == "<<" && *style == ScalarStyle::Plain => {
                let told = Diagnostic::error("front-matter/alias")
                    .with("character", "<<")
                    .with("value", "<<");
                self.tell(told, span);
                Ok(None)
            }
            Event::Scalar(text, ..) => {
                let key = text.clone().into_owned();
                self.properties(&event, span);
                Ok(Some(Spanned::new(key, span)))
            }
            _ => {
                self.tell(Diagnostic::error("front-matter/key-shape"), span);
                self.node(event, span, depth + 1)?;
                Ok(None)
            }
        }
    }

    /// Reads on to the end of a list or map without keeping anything.
    fn pass_over(&mut self, event: &Event<'t>) -> Result<(), ScanError> {
        let mut open = usize::from(matches!(
            event,
            Event::SequenceStart(..) | Event::MappingStart(..)
        ));
        while open > 0 {
            match self.next()? {
                Some((Event::SequenceStart(..) | Event::MappingStart(..), _)) => open += 1,
                Some((Event::SequenceEnd | Event::MappingEnd, _)) => open -= 1,
                Some(_) => {}
                None => break,
            }
        }
        Ok(())
    }
}

/// Keys and values in order, a key but once.
#[derive(Debug, Default)]
pub(super) struct Entries {
    pub(super) list: Vec<(Spanned<String>, Node)>,
    first: BTreeMap<String, Span>,
    /// How many keys stood twice.
    twice: usize,
}

impl Entries {
    /// Adds one, or tells that the key stood before.
    pub(super) fn add(
        &mut self,
        source: &SourceText,
        key: Spanned<String>,
        value: Node,
    ) -> Option<Diagnostic> {
        if let Some(first) = self.first.get(&key.value) {
            self.twice += 1;
            if self.twice > MANY {
                return None;
            }
            let first = source.place(*first);
            let told = Diagnostic::error("front-matter/duplicate-key").at(source.place(key.span));
            return Some(
                told.with("key", &key.value)
                    .with("line", first.line)
                    .first_at(first),
            );
        }
        self.first.insert(key.value.clone(), key.span);
        self.list.push((key, value));
        None
    }
}

fn closed(kind: NodeKind, start: Span, end: Span) -> Node {
    let span = Span {
        start: start.start,
        end: end.end.max(start.end),
    };
    Node { kind, span }
}

fn scalar(text: &str, style: ScalarStyle, span: Span) -> Node {
    let plain = style == ScalarStyle::Plain;
    let nothing = plain && matches!(text, "" | "~" | "null" | "Null" | "NULL");
    let kind = if nothing {
        NodeKind::Null
    } else {
        NodeKind::Scalar {
            text: text.to_owned(),
            quoted: !plain,
        }
    };
    Node { kind, span }
}
