//! The site: an immutable snapshot made from the files and one date.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{
    Assessment, CalendarEntry, CriterionId, Document, DocumentId, GreyDay, Honours, KindId, Ledger, NavEntry,
    PagePath, RawPage, Rules, Target, Unit, UnitId, build,
};
use crate::text::date::Date;

/// For whom an edition is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditionKind {
    /// Everyone on the network.
    Public,
    /// 内部版: says 内部版 不得外传 on each page, and has an output of its own.
    Internal,
}

/// Everything that an edition shows. Same files + same date + same version = the same Site.
///
/// Its parts are shared with the Site that continues it, where only words of documents changed (`build/steady.rs`).
#[derive(Clone, Debug)]
pub struct Site {
    /// `site.toml`.
    pub rules: Arc<Rules>,
    /// The day as of which it is true.
    pub as_of: Date,
    /// For whom.
    pub edition: EditionKind,
    /// In the issued order.
    pub units: Arc<Vec<Unit>>,
    /// What is shown, by path of the source.
    pub documents: Vec<Arc<Document>>,
    /// Free pages, by address.
    pub pages: Arc<Vec<FreePage>>,
    /// Prose above lists, by folder (`plans`, `units`; empty for the home page).
    pub prose: Arc<BTreeMap<String, FreePage>>,
    /// `[nav]`, without the pages that the edition hides.
    pub nav: Arc<Vec<NavEntry>>,
    /// 台账.
    pub ledger: Arc<Ledger>,
    /// 通报表扬.
    pub honours: Arc<Honours>,
    /// 考核结果 that this edition may show, by year.
    pub assessments: Arc<Vec<Assessment>>,
    /// Study sessions and due dates.
    pub calendar: Arc<Vec<CalendarEntry>>,
    /// Files that something shown refers to: source path (relative to the root) by address.
    pub files: Arc<BTreeMap<PagePath, Arc<str>>>,
    /// Documents of each kind: pinned, then newest first, ties by number, then path.
    pub by_kind: Arc<Vec<Vec<DocumentId>>>,
    /// Documents by campaign year, newest first within.
    pub by_year: Arc<BTreeMap<i16, Vec<DocumentId>>>,
    /// Documents by criterion, newest first.
    pub by_criterion: Arc<Vec<Vec<DocumentId>>>,
    /// Documents by unit: its own and those that concern it, newest first.
    pub by_unit: Arc<Vec<Vec<DocumentId>>>,
    /// All documents, newest first.
    pub newest: Arc<Vec<DocumentId>>,
}

/// A free page, or the prose above a list.
#[derive(Debug)]
pub struct FreePage {
    /// What its file says.
    pub raw: Arc<RawPage>,
    /// Its page.
    pub address: PagePath,
    /// What the links of its body became.
    pub links: Vec<Target>,
}

/// The campaign's cycle of one year.
#[derive(Clone, Debug, Default)]
pub struct YearView {
    /// By kind, in the kinds' order.
    pub by_kind: Vec<(KindId, Vec<DocumentId>)>,
}

impl Site {
    /// Whether one of two Sites continues the other: only the words of documents differ, so that both have the same addresses.
    pub fn continues(&self, other: &Site) -> bool {
        Arc::ptr_eq(&self.newest, &other.newest)
    }
    /// A document.
    pub fn document(&self, id: DocumentId) -> &Document {
        &self.documents[id.0 as usize]
    }
    /// A unit.
    pub fn unit(&self, id: UnitId) -> &Unit {
        &self.units[id.0 as usize]
    }
    /// A kind.
    pub fn kind(&self, id: KindId) -> &super::Kind {
        &self.rules.kinds[id.0 as usize]
    }
    /// A criterion.
    pub fn criterion(&self, id: CriterionId) -> &super::Criterion {
        &self.rules.campaign.criteria[id.0 as usize]
    }
    /// Campaign years that have documents, or duties up to the as-of day's year; newest first.
    pub fn years(&self) -> Vec<i16> {
        let mut years: BTreeSet<i16> = self.by_year.keys().copied().collect();
        years.extend(self.ledger.years());
        years.into_iter().rev().collect()
    }
    /// The cycle of a year: every kind, also those that have no document of it.
    pub fn year(&self, year: i16) -> YearView {
        let mut by_kind: Vec<(KindId, Vec<DocumentId>)> = (0..self.rules.kinds.len())
            .map(|index| (KindId(index as u16), Vec::new()))
            .collect();
        for &id in self.by_year.get(&year).into_iter().flatten() {
            by_kind[self.document(id).kind.0 as usize].1.push(id);
        }
        YearView { by_kind }
    }
    /// The document before and the one after in its kind's list, newest first, pins not heeded: the newer and the older neighbour.
    pub fn neighbours(&self, id: DocumentId) -> (Option<DocumentId>, Option<DocumentId>) {
        let document = self.document(id);
        let list = &self.by_kind[document.kind.0 as usize];
        let order = |a: DocumentId, b: DocumentId| {
            build::newest_first(self.document(a), self.document(b)).then(a.cmp(&b))
        };
        // The list is two lists in the same order, the pinned and the others; the neighbour is in one of them.
        let pinned = list.partition_point(|other| self.document(*other).pinned);
        let (pinned, others) = list.split_at(pinned);
        let beside = |list: &[DocumentId]| {
            let start = list.partition_point(|other| order(*other, id).is_lt());
            let end = list.partition_point(|other| order(*other, id).is_le());
            let before = start.checked_sub(1).and_then(|index| list.get(index)).copied();
            (before, list.get(end).copied())
        };
        let ((before, after), (other_before, other_after)) = (beside(pinned), beside(others));
        let before = before
            .into_iter()
            .chain(other_before)
            .max_by(|a, b| order(*a, *b));
        let after = after.into_iter().chain(other_after).min_by(|a, b| order(*a, *b));
        (before, after)
    }
    /// Whether the as-of day is one of the grey days.
    pub fn is_grey(&self) -> bool {
        self.rules.site.grey_days.iter().any(|day| match day {
            GreyDay::Yearly(day) => day.is(self.as_of),
            GreyDay::Once(day) => *day == self.as_of,
        })
    }
}
