//! A campaign year on one page, in the order of its cycle: guidance → plans → progress → summaries → assessment → honours.

use serde::Serialize;

use super::home::years;
use super::honours::{self, Notice};
use super::paging;
use super::progress::{self, Progress};
use super::shell::{Page, Shell};
use super::words::{self, Link, Rest, Row};
use crate::model::{Assessment, DocumentId, KindId, Site, UnitId};

/// How many documents of a kind a stage lists; the kind's own list has them all.
const ROWS: usize = 60;

/// The stages that documents fill, in the order of the cycle: which, where on the page, its name.
const STAGES: [(Part, &str, &str); 4] = [
    (Part::Guidance, "stage:guidance", "部署安排"),
    (Part::Plans, "stage:plans", "年度计划"),
    (Part::Progress, "stage:progress", "学习与推进"),
    (Part::Summaries, "stage:summaries", "自查总结"),
];

/// `year` in the template.
#[derive(Debug, Serialize)]
struct View<'a> {
    year: i16,
    years: Vec<Link>,
    /// The period that is appraised at the end of this year: `2024—2025年度`.
    appraised: Option<String>,
    /// The whole cycle at a glance.
    cycle: Vec<Step>,
    stages: Vec<Stage<'a>>,
    assessments: Vec<AssessmentView<'a>>,
    honours: Vec<Notice<'a>>,
    ledger: Option<Link>,
}

/// A step of the cycle as it is drawn on top.
#[derive(Debug, Serialize)]
struct Step {
    name: &'static str,
    /// The section that it leads to; `None` where there is nothing yet.
    id: Option<&'static str>,
    /// `5篇`, `已报14个，应报16个`.
    told: String,
}

/// A stage of the cycle.
#[derive(Debug, Serialize)]
struct Stage<'a> {
    name: &'static str,
    id: &'static str,
    progress: Vec<Progress<'a>>,
    lists: Vec<StageList<'a>>,
}

/// The documents of a kind within a stage.
#[derive(Debug, Serialize)]
struct StageList<'a> {
    kind: Link,
    count: usize,
    /// Documents that belong to units stand under the units' names; the others as rows.
    links: Vec<Link>,
    rows: Vec<Row<'a>>,
    /// Those that do not stand here.
    rest: Option<Rest>,
}

/// 考核结果 of a document.
#[derive(Debug, Serialize)]
struct AssessmentView<'a> {
    /// Said where the page is about the years of an appraisal.
    year: Option<String>,
    document: Link,
    lines: Vec<AssessmentLine<'a>>,
}

#[derive(Debug, Serialize)]
struct AssessmentLine<'a> {
    unit: Link,
    grade: &'a str,
    note: Option<&'a str>,
}

/// Which stage of the cycle a document belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Guidance,
    Plans,
    Progress,
    Summaries,
}

/// A year's page.
pub(super) fn page(site: &Site, year: i16) -> Page {
    let stages: Vec<_> = STAGES.iter().map(|one| stage(site, year, *one)).collect();
    let (assessments, honours) = (assessments(site, year), honours::of_year(site, year));
    let has_ledger = !site.ledger.of_year(year).is_empty();
    let view = View {
        year,
        years: years(site),
        appraised: words::appraisal_start(site, year).map(|_| words::period(site, year)),
        cycle: cycle(site, year, &stages, (assessments.len(), honours.len())),
        stages: stages.into_iter().filter(Stage::is_there).collect(),
        assessments,
        honours,
        ledger: has_ledger.then(|| Link::new(format!("{year}年台账"), format!("ledger/{year}.html"))),
    };
    let name = format!("{year}年创建活动");
    let shell = Shell::new(site, &name)
        .description(&format!("{year}年创建活动：部署、计划、推进、总结、考核和表扬"))
        .dated(site);
    Page::new("year.html", &shell, "year", &view)
}

/// The steps of the cycle, each with what there is of it. Honours are a step only where an appraisal ends, or where there are some.
fn cycle(site: &Site, year: i16, stages: &[Stage<'_>], (assessed, notices): (usize, usize)) -> Vec<Step> {
    let mut steps: Vec<_> = stages.iter().map(Stage::step).collect();
    let counted = |name, id, count: usize, unit: &str| Step {
        name,
        id: (count > 0).then_some(id),
        told: match count {
            0 => String::new(),
            count => format!("{count}{unit}"),
        },
    };
    steps.push(counted("检查考核", "stage:assessment", assessed, "份结果"));
    let appraised = words::appraisal_start(site, year).is_some();
    if appraised || notices > 0 {
        steps.push(counted("通报表扬", "stage:honours", notices, "份通报"));
    }
    steps
}

impl Stage<'_> {
    fn is_there(&self) -> bool {
        !self.lists.is_empty() || !self.progress.is_empty()
    }
    fn step(&self) -> Step {
        let documents: usize = self.lists.iter().map(|list| list.count).sum();
        let owed: usize = self.progress.iter().map(|duty| duty.owed).sum();
        let filed: usize = self.progress.iter().map(|duty| duty.filed).sum();
        Step {
            name: self.name,
            id: self.is_there().then_some(self.id),
            told: match (owed, documents) {
                (0, 0) => String::new(),
                (0, documents) => format!("{documents}篇"),
                (owed, _) => format!("应报{owed}个，已报{filed}个"),
            },
        }
    }
}

fn stage<'a>(site: &'a Site, year: i16, (part, id, name): (Part, &'static str, &'static str)) -> Stage<'a> {
    let kinds = site.year(year).by_kind.into_iter();
    let lists = kinds.filter(|(kind, documents)| part_of(site, *kind) == part && !documents.is_empty());
    Stage {
        name,
        id,
        progress: duties(site, year, part),
        lists: lists
            .map(|(kind, documents)| list(site, kind, year, &documents))
            .collect(),
    }
}

/// The stage of a kind, whatever the site calls it. What units owe belongs to the plans or, when it falls due in the year after, to the
/// summaries; official documents set the work; the rest is the course of the year.
fn part_of(site: &Site, id: KindId) -> Part {
    let kind = site.kind(id);
    match &*kind.id {
        "guidance" | "notice" => Part::Guidance,
        "plan" => Part::Plans,
        "summary" => Part::Summaries,
        _ => {
            let obligations = &site.rules.campaign.obligations;
            match obligations.iter().find(|o| o.kind == id) {
                Some(obligation) if obligation.next_year => Part::Summaries,
                Some(_) => Part::Plans,
                None if kind.official => Part::Guidance,
                None => Part::Progress,
            }
        }
    }
}

fn duties(site: &Site, year: i16, part: Part) -> Vec<Progress<'_>> {
    let obligations = site.rules.campaign.obligations.iter().enumerate();
    obligations
        .filter(|(_, obligation)| part_of(site, obligation.kind) == part)
        .filter_map(|one| progress::of_obligation(site, one, year))
        .collect()
}

fn list<'a>(site: &'a Site, id: KindId, year: i16, documents: &[DocumentId]) -> StageList<'a> {
    let kind = site.kind(id);
    let shown = documents.get(..ROWS.min(documents.len())).unwrap_or_default();
    let (links, rows) = match kind.per_unit {
        true => (words::links_by_unit(site, shown), Vec::new()),
        false => (Vec::new(), words::rows(site, shown)),
    };
    StageList {
        kind: Link::new(kind.name.as_str(), paging::path(&kind.address(), 1)),
        count: documents.len(),
        links,
        rows,
        rest: Rest::new(kind, documents.len() - shown.len(), ("year", &year.to_string())),
    }
}

/// The assessments of a year; where an appraisal ends, those of all its years, since it rests on them.
fn assessments(site: &Site, year: i16) -> Vec<AssessmentView<'_>> {
    let first = words::appraisal_start(site, year).unwrap_or(year);
    let of_years = site
        .assessments
        .iter()
        .filter(|a| (first..=year).contains(&a.year));
    of_years
        .map(|assessment| AssessmentView {
            year: (first < year).then(|| format!("{}年度", assessment.year)),
            document: words::citation(site, assessment.document),
            lines: lines(site, assessment),
        })
        .collect()
}

fn lines<'a>(site: &'a Site, assessment: &'a Assessment) -> Vec<AssessmentLine<'a>> {
    let line = |(unit, grade, note): &'a (UnitId, String, Option<String>)| AssessmentLine {
        unit: words::unit_link(site, *unit),
        grade,
        note: note.as_deref(),
    };
    assessment.results.iter().map(line).collect()
}
