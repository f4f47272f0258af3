//! Calendar dates as people write them: `2026-03-05`, `2026年3月5日`. Never shifted by a time zone.
//!
//! Text comes in, a day goes out. Two-digit years, Chinese numerals, times of day and days that do not exist are refused.

use unicode_normalization::UnicodeNormalization;

/// A calendar date, proleptic Gregorian, year 1 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(jiff::civil::Date);

/// Why a text is no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateError {
    /// The text has neither of the two forms.
    Form,
    /// The form is right, but there is no such day (2026-02-30).
    NoSuchDay,
}

impl Date {
    /// Makes a date; `None` when there is no such day.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Date> {
        if year < 1 {
            return None;
        }
        jiff::civil::Date::new(year, month, day).ok().map(Date)
    }
    /// Reads `2026-03-05`, `2026-3-5`, `2026/3/5`, `2026.3.5` or `2026年3月5日`, full-width digits included, white space around and between allowed.
    pub fn parse(text: &str) -> Result<Date, DateError> {
        let (year, month, day) = parts(text).ok_or(DateError::Form)?;
        Date::new(year, month, day).ok_or(DateError::NoSuchDay)
    }
    /// The year.
    pub fn year(self) -> i16 {
        self.0.year()
    }
    /// The month, 1 to 12.
    pub fn month(self) -> i8 {
        self.0.month()
    }
    /// The day of the month, 1 to 31.
    pub fn day(self) -> i8 {
        self.0.day()
    }
    /// 1 (Monday) to 7 (Sunday).
    pub fn weekday(self) -> i8 {
        self.0.weekday().to_monday_one_offset()
    }
    /// The next day; the last day there is stays.
    pub fn tomorrow(self) -> Date {
        self.0.tomorrow().map_or(self, Date)
    }
    /// `2026年3月5日`: no zero padding, as in official documents (GB/T 9704-2012, 7.3.5.4).
    pub fn chinese(self) -> String {
        format!("{}年{}月{}日", self.year(), self.month(), self.day())
    }
}

/// The three numbers of a text of the right form, whether or not there is such a day.
fn parts(text: &str) -> Option<(i16, i8, i8)> {
    // A date has some twenty characters at most: what is longer is not worth folding.
    let folded: Vec<char> = text.trim().nfkc().take(64).collect();
    let mut rest = folded.as_slice();
    let year = number(&mut rest, 4, 4)?;
    let separator = mark(&mut rest)?;
    let month = number(&mut rest, 1, 2)?;
    let second = mark(&mut rest)?;
    let day = number(&mut rest, 1, 2)?;
    skip_space(&mut rest);
    let matching = match separator {
        '-' | '/' | '.' => second == separator && rest.is_empty(),
        '年' => second == '月' && rest == ['日'],
        _ => false,
    };
    matching.then_some((year, i8::try_from(month).ok()?, i8::try_from(day).ok()?))
}

fn skip_space(rest: &mut &[char]) {
    while let [c, tail @ ..] = *rest {
        if !c.is_whitespace() {
            break;
        }
        *rest = tail;
    }
}

/// One character that parts two numbers, white space beside it skipped.
fn mark(rest: &mut &[char]) -> Option<char> {
    skip_space(rest);
    let (&first, tail) = rest.split_first()?;
    *rest = tail;
    skip_space(rest);
    Some(first)
}

fn number(rest: &mut &[char], least: usize, most: usize) -> Option<i16> {
    let length = rest.iter().take_while(|c| c.is_ascii_digit()).count();
    if length < least || length > most {
        return None;
    }
    let (digits, tail) = rest.split_at(length);
    *rest = tail;
    digits.iter().collect::<String>().parse().ok()
}

/// `2026-03-05`.
impl std::fmt::Display for Date {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}

impl serde::Serialize for Date {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::{Date, DateError};

    #[test]
    fn every_documented_form_is_the_same_day() {
        for text in [
            "2026-03-05",
            "2026-3-5",
            "2026/3/5",
            "2026.3.5",
            "2026年3月5日",
            "２０２６年３月５日",
            " 2026 年 3 月 5 日 ",
            "2026年03月05日",
            "２０２６－０３－０５",
            "2026 - 3 - 5",
            "\u{3000}2026-03-05\t",
        ] {
            assert_eq!(Date::parse(text), Ok(Date::new(2026, 3, 5).unwrap()), "{text}");
        }
    }

    #[test]
    fn a_day_that_does_not_exist_is_told_from_a_wrong_form() {
        for text in [
            "2026-02-30",
            "2025-2-29",
            "2026年13月1日",
            "2026-00-10",
            "2026.6.31",
            "0000-01-01",
        ] {
            assert_eq!(Date::parse(text), Err(DateError::NoSuchDay), "{text}");
        }
        for text in [
            "",
            "2026",
            "2026-03",
            "26-3-5",
            "2026-3/5",
            "2026年3月",
            "2026年3月5",
            "2026年3月5号",
            "2026-03-05 10:00",
            "2026-03-051",
            "2026-3-5 1",
            "20 26-3-5",
            "二〇二六年三月五日",
            "2026-03-05日",
            "三月",
            "2026年3-5日",
        ] {
            assert_eq!(Date::parse(text), Err(DateError::Form), "{text}");
        }
        assert_eq!(Date::parse("2024-02-29"), Ok(Date::new(2024, 2, 29).unwrap()));
    }

    #[test]
    fn dates_are_written_in_two_ways_and_follow_one_another() {
        let last = Date::new(2026, 12, 31).unwrap();
        assert_eq!(last.to_string(), "2026-12-31");
        assert_eq!(last.tomorrow().chinese(), "2027年1月1日");
        assert_eq!(last.weekday(), 4);
        let end = Date::new(9999, 12, 31).unwrap();
        assert_eq!(end.tomorrow(), end);
        assert_eq!(Date::new(0, 1, 1), None);
    }
}
