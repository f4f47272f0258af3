//! The policy box (文件信息框) above a document's text: what it is, whose, since when, and whether it is in force.
//! Only what is known has a line.

use serde::Serialize;

use super::disclosure;
use super::words;
use crate::model::{Document, Site};

/// One line of the box.
#[derive(Debug, Serialize)]
pub(super) struct Fact {
    label: &'static str,
    value: String,
    /// Where the value leads, if anywhere.
    path: Option<String>,
    /// Takes the whole width.
    wide: bool,
}

impl Fact {
    fn new(label: &'static str, value: impl Into<String>) -> Fact {
        Fact {
            label,
            value: value.into(),
            path: None,
            wide: false,
        }
    }
}

/// What of the box is the document's own and stands nowhere else: a reader who sees it may look for it. Days, states and labels are no text.
pub(super) fn said(facts: &[Fact]) -> impl Iterator<Item = &str> {
    let own = |fact: &&Fact| ["索引号", "主题分类", "发文机关"].contains(&fact.label);
    facts.iter().filter(own).map(|fact| fact.value.as_str())
}

/// The lines of a document's box, in the order of DOMAIN.md §3.
pub(super) fn facts(site: &Site, document: &Document) -> Vec<Fact> {
    let front = &document.raw.front;
    let mut facts = Vec::new();
    let mut add = |label, value: Option<String>| facts.extend(value.map(|v| Fact::new(label, v)));
    add("索引号", front.index_no.as_ref().map(|v| v.value.clone()));
    add("主题分类", front.topic.as_ref().map(|v| v.value.clone()));
    add("发文机关", issuers(document));
    add("成文日期", front.date_written.as_ref().map(|d| d.value.chinese()));
    facts.push(Fact {
        wide: true,
        ..Fact::new("标题", document.title())
    });
    let mut add = |label, value: Option<String>| facts.extend(value.map(|v| Fact::new(label, v)));
    add("发文字号", document.number.as_ref().map(ToString::to_string));
    if site.kind(document.kind).per_unit {
        facts.extend(unit(site, document));
        facts.push(year(document));
        let submitted = front.submitted.as_ref().filter(|_| disclosure::shows_days(site));
        facts.extend(submitted.map(|d| Fact::new("报送日期", d.value.chinese())));
    }
    facts.push(Fact::new("发布日期", document.date.chinese()));
    facts.extend(words::validity(document.validity).map(|v| Fact::new("有效性", v)));
    facts
}

fn issuers(document: &Document) -> Option<String> {
    let issuers = &document.raw.front.issuers;
    let names: Vec<_> = issuers.iter().map(|i| i.value.as_str()).collect();
    (!names.is_empty()).then(|| names.join("、"))
}

fn unit(site: &Site, document: &Document) -> Option<Fact> {
    let unit = site.unit(document.unit?);
    Some(Fact {
        path: Some(unit.address.to_string()),
        ..Fact::new("单位", unit.name.as_str())
    })
}

fn year(document: &Document) -> Fact {
    Fact {
        path: Some(format!("years/{}.html", document.year)),
        ..Fact::new("年度", format!("{}年", document.year))
    }
}
