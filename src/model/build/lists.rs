//! Lists of documents: newest first, ties by document number, then path. One sort; every other list is taken from it in order.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use crate::model::{Document, DocumentId, Rules};

/// All lists of a Site.
pub(super) struct Lists {
    pub(super) newest: Vec<DocumentId>,
    pub(super) by_kind: Vec<Vec<DocumentId>>,
    pub(super) by_year: BTreeMap<i16, Vec<DocumentId>>,
    pub(super) by_criterion: Vec<Vec<DocumentId>>,
    pub(super) by_unit: Vec<Vec<DocumentId>>,
}

/// Makes the lists. `documents` lie by path, so that ids break the last tie.
pub(super) fn lists(rules: &Rules, documents: &[Document], units: usize) -> Lists {
    // Keys are made once each, with the id in the lowest bits: a number must be taken apart to be compared.
    let keyed = documents.iter().zip(0_u32..);
    let mut keyed: Vec<u128> = keyed
        .map(|(document, id)| key(document) << 32 | u128::from(id))
        .collect();
    keyed.sort_unstable();
    let newest: Vec<DocumentId> = keyed.into_iter().map(|key| DocumentId(key as u32)).collect();
    let mut lists = Lists {
        newest: Vec::new(),
        by_kind: vec![Vec::new(); rules.kinds.len()],
        by_year: BTreeMap::new(),
        by_criterion: vec![Vec::new(); rules.campaign.criteria.len()],
        by_unit: vec![Vec::new(); units],
    };
    for &id in &newest {
        let document = &documents[id.0 as usize];
        lists.by_kind[document.kind.0 as usize].push(id);
        lists.by_year.entry(document.year).or_default().push(id);
        for criterion in &document.criteria {
            lists.by_criterion[criterion.0 as usize].push(id);
        }
        for unit in document.unit.iter().chain(&document.units) {
            lists.by_unit[unit.0 as usize].push(id);
        }
    }
    for list in &mut lists.by_kind {
        // Stable: within the pinned and within the others, the order stays.
        list.sort_by_key(|id| !documents[id.0 as usize].pinned);
    }
    lists.newest = newest;
    lists
}

/// Newest first, ties by number.
pub(in crate::model) fn newest_first(a: &Document, b: &Document) -> Ordering {
    key(a).cmp(&key(b))
}

/// Sorts the newest first, then by number; those without a number after those with one. 32 bits of date, 1, 16 of the number's year and
/// 32 of its serial.
fn key(document: &Document) -> u128 {
    let date = document.date;
    let day = (date.year() as u32) << 16 | (date.month() as u32) << 8 | date.day() as u32;
    let number = document.number.as_ref().map_or(1 << 48, |number| {
        u128::from(number.year() as u16) << 32 | u128::from(number.serial())
    });
    u128::from(!day) << 49 | number
}
