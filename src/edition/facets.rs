//! By what a list can be filtered: year, unit, criterion, type, validity, each with its values and how many documents have them. Where all
//! rows are on the page, a script filters them; those of a longer list are filtered by the search page, to which it makes the values links.
//! Without it the values are links where a page answers, and counts where none does (theme/filter.js). What is counted, and what values
//! are called in addresses, is as the search has it.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::Serialize;

use super::words;
use crate::model::{Document, DocumentId, Site, Validity};

/// How many values of a section stand there, as on the search page, where one more would be folded away alone. Of more, the older years are
/// folded away, and units altogether, since the first of the issued order are no more asked for than the others.
const FEW: usize = 8;

/// One thing to filter by.
#[derive(Debug, Serialize)]
pub(super) struct Facet {
    /// What rows and addresses call it: `data-year`, `?year=`.
    key: &'static str,
    name: &'static str,
    values: Vec<Value>,
    /// Values that are folded away, with what unfolds them.
    rest: Vec<Value>,
    rest_name: String,
}

#[derive(Debug, Serialize)]
struct Value {
    /// As rows and addresses write it.
    value: String,
    text: String,
    count: usize,
    /// The page that answers without a script.
    path: Option<String>,
}

/// What divides the documents of a list that is one page.
pub(super) fn of_rows(site: &Site, documents: &[DocumentId]) -> Vec<Facet> {
    let mut all = shared(site, documents);
    let types = counted(site, documents, |document| [doc_type(document)]);
    let mut types: Vec<_> = types
        .into_iter()
        .map(|(name, count)| Value::new(name, name.to_owned(), count, None))
        .collect();
    types.sort_by_key(|one| Reverse(one.count));
    let last = all.pop();
    all.push(Facet::new("type", "文种", types));
    all.extend(last);
    divided(all)
}

/// What divides a section of many pages: all of its documents are counted. The search has no 文种 to filter by.
pub(super) fn of_section(site: &Site, documents: &[DocumentId]) -> Vec<Facet> {
    let mut all = divided(shared(site, documents));
    for facet in &mut all {
        facet.fold();
    }
    all
}

/// 文种, as rows and facets call it.
pub(super) fn doc_type(document: &Document) -> &str {
    let written = document.raw.front.doc_type.as_ref();
    written.map_or("其他", |written| written.value.as_str())
}

/// Facets of a single value divide nothing.
fn divided(all: Vec<Facet>) -> Vec<Facet> {
    all.into_iter().filter(|facet| facet.values.len() > 1).collect()
}

/// What the search can filter by as well; validity is the last.
fn shared(site: &Site, documents: &[DocumentId]) -> Vec<Facet> {
    let years = counted(site, documents, |document| [Reverse(document.year)]).into_iter();
    let years = years.map(|(Reverse(year), count)| {
        let path = format!("years/{year}.html");
        Value::new(&year.to_string(), format!("{year}年"), count, Some(path))
    });
    let units = counted(site, documents, |document| document.unit).into_iter();
    let units = units.map(|(id, count)| {
        let unit = site.unit(id);
        Value::new(
            unit.id(),
            unit.short.clone(),
            count,
            Some(unit.address.to_string()),
        )
    });
    let criteria = counted(site, documents, |document| document.criteria.iter().copied()).into_iter();
    let criteria = criteria.map(|(id, count)| {
        let criterion = site.criterion(id);
        let path = format!("criteria/{}.html", criterion.id);
        Value::new(&criterion.id, criterion.name.clone(), count, Some(path))
    });
    let validities = VALIDITIES.into_iter().filter_map(|validity| {
        let has = |id: &&DocumentId| site.document(**id).validity == validity;
        let count = documents.iter().filter(has).count();
        let word = words::validity(validity).unwrap_or("未注明");
        (count > 0).then(|| Value::new(validity.id(), word.to_owned(), count, None))
    });
    vec![
        Facet::new("year", "年度", years.collect()),
        Facet::new("unit", "单位", units.collect()),
        Facet::new("criterion", "四好标准", criteria.collect()),
        Facet::new("status", "有效性", validities.collect()),
    ]
}

const VALIDITIES: [Validity; 5] = [
    Validity::InForce,
    Validity::Amended,
    Validity::Repealed,
    Validity::Lapsed,
    Validity::Unstated,
];

/// How many documents have each of what `of` says of one, in order.
fn counted<'s, K: Ord, I: IntoIterator<Item = K>>(
    site: &'s Site,
    documents: &[DocumentId],
    of: impl Fn(&'s Document) -> I,
) -> BTreeMap<K, usize> {
    let mut counts = BTreeMap::new();
    for one in documents.iter().flat_map(|id| of(site.document(*id))) {
        *counts.entry(one).or_default() += 1;
    }
    counts
}

impl Facet {
    fn new(key: &'static str, name: &'static str, values: Vec<Value>) -> Facet {
        Facet {
            key,
            name,
            values,
            rest: Vec::new(),
            rest_name: String::new(),
        }
    }
    fn fold(&mut self) {
        if self.values.len() <= FEW + 1 {
            return;
        }
        let shown = if self.key == "unit" { 0 } else { FEW };
        self.rest = self.values.split_off(shown);
        let all = if shown == 0 { "全部" } else { "其余" };
        self.rest_name = format!("{all}{}个", self.rest.len());
    }
}

impl Value {
    fn new(value: &str, text: String, count: usize, path: Option<String>) -> Value {
        Value {
            value: value.to_owned(),
            text,
            count,
            path,
        }
    }
}
