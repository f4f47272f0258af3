//! The facts of pages: what facets count and results are sorted by, a volume at a time; and the document numbers.
//!
//! A count beside a filter must know all pages that were found, so all facts of a page take but some fourteen bits.

use super::bits::{BitWriter, width};
use super::book::Book;
use super::builder::Subject;
use super::script::{self, Part, Shard};
use crate::model::{Document, Site, Validity};
use crate::text::date::Date;

/// How many criteria can be asked for.
pub(super) const CRITERIA: usize = 32;

/// What is alike in many pages, and hangs together.
#[derive(Clone, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
struct Sort {
    kind: u32,
    /// The year less that of the day, zigzag.
    apart: u32,
    /// A bit each.
    criteria: u32,
    status: u32,
}

/// What is kept of a page.
struct Facts {
    sort: Sort,
    /// 0: none.
    unit: u32,
    size: u32,
    /// Days since the document before, or since the first day; of other pages nothing.
    step: Option<u32>,
}

/// What a volume holds of each of its pages: four books (`book.rs`), of sorts, units, sizes and steps of days; then of each page the
/// words for these.
pub(super) fn pack(site: &Site, subjects: &[Subject], lengths: &[u32]) -> Vec<u16> {
    let mut day = first_day(site);
    let pages = subjects.iter().zip(lengths);
    let all: Vec<Facts> = pages
        .map(|(subject, length)| facts(site, *subject, *length, &mut day))
        .collect();
    let sorts = Book::new(all.iter().map(|page| page.sort.clone()));
    let units = Book::new(all.iter().map(|page| page.unit));
    let sizes = Book::new(all.iter().map(|page| page.size));
    let steps = Book::new(all.iter().filter_map(|page| page.step));
    let mut bits = BitWriter::default();
    sorts.give(&mut bits, |bits, sort| {
        bits.bits(sort.kind, width(site.rules.kinds.len() + 2));
        bits.gamma(sort.apart + 1);
        bits.bits(
            sort.criteria,
            site.rules.campaign.criteria.len().min(CRITERIA) as u32,
        );
        bits.bits(sort.status, 3);
    });
    units.give(&mut bits, |bits, unit| {
        bits.bits(*unit, width(site.units.len() + 1))
    });
    sizes.give(&mut bits, |bits, size| bits.bits(*size, 6));
    steps.give(&mut bits, |bits, step| bits.gamma(step + 1));
    for page in &all {
        sorts.put(&mut bits, &page.sort);
        units.put(&mut bits, &page.unit);
        sizes.put(&mut bits, &page.size);
        page.step.iter().for_each(|step| steps.put(&mut bits, step));
    }
    bits.finish()
}

/// `day` is that of the document before, and then of this one.
fn facts(site: &Site, subject: Subject, length: u32, day: &mut i32) -> Facts {
    let (kind, unit) = place(site, subject);
    let mut facts = Facts {
        sort: Sort {
            kind,
            ..Sort::default()
        },
        unit,
        size: size_class(length),
        step: None,
    };
    if let Subject::Document(id) = subject {
        let document = site.document(id);
        facts.sort = sort(document);
        let before = std::mem::replace(day, days(document.date));
        facts.step = Some((*day - before).max(0) as u32);
    }
    facts
}

fn sort(document: &Document) -> Sort {
    let apart = i32::from(document.year) - i32::from(document.date.year());
    let criteria = document
        .criteria
        .iter()
        .filter_map(|id| 1_u32.checked_shl(id.0.into()));
    Sort {
        kind: document.kind.0.into(),
        apart: ((apart << 1) ^ (apart >> 31)) as u32,
        criteria: criteria.fold(0, |all, one| all | one),
        status: match document.validity {
            Validity::Unstated => 0,
            Validity::InForce => 1,
            Validity::Amended => 2,
            Validity::Repealed => 3,
            Validity::Lapsed => 4,
        },
    }
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

/// The unit of a page, or whose page it is.
pub(super) fn unit(site: &Site, subject: Subject) -> Option<u32> {
    place(site, subject).1.checked_sub(1)
}

/// The day of the earliest document.
pub(super) fn first_day(site: &Site) -> i32 {
    site.documents
        .iter()
        .map(|document| days(document.date))
        .min()
        .unwrap_or(0)
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

/// Document numbers, a file that is loaded for a term that one may hold: the organs' codes, and packed, by code, year and running
/// number: for each the step to the next code (gamma), year (12 bits after a new code, else gamma of the step), number (gamma; of the
/// step within a year), page.
pub(super) fn numbers<'a>(site: &'a Site, subjects: &[Subject]) -> (Vec<&'a str>, Shard) {
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
    let shard = script::shard("numbers", &[Part::Text(&bits.finish())]);
    (codes, shard)
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
