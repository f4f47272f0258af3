//! A unit's dossier (一单位一档) answers first: are we in order?

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::article::Body;
use super::disclosure::{self, StatusView};
use super::honours::{self, Commended, Withdrawn};
use super::paging;
use super::progress::applies;
use super::shell::{Page, Shell};
use super::units::{self, Duty, since};
use super::words::{self, Link, Row, without_year};
use crate::model::{Document, DocumentId, KindId, LedgerEntry, Site, Status, Unit, UnitId};
use crate::search::Subject;

/// How many documents of a kind that concern a unit are seen at once; the rest is folded away on screen, and there on paper.
const CONCERNING: usize = 20;

/// `unit` in the template.
#[derive(Debug, Serialize)]
struct View<'a> {
    /// The list of all units.
    index: Link,
    name: &'a str,
    category: &'a str,
    facts: Vec<Fact>,
    profile: String,
    predecessors: Vec<Link>,
    successor: Option<Link>,
    /// The ledger over the years, oldest first; empty where nothing of it may be shown.
    strip: Vec<StripYear<'a>>,
    materials: Option<Materials<'a>>,
    concerning: Vec<Concerning<'a>>,
    assessments: Vec<Assessed<'a>>,
    honours: Vec<Commended<'a>>,
    withdrawn: Vec<Withdrawn>,
}

#[derive(Debug, Serialize)]
struct Fact {
    label: &'static str,
    value: String,
}

#[derive(Debug, Serialize)]
struct StripYear<'a> {
    year: Link,
    duties: Vec<Duty<'a>>,
}

/// What the unit filed and still owes, year by year.
#[derive(Debug, Serialize)]
struct Materials<'a> {
    kinds: Vec<&'a str>,
    years: Vec<MaterialYear<'a>>,
}

#[derive(Debug, Serialize)]
struct MaterialYear<'a> {
    year: i16,
    /// In the order of `kinds`.
    cells: Vec<Material<'a>>,
}

#[derive(Debug, Serialize)]
struct Material<'a> {
    documents: Vec<Link>,
    /// Filed, but not published: `2025-12-05报送，未公开`.
    unpublished: Option<String>,
    /// How the duty stands while nothing was filed, and until when it is due.
    status: Option<StatusView<'a>>,
    due: Option<String>,
}

/// Documents of a kind that concern the unit.
#[derive(Debug, Serialize)]
struct Concerning<'a> {
    kind: Link,
    count: usize,
    rows: Vec<Row<'a>>,
    rest: Vec<Row<'a>>,
}

/// 考核结果, as far as the edition shows it.
#[derive(Debug, Serialize)]
struct Assessed<'a> {
    year: i16,
    grade: &'a str,
    note: Option<&'a str>,
    document: Link,
}

/// A unit's page.
pub(super) fn page(site: &Site, id: UnitId) -> Page {
    let unit = site.unit(id);
    let body = body(unit).render(&unit.address);
    let view = view(site, id, body.html);
    let shell = Shell::new(site, &unit.short)
        .description(&unit.raw.scan.opening)
        .here("units/index.html")
        .dated(site);
    Page::new("unit.html", &shell, "unit", &view).says(Subject::Unit(id), body.blocks)
}

fn body(unit: &Unit) -> Body<'_> {
    Body {
        source: &unit.raw.source,
        span: unit.raw.body,
        scan: &unit.raw.scan,
        links: &unit.links,
    }
}

fn view(site: &Site, id: UnitId, profile: String) -> View<'_> {
    let unit = site.unit(id);
    let link = |id: &UnitId| words::unit_link(site, *id);
    View {
        index: Link::new("单位", "units/index.html"),
        name: &unit.name,
        category: category(site, unit),
        facts: facts(unit),
        profile,
        predecessors: unit.predecessors.iter().map(link).collect(),
        successor: unit.successor.as_ref().map(link),
        strip: strip(site, id),
        materials: materials(site, id),
        concerning: concerning(site, id),
        assessments: assessments(site, id),
        honours: honours::of_unit(site, id),
        withdrawn: honours::withdrawn_from(site, id),
    }
}

fn category<'a>(site: &'a Site, unit: &Unit) -> &'a str {
    let category = site.rules.categories.get(usize::from(unit.category.0));
    category.map_or("", |c| c.name.as_str())
}

fn facts(unit: &Unit) -> Vec<Fact> {
    let raw = &unit.raw;
    let names: Vec<_> = raw.former_names.iter().map(|n| n.value.as_str()).collect();
    let short = (unit.short != unit.name).then(|| unit.short.clone());
    let all = [
        ("简称", short),
        ("曾用名", (!names.is_empty()).then(|| names.join("、"))),
        ("设立", raw.from.as_ref().map(|s| since(s.value))),
        ("撤销", raw.to.as_ref().map(|s| since(s.value))),
        ("联系方式", raw.contact.as_ref().map(|c| c.value.clone())),
    ];
    all.into_iter()
        .filter_map(|(label, value)| value.map(|value| Fact { label, value }))
        .collect()
}

fn strip(site: &Site, id: UnitId) -> Vec<StripYear<'_>> {
    let years = site.ledger.years().into_iter();
    let years = years.map(|year| StripYear {
        year: Link::new(year.to_string(), format!("ledger/{year}.html")),
        duties: units::duties(site, id, year),
    });
    years.filter(|year| !year.duties.is_empty()).collect()
}

/// Documents that concern the unit, by kind: all but its own plans and summaries, which stand by year.
fn concerning(site: &Site, id: UnitId) -> Vec<Concerning<'_>> {
    let mut by_kind: BTreeMap<KindId, Vec<DocumentId>> = BTreeMap::new();
    for document in of_unit(site, id) {
        let Document { kind, unit, .. } = *site.document(*document);
        if unit != Some(id) || !site.kind(kind).per_unit {
            by_kind.entry(kind).or_default().push(*document);
        }
    }
    let by_kind = by_kind.into_iter();
    by_kind
        .map(|(kind, documents)| {
            let kind = site.kind(kind);
            let (seen, rest) = documents.split_at(CONCERNING.min(documents.len()));
            Concerning {
                kind: Link::new(kind.name.as_str(), paging::path(&kind.address(), 1)),
                count: documents.len(),
                rows: words::rows(site, seen),
                rest: words::rows(site, rest),
            }
        })
        .collect()
}

/// What the unit's assessments found, newest year first.
fn assessments(site: &Site, id: UnitId) -> Vec<Assessed<'_>> {
    let newest = site.assessments.iter().rev();
    let lines = newest.flat_map(|a| a.results.iter().map(move |line| (a, line)));
    lines
        .filter(|(_, (unit, ..))| *unit == id)
        .map(|(assessment, (_, grade, note))| Assessed {
            year: assessment.year,
            grade,
            note: note.as_deref(),
            document: words::citation(site, assessment.document),
        })
        .collect()
}

fn of_unit(site: &Site, id: UnitId) -> &[DocumentId] {
    site.by_unit.get(id.0 as usize).map_or(&[], Vec::as_slice)
}

/// Plans and summaries by year, newest first; `None` when there is nothing to show.
fn materials(site: &Site, id: UnitId) -> Option<Materials<'_>> {
    let kinds: Vec<KindId> = per_unit_kinds(site).collect();
    let own: Vec<DocumentId> = of_unit(site, id)
        .iter()
        .copied()
        .filter(|document| site.document(*document).unit == Some(id))
        .filter(|document| kinds.contains(&site.document(*document).kind))
        .collect();
    let told: Vec<&LedgerEntry> = site.ledger.of_unit(id).filter(|e| is_told(site, e)).collect();
    let documents = own.iter().map(|d| site.document(*d).year);
    let years: BTreeSet<i16> = documents.chain(told.iter().map(|e| e.year)).collect();
    let years: Vec<_> = years.into_iter().rev().collect();
    (!years.is_empty()).then(|| Materials {
        kinds: kinds.iter().map(|k| without_year(&site.kind(*k).name)).collect(),
        years: years
            .into_iter()
            .map(|year| MaterialYear {
                year,
                cells: kinds
                    .iter()
                    .map(|kind| material(site, (&own, &told), *kind, year))
                    .collect(),
            })
            .collect(),
    })
}

fn per_unit_kinds(site: &Site) -> impl Iterator<Item = KindId> + '_ {
    let kinds = (0_u16..).zip(&site.rules.kinds);
    kinds
        .filter(|(_, kind)| kind.per_unit)
        .map(|(index, _)| KindId(index))
}

/// Whether an entry is of this unit's business and may be told of.
fn is_told(site: &Site, entry: &LedgerEntry) -> bool {
    applies(entry) && disclosure::cell(site, entry).is_some()
}

fn material<'a>(
    site: &'a Site,
    found: (&[DocumentId], &[&'a LedgerEntry]),
    kind: KindId,
    year: i16,
) -> Material<'a> {
    let (own, told) = found;
    let ours: Vec<_> = own
        .iter()
        .filter(|id| (site.document(**id).kind, site.document(**id).year) == (kind, year))
        .collect();
    // One text is named by what it is; several need their titles.
    let documents = match ours.as_slice() {
        [id] => vec![Link::new(
            words::duty(year, &site.kind(kind).name),
            site.document(**id).address.as_str(),
        )],
        several => several
            .iter()
            .map(|id| words::document_link(site, **id))
            .collect(),
    };
    let entry = told.iter().find(|e| e.kind == kind && e.year == year);
    let entry = entry.filter(|_| documents.is_empty());
    let cell = entry.and_then(|entry| Some((entry, disclosure::cell(site, entry)?)));
    let (mut unpublished, mut status, mut due) = (None, None, None);
    match cell {
        Some((entry, cell)) if disclosure::has_filed(entry.status) => {
            unpublished = Some(match cell.submitted {
                Some(day) => format!("{day}报送，未公开"),
                None => "已报送，未公开".to_owned(),
            });
        }
        Some((entry, cell)) => {
            due = (entry.status == Status::Upcoming).then(|| entry.due.chinese());
            status = Some(cell.status);
        }
        None => {}
    }
    Material {
        documents,
        unpublished,
        status,
        due,
    }
}
