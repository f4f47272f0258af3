//! The study calendar: sessions and due dates, month by month; what is to come first.

use serde::Serialize;

use super::article::{prose, prose_opening};
use super::shell::{Page, Shell};
use super::words::{asked, duty};
use crate::model::{CalendarEntry, CalendarMatter, Site};
use crate::text::date::Date;

/// `calendar` in the template.
#[derive(Debug, Serialize)]
struct View<'a> {
    prose: String,
    /// This month and later, the nearest first.
    coming: Vec<Month<'a>>,
    /// Earlier months, the latest first.
    past: Vec<Month<'a>>,
}

#[derive(Debug, Serialize)]
struct Month<'a> {
    /// `2026年11月`.
    name: String,
    days: Vec<Session<'a>>,
}

/// What happens on a day.
#[derive(Debug, Serialize)]
pub(super) struct Session<'a> {
    /// `2026-11-06`.
    date: String,
    /// `11月6日`.
    day: String,
    /// `星期五`.
    weekday: &'static str,
    topic: String,
    place: Option<&'a str>,
    /// The document that set it, or the ledger.
    path: String,
    /// A due date, not a session.
    due: bool,
}

/// The calendar's page.
pub(super) fn page(site: &Site) -> Page {
    let this_month = (site.as_of.year(), site.as_of.month());
    let split = site.calendar.partition_point(|e| month(e.date) < this_month);
    let (past, coming) = site.calendar.split_at(split);
    let mut past = months(site, past);
    past.reverse();
    let view = View {
        prose: prose(site, "calendar"),
        coming: months(site, coming),
        past,
    };
    let shell = Shell::new(site, "学习日历")
        .description(match prose_opening(site, "calendar") {
            "" => "学习安排和材料报送期限",
            told => told,
        })
        .here("calendar/index.html")
        .dated(site);
    Page::new("calendar.html", &shell, "calendar", &view)
}

/// The next study sessions, the as-of day's included.
pub(super) fn coming(site: &Site, count: usize) -> Vec<Session<'_>> {
    let coming = site.calendar.iter().filter(|e| e.date >= site.as_of);
    let studies = coming.filter(|e| matches!(e.matter, CalendarMatter::Study { .. }));
    studies.take(count).map(|e| session(site, e)).collect()
}

fn month(date: Date) -> (i16, i8) {
    (date.year(), date.month())
}

/// Entries, sorted by day, as months.
fn months<'a>(site: &'a Site, entries: &'a [CalendarEntry]) -> Vec<Month<'a>> {
    let months = entries.chunk_by(|a, b| month(a.date) == month(b.date));
    let named = months.filter_map(|days| Some((days.first()?.date, days)));
    named
        .map(|(date, days)| Month {
            name: format!("{}年{}月", date.year(), date.month()),
            days: days.iter().map(|e| session(site, e)).collect(),
        })
        .collect()
}

fn session<'a>(site: &'a Site, entry: &'a CalendarEntry) -> Session<'a> {
    let (topic, place, path, due) = match &entry.matter {
        CalendarMatter::Study {
            topic,
            place,
            document,
        } => {
            let path = site.document(*document).address.to_string();
            (topic.clone(), place.as_deref(), path, false)
        }
        CalendarMatter::Due { obligation, year } => (
            due_words(site, *obligation, *year),
            None,
            ledger(site, *year),
            true,
        ),
    };
    Session {
        date: entry.date.to_string(),
        day: format!("{}月{}日", entry.date.month(), entry.date.day()),
        weekday: weekday(entry.date),
        topic,
        place,
        path,
        due,
    }
}

/// `2026年度自查总结报送截止`.
pub(super) fn due_words(site: &Site, obligation: usize, year: i16) -> String {
    format!("{}报送截止", duty(year, &asked(site, obligation)))
}

/// The ledger's page of a year; of a year to come there is none yet.
fn ledger(site: &Site, year: i16) -> String {
    match super::ledger::years(site).contains(&year) {
        true => format!("ledger/{year}.html"),
        false => "ledger/index.html".to_owned(),
    }
}

fn weekday(date: Date) -> &'static str {
    match date.weekday() {
        1 => "星期一",
        2 => "星期二",
        3 => "星期三",
        4 => "星期四",
        5 => "星期五",
        6 => "星期六",
        _ => "星期日",
    }
}
