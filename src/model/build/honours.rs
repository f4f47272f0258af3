//! The roll (通报表扬) and the assessments (检查考核), from the documents that are shown and from nothing else.
//!
//! Only a 通报 or a 决定 commends: any other document's 表扬 is told and does not feed the roll (DOMAIN.md §1: a 公示 before the decision
//! never does). What is hidden commends nobody and withdraws nothing; but a withdrawal that was public stands when its page is taken down.

use std::collections::{HashMap, HashSet};

use super::Context;
use super::documents::find_criterion;
use super::references::{Library, call};
use super::units::Roster;
use crate::diagnostic::Diagnostic;
use crate::model::{
    Assessment, Campaign, CriterionId, Document, DocumentId, EditionKind, Honour, Honours, Ledger,
    LedgerEntry, RawDocument, RevocationEntry, Status, UnitId, Withdrawal,
};

/// Who may commend.
const COMMENDING: [&str; 2] = ["通报", "决定"];

/// The roll, newest document first, and what was withdrawn from it. `rare`: the documents that may have such lists, newest first.
pub(super) fn honours(
    library: &Library<'_>,
    roster: &Roster<'_>,
    (rare, documents): (&[DocumentId], &[Document]),
) -> Honours {
    let context = library.context;
    let mut roll = Vec::new();
    for &id in rare {
        let document = &documents[id.0 as usize];
        let front = &document.raw.front;
        if front.honours.is_empty() || !commends(context, document) {
            continue;
        }
        for entry in &front.honours {
            let Some(unit) = roster.find(&entry.unit.value) else {
                continue;
            };
            let words = entry.criteria.iter();
            let mut criteria: Vec<CriterionId> = words
                .filter_map(|word| find_criterion(context, &word.value))
                .collect();
            criteria.sort_unstable();
            criteria.dedup();
            let title = entry.title.as_ref().map(|title| title.value.clone());
            roll.push(Honour {
                unit,
                title: title.unwrap_or_default(),
                criteria,
                document: id,
                year: document.year,
            });
        }
    }
    let (withdrawals, silent) = withdrawals(library, roster);
    let cited = withdrawals.iter().map(|w| (w.unit, w.document));
    let gone: HashSet<(UnitId, DocumentId)> = cited.chain(silent).collect();
    roll.retain(|honour| !gone.contains(&(honour.unit, honour.document)));
    Honours { roll, withdrawals }
}

/// Whether a document is of a type that commends; told if not.
fn commends(context: &Context<'_>, document: &Document) -> bool {
    let front = &document.raw.front;
    let of_type = front.doc_type.as_ref();
    if of_type.is_some_and(|word| COMMENDING.contains(&word.value.as_str())) {
        return true;
    }
    let span = of_type
        .map(|word| word.span)
        .or(front.honours.first().map(|entry| entry.unit.span));
    context.tell(
        Diagnostic::warning("honours/wrong-type")
            .at(document.raw.source.place(span.unwrap_or(front.span)))
            .with_some("type", of_type.map(|word| &word.value)),
    );
    false
}

/// 撤销表扬, in the order of the documents; the first withdrawal of a line is the one that is cited. A document that waits for its day
/// withdraws nothing yet, but what is wrong in it is told. Second, the lines whose withdrawal has been taken down, so that nothing can be cited.
fn withdrawals(library: &Library<'_>, roster: &Roster<'_>) -> (Vec<Withdrawal>, Vec<(UnitId, DocumentId)>) {
    let facts = library.shelves.facts;
    let mut withdrawals: Vec<Withdrawal> = Vec::new();
    let mut silent = Vec::new();
    for (raw, by) in library.context.material.documents.iter().zip(facts) {
        let Some(by) = by
            .as_ref()
            .filter(|facts| facts.rare && (facts.tells() || facts.was_public()))
        else {
            continue;
        };
        for entry in &raw.front.revokes {
            let Some((unit, target)) = revoked(library, roster, (raw, entry)) else {
                continue;
            };
            let target = facts[target].as_ref().and_then(|facts| facts.id);
            let Some(document) = target else { continue };
            let Some(by) = by.id else {
                silent.extend(by.was_public().then_some((unit, document)));
                continue;
            };
            let known = |w: &Withdrawal| w.unit == unit && w.document == document;
            if !withdrawals.iter().any(known) {
                withdrawals.push(Withdrawal { unit, document, by });
            }
        }
    }
    (withdrawals, silent)
}

/// The unit and the commending document that an entry means; told if that document commends no such unit.
fn revoked(
    library: &Library<'_>,
    roster: &Roster<'_>,
    (raw, entry): (&RawDocument, &RevocationEntry),
) -> Option<(UnitId, usize)> {
    let target = library.document(&raw.source, &entry.document)?;
    let unit = roster.find(&entry.unit.value)?;
    let mut commended = library.raw(target).front.honours.iter();
    if commended.any(|honour| roster.find(&honour.unit.value) == Some(unit)) {
        return Some((unit, target));
    }
    library.context.tell(
        Diagnostic::error("honours/nothing-to-revoke")
            .at(raw.source.place(entry.unit.span))
            .with("unit", &entry.unit.value)
            .with("document", call(library, target)),
    );
    None
}

/// Warns of each commended unit that was late or overdue in the period that it is commended for, as things stood on the day of the notice.
pub(super) fn tell_owing(
    library: &Library<'_>,
    roster: &Roster<'_>,
    (honours, ledger): (&Honours, &Ledger),
    documents: &[Document],
) {
    let context = library.context;
    let mut owing: HashMap<UnitId, Vec<&LedgerEntry>> = HashMap::new();
    for entry in ledger.entries() {
        if matches!(entry.status, Status::Late | Status::Overdue) {
            owing.entry(entry.unit).or_default().push(entry);
        }
    }
    for honour in &honours.roll {
        let document = &documents[honour.document.0 as usize];
        let first = period_start(&context.rules.campaign, honour.year);
        let duties: Vec<String> = owing
            .get(&honour.unit)
            .into_iter()
            .flatten()
            .filter(|entry| (first..=honour.year).contains(&entry.year) && entry.due < document.date)
            .map(|entry| {
                format!(
                    "{} {}",
                    entry.year, context.rules.kinds[entry.kind.0 as usize].name
                )
            })
            .collect();
        if duties.is_empty() {
            continue;
        }
        let unit = &library.shelves.units[honour.unit.0 as usize];
        let mut entries = document.raw.front.honours.iter();
        let written = entries.find(|entry| roster.find(&entry.unit.value) == Some(honour.unit));
        let span = written.map_or(document.raw.front.span, |entry| entry.unit.span);
        context.tell(
            Diagnostic::warning("honours/owes")
                .at(document.raw.source.place(span))
                .with("unit", &unit.name)
                .with_list("duties", duties),
        );
    }
}

/// The first year that a commendation of `year` looks back on: that of the last period of appraisal that had ended by then.
fn period_start(campaign: &Campaign, year: i16) -> i16 {
    let Some(appraisal) = campaign.appraisal else {
        return year;
    };
    let every = appraisal.every.max(1);
    let since = (year.saturating_sub(appraisal.first)).rem_euclid(every);
    year.saturating_sub(since).saturating_sub(every - 1)
}

/// 考核结果 that the edition may show, oldest year first, then by path.
pub(super) fn assessments(
    context: &Context<'_>,
    roster: &Roster<'_>,
    (rare, documents): (&[DocumentId], &[Document]),
) -> Vec<Assessment> {
    let mut assessments = Vec::new();
    for &id in rare {
        let document = &documents[id.0 as usize];
        let front = &document.raw.front;
        if front.results.is_empty() {
            continue;
        }
        let mut results = Vec::with_capacity(front.results.len());
        for entry in &front.results {
            if let Some(unit) = roster.find(&entry.unit.value) {
                let note = entry.note.as_ref().map(|note| note.value.clone());
                results.push((unit, entry.grade.value.clone(), note));
            }
        }
        if context.options.edition == EditionKind::Internal || front.public_results {
            assessments.push(Assessment {
                document: id,
                year: document.year,
                results,
            });
        }
    }
    assessments.sort_by_key(|assessment| (assessment.year, assessment.document));
    assessments
}
