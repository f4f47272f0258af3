//! The ledger (台账): what each unit owes, and how it stands (DESIGN.md §4).
//!
//! - A unit owes what falls due while it exists and its category is asked; anything else is 不适用. A successor inherits nothing.
//! - A duty is satisfied by a line of the register or by a document of the kind, unit and year that is no draft, shown or not.
//! - The day that counts is 报送日期. What is dated after the as-of day has not come in yet. A document without the day counts as on time,
//!   unless the register knows the day. Filed again: the first day counts, the newest text shows.
//! - 免报 frees from being late: a unit that filed in time all the same is 按期报送, one that filed late or not at all is 免报.

use std::collections::HashMap;

use super::Context;
use super::documents::{Facts, find_kind};
use super::units::Roster;
use crate::diagnostic::Diagnostic;
use crate::model::{
    Campaign, DocumentId, Filed, KindId, Ledger, LedgerEntry, Mark, Obligation, Status, Submission, Unit,
    UnitId,
};
use crate::text::date::Date;

/// No campaign is older; a mistyped first year must not make a million entries.
const MOST_YEARS: i16 = 200;

type Duty = (UnitId, KindId, i16);

/// What came in for one duty by the as-of day.
#[derive(Default)]
struct Filing {
    /// The register names a day, come or not: then a document without one says nothing of it.
    registered: bool,
    /// That day has come.
    come: bool,
    exempt: bool,
    /// The first day.
    first: Option<Date>,
    /// A document without 报送日期.
    undated: bool,
    /// The newest text that is shown, with its day.
    document: Option<(Date, DocumentId)>,
    note: Option<String>,
}

/// The campaign years of an obligation, up to the as-of year.
pub(super) fn years(obligation: &Obligation, as_of: Date) -> std::ops::RangeInclusive<i16> {
    let last = obligation.to.unwrap_or(as_of.year()).min(as_of.year());
    obligation.from.max(as_of.year() - MOST_YEARS)..=last
}

/// Makes the ledger.
pub(super) fn ledger(
    context: &Context<'_>,
    roster: &Roster<'_>,
    (units, facts): (&[Unit], &[Option<Facts>]),
) -> Ledger {
    let campaign = &context.rules.campaign;
    if campaign.obligations.is_empty() && context.material.submissions.is_empty() {
        return Ledger::default();
    }
    let mut filings = register(context, roster);
    documents(context, facts, &mut filings);
    let as_of = context.options.as_of;
    let mut entries = Vec::new();
    let spans = campaign
        .obligations
        .iter()
        .map(|obligation| years(obligation, as_of));
    let first = spans.map(|years| *years.start()).min().unwrap_or(0);
    for year in first..=as_of.year() {
        for (index, obligation) in campaign.obligations.iter().enumerate() {
            if !years(obligation, as_of).contains(&year) {
                continue;
            }
            for (number, unit) in units.iter().enumerate() {
                let duty = (UnitId(number as u32), obligation.kind, year);
                let mut entry = blank(duty, index, obligation);
                if owes(unit, obligation, entry.due) {
                    settle(&mut entry, filings.get(&duty), as_of);
                }
                entries.push(entry);
            }
        }
    }
    Ledger::new(entries)
}

fn blank((unit, kind, year): Duty, index: usize, obligation: &Obligation) -> LedgerEntry {
    LedgerEntry {
        unit,
        obligation: index,
        kind,
        year,
        due: obligation.due_in(year),
        status: Status::NotApplicable,
        submitted: None,
        document: None,
        note: None,
    }
}

fn owes(unit: &Unit, obligation: &Obligation, due: Date) -> bool {
    let asked = obligation.categories.is_empty() || obligation.categories.contains(&unit.category);
    asked && unit.exists_on(due)
}

/// How a duty that is owed stands.
fn settle(entry: &mut LedgerEntry, filing: Option<&Filing>, as_of: Date) {
    let open = if entry.due < as_of {
        Status::Overdue
    } else {
        Status::Upcoming
    };
    let Some(filing) = filing else {
        entry.status = open;
        return;
    };
    // A document without the day is on time whatever the others say; then a later day of another is not the first.
    let first = filing.first.filter(|day| !filing.undated || *day <= entry.due);
    entry.status = match first {
        Some(day) if day <= entry.due => Status::Submitted,
        None if filing.undated => Status::Submitted,
        _ if filing.exempt => Status::Exempt,
        Some(_) => Status::Late,
        None => open,
    };
    entry.submitted = first;
    entry.document = filing.document.map(|(_, id)| id);
    entry.note.clone_from(&filing.note);
}

/// The lines of the register.
fn register(context: &Context<'_>, roster: &Roster<'_>) -> HashMap<Duty, Filing> {
    let mut filings: HashMap<Duty, Filing> = HashMap::new();
    for line in &context.material.submissions {
        let unit = roster.resolve(context, &line.source, &line.duty.unit);
        let kind = find_kind(context, &line.source, &line.duty.kind);
        let (Some(unit), Some(kind)) = (unit, kind) else {
            continue;
        };
        if !asked_for(context, line, kind) {
            continue;
        }
        let filing = filings.entry((unit, kind, line.duty.year.value)).or_default();
        let note = line.note.as_ref().map(|note| note.value.clone());
        match line.filed.value {
            Filed::Exempt => {
                filing.exempt = true;
                filing.note = note.or(filing.note.take());
            }
            Filed::On(day) => {
                filing.registered = true;
                if day <= context.options.as_of {
                    filing.come = true;
                    filing.first = Some(filing.first.map_or(day, |first| first.min(day)));
                    filing.note = filing.note.take().or(note);
                }
            }
        }
    }
    filings
}

/// Whether the campaign asks for what a line registers; told if not. Next year's plan may come in early.
fn asked_for(context: &Context<'_>, line: &Submission, kind: KindId) -> bool {
    let campaign = &context.rules.campaign;
    let year = &line.duty.year;
    let name = &context.rules.kinds[kind.0 as usize].name;
    if !obliges(campaign, kind) {
        context.tell(
            Diagnostic::warning("ledger/no-obligation")
                .at(line.source.place(line.duty.kind.span))
                .with("kind", name),
        );
        return false;
    }
    let next = context.options.as_of.year().saturating_add(1);
    let asked = covers(campaign, kind, year.value) && year.value <= next;
    if !asked {
        context.tell(
            Diagnostic::warning("ledger/year-out-of-range")
                .at(line.source.place(year.span))
                .with("year", year.value)
                .with("kind", name),
        );
    }
    asked
}

fn obliges(campaign: &Campaign, kind: KindId) -> bool {
    campaign
        .obligations
        .iter()
        .any(|obligation| obligation.kind == kind)
}

/// Whether the kind is owed for a year.
fn covers(campaign: &Campaign, kind: KindId, year: i16) -> bool {
    campaign.obligations.iter().any(|obligation| {
        obligation.kind == kind && obligation.from <= year && obligation.to.is_none_or(|to| year <= to)
    })
}

/// The documents, hidden ones too.
fn documents(context: &Context<'_>, facts: &[Option<Facts>], filings: &mut HashMap<Duty, Filing>) {
    let campaign = &context.rules.campaign;
    for (raw, facts) in context.material.documents.iter().zip(facts) {
        let Some(facts) = facts else { continue };
        let Some(unit) = facts.unit else { continue };
        if facts.marks.contains(&Mark::Draft) || !covers(campaign, facts.kind, facts.year) {
            continue;
        }
        let filing = filings.entry((unit, facts.kind, facts.year)).or_default();
        match facts.submitted {
            Some(day) if day > context.options.as_of => continue,
            Some(day) => filing.first = Some(filing.first.map_or(day, |first| first.min(day))),
            None if filing.registered && !filing.come => continue,
            None => {
                if !filing.registered && !filing.exempt {
                    context.tell(
                        Diagnostic::warning("ledger/no-submission-date")
                            .at(raw.source.place(raw.front.span))
                            .with("kind", &context.rules.kinds[facts.kind.0 as usize].name),
                    );
                }
                filing.undated |= !filing.registered;
            }
        }
        if let Some(id) = facts.id
            && filing.document.is_none_or(|newest| newest <= (facts.date, id))
        {
            filing.document = Some((facts.date, id));
        }
    }
}
