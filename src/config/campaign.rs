//! `[campaign]`: criteria, appraisal, and what units owe.

use std::collections::BTreeMap;

use super::named::{self, Once};
use super::site::month_day;
use super::{defaults, keys};
use crate::diagnostic::{Diagnostic, Spanned};
use crate::model::{
    Appraisal, Campaign, Category, CategoryId, Criterion, Kind, KindId, MonthDay, Obligation,
};
use crate::source::fields::Fields;
use crate::source::node::NodeKind;
use crate::text::date::Date;
use crate::text::similar;

/// Reads `[campaign]`; what is left out is as in the defaults.
pub(super) fn campaign(root: &mut Fields<'_>, kinds: &[Kind], categories: &[Category]) -> Campaign {
    let Some(mut f) = root.map("campaign", keys::CAMPAIGN) else {
        return Campaign {
            criteria: defaults::criteria(),
            appraisal: Some(defaults::APPRAISAL),
            obligations: defaults::obligations(kinds),
        };
    };
    let campaign = Campaign {
        criteria: criteria(&mut f),
        appraisal: appraisal(&mut f),
        obligations: obligations(&mut f, kinds, categories),
    };
    root.absorb(f.finish());
    campaign
}

fn criteria(f: &mut Fields<'_>) -> Vec<Criterion> {
    if f.place_of("criteria").is_none() {
        return defaults::criteria();
    }
    let (mut ids, mut names) = (Once::new("sort.id"), Once::new("sort.name"));
    let mut criteria = Vec::new();
    for mut item in f.maps("criteria", keys::NAMED, None) {
        let named = named::named(&mut item, &mut ids, &mut names);
        criteria.extend(named.map(|(id, name)| Criterion { id: id.into(), name }));
        f.absorb(item.finish());
    }
    criteria
}

/// `{ every = 2, first = 2021 }`; `{}` says that there is none.
fn appraisal(f: &mut Fields<'_>) -> Option<Appraisal> {
    if f.place_of("appraisal").is_none() {
        return Some(defaults::APPRAISAL);
    }
    let mut item = f.map("appraisal", keys::APPRAISAL)?;
    if item.is_empty() {
        f.absorb(item.finish());
        return None;
    }
    for key in ["every", "first"] {
        if item.place_of(key).is_none() {
            item.missing(key);
        }
    }
    let (every, first) = (item.integer("every"), item.year("first"));
    let years = every
        .as_ref()
        .and_then(|every| i16::try_from(every.value).ok().filter(|n| (1..=100).contains(n)));
    if let (Some(every), None) = (&every, years) {
        item.tell(
            Diagnostic::error("config/every").with("value", every.value),
            every.span,
        );
    }
    f.absorb(item.finish());
    Some(Appraisal {
        every: years?,
        first: first?.value,
    })
}

fn obligations(f: &mut Fields<'_>, kinds: &[Kind], categories: &[Category]) -> Vec<Obligation> {
    if f.place_of("obligations").is_none() {
        return defaults::obligations(kinds);
    }
    let mut obligations = Vec::new();
    for mut item in f.maps("obligations", keys::OBLIGATION, None) {
        obligations.extend(obligation(&mut item, kinds, categories));
        f.absorb(item.finish());
    }
    obligations
}

fn obligation(f: &mut Fields<'_>, kinds: &[Kind], categories: &[Category]) -> Option<Obligation> {
    let kind = f
        .required_text("kind")
        .and_then(|kind| known_kind(f, kinds, &kind));
    let due = due(f);
    let stated = f.place_of("from").is_some();
    let from = f.year("from");
    let to = to(f);
    if let (Some(from), Some(to)) = (&from, &to)
        && to.value < from.value
    {
        let told = Diagnostic::error("config/from-after-to")
            .with("from", from.value)
            .with("to", to.value);
        f.tell(told, to.span);
    }
    let words = f.texts("categories");
    let categories = words
        .iter()
        .filter_map(|word| known_category(f, categories, word))
        .collect();
    let overrides = overrides(f);
    let (due, next_year) = due?;
    Some(Obligation {
        kind: kind?,
        due,
        next_year,
        from: if stated { from?.value } else { defaults::FROM },
        to: to.map(|year| year.value),
        categories,
        overrides,
    })
}

/// `03-31`, or `+01-15` in the next year.
fn due(f: &mut Fields<'_>) -> Option<(MonthDay, bool)> {
    let text = f.required_text("due")?;
    let (day, next_year) = match text.value.strip_prefix(['+', '＋']) {
        Some(rest) => (rest.trim(), true),
        None => (text.value.as_str(), false),
    };
    let found = month_day(day);
    if found.is_none() {
        f.tell(
            Diagnostic::error("config/month-day").with("value", &text.value),
            text.span,
        );
    }
    found.map(|day| (day, next_year))
}

/// The last year; 0 is none.
fn to(f: &mut Fields<'_>) -> Option<Spanned<i16>> {
    let field = f.value("to")?;
    let text = f.scalar(&field, "shape.year")?;
    if text.value == "0" {
        return None;
    }
    f.as_year("to", text)
}

fn known_kind(f: &mut Fields<'_>, kinds: &[Kind], word: &Spanned<String>) -> Option<KindId> {
    let found = kinds
        .iter()
        .position(|kind| *kind.id == *word.value || kind.name == word.value);
    if found.is_none() {
        let names = kinds
            .iter()
            .flat_map(|kind| [kind.id.as_ref(), kind.name.as_str()]);
        let suggestion = similar::nearest(&word.value, names);
        let told = Diagnostic::error("config/unknown-kind").with("value", &word.value);
        let told = told.with_some("suggestion", suggestion);
        f.tell(
            told.with_list("known", kinds.iter().map(|kind| &kind.id)),
            word.span,
        );
    }
    found.and_then(|at| u16::try_from(at).ok()).map(KindId)
}

fn known_category(f: &mut Fields<'_>, categories: &[Category], word: &Spanned<String>) -> Option<CategoryId> {
    let found = categories
        .iter()
        .position(|c| *c.id == *word.value || c.name == word.value);
    if found.is_none() {
        let names = categories.iter().flat_map(|c| [c.id.as_ref(), c.name.as_str()]);
        let suggestion = similar::nearest(&word.value, names);
        let told = Diagnostic::error("config/unknown-category").with("value", &word.value);
        let told = told.with_some("suggestion", suggestion);
        f.tell(
            told.with_list("known", categories.iter().map(|c| &c.id)),
            word.span,
        );
    }
    found.and_then(|at| u16::try_from(at).ok()).map(CategoryId)
}

/// Other due dates: year = date.
fn overrides(f: &mut Fields<'_>) -> BTreeMap<i16, Date> {
    let Some(field) = f.value("overrides") else {
        return BTreeMap::new();
    };
    let NodeKind::Map(entries) = field.node.kind else {
        f.wrong_shape("overrides", &field.node, "shape.map");
        return BTreeMap::new();
    };
    let mut dates = BTreeMap::new();
    for (key, node) in entries {
        let year = f.as_year("overrides", key.clone());
        let field = crate::source::fields::Field { key, node };
        let date = f
            .scalar(&field, "shape.date")
            .and_then(|text| f.as_date(&field.key.value, text));
        if let (Some(year), Some(date)) = (year, date) {
            dates.insert(year.value, date.value);
        }
    }
    dates
}
