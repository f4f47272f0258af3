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
    let mut newest: Vec<DocumentId> = (0..documents.len() as u32).map(DocumentId).collect();
    newest.sort_unstable_by(|a, b| {
        let document = |id: &DocumentId| &documents[id.0 as usize];
        newest_first(document(a), document(b)).then(a.cmp(b))
    });
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

/// Newest first, ties by number; those without a number after those with one.
pub(in crate::model) fn newest_first(a: &Document, b: &Document) -> Ordering {
    b.date.cmp(&a.date).then_with(|| {
        let key = |document: &Document| {
            let number = document.number.as_ref();
            number.map_or((true, 0, 0), |number| (false, number.year(), number.serial()))
        };
        key(a).cmp(&key(b))
    })
}
