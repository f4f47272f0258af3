//! All units by category, in the issued order.

use serde::Serialize;

use super::article::{prose, prose_opening};
use super::disclosure::{self, Cell};
use super::progress::applies;
use super::shell::{Page, Shell};
use super::words::{self, Link, without_year};
use crate::model::{CategoryId, Since, Site, Unit, UnitId};

/// `units` in the template.
#[derive(Debug, Serialize)]
struct Units<'a> {
    prose: String,
    count: usize,
    year: i16,
    /// Whether any duties of this year are shown.
    told: bool,
    groups: Vec<Group<'a>>,
    /// 已撤销: no more units, but their history stays.
    former: Vec<Line<'a>>,
}

/// The units of a category.
#[derive(Debug, Serialize)]
pub(super) struct Group<'a> {
    name: &'a str,
    units: Vec<Line<'a>>,
}

/// A unit in a list.
#[derive(Debug, Serialize)]
pub(super) struct Line<'a> {
    link: Link,
    name: &'a str,
    /// 曾用名, or what became of it.
    note: Option<String>,
    /// This year's duties, as far as they may be shown.
    duties: Vec<Duty<'a>>,
}

/// A duty by its short name and how the unit stands with it.
#[derive(Debug, Serialize)]
pub(super) struct Duty<'a> {
    pub(super) name: &'a str,
    pub(super) cell: Cell<'a>,
}

/// The units' page.
pub(super) fn page(site: &Site) -> Page {
    let stands = |unit: &Unit| unit.exists_on(site.as_of);
    let gone = |unit: &Unit| unit.to.is_some_and(|to| to < site.as_of);
    let former = ids(site).filter(|id| gone(site.unit(*id)));
    let groups = groups(site, |unit| !gone(unit));
    let mut lines = groups.iter().flat_map(|group| &group.units);
    let view = Units {
        prose: prose(site, "units"),
        count: site.units.iter().filter(|u| stands(u)).count(),
        year: site.as_of.year(),
        told: lines.any(|line| !line.duties.is_empty()),
        groups,
        former: former.map(|id| line(site, id)).collect(),
    };
    let shell = Shell::new(site, "单位")
        .description(prose_opening(site, "units"))
        .here("units/index.html")
        .dated(site);
    Page::new("units.html", &shell, "units", &view)
}

/// Units that pass, by category in the order of `site.toml`; categories without any are left out.
pub(super) fn groups<'a>(site: &'a Site, pass: impl Fn(&Unit) -> bool) -> Vec<Group<'a>> {
    let categories = (0_u16..).zip(&site.rules.categories);
    let groups = categories.map(|(index, category)| {
        let of_category = |id: &UnitId| site.unit(*id).category == CategoryId(index);
        Group {
            name: &category.name,
            units: ids(site)
                .filter(of_category)
                .filter(|id| pass(site.unit(*id)))
                .map(|id| line(site, id))
                .collect(),
        }
    });
    groups.filter(|group| !group.units.is_empty()).collect()
}

fn ids(site: &Site) -> impl Iterator<Item = UnitId> + '_ {
    (0_u32..).zip(&*site.units).map(|(index, _)| UnitId(index))
}

fn line(site: &Site, id: UnitId) -> Line<'_> {
    let unit = site.unit(id);
    Line {
        link: words::short_link(unit),
        name: &unit.name,
        note: note(site, unit),
        duties: duties(site, id, site.as_of.year()),
    }
}

fn note(site: &Site, unit: &Unit) -> Option<String> {
    let ended = unit.to.filter(|to| *to < site.as_of).and(unit.raw.to.as_ref());
    if let Some(ended) = ended {
        let successor = unit
            .successor
            .map(|id| format!("，职责由{}承继", site.unit(id).short));
        return Some(format!(
            "{}撤销{}",
            since(ended.value),
            successor.unwrap_or_default()
        ));
    }
    let names: Vec<_> = unit.raw.former_names.iter().map(|n| n.value.as_str()).collect();
    (!names.is_empty()).then(|| format!("曾用名：{}", names.join("、")))
}

/// A unit's duties of a year, as far as they may be shown.
pub(super) fn duties(site: &Site, unit: UnitId, year: i16) -> Vec<Duty<'_>> {
    let entries = site.ledger.of_year(year).iter();
    entries
        .filter(|entry| entry.unit == unit && applies(entry))
        .filter_map(|entry| {
            Some(Duty {
                name: without_year(&site.kind(entry.kind).name),
                cell: disclosure::cell(site, entry)?,
            })
        })
        .collect()
}

/// A year or a day in words.
pub(super) fn since(since: Since) -> String {
    match since {
        Since::Year(year) => format!("{year}年"),
        Since::Day(day) => day.chinese(),
    }
}
