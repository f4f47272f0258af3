//! `[site]`.

use super::{defaults, keys};
use crate::diagnostic::{Diagnostic, Spanned};
use crate::model::{GreyDay, MonthDay, SiteInfo};
use crate::source::fields::Family;
use crate::source::fields::{Fields, date_fault, plain_digits};
use crate::text::date::Date;

/// Reads `[site]`; what is left out is as in the defaults.
pub(super) fn site(root: &mut Fields<'_>) -> SiteInfo {
    let Some(mut f) = root.map("site", keys::SITE) else {
        return defaults::site();
    };
    let default = defaults::site();
    let mut text = |key: &str, default: String| f.text(key).map_or(default, |text| text.value);
    let info = SiteInfo {
        title: text("title", default.title),
        organisation: text("organisation", default.organisation),
        organisation_short: text("organisation_short", default.organisation_short),
        description: text("description", default.description),
        contact: text("contact", default.contact),
        id_code: text("id_code", default.id_code),
        print_mark: text("print_mark", default.print_mark),
        language: language(&mut f).unwrap_or(default.language),
        base_url: base_url(&mut f).unwrap_or_default(),
        grey_days: grey_days(&mut f),
    };
    let short = if info.organisation_short.is_empty() {
        info.organisation.clone()
    } else {
        info.organisation_short.clone()
    };
    root.absorb(f.finish());
    SiteInfo {
        organisation_short: short,
        ..info
    }
}

/// zh, zh-Hans and zh-CN are one.
fn language(f: &mut Fields<'_>) -> Option<String> {
    let word = f.text("language")?;
    let lower = word.value.to_lowercase().replace('_', "-");
    match lower.as_str() {
        "zh" | "zh-hans" | "zh-cn" | "zh-hans-cn" => Some("zh-CN".to_owned()),
        "en" | "en-gb" | "en-us" => Some("en".to_owned()),
        _ => {
            f.tell(
                Diagnostic::error("config/language").with("value", &word.value),
                word.span,
            );
            None
        }
    }
}

/// http or https, a host, perhaps a path; a slash at the end.
fn base_url(f: &mut Fields<'_>) -> Option<String> {
    let url = f.text("base_url")?;
    let rest = ["http://", "https://"]
        .iter()
        .find_map(|scheme| url.value.strip_prefix(scheme));
    let host = rest.and_then(|rest| rest.split('/').next()).unwrap_or("");
    let clean = !url
        .value
        .contains(|c: char| c.is_whitespace() || c.is_control() || "?#\"'<>\\".contains(c));
    let name = host.split(':').next().unwrap_or("");
    if name.is_empty() || host.contains('@') || !clean {
        f.tell(
            Diagnostic::error("config/base-url").with("value", &url.value),
            url.span,
        );
        return None;
    }
    Some(if url.value.ends_with('/') {
        url.value
    } else {
        url.value + "/"
    })
}

/// "12-13" every year, "2026-12-13" once.
fn grey_days(f: &mut Fields<'_>) -> Vec<GreyDay> {
    let days = f.texts("grey_days");
    days.into_iter().filter_map(|day| grey_day(f, day)).collect()
}

fn grey_day(f: &mut Fields<'_>, day: Spanned<String>) -> Option<GreyDay> {
    if let Some(yearly) = month_day(&day.value) {
        return Some(GreyDay::Yearly(yearly));
    }
    match Date::parse(&day.value) {
        Ok(date) => Some(GreyDay::Once(date)),
        Err(error) => {
            let shape = Diagnostic::error("config/grey-day").with("value", &day.value);
            let told = match error {
                crate::text::date::DateError::Form => shape,
                error => date_fault(Family::Config, error, &day.value).with("key", "grey_days"),
            };
            f.tell(told, day.span);
            None
        }
    }
}

/// `03-31`, a day that a leap year has.
pub(super) fn month_day(text: &str) -> Option<MonthDay> {
    let plain = plain_digits(text);
    let (month, day) = plain.split_once('-')?;
    let number = |text: &str| {
        let proper = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        text.parse::<i8>().ok().filter(|_| proper)
    };
    let found = MonthDay {
        month: number(month)?,
        day: number(day)?,
    };
    Date::new(2024, found.month, found.day).map(|_| found)
}
