//! What granit found wrong, in words for a clerk.
//!
//! granit names some ninety faults as a parser sees them; a person made one of some fifteen. The parser's kind and the line where it stands
//! tell which. Whatever is left is `front-matter/syntax`, with its place.

use granit_parser::{ErrorKind, ScanError};

use super::Piece;
use crate::diagnostic::{Diagnostic, Span};
use crate::source::node::DEPTH;
use crate::source::pre_scan::{Line, lines};

/// Says what went wrong, and where a person would look for it.
pub(super) fn told(piece: &Piece<'_>, error: &ScanError) -> Diagnostic {
    let text = piece.text();
    let at = floor(text, error.marker().byte_offset().unwrap_or_default());
    let context = Context::new(text, at);
    let (diagnostic, range) = by_value(&context)
        .or_else(|| by_kind(error.kind(), &context))
        .unwrap_or_else(|| (Diagnostic::error("front-matter/syntax"), (at, at)));
    piece.tell(diagnostic, span(piece, range))
}

/// At least one character wide where there is one on the line.
fn span(piece: &Piece<'_>, (start, end): (usize, usize)) -> Span {
    let next = piece.text().get(start..).and_then(|rest| rest.chars().next());
    let least = start
        + next
            .filter(|c| !matches!(c, '\n' | '\r'))
            .map_or(0, char::len_utf8);
    piece.span(start, end.max(least))
}

fn floor(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at)
        .rev()
        .find(|i| text.is_char_boundary(*i))
        .unwrap_or_default()
}

/// The line that a fault is about.
struct Context<'t> {
    /// Where the parser stopped.
    at: usize,
    line: Line<'t>,
    /// Where the line's value begins, and the value.
    value: Option<(usize, &'t str)>,
}

impl<'t> Context<'t> {
    fn new(text: &'t str, at: usize) -> Context<'t> {
        // An error at the end of the text, or at a line's beginning, is that of the last line with something on it.
        let before = text.get(..at).unwrap_or("");
        let line_start = before.rfind(['\n', '\r']).map_or(0, |i| i + 1);
        let (mut start, mut raw) = (line_start, line_at(text, line_start));
        if raw.trim().is_empty() {
            let kept = before.trim_end();
            start = kept.rfind(['\n', '\r']).map_or(0, |i| i + 1);
            raw = line_at(text, start);
        }
        let line = Line::new(raw, start);
        Context {
            at,
            line,
            value: line.value(),
        }
    }
    fn value_range(&self) -> (usize, usize) {
        self.value.map_or((self.at, self.at), |(start, value)| {
            (start, start + value.trim_end().len())
        })
    }
    fn key(&self) -> &'t str {
        self.line.key().map_or("", |key| key.name)
    }
    fn content_range(&self) -> (usize, usize) {
        (
            self.line.content_start(),
            self.line.content_start() + self.line.content().len(),
        )
    }
}

fn line_at(text: &str, start: usize) -> &str {
    text.get(start..)
        .and_then(|rest| lines(rest).next())
        .unwrap_or("")
}

type Told = Option<(Diagnostic, (usize, usize))>;

/// Faults that the value itself shows, whatever the parser made of them.
fn by_value(context: &Context<'_>) -> Told {
    let (start, value) = context.value?;
    let value = value.trim_end();
    let first = value.chars().next()?;
    let range = context.value_range();
    match first {
        '"' | '\'' => {
            let rest = value.get(1..)?;
            match closing_quote(rest, first) {
                None => Some((
                    Diagnostic::error("front-matter/unclosed-quote").with("quote", first),
                    range,
                )),
                Some(end) if !after_is_empty(rest.get(end + 1..)?) => {
                    let told = Diagnostic::error("front-matter/after-quote").with("quote", first);
                    Some((
                        told.with("rest", rest.get(end + 1..)?.trim()),
                        (start + end + 2, range.1),
                    ))
                }
                Some(_) => None,
            }
        }
        '[' | '{' => bracketed(value, first, range),
        '@' | '`' | '%' | ']' | '}' | ',' => Some((
            Diagnostic::error("front-matter/reserved-character")
                .with("character", first)
                .with("value", value),
            range,
        )),
        '*' | '&' => Some((
            Diagnostic::error("front-matter/alias")
                .with("character", first)
                .with("value", value),
            range,
        )),
        '!' => Some((Diagnostic::error("front-matter/tag").with("value", value), range)),
        '-' if value.starts_with("- ") => Some((
            Diagnostic::error("front-matter/dash-value").with("value", value),
            range,
        )),
        '?' if value.starts_with("? ") => None,
        _ => None,
    }
}

/// A value that begins with a bracket, and does not end with its other half.
fn bracketed(value: &str, open: char, range: (usize, usize)) -> Told {
    let close = if open == '[' { ']' } else { '}' };
    match value.rfind(close) {
        Some(end) if !after_is_empty(value.get(end + 1..)?) => {
            let told = Diagnostic::error("front-matter/bracket-value").with("value", value);
            Some((told.with("open", open), range))
        }
        Some(_) => None,
        None if value.ends_with([']', '}']) => Some((
            Diagnostic::error("front-matter/bracket-mismatch"),
            (range.1.saturating_sub(1), range.1),
        )),
        None => {
            let told = Diagnostic::error("front-matter/unclosed-bracket").with("open", open);
            Some((told.with("close", close), range))
        }
    }
}

/// Faults that only the parser sees.
fn by_kind(kind: &ErrorKind, context: &Context<'_>) -> Told {
    use ErrorKind as E;
    let here = (context.at, context.at);
    Some(match kind {
        E::MappingValueNotAllowed | E::InvalidMappingValueWhitespace | E::InvalidColonPlacement => {
            return colon(context);
        }
        E::SimpleKeyExpected | E::InvalidSimpleKey => {
            let told = Diagnostic::error("front-matter/no-colon").with("line", context.line.content());
            (told, context.content_range())
        }
        E::TabNotAllowed
        | E::TabInBlockIndentation
        | E::TabInIndentation
        | E::TabInPlainScalar
        | E::TabAtBlockScalarStart => (Diagnostic::error("front-matter/tab"), here),
        E::UnclosedQuotedScalar | E::DocumentIndicatorInQuotedScalar => {
            let told = Diagnostic::error("front-matter/unclosed-quote").with("quote", '"');
            (told, context.value_range())
        }
        E::UnknownQuotedScalarEscape | E::InvalidQuotedScalarHexEscape | E::InvalidUnicodeEscape => {
            let backslash = context
                .value
                .and_then(|(start, value)| Some(start + value.find('\\')?));
            let at = backslash.map_or(here, |at| (at, at));
            (Diagnostic::error("front-matter/backslash"), at)
        }
        E::RecursionLimitExceeded => {
            let told = Diagnostic::error("front-matter/too-deep").with("limit", DEPTH);
            (told, here)
        }
        E::UnexpectedCharacter { character } => reserved(context, *character),
        E::DirectiveDisallowed => reserved(context, '%'),
        E::InvalidIndentation
        | E::ExpectedBlockMappingKey
        | E::ExpectedBlockSequenceEntry
        | E::BlockSequenceEntryNotAllowed
        | E::MappingKeyNotAllowed
        | E::InvalidBlockScalarIndent
        | E::InvalidQuotedScalarIndent
        | E::InvalidFlowScalarIndent => (
            Diagnostic::error("front-matter/indentation"),
            context.content_range(),
        ),
        kind => return brackets(kind, here),
    })
}

/// A colon followed by a space within the value; or a value that runs on into a line with a key.
fn colon(context: &Context<'_>) -> Told {
    let (start, value) = context.value?;
    let Some(colon) = value.find(": ").or_else(|| value.strip_suffix(':').map(str::len)) else {
        return Some((
            Diagnostic::error("front-matter/indentation"),
            context.content_range(),
        ));
    };
    let told = Diagnostic::error("front-matter/colon-in-value").with("key", context.key());
    let told = told.with("value", value.trim_end());
    Some((told, (start + colon, start + colon + 1)))
}

fn reserved(context: &Context<'_>, character: char) -> (Diagnostic, (usize, usize)) {
    let told = Diagnostic::error("front-matter/reserved-character").with("character", character);
    (
        told.with("value", context.line.content()),
        (context.at, context.at),
    )
}

fn brackets(kind: &ErrorKind, here: (usize, usize)) -> Told {
    use ErrorKind as E;
    let told = match kind {
        E::UnclosedFlowCollection { open } => {
            let close = if *open == '[' { ']' } else { '}' };
            let told = Diagnostic::error("front-matter/unclosed-bracket").with("open", open);
            told.with("close", close)
        }
        // Outside brackets, what follows a quote was told by its value.
        E::ExpectedFlowSequenceSeparator
        | E::ExpectedFlowMappingSeparator
        | E::InvalidTrailingDoubleQuotedScalar
        | E::InvalidTrailingSingleQuotedScalar => Diagnostic::error("front-matter/flow-comma"),
        E::MisplacedFlowCollectionEnd | E::MismatchedFlowCollectionEnd { .. } => {
            Diagnostic::error("front-matter/bracket-mismatch")
        }
        _ => return None,
    };
    Some((told, here))
}

/// Where the quote that closes stands in what follows the opening one.
fn closing_quote(rest: &str, quote: char) -> Option<usize> {
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if quote == '"' && c == '\\' {
            chars.next();
        } else if c == quote {
            let doubled = quote == '\'' && chars.peek().is_some_and(|(_, next)| *next == quote);
            if !doubled {
                return Some(at);
            }
            chars.next();
        }
    }
    None
}

fn after_is_empty(rest: &str) -> bool {
    rest.trim().is_empty() || rest.trim_start().starts_with('#')
}
