//! Slips of one text: links that are none, headings without a space, rows of no table, notes without a text.

use crate::diagnostic::{Diagnostic, SourceText, Span};
use crate::markdown::items::{Found, floor};

/// How far, in bytes, the other end of a link or a note is looked for.
const NEAR: usize = 600;

/// Looks at the text at `span`; `line_start` says whether it begins a line of a paragraph.
pub(super) fn look(source: &SourceText, span: Span, line_start: bool, found: &mut Vec<Found>) {
    let raw = source.slice(span);
    let place = |from: usize, to: usize| Span::new(span.start as usize + from, span.start as usize + to);
    if line_start {
        let indent = raw.len() - raw.trim_start().len();
        let line = raw.trim_start();
        if let Some((diagnostic, length)) = line_slip(line) {
            found.push(Found::new(diagnostic, place(indent, indent + length)));
        }
    }
    // One sign at a time, which is a search by bytes: nearly every text has neither.
    if raw.contains('[') || raw.contains('［') {
        if let Some((diagnostic, from, to)) = link_slip(raw) {
            found.push(Found::new(diagnostic, place(from, to)));
        }
        missing_notes(raw, &place, found);
    }
}

/// A heading or a table that did not come about, and how long its sign is.
fn line_slip(line: &str) -> Option<(Diagnostic, usize)> {
    let hashes = line.bytes().take_while(|&b| b == b'#').count();
    let after = line.get(hashes..).unwrap_or("");
    if (1..=6).contains(&hashes) {
        // `#话题#` is a topic, `#3` a number.
        let heading = after.starts_with(|c: char| c.is_alphabetic() || "（(【“《".contains(c));
        let other = hashes == 1 && (after.contains('#') || after.starts_with(|c: char| c.is_ascii()));
        return (heading && !other).then(|| {
            let diagnostic = Diagnostic::warning("markdown/heading-space")
                .with("mark", "#".repeat(hashes))
                .with("text", shortened(after));
            (diagnostic, hashes)
        });
    }
    let wide = line.chars().take_while(|&c| c == '＃').count();
    if (1..=6).contains(&wide) {
        let after: String = line.chars().skip(wide).collect();
        let diagnostic = Diagnostic::warning("markdown/full-width-heading")
            .with("mark", "#".repeat(wide))
            .with("text", shortened(after.trim()));
        return (!after.trim().is_empty() && !after.contains('＃'))
            .then_some((diagnostic, wide * '＃'.len_utf8()));
    }
    is_delimiter_row(line).then(|| {
        (
            Diagnostic::warning("markdown/table-literal"),
            line.trim_end().len(),
        )
    })
}

/// The beginning of a text, for a message.
fn shortened(text: &str) -> String {
    let mut chars = text.trim_end().chars();
    let mut short: String = chars.by_ref().take(20).collect();
    if chars.next().is_some() {
        short.push('…');
    }
    short
}

/// `|---|:--:|`, full-width bars and colons included.
fn is_delimiter_row(line: &str) -> bool {
    // The first character of nearly every line says no.
    line.chars()
        .all(|c| matches!(c, '|' | '｜' | '-' | ':' | '：' | ' ' | '\t' | '\u{3000}'))
        && line.contains(['|', '｜'])
        && line.matches('-').count() >= 2
}

/// The first link of a text that stayed text: what to say, from where to where.
fn link_slip(raw: &str) -> Option<(Diagnostic, usize, usize)> {
    let mut at = 0;
    while let Some((close, length)) = next_close(raw, at) {
        at = close + length;
        let Some(open) = near_before(raw, close).rfind(['[', '［']) else {
            continue;
        };
        let open = close - near_before(raw, close).len() + open;
        if is_escaped(raw, open) || is_escaped(raw, close) {
            continue;
        }
        let inside = near_after(raw, at);
        let wide = raw.get(close..at)? != "](";
        let length = inside.find([')', '）']).unwrap_or(inside.len());
        let address = inside.get(..length)?;
        if wide && !looks_like_address(address) {
            continue;
        }
        let mark = raw
            .get(..open)?
            .chars()
            .next_back()
            .filter(|c| matches!(c, '!' | '！'));
        let start = open - mark.map_or(0, char::len_utf8);
        let end = at + length + inside.get(length..)?.chars().next().map_or(0, char::len_utf8);
        let diagnostic = if wide {
            Diagnostic::warning("markdown/full-width-link")
        } else if address.trim().contains([' ', '\u{3000}']) {
            Diagnostic::warning("markdown/path-space")
        } else {
            Diagnostic::warning("markdown/literal-link")
        };
        let text = raw.get(open..close)?.trim_start_matches(['[', '［']);
        let sign = if mark.is_some() { "!" } else { "" };
        let diagnostic = diagnostic
            .with("mark", sign)
            .with("text", text)
            .with("address", address.trim());
        return Some((diagnostic, start, end));
    }
    None
}

/// The next `](`, or what looks like it in full width, and its length.
fn next_close(raw: &str, at: usize) -> Option<(usize, usize)> {
    let rest = raw.get(at..)?;
    rest.match_indices([']', '］'])
        .map(|(found, bracket)| (found, bracket, rest.get(found + bracket.len()..).unwrap_or("")))
        .find(|(_, _, after)| after.starts_with(['(', '（']))
        .map(|(found, bracket, after)| {
            (
                at + found,
                bracket.len() + after.chars().next().map_or(0, char::len_utf8),
            )
        })
}

/// What stands up to so many bytes before an offset: the text of a link is not longer, and looking further would take the square of the
/// time for a text of brackets.
fn near_before(raw: &str, at: usize) -> &str {
    raw.get(floor(raw, at.saturating_sub(NEAR))..at).unwrap_or("")
}

/// What stands up to so many bytes after an offset.
fn near_after(raw: &str, at: usize) -> &str {
    raw.get(at..floor(raw, at.saturating_add(NEAR))).unwrap_or("")
}

/// Whether what stands in full-width brackets was meant as an address: `［2026］（试行）` was not.
fn looks_like_address(text: &str) -> bool {
    let text = text.trim();
    let path = text.contains('/') || text.starts_with('#') || text.contains('.');
    text.is_empty() || (path && !text.contains(['，', '。', '；', '、']))
}

/// `[^1]` left in a text: no note has this label.
fn missing_notes(raw: &str, place: &dyn Fn(usize, usize) -> Span, found: &mut Vec<Found>) {
    let mut at = 0;
    while let Some(start) = raw
        .get(at..)
        .and_then(|rest| rest.find("[^"))
        .map(|found| at + found)
    {
        at = start + 2;
        let Some(end) = near_after(raw, at).find([']', '[']).map(|found| at + found) else {
            continue;
        };
        let label = raw.get(at..end).unwrap_or("");
        let closed = raw.get(end..).is_some_and(|rest| rest.starts_with(']'));
        let plain =
            closed && !label.is_empty() && !label.contains([' ', '\\']) && label.chars().count() <= 40;
        if plain && !is_escaped(raw, start) {
            let diagnostic = Diagnostic::warning("markdown/footnote-missing").with("label", label);
            found.push(Found::new(diagnostic, place(start, end + 1)));
            at = end + 1;
        }
    }
}

fn is_escaped(raw: &str, at: usize) -> bool {
    raw.get(..at)
        .is_some_and(|before| before.bytes().rev().take_while(|&b| b == b'\\').count() % 2 == 1)
}
