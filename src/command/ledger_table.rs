//! The ledger's forms for people: a matrix by year and obligation, a list of what is overdue, CSV for Excel.

use std::collections::BTreeMap;

use crate::diagnostic::{Catalogue, Language};
use crate::model::{Ledger, LedgerEntry, Site, Status, UnitId};
use crate::text::width::{visible, width};

/// A status in words: the site's own (`[ledger] labels`), or ours.
fn status(catalogue: &Catalogue, site: &Site, status: Status) -> String {
    let name = match status {
        Status::Submitted => "submitted",
        Status::Late => "late",
        Status::Overdue => "overdue",
        Status::Upcoming => "upcoming",
        Status::Exempt => "exempt",
        Status::NotApplicable => "not_applicable",
    };
    match site.rules.ledger.labels.get(name) {
        Some(label) => label.clone(),
        None => catalogue.word(&format!("ledger.status.{name}"), &[]),
    }
}

/// A block a year: units down, obligations across, each cell a word and the day it came in; totals below.
pub(super) fn matrix(catalogue: &Catalogue, site: &Site, entries: &[&LedgerEntry]) -> String {
    let as_of = day(catalogue, site);
    let mut text = catalogue.word("ledger.as-of", &[("date", &as_of)]) + "\n";
    if entries.is_empty() {
        text.push_str(&format!("{}\n", catalogue.word("ledger.empty", &[])));
    }
    let mut years: BTreeMap<i16, Vec<&LedgerEntry>> = BTreeMap::new();
    for entry in entries {
        years.entry(entry.year).or_default().push(entry);
    }
    for (year, entries) in years {
        text.push_str(&format!(
            "\n{}\n",
            catalogue.word("ledger.year", &[("year", &year.to_string())])
        ));
        text.push_str(&draw(&block(catalogue, site, &entries)));
        text.push_str(&totals(catalogue, site, &entries));
    }
    text
}

/// The rows of one year, the heading first.
fn block(catalogue: &Catalogue, site: &Site, entries: &[&LedgerEntry]) -> Vec<Vec<String>> {
    let mut obligations: Vec<(usize, String)> = Vec::new();
    let mut units: Vec<UnitId> = Vec::new();
    let mut cells: BTreeMap<(UnitId, usize), String> = BTreeMap::new();
    for entry in entries {
        if !obligations.iter().any(|(index, _)| *index == entry.obligation) {
            let due = entry.due.to_string();
            let values = [("kind", site.kind(entry.kind).name.as_str()), ("due", &due)];
            obligations.push((entry.obligation, catalogue.word("ledger.column", &values)));
        }
        units.push(entry.unit);
        let mut cell = status(catalogue, site, entry.status);
        if let Some(day) = entry.submitted {
            cell.push_str(&format!(" {day}"));
        }
        cells.insert((entry.unit, entry.obligation), cell);
    }
    units.sort_unstable();
    units.dedup();
    let mut heading = vec![catalogue.word("ledger.unit", &[])];
    heading.extend(obligations.iter().map(|(_, heading)| heading.clone()));
    let mut rows = vec![heading];
    for unit in units {
        let mut row = vec![site.unit(unit).short.clone()];
        row.extend(
            obligations
                .iter()
                .map(|(index, _)| cells.get(&(unit, *index)).cloned().unwrap_or_default()),
        );
        rows.push(row);
    }
    rows
}

/// Columns as wide as their widest cell, in terminal cells; no blanks at line ends.
fn draw(rows: &[Vec<String>]) -> String {
    let rows: Vec<Vec<String>> = rows
        .iter()
        .map(|row| row.iter().map(|cell| visible(cell)).collect())
        .collect();
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widest: Vec<usize> = (0..columns)
        .map(|column| {
            rows.iter()
                .filter_map(|row| row.get(column))
                .map(|cell| width(cell))
                .max()
                .unwrap_or(0)
        })
        .collect();
    let mut text = String::new();
    for row in &rows {
        let mut line = String::from("  ");
        for (cell, wide) in row.iter().zip(&widest) {
            line.push_str(cell);
            line.push_str(&" ".repeat(wide - width(cell) + 2));
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// A line of totals for each obligation: every status that occurs.
fn totals(catalogue: &Catalogue, site: &Site, entries: &[&LedgerEntry]) -> String {
    let mut text = String::new();
    let mut by_obligation: BTreeMap<usize, Vec<&LedgerEntry>> = BTreeMap::new();
    for entry in entries {
        by_obligation.entry(entry.obligation).or_default().push(entry);
    }
    for entries in by_obligation.values() {
        let Some(first) = entries.first() else { continue };
        let totals = Ledger::totals(entries.iter().copied());
        let counts: Vec<String> = [
            (Status::Submitted, totals.submitted),
            (Status::Late, totals.late),
            (Status::Overdue, totals.overdue),
            (Status::Upcoming, totals.upcoming),
            (Status::Exempt, totals.exempt),
            (Status::NotApplicable, totals.not_applicable),
        ]
        .into_iter()
        .filter(|&(_, count)| count > 0)
        .map(|(of, count)| format!("{} {count}", status(catalogue, site, of)))
        .collect();
        let counts = counts.join(&catalogue.word("ledger.comma", &[]));
        let values = [("kind", site.kind(first.kind).name.as_str()), ("counts", &counts)];
        text.push_str(&format!(
            "  {}\n",
            visible(&catalogue.word("ledger.totals", &values))
        ));
    }
    text
}

/// What is overdue: unit, material, year, due date.
pub(super) fn overdue(catalogue: &Catalogue, site: &Site, entries: &[&LedgerEntry]) -> String {
    if entries.is_empty() {
        let as_of = day(catalogue, site);
        return catalogue.word("ledger.none-overdue", &[("date", &as_of)]) + "\n";
    }
    let headings = ["ledger.unit", "ledger.kind", "ledger.of-year", "ledger.due"];
    let mut rows = vec![
        headings
            .iter()
            .map(|key| catalogue.word(key, &[]))
            .collect::<Vec<String>>(),
    ];
    rows.extend(entries.iter().map(|entry| {
        vec![
            site.unit(entry.unit).short.clone(),
            site.kind(entry.kind).name.clone(),
            entry.year.to_string(),
            entry.due.to_string(),
        ]
    }));
    draw(&rows)
}

/// CSV with a byte order mark, without which Excel on Windows reads UTF-8 as GBK; lines end as RFC 4180 says.
pub(super) fn csv(catalogue: &Catalogue, site: &Site, entries: &[&LedgerEntry]) -> String {
    let headings = [
        "unit",
        "kind",
        "of-year",
        "due",
        "status",
        "submitted",
        "document",
        "note",
    ]
    .map(|key| format!("ledger.{key}"));
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    let mut rows = vec![
        headings
            .iter()
            .map(|key| catalogue.word(key, &[]))
            .collect::<Vec<String>>(),
    ];
    for entry in entries {
        rows.push(vec![
            site.unit(entry.unit).name.clone(),
            site.kind(entry.kind).name.clone(),
            entry.year.to_string(),
            entry.due.to_string(),
            status(catalogue, site, entry.status),
            entry.submitted.map(|day| day.to_string()).unwrap_or_default(),
            entry
                .document
                .map(|id| site.document(id).address.to_string())
                .unwrap_or_default(),
            entry.note.clone().unwrap_or_default(),
        ]);
    }
    for row in rows {
        // Writing to memory fails never.
        let _ = writer.write_record(row.iter().map(|cell| harmless(cell)));
    }
    let bytes = writer.into_inner().unwrap_or_default();
    format!("\u{feff}{}", String::from_utf8_lossy(&bytes))
}

/// A cell that Excel would take for a formula gets an apostrophe before it.
fn harmless(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{cell}")
    } else {
        cell.to_string()
    }
}

/// The as-of day as prose says it.
fn day(catalogue: &Catalogue, site: &Site) -> String {
    match catalogue.language() {
        Language::Chinese => site.as_of.chinese(),
        Language::English => site.as_of.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_in_line_whatever_is_in_them() {
        let rows = [
            ["单位", "计划"],
            ["市委组织部", "免报"],
            ["GSB", "按期报送 2026-03-05"],
        ];
        let rows: Vec<Vec<String>> = rows.iter().map(|row| row.map(String::from).to_vec()).collect();
        assert_eq!(
            draw(&rows),
            "  单位        计划\n  市委组织部  免报\n  GSB         按期报送 2026-03-05\n"
        );
    }

    #[test]
    fn a_cell_that_looks_like_a_formula_is_none() {
        assert_eq!(harmless("=1+1"), "'=1+1");
        assert_eq!(harmless("市财政局"), "市财政局");
    }
}
