//! The roll of those commended (通报表扬): from the notices alone, in their order; each line cites its notice, and what was withdrawn
//! stands apart with the document that withdrew it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::article::{prose, prose_opening};
use super::shell::{Page, Shell};
use super::words::{self, Link};
use crate::model::{CriterionId, DocumentId, Honour, Site, UnitId, Withdrawal};

/// `honours` in the template.
#[derive(Debug, Serialize)]
struct View<'a> {
    prose: String,
    notices: Vec<Notice<'a>>,
    units: Vec<UnitHonours<'a>>,
}

/// A commending notice and its lines that stand.
#[derive(Debug, Serialize)]
pub(super) struct Notice<'a> {
    document: Link,
    /// `2024—2025年度`.
    period: String,
    /// Its lines in their order, those of one title together.
    groups: Vec<Titled<'a>>,
    /// How many lines stand in the notice beyond those here.
    more: usize,
    withdrawn: Vec<Withdrawn>,
}

/// Lines that follow each other and have the same 称号.
#[derive(Debug, Serialize)]
struct Titled<'a> {
    title: &'a str,
    lines: Vec<Commended<'a>>,
}

/// A line of the roll.
#[derive(Debug, Serialize)]
pub(super) struct Commended<'a> {
    unit: Link,
    /// 称号, if the notice gives one.
    title: &'a str,
    criteria: Vec<&'a str>,
    period: String,
    document: Link,
}

/// A line withdrawn.
#[derive(Debug, Serialize)]
pub(super) struct Withdrawn {
    unit: Link,
    document: Link,
    by: Link,
}

#[derive(Debug, Serialize)]
struct UnitHonours<'a> {
    unit: Link,
    lines: Vec<Commended<'a>>,
}

/// The roll's page.
pub(super) fn page(site: &Site) -> Page {
    let mut units: BTreeMap<UnitId, Vec<Commended<'_>>> = BTreeMap::new();
    for honour in &site.honours.roll {
        units
            .entry(honour.unit)
            .or_default()
            .push(commended(site, honour));
    }
    let view = View {
        prose: prose(site, "honours"),
        notices: notices(site, usize::MAX, |_| true),
        units: units
            .into_iter()
            .map(|(id, lines)| UnitHonours {
                unit: words::unit_link(site, id),
                lines,
            })
            .collect(),
    };
    let shell = Shell::new(site, "通报表扬")
        .description(prose_opening(site, "honours"))
        .here("honours/index.html");
    Page::new("honours.html", &shell, "honours", &view)
}

/// The latest notice, with at most so many of its lines.
pub(super) fn latest(site: &Site, lines: usize) -> Option<Notice<'_>> {
    let newest = site.honours.roll.first()?.document;
    notices(site, lines, |id| id == newest).into_iter().next()
}

/// The notices of a campaign year.
pub(super) fn of_year(site: &Site, year: i16) -> Vec<Notice<'_>> {
    notices(site, usize::MAX, |id| site.document(id).year == year)
}

/// A unit's lines, newest first.
pub(super) fn of_unit(site: &Site, unit: UnitId) -> Vec<Commended<'_>> {
    let roll = site.honours.roll.iter().filter(|h| h.unit == unit);
    roll.map(|h| commended(site, h)).collect()
}

/// The lines that were given for a criterion.
pub(super) fn of_criterion(site: &Site, id: CriterionId) -> Vec<Commended<'_>> {
    let roll = site.honours.roll.iter().filter(|h| h.criteria.contains(&id));
    roll.map(|h| commended(site, h)).collect()
}

/// What was withdrawn from a unit.
pub(super) fn withdrawn_from(site: &Site, unit: UnitId) -> Vec<Withdrawn> {
    let all = site.honours.withdrawals.iter().filter(|w| w.unit == unit);
    all.map(|w| withdrawn(site, w)).collect()
}

/// Notices that pass, in the roll's order; last, those of which no line stands any more.
fn notices(site: &Site, lines: usize, pass: impl Fn(DocumentId) -> bool) -> Vec<Notice<'_>> {
    let standing = site.honours.roll.iter().map(|h| h.document);
    let withdrawn = site.honours.withdrawals.iter().map(|w| w.document);
    let mut order: Vec<DocumentId> = Vec::new();
    for id in standing.chain(withdrawn).filter(|id| pass(*id)) {
        if !order.contains(&id) {
            order.push(id);
        }
    }
    order.into_iter().map(|id| notice(site, id, lines)).collect()
}

fn notice(site: &Site, id: DocumentId, lines: usize) -> Notice<'_> {
    let roll: Vec<_> = site.honours.roll.iter().filter(|h| h.document == id).collect();
    let withdrawals = site.honours.withdrawals.iter();
    Notice {
        document: words::citation(site, id),
        period: words::period(site, site.document(id).year),
        more: roll.len().saturating_sub(lines),
        groups: titled(site, roll.get(..lines.min(roll.len())).unwrap_or_default()),
        withdrawn: withdrawals
            .filter(|w| w.document == id)
            .map(|w| withdrawn(site, w))
            .collect(),
    }
}

fn titled<'a>(site: &'a Site, roll: &[&'a Honour]) -> Vec<Titled<'a>> {
    let groups = roll.chunk_by(|a, b| a.title == b.title);
    let named = groups.filter_map(|lines| Some((&lines.first()?.title, lines)));
    named
        .map(|(title, lines)| Titled {
            title,
            lines: lines.iter().map(|h| commended(site, h)).collect(),
        })
        .collect()
}

fn commended<'a>(site: &'a Site, honour: &'a Honour) -> Commended<'a> {
    let criteria = honour.criteria.iter();
    Commended {
        unit: words::unit_link(site, honour.unit),
        title: &honour.title,
        criteria: criteria.map(|c| site.criterion(*c).name.as_str()).collect(),
        period: words::period(site, honour.year),
        document: words::citation(site, honour.document),
    }
}

fn withdrawn(site: &Site, withdrawal: &Withdrawal) -> Withdrawn {
    Withdrawn {
        unit: words::unit_link(site, withdrawal.unit),
        document: words::citation(site, withdrawal.document),
        by: words::citation(site, withdrawal.by),
    }
}
