//! TOML to a tree. The parser goes on after errors, so all of them are told; its English reasons become words of the catalogue.

use toml::Spanned as TomlSpanned;
use toml::de::{DeTable, DeValue};

use super::{Node, NodeKind};
use crate::diagnostic::{Diagnostic, SourceText, Span, Spanned};
use crate::source::MANY;

pub(super) fn parse(source: &SourceText) -> (Option<Node>, Vec<Diagnostic>) {
    let (root, errors) = DeTable::parse_recoverable(source.text());
    let whole = Span::new(0, source.text().len());
    let node = table(root.into_inner(), whole);
    let mut told: Vec<Diagnostic> = errors
        .iter()
        .take(MANY)
        .map(|error| tell(source, &node, error))
        .collect();
    // One slip makes the parser stumble twice on a line; the first is the one to mend.
    told.sort_by_key(|d| d.place.as_ref().map(|p| (p.line, p.column)));
    told.dedup_by_key(|d| d.place.as_ref().map(|p| p.line));
    (Some(node), told)
}

fn span(range: std::ops::Range<usize>) -> Span {
    Span::new(range.start, range.end)
}

/// The crate keeps tables sorted by key; the order of the file is that of the places.
fn table(table: DeTable<'_>, at: Span) -> Node {
    let mut entries: Vec<(Spanned<String>, Node)> = table
        .into_iter()
        .map(|(key, value)| {
            let key_span = span(key.span());
            (Spanned::new(key.into_inner().into_owned(), key_span), node(value))
        })
        .collect();
    entries.sort_by_key(|(key, _)| key.span);
    Node {
        kind: NodeKind::Map(entries),
        span: at,
    }
}

fn node(value: TomlSpanned<DeValue<'_>>) -> Node {
    let at = span(value.span());
    let bare = |text: String| NodeKind::Scalar { text, quoted: false };
    let kind = match value.into_inner() {
        DeValue::String(text) => NodeKind::Scalar {
            text: text.into_owned(),
            quoted: true,
        },
        DeValue::Integer(number) => bare(number.to_string()),
        DeValue::Float(number) => bare(number.to_string()),
        DeValue::Boolean(value) => bare(value.to_string()),
        DeValue::Datetime(value) => bare(value.to_string()),
        DeValue::Array(items) => NodeKind::List(items.into_iter().map(node).collect()),
        DeValue::Table(entries) => return table(entries, at),
    };
    Node { kind, span: at }
}

fn tell(source: &SourceText, root: &Node, error: &toml::de::Error) -> Diagnostic {
    let at = error.span().map_or(Span::default(), span);
    let at = widened(source, at);
    let place = source.place(at);
    let message = error.message();
    if message.starts_with("duplicate key") {
        let key = source.slice(at);
        let told = Diagnostic::error("config/duplicate-key")
            .at(place)
            .with("key", key);
        return match first(root, key.trim_matches(['"', '\'']), at.start) {
            Some(first) => {
                let first = source.place(first);
                told.with("line", first.line).first_at(first)
            }
            None => told,
        };
    }
    Diagnostic::error("config/syntax")
        .at(place)
        .with_word("reason", reason(source, at, message))
}

/// At least one character, where there is one on the line.
fn widened(source: &SourceText, at: Span) -> Span {
    if at.end > at.start {
        return at;
    }
    let next = source
        .text()
        .get(at.start as usize..)
        .and_then(|rest| rest.chars().next());
    let width = next
        .filter(|c| !matches!(c, '\n' | '\r'))
        .map_or(0, char::len_utf8);
    Span::new(at.start as usize, at.start as usize + width)
}

/// The nearest key of that name before a place.
fn first(node: &Node, key: &str, before: u32) -> Option<Span> {
    match &node.kind {
        NodeKind::Map(entries) => {
            let own = entries
                .iter()
                .filter(|(k, _)| k.value == key && k.span.start < before)
                .map(|(k, _)| k.span);
            own.chain(entries.iter().filter_map(|(_, value)| first(value, key, before)))
                .max()
        }
        NodeKind::List(items) => items.iter().filter_map(|item| first(item, key, before)).max(),
        _ => None,
    }
}

/// What a person did, from what the parser says and what stands there.
fn reason(source: &SourceText, at: Span, message: &str) -> &'static str {
    let start = at.start as usize;
    let line_start = source
        .text()
        .get(..start)
        .and_then(|t| t.rfind('\n'))
        .map_or(0, |i| i + 1);
    let line = source
        .text()
        .get(line_start..)
        .and_then(|t| t.lines().next())
        .unwrap_or("");
    let rest = source
        .text()
        .get(start..)
        .and_then(|t| t.lines().next())
        .unwrap_or("");
    if rest.starts_with(['“', '”', '‘', '’', '＂']) {
        return "toml.full-width-quotes";
    }
    if !line.contains('=') && (line.contains('＝') || line.contains('：') || line.contains(':')) {
        return "toml.equals-sign";
    }
    if rest.starts_with(['，', '、', '［', '］', '【', '】', '＝', '｛', '｝', '＃']) {
        return "toml.full-width-sign";
    }
    if message.contains("string values must be quoted") {
        return unquoted(rest.trim());
    }
    let known = REASONS.iter().find(|(part, _)| message.contains(part));
    known.map_or("toml.other", |(_, word)| word)
}

/// Parts of the parser's messages; the first that is found tells.
const REASONS: [(&str, &str); 25] = [
    ("unquoted key", "toml.key"),
    ("invalid key", "toml.key"),
    ("unclosed", "toml.bracket"),
    ("missing inline table opening", "toml.bracket"),
    ("missing array opening", "toml.bracket"),
    ("missing table open", "toml.bracket"),
    ("key with no value", "toml.value-missing"),
    ("missing value", "toml.value-missing"),
    ("extra `=`", "toml.value-missing"),
    ("missing assignment", "toml.value-missing"),
    ("comma", "toml.comma"),
    ("recurs", "toml.too-deep"),
    ("cannot extend", "toml.extend"),
    ("escape", "toml.backslash"),
    ("string", "toml.quotes"),
    ("quote", "toml.quotes"),
    ("leading zero", "toml.number"),
    ("number", "toml.number"),
    ("integer", "toml.number"),
    ("float", "toml.number"),
    ("date", "toml.number"),
    ("unexpected key or value", "toml.more-on-line"),
    ("unexpected content", "toml.more-on-line"),
    ("key", "toml.key"),
    ("limit", "toml.too-deep"),
];

/// A value without quotes: what it was meant to be shows in itself.
fn unquoted(rest: &str) -> &'static str {
    if rest.is_empty() || rest.starts_with('#') {
        "toml.value-missing"
    } else if rest.starts_with(|c: char| c.is_ascii_digit()) && rest.contains(['，', '、']) {
        "toml.full-width-sign"
    } else if rest.starts_with(|c: char| c.is_ascii_digit()) && rest.contains(" = ") {
        "toml.more-on-line"
    } else {
        "toml.unquoted"
    }
}
