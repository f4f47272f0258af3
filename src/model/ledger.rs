//! The ledger (台账): unit x obligation x year, as of a day (DESIGN.md §4).

use std::collections::BTreeMap;

use super::{CategoryId, DocumentId, KindId, UnitId};
use crate::text::date::Date;

/// How a unit stands with one duty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// 按期报送.
    Submitted,
    /// 逾期报送.
    Late,
    /// 逾期未报.
    Overdue,
    /// 未到期.
    Upcoming,
    /// 免报.
    Exempt,
    /// 不适用.
    NotApplicable,
}

/// One duty of one unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerEntry {
    /// Whose.
    pub unit: UnitId,
    /// The index of the obligation in [`super::Campaign::obligations`].
    pub obligation: usize,
    /// The kind that it asks for.
    pub kind: KindId,
    /// The campaign year.
    pub year: i16,
    /// The due date.
    pub due: Date,
    /// How it stands.
    pub status: Status,
    /// The day it came in; `None` too for a document without 报送日期.
    pub submitted: Option<Date>,
    /// The newest text, if this edition shows it.
    pub document: Option<DocumentId>,
    /// 说明 of the register: for the command line and internal editions only.
    pub note: Option<String>,
}

/// How many stand how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
#[expect(missing_docs, reason = "the names are those of Status")]
pub struct Totals {
    pub submitted: usize,
    pub late: usize,
    pub overdue: usize,
    pub upcoming: usize,
    pub exempt: usize,
    pub not_applicable: usize,
}

/// All duties, by year, then obligation, then unit in the issued order.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    entries: Vec<LedgerEntry>,
}

impl Ledger {
    /// From entries in order.
    pub(super) fn new(entries: Vec<LedgerEntry>) -> Ledger {
        Ledger { entries }
    }
    /// All entries in order.
    pub fn entries(&self) -> &[LedgerEntry] {
        &self.entries
    }
    /// The years, oldest first.
    pub fn years(&self) -> Vec<i16> {
        let mut years: Vec<i16> = self.entries.iter().map(|entry| entry.year).collect();
        years.dedup();
        years
    }
    /// The entries of a year.
    pub fn of_year(&self, year: i16) -> &[LedgerEntry] {
        let start = self.entries.partition_point(|entry| entry.year < year);
        let end = self.entries.partition_point(|entry| entry.year <= year);
        self.entries.get(start..end).unwrap_or_default()
    }
    /// A unit's entries, by year.
    pub fn of_unit(&self, unit: UnitId) -> impl Iterator<Item = &LedgerEntry> {
        self.entries.iter().filter(move |e| e.unit == unit)
    }
    /// Totals of some entries.
    pub fn totals<'a>(entries: impl IntoIterator<Item = &'a LedgerEntry>) -> Totals {
        let mut totals = Totals::default();
        for entry in entries {
            totals.add(entry.status);
        }
        totals
    }
    /// Totals by category, in the order of `site.toml`; categories without a unit are left out.
    pub fn by_category(
        &self,
        year: i16,
        obligation: usize,
        units: &[super::Unit],
    ) -> Vec<(CategoryId, Totals)> {
        let mut totals: BTreeMap<CategoryId, Totals> = BTreeMap::new();
        for entry in self.of_year(year).iter().filter(|e| e.obligation == obligation) {
            if let Some(unit) = units.get(entry.unit.0 as usize) {
                totals.entry(unit.category).or_default().add(entry.status);
            }
        }
        totals.into_iter().collect()
    }
}

impl Totals {
    fn add(&mut self, status: Status) {
        let count = match status {
            Status::Submitted => &mut self.submitted,
            Status::Late => &mut self.late,
            Status::Overdue => &mut self.overdue,
            Status::Upcoming => &mut self.upcoming,
            Status::Exempt => &mut self.exempt,
            Status::NotApplicable => &mut self.not_applicable,
        };
        *count += 1;
    }
}
