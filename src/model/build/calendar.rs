//! The calendar: study sessions of the documents that are shown, and the due dates of this calendar year and the next.

use super::Context;
use crate::model::{CalendarEntry, CalendarMatter, Document, DocumentId};

/// Makes the calendar, sorted by date, studies before due dates, then by document or obligation.
pub(super) fn calendar(
    context: &Context<'_>,
    (rare, documents): (&[DocumentId], &[Document]),
) -> Vec<CalendarEntry> {
    let mut calendar = studies(context, (rare, documents));
    calendar.extend(due_dates(context));
    // Stable: what falls on one day keeps the order in which it was put in.
    calendar.sort_by_key(|entry| (entry.date, matches!(entry.matter, CalendarMatter::Due { .. })));
    calendar
}

/// 学习安排. Where people meet is not told before the day.
fn studies(context: &Context<'_>, (rare, documents): (&[DocumentId], &[Document])) -> Vec<CalendarEntry> {
    let mut rare = rare.to_vec();
    rare.sort_unstable();
    let mut studies = Vec::new();
    for id in rare {
        let document = &documents[id.0 as usize];
        for session in &document.raw.front.study {
            let has_come = session.date.value <= context.options.as_of;
            let place = session.place.as_ref().filter(|_| has_come);
            let topic = session.topic.as_ref();
            studies.push(CalendarEntry {
                date: session.date.value,
                matter: CalendarMatter::Study {
                    topic: topic.map_or_else(|| document.title().to_owned(), |topic| topic.value.clone()),
                    place: place.map(|place| place.value.clone()),
                    document: id,
                },
            });
        }
    }
    studies
}

/// Due dates that fall into this calendar year or the next; last year's duties may fall due in this one.
fn due_dates(context: &Context<'_>) -> Vec<CalendarEntry> {
    let this = context.options.as_of.year();
    let next = this.saturating_add(1);
    let mut dates = Vec::new();
    for (obligation, rule) in context.rules.campaign.obligations.iter().enumerate() {
        for year in this.saturating_sub(1)..=next {
            let date = rule.due_in(year);
            let in_force = rule.from <= year && rule.to.is_none_or(|to| year <= to);
            if in_force && (this..=next).contains(&date.year()) {
                dates.push(CalendarEntry {
                    date,
                    matter: CalendarMatter::Due { obligation, year },
                });
            }
        }
    }
    dates
}
