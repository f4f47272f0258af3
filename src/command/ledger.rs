//! `ledger`: the ledger on the terminal, as CSV or JSON. All of it: `[ledger] public` rules published files, not whoever holds the sources.

use serde_json::{Value, json};

use super::console::Console;
use super::invocation::{Format, Invocation, View};
use super::{Exit, check, ledger_table};
use crate::diagnostic::Report;
use crate::load;
use crate::model::{LedgerEntry, Site, Status};
use crate::text::date::Date;

/// Which duties are asked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted {
    /// Only this year's.
    pub(super) year: Option<i16>,
    /// Only what is overdue.
    pub(super) overdue: bool,
}

/// Shows the ledger.
pub(super) fn run(console: &Console, invocation: &Invocation, wanted: Wanted, view: View) -> Exit {
    let options = view.options();
    let loaded = load::load(&invocation.root, options);
    let exit = check::verdict(&loaded);
    tell_errors(console, &loaded.report);
    let site = loaded.site.as_deref().filter(|_| !loaded.unusable);
    let entries = site.map(|site| select(site, wanted)).unwrap_or_default();
    match (console.format, site) {
        (Format::Json, _) => console.result_json(&object(site, options.as_of, &entries)),
        (Format::Csv, Some(site)) => console.result(&ledger_table::csv(&console.catalogue, site, &entries)),
        (Format::Text, Some(site)) if wanted.overdue => {
            console.result(&ledger_table::overdue(&console.catalogue, site, &entries));
        }
        (Format::Text, Some(site)) => {
            console.result(&ledger_table::matrix(&console.catalogue, site, &entries))
        }
        (_, None) => {}
    }
    exit
}

/// Only errors are told: what is missing from the ledger may be missing because of them. Warnings are for `check`.
fn tell_errors(console: &Console, report: &Report) {
    console.tell(report.of(crate::diagnostic::Severity::Error));
    if report.errors() > 0 {
        let sum = console.sum(report.errors(), 0);
        console.say(&console.word("ledger.with-errors", &[("sum", &sum)]));
    }
}

fn select(site: &Site, wanted: Wanted) -> Vec<&LedgerEntry> {
    site.ledger
        .entries()
        .iter()
        .filter(|entry| wanted.year.is_none_or(|year| entry.year == year))
        .filter(|entry| !wanted.overdue || entry.status == Status::Overdue)
        .collect()
}

/// The object of a ledger that could not be asked for: of no day.
pub(super) fn blank() -> Value {
    json!({ "as_of": null, "entries": [] })
}

/// The one object of `--format json`.
fn object(site: Option<&Site>, as_of: Date, entries: &[&LedgerEntry]) -> Value {
    let entries: Vec<Value> = match site {
        None => Vec::new(),
        Some(site) => entries.iter().map(|entry| of_entry(site, entry)).collect(),
    };
    json!({ "as_of": as_of, "entries": entries })
}

fn of_entry(site: &Site, entry: &LedgerEntry) -> Value {
    json!({
        "unit": site.unit(entry.unit).id(),
        "kind": site.kind(entry.kind).id,
        "year": entry.year,
        "due": entry.due,
        "status": entry.status,
        "submitted": entry.submitted,
        "document": entry.document.map(|id| site.document(id).address.clone()),
    })
}
