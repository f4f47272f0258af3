//! How a duty stands as a whole: so many owe it, so many have filed, drawn as a bar. Totals are public at every level of disclosure, but
//! `filed` says nothing of time.

use serde::Serialize;

use super::disclosure::{self, StatusView};
use super::words::{asked, duty};
use crate::model::{Disclosure, Ledger, LedgerEntry, Obligation, Site, Status, Totals};

/// A duty of a year and how it stands.
#[derive(Debug, Serialize)]
pub(super) struct Progress<'a> {
    /// `2026年度创建计划`.
    pub(super) name: String,
    /// The ledger of its year.
    pub(super) path: String,
    /// `2026年3月31日`.
    pub(super) due: String,
    /// How many units owe it: those exempt are not among them.
    pub(super) owed: usize,
    pub(super) filed: usize,
    /// The statuses that occur, in their order.
    pub(super) parts: Vec<Part<'a>>,
}

/// So many stand so; where in the bar, in hundredths of its width.
#[derive(Debug, Serialize)]
pub(super) struct Part<'a> {
    pub(super) status: StatusView<'a>,
    pub(super) count: usize,
    x: String,
    width: String,
    /// Whether it is drawn in the bar (免报 and 不适用 are only told).
    drawn: bool,
}

/// Each duty of a year, in the order of `site.toml`, but for those that nobody owes.
pub(super) fn of_year(site: &Site, year: i16) -> Vec<Progress<'_>> {
    let obligations = site.rules.campaign.obligations.iter().enumerate();
    obligations
        .filter_map(|(index, obligation)| of_obligation(site, (index, obligation), year))
        .collect()
}

/// One duty of a year; `None` when nobody owes it.
pub(super) fn of_obligation<'a>(
    site: &'a Site,
    (index, obligation): (usize, &Obligation),
    year: i16,
) -> Option<Progress<'a>> {
    let entries = site.ledger.of_year(year).iter();
    let totals = Ledger::totals(entries.filter(|e| e.obligation == index));
    let concerned = owed(totals) + totals.exempt;
    (concerned > 0).then(|| Progress {
        name: duty(year, &asked(site, index)),
        path: format!("ledger/{year}.html"),
        due: obligation.due_in(year).chinese(),
        owed: owed(totals),
        filed: totals.submitted + totals.late,
        parts: parts(site, totals),
    })
}

/// How many of these entries are owed.
pub(super) fn owed(totals: Totals) -> usize {
    totals.submitted + totals.late + totals.overdue + totals.upcoming
}

/// The totals of some entries, as far as they may be shown.
pub(super) fn parts(site: &Site, totals: Totals) -> Vec<Part<'_>> {
    let status = |s| disclosure::status(site, s);
    let counts = match disclosure::level(site) {
        Disclosure::Filed => vec![(disclosure::filed(site), totals.submitted + totals.late)],
        Disclosure::Counts | Disclosure::Full => vec![
            (status(Status::Submitted), totals.submitted),
            (status(Status::Late), totals.late),
            (status(Status::Overdue), totals.overdue),
            (status(Status::Upcoming), totals.upcoming),
            (status(Status::Exempt), totals.exempt),
        ],
    };
    draw(counts, owed(totals))
}

fn draw(counts: Vec<(StatusView<'_>, usize)>, owed: usize) -> Vec<Part<'_>> {
    let mut before = 0;
    let mut parts = Vec::new();
    for (status, count) in counts.into_iter().filter(|(_, count)| *count > 0) {
        let drawn = status.class != "exempt";
        parts.push(Part {
            x: hundredths(before, owed),
            width: hundredths(count, owed),
            status,
            count,
            drawn,
        });
        before += if drawn { count } else { 0 };
    }
    parts
}

/// `part` of `whole` in hundredths, two places: `33.33`. In whole numbers, so that every machine writes the same.
fn hundredths(part: usize, whole: usize) -> String {
    let scaled = part.saturating_mul(10_000) / whole.max(1);
    format!("{}.{:02}", scaled / 100, scaled % 100)
}

/// Duties that are the business of the as-of day: this year's, and last year's that fall due this year; what is due next comes first, then
/// what was due last.
pub(super) fn current(site: &Site) -> Vec<Progress<'_>> {
    let year = site.as_of.year();
    let mut due = Vec::new();
    for (index, obligation) in site.rules.campaign.obligations.iter().enumerate() {
        for of in [year - 1, year] {
            let day = obligation.due_in(of);
            if of == year || day.year() == year {
                due.push((day, index, obligation, of));
            }
        }
    }
    due.sort_by_key(|(day, index, _, of)| (*day, *index, *of));
    let next = due.partition_point(|(day, ..)| *day < site.as_of);
    due.rotate_left(next);
    let ahead = due.len() - next;
    if let Some(past) = due.get_mut(ahead..) {
        past.reverse();
    }
    due.into_iter()
        .filter_map(|(_, index, obligation, of)| of_obligation(site, (index, obligation), of))
        .collect()
}

/// Whether an entry belongs to a duty of that unit at all: 不适用 is said in the ledger, nowhere else.
pub(super) fn applies(entry: &LedgerEntry) -> bool {
    entry.status != Status::NotApplicable
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_written_the_same_on_every_machine() {
        assert_eq!(hundredths(1, 3), "33.33");
        assert_eq!(hundredths(3, 3), "100.00");
        assert_eq!(hundredths(0, 0), "0.00");
    }
}
