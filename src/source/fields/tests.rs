//! Years and dates as people write them.

use super::values::year_of;
use super::*;
use crate::diagnostic::Argument;
use crate::text::date::DateError;

#[test]
fn years_are_arabic_and_have_four_digits() {
    for text in ["2026", "2026年", "2026 年", "2026年度", "２０２６", " 2026 "] {
        assert_eq!(year_of(text), Some(2026), "{text}");
    }
    for text in ["26", "二〇二六", "2026.0", "20260", "0026", "9999", "+026", ""] {
        assert_eq!(year_of(text), None, "{text}");
    }
}

#[test]
fn a_date_that_was_probably_meant_is_named() {
    let meant = |text| {
        let told = date_fault(Family::FrontMatter, DateError::Form, text);
        match told.arguments.into_iter().find(|(name, _)| *name == "suggestion") {
            Some((_, Argument::Text(text))) => text,
            _ => String::new(),
        }
    };
    assert_eq!(meant("2026-03-05T09:00:00+08:00"), "2026-03-05");
    assert_eq!(meant("２０２６０３０５"), "2026-03-05");
    assert_eq!(meant("三月五日"), "");
    assert_eq!(meant("2026年3月"), "");
}
