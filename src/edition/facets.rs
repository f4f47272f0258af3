//! By what a list can be filtered: year, unit, type, validity, each with its values and how many documents have them. A script filters the
//! rows that are there (theme/filter.js); without it the values are links where a page answers, and counts where none does.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::Serialize;

use super::words::{self, Row};
use crate::model::{DocumentId, Site, UnitId};

/// One thing to filter by.
#[derive(Debug, Serialize)]
pub(super) struct Facet {
    /// What rows call it: `data-year`.
    key: &'static str,
    name: &'static str,
    values: Vec<Value>,
}

#[derive(Debug, Serialize)]
struct Value {
    /// As rows write it.
    value: String,
    text: String,
    count: usize,
    /// The page that answers without a script.
    path: Option<String>,
}

/// What divides these documents: facets of a single value are left out.
pub(super) fn of(site: &Site, documents: &[DocumentId]) -> Vec<Facet> {
    let rows: Vec<_> = documents.iter().map(|id| words::row(site, *id)).collect();
    let all = [
        ("year", "年度", years(&rows)),
        ("unit", "单位", units(site, documents)),
        (
            "type",
            "文种",
            counted(rows.iter().map(|row| row.doc_type.unwrap_or("其他"))),
        ),
        ("validity", "有效性", validities(&rows)),
    ];
    let facets = all.into_iter().filter(|(.., values)| values.len() > 1);
    facets
        .map(|(key, name, values)| Facet { key, name, values })
        .collect()
}

fn years(rows: &[Row<'_>]) -> Vec<Value> {
    let mut years: BTreeMap<Reverse<i16>, usize> = BTreeMap::new();
    for row in rows {
        *years.entry(Reverse(row.year)).or_default() += 1;
    }
    let years = years.into_iter();
    years
        .map(|(Reverse(year), count)| Value {
            value: year.to_string(),
            text: format!("{year}年"),
            count,
            path: Some(format!("years/{year}.html")),
        })
        .collect()
}

/// The units whose documents they are, in the issued order.
fn units(site: &Site, documents: &[DocumentId]) -> Vec<Value> {
    let mut units: BTreeMap<UnitId, usize> = BTreeMap::new();
    for id in documents.iter().filter_map(|id| site.document(*id).unit) {
        *units.entry(id).or_default() += 1;
    }
    let units = units.into_iter().map(|(id, count)| (site.unit(id), count));
    units
        .map(|(unit, count)| Value {
            value: unit.short.clone(),
            text: unit.short.clone(),
            count,
            path: Some(unit.address.to_string()),
        })
        .collect()
}

fn validities(rows: &[Row<'_>]) -> Vec<Value> {
    counted(rows.iter().map(|row| row.lapsed.unwrap_or("有效")))
}

/// Words and how often they occur, the most frequent first.
fn counted<'w>(words: impl Iterator<Item = &'w str>) -> Vec<Value> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for word in words {
        *counts.entry(word).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| Reverse(*count));
    let counts = counts.into_iter();
    counts
        .map(|(word, count)| Value {
            value: word.to_owned(),
            text: word.to_owned(),
            count,
            path: None,
        })
        .collect()
}
