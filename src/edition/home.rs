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
const SESSIONS: usize = 5;
const HONOURS: usize = 8;

/// `home` in the template.
#[derive(Debug, Serialize)]
struct Home<'a> {
    prose: String,
    /// What stands on top: the newest pinned document, or the newest.
    lead: Option<Lead<'a>>,
    newest: Vec<Row<'a>>,
    progress: Vec<Progress<'a>>,
    sessions: Vec<Session<'a>>,
    criteria: Vec<Counted>,
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
        sessions: calendar::coming(site, SESSIONS),
        criteria: criteria(site),
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

/// The criteria and how much there is about each.
pub(super) fn criteria(site: &Site) -> Vec<Counted> {
    let criteria = site.rules.campaign.criteria.iter().zip(&site.by_criterion);
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
