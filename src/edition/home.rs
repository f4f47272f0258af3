//! The home page answers first: what is new, and what is due.

use serde::Serialize;

use super::article::prose;
use super::calendar::{self, Session};
use super::honours::{self, Notice};
use super::progress::{self, Progress};
use super::shell::{Page, Shell};
use super::units::{self, Group};
use super::words::{self, Link, Row};
use crate::model::{DocumentId, Site};

const NEWEST: usize = 9;
const SESSIONS: usize = 4;
const HONOURS: usize = 8;

/// `home` in the template.
#[derive(Debug, Serialize)]
struct Home<'a> {
    prose: String,
    /// What stands on top: the newest pinned document, or the newest.
    lead: Option<Lead<'a>>,
    newest: Vec<Row<'a>>,
    progress: Vec<Progress<'a>>,
    /// This month's study sessions, the past days' included.
    sessions: Vec<Session<'a>>,
    /// The next after this month.
    later: Vec<Session<'a>>,
    criteria: Vec<Criterion<'a>>,
    honours: Option<Notice<'a>>,
    units: Vec<Group<'a>>,
    unit_count: usize,
    years: Vec<Link>,
}

#[derive(Debug, Serialize)]
struct Lead<'a> {
    document: Row<'a>,
    summary: &'a str,
}

/// A criterion, how much there is about it, and the newest of that.
#[derive(Debug, Serialize)]
struct Criterion<'a> {
    link: Link,
    count: usize,
    newest: Option<Row<'a>>,
}

/// A link and how many documents it leads to.
#[derive(Debug, Serialize)]
pub(super) struct Counted {
    pub(super) link: Link,
    pub(super) count: usize,
}

/// The home page.
pub(super) fn page(site: &Site) -> Page {
    let lead = lead(site);
    let others = site.newest.iter().filter(|id| Some(**id) != lead);
    let view = Home {
        prose: prose(site, ""),
        lead: lead.map(|id| Lead {
            document: words::row(site, id),
            summary: words::summary(site.document(id)),
        }),
        newest: words::rows(site, others.take(NEWEST)),
        progress: progress::current(site),
        sessions: calendar::this_month(site),
        later: calendar::later(site, SESSIONS),
        criteria: criteria_with_newest(site),
        honours: honours::latest(site, HONOURS),
        units: units::groups(site, |unit| unit.exists_on(site.as_of)),
        unit_count: site.units.iter().filter(|u| u.exists_on(site.as_of)).count(),
        years: years(site),
    };
    let shell = Shell::new(site, "").here("index.html").dated(site);
    Page::new("home.html", &shell, "home", &view)
}

fn lead(site: &Site) -> Option<DocumentId> {
    let pinned = site.newest.iter().find(|id| site.document(**id).pinned);
    pinned.or_else(|| site.newest.first()).copied()
}

fn criteria_with_newest(site: &Site) -> Vec<Criterion<'_>> {
    let counted = criteria(site).into_iter().zip(&*site.by_criterion);
    counted
        .map(|(Counted { link, count }, documents)| Criterion {
            link,
            count,
            newest: documents.first().map(|id| words::row(site, *id)),
        })
        .collect()
}

/// The criteria and how much there is about each.
pub(super) fn criteria(site: &Site) -> Vec<Counted> {
    let criteria = site.rules.campaign.criteria.iter().zip(&*site.by_criterion);
    criteria
        .map(|(criterion, documents)| Counted {
            link: Link::new(criterion.name.as_str(), format!("criteria/{}.html", criterion.id)),
            count: documents.len(),
        })
        .collect()
}

/// Every year's page, newest first.
pub(super) fn years(site: &Site) -> Vec<Link> {
    let years = site.years().into_iter();
    years
        .map(|y| Link::new(format!("{y}年"), format!("years/{y}.html")))
        .collect()
}
