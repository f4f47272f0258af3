//! The facts of all pages, packed: what facets count, what results are sorted by, and the document numbers.
//!
//! A fact is a few bits a page, since a count beside a filter must know all pages: at 10,000 pages about 30 kB.

use super::bits::{BitWriter, width};
use super::builder::Subject;
use crate::model::{Document, Site, Validity};
use crate::text::date::Date;

/// The facts of all pages, by number: for each the days since the page before (gamma, less one; only documents), kind, unit, and for
/// documents the year (gamma of its difference to the date's), criteria (a bit each), status (gamma), and the length (6 bits).
pub(super) fn pack(site: &Site, subjects: &[Subject], lengths: &[u32]) -> Vec<u16> {
    let mut bits = BitWriter::default();
    let kinds = width(site.rules.kinds.len() + 2);
    let units = width(site.units.len() + 1);
    let mut day = None;
    for (subject, length) in subjects.iter().zip(lengths) {
        let (kind, unit) = place(site, *subject);
        bits.bits(kind, kinds);
        bits.bits(unit, units);
        if let Subject::Document(id) = subject {
            let document = site.document(*id);
            let today = days(document.date);
            bits.gamma((today - day.unwrap_or_else(|| first_day(site, subjects))).max(0) as u32 + 1);
            day = Some(today);
            pack_document(site, document, &mut bits);
        }
        bits.bits(size_class(*length), 6);
    }
    bits.finish()
}

/// Kind and unit (0: none). Units and free pages are of two kinds of their own, after the site's.
fn place(site: &Site, subject: Subject) -> (u32, u32) {
    let own = site.rules.kinds.len() as u32;
    match subject {
        Subject::Unit(id) => (own, id.0 + 1),
        Subject::FreePage(_) => (own + 1, 0),
        Subject::Document(id) => {
            let document = site.document(id);
            (document.kind.0.into(), document.unit.map_or(0, |unit| unit.0 + 1))
        }
    }
}

fn pack_document(site: &Site, document: &Document, bits: &mut BitWriter) {
    let apart = i32::from(document.year) - i32::from(document.date.year());
    bits.gamma(((apart << 1) ^ (apart >> 31)) as u32 + 1);
    for index in 0..site.rules.campaign.criteria.len() {
        let has = document.criteria.iter().any(|id| usize::from(id.0) == index);
        bits.bits(u32::from(has), 1);
    }
    bits.gamma(match document.validity {
        Validity::Unstated => 1,
        Validity::InForce => 2,
        Validity::Amended => 3,
        Validity::Repealed => 4,
        Validity::Lapsed => 5,
    });
}

/// What a validity is called in filters and exports.
pub(super) fn status(validity: Validity) -> &'static str {
    match validity {
        Validity::Unstated => "unstated",
        Validity::InForce => "in_force",
        Validity::Amended => "amended",
        Validity::Repealed => "repealed",
        Validity::Lapsed => "lapsed",
    }
}

/// The first document's day.
pub(super) fn first_day(site: &Site, subjects: &[Subject]) -> i32 {
    let first = subjects.iter().find_map(|subject| match subject {
        Subject::Document(id) => Some(site.document(*id).date),
        _ => None,
    });
    first.map_or(0, days)
}

/// Three classes for each doubling.
pub(super) fn size_class(length: u32) -> u32 {
    let mut class = 0;
    // 2^(1/3) = 1.26; whole numbers, so that every machine agrees.
    let mut limit = 1_u64;
    while class < 63 && u64::from(length) >= limit {
        limit = limit * 126 / 100 + 1;
        class += 1;
    }
    class
}

/// Days since 1970-01-01, by the civil calendar.
fn days(date: Date) -> i32 {
    let (year, month, day) = (
        i32::from(date.year()),
        i32::from(date.month()),
        i32::from(date.day()),
    );
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// Document numbers: the organs' codes, and packed, by code, year and running number: for each the step to the next code (gamma),
/// year (12 bits after a new code, else gamma of the step), number (gamma; of the step within a year), page.
pub(super) fn numbers<'a>(site: &'a Site, subjects: &[Subject]) -> (Vec<&'a str>, Vec<u16>) {
    let mut all = Vec::new();
    for (page, subject) in (0_u32..).zip(subjects) {
        if let Subject::Document(id) = subject
            && let Some(number) = &site.document(*id).number
        {
            all.push((number.code(), number.year(), number.serial(), page));
        }
    }
    all.sort_unstable();
    let mut codes: Vec<&str> = all.iter().map(|(code, ..)| *code).collect();
    codes.dedup();
    let mut bits = BitWriter::default();
    bits.gamma(all.len() as u32 + 1);
    let mut before = ("", 0, 0);
    for (code, year, serial, page) in all {
        let is_new = code != before.0;
        bits.gamma(if is_new { 2 } else { 1 });
        if is_new {
            bits.bits(year as u32, 12);
        } else {
            bits.gamma((year - before.1) as u32 + 1);
        }
        let step = if is_new || year != before.1 {
            serial
        } else {
            serial - before.2
        };
        bits.gamma(step + 1);
        bits.bits(page, width(subjects.len()));
        before = (code, year, serial);
    }
    (codes, bits.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_count_from_1970() {
        let of = |year, month, day| days(Date::new(year, month, day).unwrap());
        assert_eq!((of(1970, 1, 1), of(1970, 1, 2), of(1969, 12, 31)), (0, 1, -1));
        assert_eq!(
            (of(2000, 2, 29), of(2000, 3, 1), of(2026, 11, 23)),
            (11016, 11017, 20780)
        );
    }

    #[test]
    fn a_size_class_grows_with_the_length() {
        assert!((0..5000).all(|length| size_class(length) <= size_class(length + 1)));
        assert_eq!((size_class(0), size_class(u32::MAX)), (0, 63));
    }
}
