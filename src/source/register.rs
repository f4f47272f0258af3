//! The register of submissions: `data/submissions.csv`.
//!
//! In comes a file that Excel or Notepad saved, out come its lines with the place of each cell. The cells are split here and not by a
//! library, since a mistake must be told at its cell, and what Chinese input methods make of a comma must be seen. Whether a unit or a kind
//! exists is not asked.

use std::sync::Arc;

use super::MANY;
use super::fields::{Family, Fields};
use super::node::{Node, NodeKind};
use crate::diagnostic::{Diagnostic, SourceText, Span, Spanned};
use crate::model::{Duty, Filed, Submission};
use crate::text::similar;

mod cells;

use cells::Row;

/// The columns: name of the English one, of the Chinese one.
const COLUMNS: [(&str, &str); 5] = [
    ("unit", "单位"),
    ("kind", "材料"),
    ("year", "年度"),
    ("submitted", "报送日期"),
    ("note", "说明"),
];
/// How many of them must be there.
const NEEDED: usize = 4;

/// Reads the register: 单位,材料,年度,报送日期,说明 or the English names, in any order.
pub fn register(source: &Arc<SourceText>) -> (Vec<Submission>, Vec<Diagnostic>) {
    let (rows, told) = cells::rows(source);
    let mut reader = Reader {
        source,
        // The values are read as those of front matter are, with codes of their own.
        values: Fields::new(
            source,
            Family::Register,
            &[],
            Node {
                kind: NodeKind::Null,
                span: Span::default(),
            },
        ),
        columns: Vec::new(),
    };
    reader.values.absorb(told);
    let mut rows = rows.into_iter();
    let Some(header) = rows.next() else {
        return (Vec::new(), reader.values.finish());
    };
    let mut submissions = Vec::new();
    if reader.header(&header) {
        submissions.extend(rows.filter_map(|row| reader.row(row)));
    }
    (submissions, reader.values.finish())
}

struct Reader<'s> {
    source: &'s Arc<SourceText>,
    values: Fields<'s>,
    /// Which of [`COLUMNS`] each cell of a row belongs to.
    columns: Vec<Option<usize>>,
}

impl Reader<'_> {
    /// Reads the names of the columns; `false` if the rows can't be understood.
    fn header(&mut self, header: &Row) -> bool {
        let column = |name: &str| {
            COLUMNS
                .iter()
                .position(|(english, chinese)| name.eq_ignore_ascii_case(english) || name == *chinese)
        };
        let found: Vec<Option<usize>> = header.cells.iter().map(|cell| column(&cell.value)).collect();
        if found.iter().all(Option::is_none) {
            self.values
                .tell(Diagnostic::error("register/header"), header.span);
            return false;
        }
        for (at, cell) in header.cells.iter().enumerate() {
            let known = found.get(at).copied().flatten();
            let first = known.and_then(|_| found.iter().position(|other| *other == known));
            match first
                .filter(|first| *first < at)
                .and_then(|first| header.cells.get(first))
            {
                Some(first) => {
                    let told = Diagnostic::error("register/duplicate-column").with("column", &cell.value);
                    self.values
                        .tell(told.first_at(self.source.place(first.span)), cell.span);
                }
                None if known.is_none() && !cell.value.is_empty() => self.unknown_column(cell),
                None => {}
            }
        }
        self.columns = found;
        let missing: Vec<&str> = (0..NEEDED)
            .filter(|at| !self.columns.contains(&Some(*at)))
            .filter_map(|at| COLUMNS.get(at).map(|(_, chinese)| *chinese))
            .collect();
        if missing.is_empty() {
            return true;
        }
        let told = Diagnostic::error("register/missing-column").with_list("columns", missing);
        self.values.tell(told, header.span);
        false
    }

    fn unknown_column(&mut self, cell: &Spanned<String>) {
        let names = COLUMNS.iter().flat_map(|(english, chinese)| [*chinese, *english]);
        let suggestion = similar::nearest(&cell.value, names);
        let told = Diagnostic::error("register/unknown-column").with("column", &cell.value);
        self.values
            .tell(told.with_some("suggestion", suggestion), cell.span);
    }

    fn row(&mut self, row: Row) -> Option<Submission> {
        if self.values.told_count() >= MANY {
            return None;
        }
        let expected = self.columns.len();
        let extra = row.cells.iter().skip(expected).any(|cell| !cell.value.is_empty());
        if extra || row.cells.len() < self.least() {
            let told = match row.full_width_comma {
                Some(comma) => (Diagnostic::error("register/full-width-comma"), comma),
                None => (
                    Diagnostic::error("register/cells")
                        .with("found", row.cells.len())
                        .with("expected", expected),
                    row.span,
                ),
            };
            self.values.tell(told.0, told.1);
            return None;
        }
        let (unit, kind) = (self.cell(&row, 0), self.cell(&row, 1));
        let year = self
            .cell(&row, 2)
            .and_then(|text| self.values.as_year(name(2), text));
        let note = self.optional(&row, 4);
        let filed = self
            .cell(&row, 3)
            .and_then(|text| self.filed(text, note.is_some()));
        Some(Submission {
            source: self.source.clone(),
            duty: Duty {
                unit: unit?,
                kind: kind?,
                year: year?,
            },
            filed: filed?,
            note,
        })
    }

    /// How many cells a row must have: 说明 and what follows the last needed column may be left out.
    fn least(&self) -> usize {
        let needed = |column: &Option<usize>| column.is_some_and(|at| at < NEEDED);
        self.columns.iter().rposition(needed).map_or(0, |at| at + 1)
    }

    fn optional(&self, row: &Row, column: usize) -> Option<Spanned<String>> {
        let at = self.columns.iter().position(|c| *c == Some(column))?;
        row.cells.get(at).filter(|cell| !cell.value.is_empty()).cloned()
    }

    fn cell(&mut self, row: &Row, column: usize) -> Option<Spanned<String>> {
        let found = self.optional(row, column);
        if found.is_none() {
            let at = self.columns.iter().position(|c| *c == Some(column));
            let span = at
                .and_then(|at| row.cells.get(at))
                .map_or(row.span, |cell| cell.span);
            self.values.tell(
                Diagnostic::error("register/empty-cell").with("column", name(column)),
                span,
            );
        }
        found
    }

    fn filed(&mut self, text: Spanned<String>, has_reason: bool) -> Option<Spanned<Filed>> {
        if text.value == "免报" || text.value.eq_ignore_ascii_case("exempt") {
            if !has_reason {
                self.values
                    .tell(Diagnostic::warning("register/exempt-reason"), text.span);
            }
            return Some(Spanned::new(Filed::Exempt, text.span));
        }
        self.values.as_date(name(3), text).map(|date| date.map(Filed::On))
    }
}

fn name(column: usize) -> &'static str {
    COLUMNS.get(column).map_or("", |(_, chinese)| *chinese)
}

#[cfg(test)]
mod tests;
