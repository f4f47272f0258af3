//! The facts of pages: what facets count and results are sorted by, a volume at a time; and the document numbers.
//!
//! A count beside a filter must know all pages that were found, so a fact is but a few bits: about two bytes a page.

use super::bits::{BitWriter, width};
use super::builder::Subject;
use super::chances::{Chances, Coder};
use super::script::{self, Part, Shard};
use crate::model::{Document, Site, Validity};
use crate::text::date::Date;

/// What a volume holds of each of its pages: kind, unit (0: none); of documents the days since the one before, the year less that of
/// the day, the criteria and the status; the length.
pub(super) fn pack(site: &Site, subjects: &[Subject], lengths: &[u32]) -> Vec<u16> {
    let mut packer = Packer {
        site,
        kinds: width(site.rules.kinds.len() + 2),
        units: width(site.units.len() + 1),
        day: first_day(site),
        coder: Coder::default(),
        chances: Default::default(),
    };
    for (subject, length) in subjects.iter().zip(lengths) {
        packer.page(*subject, *length);
    }
    packer.coder.finish()
}

struct Packer<'a> {
    site: &'a Site,
    /// Bits of a kind and of a unit.
    kinds: u32,
    units: u32,
    day: i32,
    coder: Coder,
    /// Of each fact; criteria and status are told by kind as well.
    chances: [Chances; 6],
}

impl Packer<'_> {
    fn page(&mut self, subject: Subject, length: u32) {
        let (kind, unit) = place(self.site, subject);
        let [of_kind, of_unit, ..] = &mut self.chances;
        self.coder.plain(of_kind, kind, self.kinds);
        self.coder.plain(of_unit, unit, self.units);
        if let Subject::Document(id) = subject {
            self.document(self.site.document(id));
        }
        let [.., of_length] = &mut self.chances;
        self.coder.plain(of_length, size_class(length), 6);
    }

    fn document(&mut self, document: &Document) {
        let [_, _, of_day, of_year, of_rest, _] = &mut self.chances;
        let day = days(document.date);
        self.coder.any(of_day, (day - self.day).max(0) as u32);
        self.day = day;
        let apart = i32::from(document.year) - i32::from(document.date.year());
        self.coder.any(of_year, ((apart << 1) ^ (apart >> 31)) as u32);
        let criteria = self.site.rules.campaign.criteria.len();
        for at in 0..criteria {
            let has = document.criteria.iter().any(|id| usize::from(id.0) == at);
            self.coder
                .bit(of_rest, RESTS * usize::from(document.kind.0) + STATUSES + at, has);
        }
        let status = match document.validity {
            Validity::Unstated => 0,
            Validity::InForce => 1,
            Validity::Amended => 2,
            Validity::Repealed => 3,
            Validity::Lapsed => 4,
        };
        for at in 0..STATUSES {
            if at <= status {
                self.coder
                    .bit(of_rest, RESTS * usize::from(document.kind.0) + at, at < status);
            }
        }
    }
}

/// Yes and no of a kind: first the status, told by going on or not, then the criteria.
const STATUSES: usize = 4;
const RESTS: usize = 32;

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
