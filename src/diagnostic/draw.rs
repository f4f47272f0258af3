//! How a diagnostic is drawn on a terminal, and its JSON shape (DESIGN.md §7).
//!
//! A diagnostic and the words of a language come in, lines of text go out. Everything that came from a file is shown with its control
//! and bidi characters written out, and frames use ASCII alone: terminals disagree about the width of all else.

use super::{Catalogue, Diagnostic, Place, Severity};
use crate::text::width::{visible, width};

/// The widest excerpt, in terminal cells.
const CELLS: usize = 100;
/// How many cells a cut excerpt keeps before the place.
const BEFORE: usize = 40;
/// What stands where an excerpt was cut. Not "…": that is one cell or two, as the terminal likes, and would move the carets.
const CUT: &str = "...";

/// Whether ANSI colours are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// No escapes at all.
    Plain,
    /// Colours.
    Coloured,
}

/// The parts of a drawing that have a colour.
#[derive(Clone, Copy)]
enum Part {
    Severity(Severity),
    Message,
    Frame,
}

impl Style {
    fn paint(self, part: Part, text: &str) -> String {
        let colour = match part {
            _ if self == Style::Plain => return text.to_owned(),
            Part::Severity(Severity::Error) => "1;31",
            Part::Severity(Severity::Warning) => "1;33",
            Part::Message => "1",
            Part::Frame => "1;34",
        };
        format!("\x1b[{colour}m{text}\x1b[0m")
    }
}

/// Draws a diagnostic, with a line end after its last line.
pub fn draw(diagnostic: &Diagnostic, catalogue: &Catalogue, style: Style) -> String {
    let entry = catalogue.entry(diagnostic);
    let severity = Part::Severity(diagnostic.severity);
    let head = format!(
        "{}[{}]",
        catalogue.word(severity_key(diagnostic.severity), &[]),
        diagnostic.code
    );
    let message = format!(": {}", visible(&entry.message));
    let mut out = format!(
        "{}{}\n",
        style.paint(severity, &head),
        style.paint(Part::Message, &message)
    );

    let label = entry.label.as_deref().map(visible);
    let framed = diagnostic
        .place
        .as_ref()
        .filter(|place| !place.excerpt.is_empty());
    let gutter = framed.map_or(1, |place| place.line.to_string().len());
    if let Some(place) = &diagnostic.place {
        let arrow = style.paint(Part::Frame, &format!("{:gutter$} -->", ""));
        out.push_str(&format!("{arrow} {}\n", position(place)));
    }
    if let Some(place) = framed {
        let shown = excerpt(place);
        let (text, before, under) = (shown.text(), width(&shown.before), width(&shown.marked).max(1));
        let blank = style.paint(Part::Frame, &format!(" {:gutter$} |", ""));
        let numbered = style.paint(Part::Frame, &format!(" {} |", place.line));
        let label = label
            .as_deref()
            .map(|label| format!(" {label}"))
            .unwrap_or_default();
        let carets = style.paint(severity, &format!("{}{label}", "^".repeat(under)));
        out.push_str(&format!(
            "{blank}\n{numbered} {text}\n{blank} {:before$}{carets}\n",
            ""
        ));
    }

    let mut note = |text: &str| {
        let sign = style.paint(Part::Frame, &format!(" {:gutter$} =", ""));
        out.push_str(&format!("{sign} {text}\n"));
    };
    if framed.is_none() {
        label.iter().for_each(|label| note(label));
    }
    if let Some(first) = &diagnostic.first {
        note(&format!(
            "{}: {}",
            catalogue.word("draw.first", &[]),
            position(first)
        ));
    }
    let help = catalogue.word("draw.help", &[]);
    if let Some(text) = &entry.help {
        note(&format!("{help}: {}", visible(text)));
    }
    if catalogue.explain(diagnostic.code).is_some() {
        note(&format!("{help}: sihao explain {}", diagnostic.code));
    }
    out
}

/// The key of a severity's word in the catalogue.
fn severity_key(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "severity.error",
        Severity::Warning => "severity.warning",
    }
}

/// `content/a.md:2:7`, safe to show.
pub fn position(place: &Place) -> String {
    format!("{}:{}:{}", visible(&place.file), place.line, place.column)
}

/// The first line of a place as it is shown, cut to a window around it, in three parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// What stands before the place.
    pub before: String,
    /// The place itself; empty where something is missing.
    pub marked: String,
    /// What stands behind it.
    pub after: String,
}

impl Excerpt {
    fn text(&self) -> String {
        [&*self.before, &*self.marked, &*self.after].concat()
    }
}

/// The line of a place, with control and bidi characters written out.
pub fn excerpt(place: &Place) -> Excerpt {
    let skipped = |column: u32| column.saturating_sub(place.excerpt_column) as usize;
    let shown: Vec<String> = place
        .excerpt
        .chars()
        .map(|c| visible(c.encode_utf8(&mut [0; 4])))
        .collect();
    let start = skipped(place.column).min(shown.len());
    let end = match place.end_line {
        last if last > place.line => shown.len(),
        _ => skipped(place.end_column).clamp(start, shown.len()),
    };
    let (from, to) = cut(&shown, start);
    let end = end.clamp(start, to.max(start));
    // Whole pieces, since an emoji of several characters is narrower than their sum.
    let piece = |from: usize, to: usize| shown.get(from..to.max(from)).unwrap_or_default().concat();
    let sign = |is_cut: bool| if is_cut { CUT } else { "" };
    Excerpt {
        before: format!("{}{}", sign(from > 0), piece(from, start)),
        marked: piece(start, end),
        after: format!("{}{}", piece(end, to), sign(to < shown.len())),
    }
}

/// Which characters of a line are shown: all, or as many as fit around the place.
fn cut(shown: &[String], start: usize) -> (usize, usize) {
    let cells: Vec<usize> = shown.iter().map(|text| width(text)).collect();
    if cells.iter().sum::<usize>() <= CELLS {
        return (0, shown.len());
    }
    let fitting = |cells: &mut dyn Iterator<Item = &usize>, room: usize| {
        let mut used = 0;
        cells
            .take_while(|cell| {
                used += **cell;
                used <= room
            })
            .count()
    };
    let (head, tail) = cells.split_at(start);
    let mut from = start - fitting(&mut head.iter().rev(), BEFORE);
    let mut to = start + fitting(&mut tail.iter(), CELLS - BEFORE);
    // What one side does not need, the other may have.
    if from == 0 {
        to = fitting(&mut cells.iter(), CELLS);
    } else if to == cells.len() {
        from = to - fitting(&mut cells.iter().rev(), CELLS);
    }
    (from, to)
}

/// `{ code, severity, message, label, file, line, column, end_line, end_column, help }`; what is not there is null.
pub fn json(diagnostic: &Diagnostic, catalogue: &Catalogue) -> serde_json::Value {
    let entry = catalogue.entry(diagnostic);
    let place = diagnostic.place.as_ref();
    let explained = || {
        catalogue
            .explain(diagnostic.code)
            .map(|_| format!("sihao explain {}", diagnostic.code))
    };
    serde_json::json!({
        "code": diagnostic.code,
        "severity": diagnostic.severity,
        "message": entry.message,
        "label": entry.label,
        "file": place.map(|p| &*p.file),
        "line": place.map(|p| p.line),
        "column": place.map(|p| p.column),
        "end_line": place.map(|p| p.end_line),
        "end_column": place.map(|p| p.end_column),
        "help": entry.help.or_else(explained),
    })
}

#[cfg(test)]
mod tests;
