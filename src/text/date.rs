//! Calendar dates as people write them: `2026-03-05`, `2026年3月5日`. Never shifted by a time zone.

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
        jiff::civil::Date::new(year, month, day).ok().map(Date)
    }
    /// Reads `2026-03-05`, `2026-3-5`, `2026/3/5`, `2026.3.5` or `2026年3月5日`, full-width digits included, white space around and between allowed.
    pub fn parse(_text: &str) -> Result<Date, DateError> {
        unimplemented!()
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
        unimplemented!()
    }
    /// `2026年3月5日`: no zero padding, as in official documents (GB/T 9704-2012, 7.3.5.4).
    pub fn chinese(self) -> String {
        format!("{}年{}月{}日", self.year(), self.month(), self.day())
    }
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
