//! The calendar for calendar programs: iCalendar (RFC 5545). Lines end in CRLF and are folded at 75 octets, between characters.
//!
//! Nothing in it tells when it was made: an event's DTSTAMP is the event's own day, so that the file changes only when an event does.

use super::calendar::due_words;
use crate::model::{CalendarEntry, CalendarMatter, Site};

/// The longest line in octets, its end not counted (RFC 5545, 3.1).
const LINE: usize = 75;

/// The file.
pub(super) fn write(site: &Site) -> String {
    let mut file = String::new();
    for text in [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//sihao//sihao//ZH",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
    ] {
        line(&mut file, text);
    }
    line(
        &mut file,
        &format!("X-WR-CALNAME:{}", escaped(&site.rules.site.title)),
    );
    let mut same_day = 0;
    let mut before: Option<&CalendarEntry> = None;
    for entry in &*site.calendar {
        same_day = match before.filter(|b| b.date == entry.date) {
            Some(_) => same_day + 1,
            None => 0,
        };
        event(site, entry, same_day, &mut file);
        before = Some(entry);
    }
    line(&mut file, "END:VCALENDAR");
    file
}

fn event(site: &Site, entry: &CalendarEntry, same_day: usize, file: &mut String) {
    let day = compact(entry.date);
    line(file, "BEGIN:VEVENT");
    match &entry.matter {
        CalendarMatter::Study {
            topic,
            place,
            document,
        } => {
            let address = &site.document(*document).address;
            line(
                file,
                &format!("UID:{}-{day}-{same_day}@sihao", escaped(address.as_str())),
            );
            line(file, &format!("SUMMARY:{}", escaped(topic)));
            if let Some(place) = place {
                line(file, &format!("LOCATION:{}", escaped(place)));
            }
            if !site.rules.site.base_url.is_empty() {
                line(file, &format!("URL:{}{address}", site.rules.site.base_url));
            }
        }
        CalendarMatter::Due { obligation, year } => {
            line(file, &format!("UID:due-{obligation}-{year}@sihao"));
            line(
                file,
                &format!("SUMMARY:{}", escaped(&due_words(site, *obligation, *year))),
            );
        }
    }
    line(file, &format!("DTSTAMP:{day}T000000Z"));
    line(file, &format!("DTSTART;VALUE=DATE:{day}"));
    line(
        file,
        &format!("DTEND;VALUE=DATE:{}", compact(entry.date.tomorrow())),
    );
    line(file, "TRANSP:TRANSPARENT");
    line(file, "END:VEVENT");
}

fn compact(date: crate::text::date::Date) -> String {
    format!("{:04}{:02}{:02}", date.year(), date.month(), date.day())
}

/// A text value (RFC 5545, 3.3.11): backslash, semicolon and comma escaped, line ends as `\n`, other control characters dropped.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// One content line, folded: a line that goes on begins with a blank, which counts among its octets.
fn line(file: &mut String, text: &str) {
    let mut used = 0;
    for c in text.chars() {
        if used + c.len_utf8() > LINE {
            file.push_str("\r\n ");
            used = 1;
        }
        file.push(c);
        used += c.len_utf8();
    }
    file.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_is_folded_between_characters_at_75_octets() {
        let text = format!("SUMMARY:{}", "学习".repeat(40));
        let mut file = String::new();
        line(&mut file, &text);
        let lines: Vec<_> = file.trim_end_matches("\r\n").split("\r\n").collect();
        assert_eq!(lines.len(), 4);
        assert!(lines.iter().all(|l| l.len() <= 75));
        assert!(lines.iter().skip(1).all(|l| l.starts_with(' ')));
        assert_eq!(file.replace("\r\n ", ""), format!("{text}\r\n"));
    }

    #[test]
    fn a_line_of_just_75_octets_stays_whole() {
        let mut file = String::new();
        line(&mut file, &"a".repeat(75));
        assert_eq!(file.matches("\r\n").count(), 1);
    }

    #[test]
    fn a_text_cannot_end_its_line() {
        assert_eq!(
            escaped("一，二,三;\r\nEND:VEVENT\\"),
            "一，二\\,三\\;\\nEND:VEVENT\\\\"
        );
    }
}
