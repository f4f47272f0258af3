//! Values of one shape each: text, texts, dates, years, numbers, truth values.

use super::{Family, Field, Fields};
use crate::diagnostic::{Diagnostic, Spanned};
use crate::model::Since;
use crate::source::node::{Node, NodeKind};
use crate::text::date::{Date, DateError};

impl Fields<'_> {
    /// One text, white space around it taken off. Nothing and the empty text count as left out.
    pub fn text(&mut self, key: &str) -> Option<Spanned<String>> {
        let field = self.value(key)?;
        self.scalar(&field, "shape.text")
    }

    /// A text that must be there.
    pub fn required_text(&mut self, key: &'static str) -> Option<Spanned<String>> {
        let stood = self.place_of(key).is_some();
        let before = self.told.len();
        let text = self.text(key);
        if text.is_none() && (!stood || self.told.len() == before) {
            self.missing(key);
        }
        text
    }

    /// The text of a value that must be one.
    pub fn scalar(&mut self, field: &Field, expected: &'static str) -> Option<Spanned<String>> {
        match &field.node.kind {
            NodeKind::Scalar { text, .. } => {
                let text = text.trim();
                (!text.is_empty()).then(|| Spanned::new(text.to_owned(), field.node.span))
            }
            _ => {
                self.wrong_shape(&field.key.value, &field.node, expected);
                None
            }
        }
    }

    /// Several texts; a single one counts as a list of one.
    pub fn texts(&mut self, key: &str) -> Vec<Spanned<String>> {
        let Some(field) = self.value(key) else {
            return Vec::new();
        };
        let items = match field.node.kind {
            NodeKind::List(items) => items,
            NodeKind::Scalar { .. } => vec![field.node],
            _ => {
                self.wrong_shape(&field.key.value, &field.node, "shape.list");
                return Vec::new();
            }
        };
        let name = field.key.value;
        items
            .into_iter()
            .filter_map(|item| self.text_item(&name, item))
            .collect()
    }

    fn text_item(&mut self, name: &str, item: Node) -> Option<Spanned<String>> {
        match &item.kind {
            NodeKind::Scalar { text, .. } if !text.trim().is_empty() => {
                return Some(Spanned::new(text.trim().to_owned(), item.span));
            }
            NodeKind::Scalar { .. } | NodeKind::Null => self.empty_item(name, item.span),
            _ => self.wrong_shape(name, &item, "shape.text"),
        }
        None
    }

    /// A calendar date.
    pub fn date(&mut self, key: &str) -> Option<Spanned<Date>> {
        let field = self.value(key)?;
        let text = self.scalar(&field, "shape.date")?;
        self.as_date(&field.key.value, text)
    }

    /// A text as a date; tells when it is none.
    pub fn as_date(&mut self, key: &str, text: Spanned<String>) -> Option<Spanned<Date>> {
        match Date::parse(&text.value) {
            Ok(date) => Some(Spanned::new(date, text.span)),
            Err(error) => {
                let told = date_fault(self.family, error, &text.value).with("key", key);
                self.tell(told, text.span);
                None
            }
        }
    }

    /// A year: `2026`, `2026年`, full-width digits.
    pub fn year(&mut self, key: &str) -> Option<Spanned<i16>> {
        let field = self.value(key)?;
        let text = self.scalar(&field, "shape.year")?;
        self.as_year(&field.key.value, text)
    }

    /// A text as a year; tells when it is none, with the year that was probably meant.
    pub fn as_year(&mut self, key: &str, text: Spanned<String>) -> Option<Spanned<i16>> {
        if let Some(year) = year_of(&text.value) {
            return Some(Spanned::new(year, text.span));
        }
        let told = match self.family {
            Family::FrontMatter => Diagnostic::error("front-matter/year"),
            Family::Register => Diagnostic::error("register/year"),
            Family::Config => Diagnostic::error("config/year"),
        };
        let told = told.with("key", key).with("value", &text.value);
        self.tell(told.with_some("suggestion", chinese_year(&text.value)), text.span);
        None
    }

    /// A year, or a day.
    pub fn since(&mut self, key: &str) -> Option<Spanned<Since>> {
        let field = self.value(key)?;
        let text = self.scalar(&field, "shape.date")?;
        if let Some(year) = year_of(&text.value) {
            return Some(Spanned::new(Since::Year(year), text.span));
        }
        self.as_date(&field.key.value, text)
            .map(|date| date.map(Since::Day))
    }

    /// A whole number.
    pub fn integer(&mut self, key: &str) -> Option<Spanned<i64>> {
        let field = self.value(key)?;
        let text = self.scalar(&field, "shape.integer")?;
        let Ok(number) = plain_digits(&text.value).parse() else {
            let told = match self.family {
                Family::FrontMatter | Family::Register => Diagnostic::error("front-matter/number"),
                Family::Config => Diagnostic::error("config/number"),
            };
            self.tell(
                told.with("key", &field.key.value).with("value", &text.value),
                text.span,
            );
            return None;
        };
        Some(Spanned::new(number, text.span))
    }

    /// True or false; left out is false.
    pub fn flag(&mut self, key: &str) -> bool {
        let Some(field) = self.value(key) else {
            return false;
        };
        let Some(text) = self.scalar(&field, "shape.boolean") else {
            return false;
        };
        self.truth(&text.value).unwrap_or_else(|| {
            let told = match self.family {
                Family::FrontMatter | Family::Register => Diagnostic::error("front-matter/boolean"),
                Family::Config => Diagnostic::error("config/boolean"),
            };
            self.tell(
                told.with("key", &field.key.value).with("value", &text.value),
                text.span,
            );
            false
        })
    }

    /// What a word means as a truth value. TOML has but two words.
    pub fn truth(&self, word: &str) -> Option<bool> {
        match (self.family, word.to_lowercase().as_str()) {
            (_, "true") => Some(true),
            (_, "false") => Some(false),
            (Family::Config, _) => None,
            (_, "yes" | "on" | "是") => Some(true),
            (_, "no" | "off" | "否") => Some(false),
            _ => None,
        }
    }
}

/// What to tell of a text that is no date, with the date that was probably meant.
pub(crate) fn date_fault(family: Family, error: DateError, text: &str) -> Diagnostic {
    let told = match (family, error) {
        (Family::FrontMatter, DateError::Form) => Diagnostic::error("front-matter/date-form"),
        (Family::FrontMatter, DateError::NoSuchDay) => Diagnostic::error("front-matter/no-such-day"),
        (Family::Register, DateError::Form) => Diagnostic::error("register/date-form"),
        (Family::Register, DateError::NoSuchDay) => Diagnostic::error("register/no-such-day"),
        (Family::Config, DateError::Form) => Diagnostic::error("config/date-form"),
        (Family::Config, DateError::NoSuchDay) => Diagnostic::error("config/no-such-day"),
    };
    // A time of day behind the date, or digits without signs: 20260305.
    let day = text.split([' ', 'T', '\u{3000}']).next().unwrap_or("");
    let digits = plain_digits(text);
    let spread = match (digits.get(..4), digits.get(4..6), digits.get(6..)) {
        (Some(year), Some(month), Some(day)) => format!("{year}-{month}-{day}"),
        _ => String::new(),
    };
    let meant = Date::parse(day).or_else(|_| Date::parse(&spread)).ok();
    told.with("value", text).with_some("suggestion", meant)
}

/// Full-width digits as ASCII ones; white space around taken off.
pub fn plain_digits(text: &str) -> String {
    let digit = |c: char| match c {
        '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10).unwrap_or(c),
        c => c,
    };
    text.trim().chars().map(digit).collect()
}

/// The year of `2026`, `2026年` or `2026年度`.
pub(crate) fn year_of(text: &str) -> Option<i16> {
    let plain = plain_digits(text);
    let digits = plain
        .strip_suffix("年度")
        .or_else(|| plain.strip_suffix('年'))
        .unwrap_or(&plain);
    let digits = digits.trim_end();
    let proper = digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit());
    digits
        .parse()
        .ok()
        .filter(|year| proper && (1900..=2999).contains(year))
}

/// The year of `二〇二四年`, as a suggestion: only Arabic numerals are taken, so that a year looks the same everywhere.
fn chinese_year(text: &str) -> Option<i16> {
    let plain = text.trim().trim_end_matches('度').trim_end_matches('年');
    let digits: Option<String> = plain
        .chars()
        .map(|c| {
            let value = "〇一二三四五六七八九".chars().position(|d| d == c);
            let zero = "零○Ｏ".contains(c).then_some(0);
            char::from_digit(u32::try_from(value.or(zero)?).ok()?, 10)
        })
        .collect();
    year_of(&digits?)
}
