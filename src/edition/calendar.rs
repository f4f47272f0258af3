//! The study calendar: sessions and due dates, month by month, each month drawn as a sheet; what is to come first.

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
    /// Earlier months by year, the latest first.
    past: Vec<PastYear<'a>>,
}

#[derive(Debug, Serialize)]
struct Month<'a> {
    /// `2026年11月`.
    name: String,
    /// `m2026-11`.
    id: String,
    /// Its days from Monday to Sunday, week by week; none where no sheet is drawn.
    weeks: Vec<Vec<Day>>,
    days: Vec<Session<'a>>,
}

/// A square of a month's sheet.
#[derive(Debug, Default, Serialize)]
struct Day {
    /// 1 to 31; `None` before the first and after the last.
    number: Option<i8>,
    /// Where the day's sessions stand on the page, if it has any: `d2026-11-06`.
    id: Option<String>,
    /// Something falls due.
    due: bool,
    /// The as-of day.
    today: bool,
}

#[derive(Debug, Serialize)]
struct PastYear<'a> {
    year: i16,
    months: Vec<Month<'a>>,
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
    /// The first of its day: the sheet leads to it.
    first: bool,
    /// Before the as-of day.
    past: bool,
}

/// The calendar's page.
pub(super) fn page(site: &Site) -> Page {
    let this_month = month(site.as_of);
    let split = site.calendar.partition_point(|e| month(e.date) < this_month);
    let (past, coming) = site.calendar.split_at(split);
    let view = View {
        prose: prose(site, "calendar"),
        coming: drawn(site, coming),
        past: past_years(site, past),
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

/// The study sessions of the as-of day's month.
pub(super) fn this_month(site: &Site) -> Vec<Session<'_>> {
    let this_month = month(site.as_of);
    sessions(site, |entry| month(entry.date) == this_month, usize::MAX)
}

/// The next study sessions after that month.
pub(super) fn later(site: &Site, count: usize) -> Vec<Session<'_>> {
    let this_month = month(site.as_of);
    sessions(site, |entry| month(entry.date) > this_month, count)
}

fn sessions(site: &Site, pass: impl Fn(&CalendarEntry) -> bool, count: usize) -> Vec<Session<'_>> {
    let studies = site
        .calendar
        .iter()
        .filter(|e| matches!(e.matter, CalendarMatter::Study { .. }));
    studies
        .filter(|e| pass(e))
        .take(count)
        .map(|e| session(site, e))
        .collect()
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
            id: format!("m{}-{:02}", date.year(), date.month()),
            weeks: Vec::new(),
            days: of_month(site, days),
        })
        .collect()
}

/// Months with their sheets.
fn drawn<'a>(site: &'a Site, entries: &'a [CalendarEntry]) -> Vec<Month<'a>> {
    let sheets = entries.chunk_by(|a, b| month(a.date) == month(b.date));
    let sheets = sheets.filter_map(|days| Some(weeks(site, days.first()?.date, days)));
    let months = months(site, entries).into_iter().zip(sheets);
    months.map(|(month, weeks)| Month { weeks, ..month }).collect()
}

fn of_month<'a>(site: &'a Site, entries: &'a [CalendarEntry]) -> Vec<Session<'a>> {
    let mut before = None;
    let mut sessions = Vec::with_capacity(entries.len());
    for entry in entries {
        sessions.push(Session {
            first: before != Some(entry.date),
            ..session(site, entry)
        });
        before = Some(entry.date);
    }
    sessions
}

/// The sheet of the month that `within` lies in.
fn weeks(site: &Site, within: Date, entries: &[CalendarEntry]) -> Vec<Vec<Day>> {
    let all = (1..=31).filter_map(|day| Date::new(within.year(), within.month(), day));
    let mut weeks: Vec<Vec<Day>> = Vec::new();
    for date in all {
        if weeks.is_empty() || date.weekday() == 1 {
            weeks.push(Vec::with_capacity(7));
        }
        let Some(week) = weeks.last_mut() else {
            continue;
        };
        while week.len() + 1 < usize::from(date.weekday().unsigned_abs()) {
            week.push(Day::default());
        }
        let mut here = entries.iter().filter(|e| e.date == date).peekable();
        week.push(Day {
            number: Some(date.day()),
            id: here.peek().map(|_| format!("d{date}")),
            due: here.any(|e| matches!(e.matter, CalendarMatter::Due { .. })),
            today: date == site.as_of,
        });
    }
    if let Some(week) = weeks.last_mut() {
        week.resize_with(7, Day::default);
    }
    weeks
}

/// Months gone by, by year, the latest first.
fn past_years<'a>(site: &'a Site, entries: &'a [CalendarEntry]) -> Vec<PastYear<'a>> {
    let years = entries.chunk_by(|a, b| a.date.year() == b.date.year());
    let years = years.filter_map(|days| Some((days.first()?.date.year(), days)));
    let mut years: Vec<_> = years
        .map(|(year, days)| {
            let mut months = months(site, days);
            months.reverse();
            months.iter_mut().for_each(|month| month.days.reverse());
            PastYear { year, months }
        })
        .collect();
    years.reverse();
    years
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
        first: false,
        past: entry.date < site.as_of,
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
