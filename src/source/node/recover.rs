//! A whole front matter, with every mistake of it.
//!
//! The text is parsed whole first. When YAML stops at an error, the text is cut where a line begins at the margin, and each piece is parsed
//! alone: a mistake then hides no other, and an unclosed quote reaches no further than its key. Where a slip was told already, YAML's
//! own word about the same or the next line is not repeated.

use super::yaml::{Entries, Parsed, Piece};
use super::{Node, NodeKind};
use crate::diagnostic::{Diagnostic, SourceText, Span};
use crate::source::MANY;
use crate::source::pre_scan::{Mended, PreScan, lines, pre_scan};

/// The longest front matter that is read, in bytes: the longest real ones have some 4,000.
const LIMIT: usize = 256 * 1024;

pub(super) fn parse(source: &SourceText, span: Span) -> (Option<Node>, Vec<Diagnostic>) {
    let length = source.slice(span).len();
    if length > LIMIT {
        let told = Diagnostic::error("front-matter/too-long").with("limit", LIMIT / 1024);
        return (
            None,
            vec![told.at(source.place(Span {
                end: span.start,
                ..span
            }))],
        );
    }
    let scan = pre_scan(source, span);
    let whole = Piece {
        source,
        mended: &scan.mended,
        start: 0,
        end: scan.mended.text().len(),
    };
    let parsed = whole.parse();
    let is_text = parsed
        .node
        .as_ref()
        .is_some_and(|node| matches!(node.kind, NodeKind::Scalar { .. }));
    if parsed.syntax.is_none() && !is_text {
        let mut told = scan.told;
        told.extend(parsed.told);
        return (parsed.node, told);
    }
    in_pieces(source, span, scan)
}

fn in_pieces(source: &SourceText, span: Span, scan: PreScan) -> (Option<Node>, Vec<Diagnostic>) {
    let first_line = source
        .place(Span {
            end: span.start,
            ..span
        })
        .line as usize;
    let PreScan {
        mended,
        mut told,
        slips,
    } = scan;
    // What a slip on the line before may have led to; not where a new piece begins, which no earlier line can spoil.
    let known = |diagnostic: &Diagnostic, start: usize| {
        let line = diagnostic
            .place
            .as_ref()
            .map_or(0, |place| place.line as usize)
            .saturating_sub(first_line);
        let begins = lines(mended.text().get(..start).unwrap_or("")).count();
        slips.contains(&line) || (line > begins && slips.contains(&(line - 1)))
    };
    let mut entries = Entries::default();
    let mut failed = 0;
    for (start, end) in pieces(&mended) {
        if told.len() >= 2 * MANY || failed > MANY {
            break;
        }
        let piece = Piece {
            source,
            mended: &mended,
            start,
            end,
        };
        let parsed = read(piece, first_line);
        told.extend(parsed.told);
        failed += usize::from(parsed.syntax.is_some());
        told.extend(parsed.syntax.filter(|d| !known(d, start)));
        match parsed.node.map(|node| (node.span, node.kind)) {
            Some((_, NodeKind::Map(list))) => {
                for (key, value) in list {
                    told.extend(entries.add(source, key, value));
                }
            }
            Some((at, kind)) if kind != NodeKind::Null => {
                let line =
                    Diagnostic::error("front-matter/no-colon").with("line", first_line_of(source.slice(at)));
                told.extend(Some(line.at(source.place(at))).filter(|d| !known(d, start)));
            }
            _ => {}
        }
    }
    let map = NodeKind::Map(entries.list);
    (Some(Node { kind: map, span }), told)
}

/// Parses a piece; where it stops on a later line, what stands before that line is kept.
fn read(piece: Piece<'_>, first_line: usize) -> Parsed {
    let parsed = piece.parse();
    let Some(place) = parsed.syntax.as_ref().and_then(|fault| fault.place.as_ref()) else {
        return parsed;
    };
    // Mends change no line ends, so lines count alike in the file and in the mended text.
    let count = (place.line as usize).saturating_sub(first_line);
    let text = piece.mended.text();
    let end = lines(text).take(count).map(str::len).sum::<usize>();
    if end <= piece.start {
        return parsed;
    }
    let before = Piece { end, ..piece }.parse();
    Parsed {
        node: before.node,
        ..parsed
    }
}

fn first_line_of(text: &str) -> &str {
    text.lines().next().unwrap_or("").trim()
}

/// Cuts before each line at the margin that may begin a key. List items and closing brackets belong to what stands before.
fn pieces(mended: &Mended) -> Vec<(usize, usize)> {
    let text = mended.text();
    let mut cuts = vec![0];
    let mut at = 0;
    for line in lines(text) {
        let begins = line
            .chars()
            .next()
            .is_some_and(|c| !c.is_whitespace() && !"#-]}),".contains(c));
        if begins && at > 0 {
            cuts.push(at);
        }
        at += line.len();
    }
    cuts.push(text.len());
    cuts.windows(2)
        .filter_map(|pair| Some((*pair.first()?, *pair.last()?)))
        .collect()
}
