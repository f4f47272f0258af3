//! The ledger of a year (台账) answers first: who is missing? What it may name is decided in `disclosure`.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::article::{prose, prose_opening};
use super::disclosure::{self, Cell, StatusView, has_filed};
use super::progress::{self, Part, Progress};
use super::shell::{Page, Shell};
use super::words::{self, Link, asked, duty, without_year};
use crate::model::{CategoryId, Disclosure, Ledger, LedgerEntry, Site, Status, UnitId};

/// `ledger` in the template.
#[derive(Debug, Serialize)]
struct View<'a> {
    year: i16,
    years: Vec<YearStep>,
    prose: String,
    file: Option<String>,
    progress: Vec<Progress<'a>>,
    /// Who is named, by duty: those overdue in full, those who have filed where only that may be said.
    named: Vec<Named<'a>>,
    /// Everyone's status: in full only.
    matrix: Option<Matrix<'a>>,
    /// Totals by category: in full only, since a category of one unit would name it.
    categories: Vec<Category<'a>>,
    legend: Vec<StatusView<'a>>,
    /// What this page does not say, and why.
    disclosure: &'static str,
}

#[derive(Debug, Serialize)]
struct YearStep {
    year: i16,
    path: String,
    current: bool,
}

#[derive(Debug, Serialize)]
struct Named<'a> {
    duty: String,
    status: StatusView<'a>,
    units: Vec<Link>,
}

/// Units by duties.
#[derive(Debug, Serialize)]
struct Matrix<'a> {
    /// How much room it needs: `narrow` fits a phone, `medium` a tablet, `wide` scrolls in a box of its own.
    room: &'static str,
    /// How many units it lists.
    count: usize,
    duties: Vec<DutyHead>,
    groups: Vec<MatrixGroup<'a>>,
    /// The statuses that occur, for the filter.
    statuses: Vec<StatusView<'a>>,
}

#[derive(Debug, Serialize)]
struct DutyHead {
    name: String,
    due: String,
}

#[derive(Debug, Serialize)]
struct MatrixGroup<'a> {
    name: &'a str,
    /// By duty, how many of those who owe it have filed: `7/9`; nothing where nobody owes it.
    filed: Vec<Option<String>>,
    rows: Vec<MatrixRow<'a>>,
}

#[derive(Debug, Serialize)]
struct MatrixRow<'a> {
    unit: Link,
    /// The classes of its statuses, for the filter: `submitted upcoming`.
    statuses: String,
    cells: Vec<Option<Cell<'a>>>,
}

#[derive(Debug, Serialize)]
struct Category<'a> {
    name: &'a str,
    duties: Vec<CategoryDuty<'a>>,
}

#[derive(Debug, Serialize)]
struct CategoryDuty<'a> {
    name: String,
    owed: usize,
    parts: Vec<Part<'a>>,
}

/// The years of which there is a ledger, oldest first; none lies after the as-of day's.
pub(super) fn years(site: &Site) -> Vec<i16> {
    let mut years = site.ledger.years();
    years.retain(|year| *year <= site.as_of.year());
    years
}

/// The ledger's page of a year.
pub(super) fn page(site: &Site, year: i16) -> Page {
    let entries = site.ledger.of_year(year);
    let level = disclosure::level(site);
    let full = level == Disclosure::Full;
    let view = View {
        year,
        years: steps(site, year),
        prose: prose(site, "ledger"),
        file: (!entries.is_empty()).then(|| format!("ledger/{year}.csv")),
        progress: progress::of_year(site, year),
        named: named(site, year),
        matrix: (full && !entries.is_empty()).then(|| matrix(site, entries)),
        categories: match full {
            true => categories(site, year),
            false => Vec::new(),
        },
        legend: legend(site),
        disclosure: match level {
            Disclosure::Counts => "本页只公布数字，不列各单位情况。",
            Disclosure::Filed => "本页只列已报送的单位。",
            Disclosure::Full => "",
        },
    };
    let shell = Shell::new(site, &format!("{year}年台账"))
        .description(match prose_opening(site, "ledger") {
            "" => "各单位年度材料报送情况",
            told => told,
        })
        .here("ledger/index.html")
        .dated(site);
    Page::new("ledger.html", &shell, "ledger", &view)
}

fn steps(site: &Site, current: i16) -> Vec<YearStep> {
    let years = years(site).into_iter().rev();
    years
        .map(|year| YearStep {
            year,
            path: format!("ledger/{year}.html"),
            current: year == current,
        })
        .collect()
}

/// Those whom the level of disclosure names outside the matrix.
fn named(site: &Site, year: i16) -> Vec<Named<'_>> {
    let (status, wanted): (_, fn(Status) -> bool) = match disclosure::level(site) {
        Disclosure::Counts => return Vec::new(),
        Disclosure::Filed => (disclosure::filed(site), has_filed),
        Disclosure::Full => (disclosure::status(site, Status::Overdue), |s| {
            s == Status::Overdue
        }),
    };
    let duties = obligations(site.ledger.of_year(year)).into_iter();
    let named = duties.map(|(index, entries)| Named {
        duty: duty(year, &asked(site, index)),
        status: status.clone(),
        units: entries
            .iter()
            .filter(|e| wanted(e.status))
            .map(|e| words::unit_link(site, e.unit))
            .collect(),
    });
    named.filter(|n| !n.units.is_empty()).collect()
}

/// The entries of a year by obligation; none is empty.
fn obligations(entries: &[LedgerEntry]) -> BTreeMap<usize, Vec<&LedgerEntry>> {
    let mut by_obligation: BTreeMap<usize, Vec<&LedgerEntry>> = BTreeMap::new();
    for entry in entries {
        by_obligation.entry(entry.obligation).or_default().push(entry);
    }
    by_obligation
}

fn matrix<'a>(site: &'a Site, entries: &'a [LedgerEntry]) -> Matrix<'a> {
    let obligations = obligations(entries);
    let columns: Vec<usize> = obligations.keys().copied().collect();
    let heads = obligations
        .iter()
        .filter_map(|(index, entries)| Some((*index, entries.first()?)));
    let mut units: BTreeMap<UnitId, Vec<Option<Cell<'a>>>> = BTreeMap::new();
    for entry in entries {
        let row = units
            .entry(entry.unit)
            .or_insert_with(|| columns.iter().map(|_| None).collect());
        let column = columns.binary_search(&entry.obligation).ok();
        if let Some(cell) = column.and_then(|c| row.get_mut(c)) {
            *cell = disclosure::cell(site, entry);
        }
    }
    let groups = groups(site, entries, &columns, units);
    Matrix {
        room: match columns.len() {
            0..=2 => "narrow",
            3..=5 => "medium",
            _ => "wide",
        },
        count: groups.iter().map(|group| group.rows.len()).sum(),
        statuses: occurring(site, entries),
        duties: heads
            .map(|(index, entry)| DutyHead {
                name: without_year(&asked(site, index)).to_owned(),
                due: entry.due.chinese(),
            })
            .collect(),
        groups,
    }
}

/// The statuses that these entries have, in their order, each word and class once.
fn occurring<'a>(site: &'a Site, entries: &[LedgerEntry]) -> Vec<StatusView<'a>> {
    let all: BTreeSet<Status> = entries.iter().map(|e| e.status).collect();
    all.into_iter().map(|s| disclosure::status(site, s)).collect()
}

fn groups<'a>(
    site: &'a Site,
    entries: &[LedgerEntry],
    columns: &[usize],
    units: BTreeMap<UnitId, Vec<Option<Cell<'a>>>>,
) -> Vec<MatrixGroup<'a>> {
    let mut by_category: BTreeMap<CategoryId, Vec<MatrixRow<'a>>> = BTreeMap::new();
    for (id, cells) in units {
        let classes: Vec<_> = cells.iter().flatten().map(|c| c.status.class).collect();
        let row = MatrixRow {
            unit: words::unit_link(site, id),
            statuses: classes.join(" "),
            cells,
        };
        by_category.entry(site.unit(id).category).or_default().push(row);
    }
    let groups = by_category.into_iter();
    groups
        .map(|(id, rows)| MatrixGroup {
            name: category(site, id),
            filed: columns.iter().map(|c| filed(site, entries, *c, id)).collect(),
            rows,
        })
        .collect()
}

/// How many of a category have filed of those who owe an obligation.
fn filed(site: &Site, entries: &[LedgerEntry], obligation: usize, id: CategoryId) -> Option<String> {
    let of = entries
        .iter()
        .filter(|e| e.obligation == obligation && site.unit(e.unit).category == id);
    let totals = Ledger::totals(of);
    let owed = progress::owed(totals);
    (owed > 0).then(|| format!("{}/{owed}", totals.submitted + totals.late))
}

fn category(site: &Site, id: CategoryId) -> &str {
    let category = site.rules.categories.get(usize::from(id.0));
    category.map_or("", |c| c.name.as_str())
}

fn categories(site: &Site, year: i16) -> Vec<Category<'_>> {
    let mut by_category: BTreeMap<CategoryId, Vec<CategoryDuty<'_>>> = BTreeMap::new();
    for index in obligations(site.ledger.of_year(year)).into_keys() {
        let name = asked(site, index);
        for (id, totals) in site.ledger.by_category(year, index, &site.units) {
            let owed = progress::owed(totals);
            // Nobody of the category is asked.
            if owed + totals.exempt == 0 {
                continue;
            }
            by_category.entry(id).or_default().push(CategoryDuty {
                name: without_year(&name).to_owned(),
                owed,
                parts: progress::parts(site, totals),
            });
        }
    }
    let categories = by_category.into_iter();
    categories
        .map(|(id, duties)| Category {
            name: category(site, id),
            duties,
        })
        .collect()
}

fn legend(site: &Site) -> Vec<StatusView<'_>> {
    let all = [
        Status::Submitted,
        Status::Late,
        Status::Overdue,
        Status::Upcoming,
        Status::Exempt,
        Status::NotApplicable,
    ];
    match disclosure::level(site) {
        Disclosure::Full => all.map(|s| disclosure::status(site, s)).into(),
        Disclosure::Counts | Disclosure::Filed => Vec::new(),
    }
}

/// Totals of a year's obligation, for the file.
pub(super) fn totals(site: &Site, year: i16) -> Vec<(&LedgerEntry, crate::model::Totals)> {
    let duties = obligations(site.ledger.of_year(year)).into_values();
    duties
        .filter_map(|entries| Some((*entries.first()?, Ledger::totals(entries.iter().copied()))))
        .collect()
}
