//! Comma separated values as rows of cells with places (RFC 4180; line ends of any system, quotes doubled within quotes).

use crate::diagnostic::{Diagnostic, SourceText, Span, Spanned};

/// One row that is not empty.
#[derive(Debug, Default)]
pub(super) struct Row {
    /// The cells, white space around them taken off.
    pub(super) cells: Vec<Spanned<String>>,
    /// The whole row.
    pub(super) span: Span,
    /// The first `，` outside quotes.
    pub(super) full_width_comma: Option<Span>,
}

/// All rows with something in them.
pub(super) fn rows(source: &SourceText) -> (Vec<Row>, Vec<Diagnostic>) {
    let text = source.text();
    let mut told = Vec::new();
    let mut rows = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let comma = separator(text, at);
        let (row, end) = read_row(text, at, comma, &mut told);
        at = end.max(at + 1);
        if comma == '，' && rows.len() < super::MANY {
            told.extend(
                row.full_width_comma
                    .map(|span| (Diagnostic::error("register/full-width-comma"), span)),
            );
        }
        if row.cells.iter().any(|cell| !cell.value.is_empty()) {
            rows.push(row);
        }
    }
    let told = told.into_iter().take(super::MANY);
    (rows, told.map(|(d, span)| d.at(source.place(span))).collect())
}

/// A line without any comma but full-width ones is meant to be parted by these; they are told and taken for commas.
fn separator(text: &str, at: usize) -> char {
    let line = text.get(at..).and_then(|rest| rest.lines().next()).unwrap_or("");
    if !line.contains(',') && line.contains('，') {
        '，'
    } else {
        ','
    }
}

fn read_row(text: &str, start: usize, comma: char, told: &mut Vec<(Diagnostic, Span)>) -> (Row, usize) {
    let mut row = Row::default();
    let mut at = start;
    loop {
        let (cell, end) = read_cell(text, at, comma, &mut row.full_width_comma, told);
        row.cells.push(cell);
        let next = text.get(end..).and_then(|rest| rest.chars().next());
        at = end + next.map_or(0, char::len_utf8);
        if next != Some(comma) {
            row.span = Span::new(start, end);
            if next == Some('\r') && text.get(at..).is_some_and(|rest| rest.starts_with('\n')) {
                at += 1;
            }
            return (row, at);
        }
        if comma == '，' && row.full_width_comma.is_none() {
            row.full_width_comma = Some(Span::new(end, at));
        }
    }
}

/// Reads up to the comma or line end that ends the cell.
fn read_cell(
    text: &str,
    start: usize,
    comma: char,
    full_width: &mut Option<Span>,
    told: &mut Vec<(Diagnostic, Span)>,
) -> (Spanned<String>, usize) {
    let rest = text.get(start..).unwrap_or("");
    let lead = rest.len() - rest.trim_start_matches([' ', '\t', '\u{3000}']).len();
    if rest.get(lead..).is_some_and(|cell| cell.starts_with('"')) {
        if let Some(found) = quoted(text, start + lead, comma) {
            return found;
        }
        let line = rest
            .get(lead..)
            .and_then(|cell| cell.lines().next())
            .unwrap_or("");
        let span = Span::new(start + lead, start + lead + line.len());
        told.push((Diagnostic::error("register/unclosed-quote"), span));
    }
    let end = rest.find([comma, '\n', '\r']).unwrap_or(rest.len());
    let cell = rest.get(..end).unwrap_or("");
    if full_width.is_none() && comma == ',' {
        *full_width = cell
            .find('，')
            .map(|at| Span::new(start + at, start + at + '，'.len_utf8()));
    }
    let value = cell.trim();
    let value_start = start + cell.len() - cell.trim_start().len();
    let span = Span::new(
        value_start.min(start + end),
        value_start.min(start + end) + value.len(),
    );
    (Spanned::new(value.to_owned(), span), start + end)
}

/// A cell in quotes; `None` if they don't close, or something but white space follows them.
fn quoted(text: &str, start: usize, comma: char) -> Option<(Spanned<String>, usize)> {
    let mut value = String::new();
    let mut chars = text.get(start + 1..)?.char_indices().peekable();
    while let Some((offset, c)) = chars.next() {
        if c != '"' {
            value.push(c);
            continue;
        }
        if chars.peek().is_some_and(|(_, next)| *next == '"') {
            chars.next();
            value.push('"');
            continue;
        }
        let closed = start + 1 + offset + 1;
        let rest = text.get(closed..)?;
        let end = rest.find([comma, '\n', '\r']).unwrap_or(rest.len());
        let clean = rest.get(..end)?.trim().is_empty();
        let cell = Spanned::new(value.trim().to_owned(), Span::new(start, closed));
        return clean.then_some((cell, closed + end));
    }
    None
}
