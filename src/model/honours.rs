//! Honours (通报表扬) and assessments (检查考核): from documents alone.

use super::{CriterionId, DocumentId, UnitId};

/// One line of the roll. The roll holds only lines that stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Honour {
    /// Who.
    pub unit: UnitId,
    /// 称号; empty when the notice gives none.
    pub title: String,
    /// 对应四好.
    pub criteria: Vec<CriterionId>,
    /// The commending document.
    pub document: DocumentId,
    /// The campaign year of that document.
    pub year: i16,
}

/// A line that was withdrawn: on the roll no more, but told where the withdrawing document is visible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withdrawal {
    /// Who.
    pub unit: UnitId,
    /// The commending document.
    pub document: DocumentId,
    /// The document that withdraws.
    pub by: DocumentId,
}

/// The roll, newest document first, in the order of each notice.
#[derive(Clone, Debug, Default)]
pub struct Honours {
    /// Lines that stand.
    pub roll: Vec<Honour>,
    /// Lines withdrawn.
    pub withdrawals: Vec<Withdrawal>,
}

/// 考核结果 of one document: shown only in internal editions, unless `public_results`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessment {
    /// The document.
    pub document: DocumentId,
    /// The campaign year.
    pub year: i16,
    /// Unit, grade, note; in the document's order.
    pub results: Vec<(UnitId, String, Option<String>)>,
}
