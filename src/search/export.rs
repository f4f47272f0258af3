//! What the search finds, for those who run a search server: NDJSON in the bulk form that OpenSearch and Elasticsearch take.
//!
//! In: a Site, and what its pages say. Out: for each page that the site's own search gives an action line and a document line, in the
//! order in which the index numbers pages. What is hidden is not in the Site, so it is not here. The mapping (`export-mapping.json`)
//! has an analyser of bigrams, so that a phrase of Han is found wherever words begin.

use std::io::{self, Write};

use rayon::prelude::*;
use serde::Serialize;

use super::builder::{Subject, path, subjects, title};
use crate::markdown::Block;
use crate::model::{Document, Site};

/// Settings and mapping of an index that takes the lines.
pub const MAPPING: &str = include_str!("export-mapping.json");
/// What every export begins with: files that begin otherwise are none.
pub const BEGINNING: &str = "{\"index\":{\"_id\":";
/// How many pages are held at a time.
const HELD: usize = 256;

/// The action line. The address is the id, so that a later export replaces what an earlier one brought.
#[derive(Serialize)]
struct Action<'a> {
    index: Id<'a>,
}

#[derive(Serialize)]
struct Id<'a> {
    _id: &'a str,
}

/// The document line; what a page does not have is left out.
#[derive(Serialize)]
struct Line<'a> {
    path: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    doc_no: Option<&'a str>,
    kind: &'a str,
    kind_name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'a str>,
    /// The unit's name, and its short name where that is another: a document is found by both.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    unit_name: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    year: Option<i16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    criteria: Vec<&'a str>,
    /// Block by block: a phrase crosses none.
    text: Vec<&'a str>,
}

/// Writes all pages; gives how many. `said` is what a page says; it is asked from many threads, a few hundred pages at a time, so that no
/// more than these are held.
pub fn export(
    site: &Site,
    said: &(dyn Fn(Subject) -> Vec<Block> + Sync),
    out: &mut dyn Write,
) -> io::Result<usize> {
    let subjects = subjects(site);
    for some in subjects.chunks(HELD) {
        let lines: Vec<serde_json::Result<String>> = some
            .par_iter()
            .map(|subject| lines(site, *subject, &said(*subject)))
            .collect();
        for lines in lines {
            out.write_all(lines?.as_bytes())?;
        }
    }
    Ok(subjects.len())
}

fn lines(site: &Site, subject: Subject, blocks: &[Block]) -> serde_json::Result<String> {
    let path = path(site, subject);
    let mut line = Line {
        path,
        title: title(site, subject),
        doc_no: None,
        kind: "page",
        kind_name: "页面",
        unit: None,
        unit_name: Vec::new(),
        year: None,
        date: None,
        status: None,
        criteria: Vec::new(),
        text: blocks.iter().map(|block| block.text.as_str()).collect(),
    };
    match subject {
        Subject::Unit(id) => {
            (line.kind, line.kind_name) = ("unit", "单位");
            line.unit = Some(site.unit(id).id());
            line.unit_name = names(site, id);
        }
        Subject::FreePage(_) => {}
        Subject::Document(id) => add_facts(site, site.document(id), &mut line),
    }
    let action = Action {
        index: Id { _id: path },
    };
    Ok(format!(
        "{}\n{}\n",
        serde_json::to_string(&action)?,
        serde_json::to_string(&line)?
    ))
}

fn add_facts<'a>(site: &'a Site, document: &'a Document, line: &mut Line<'a>) {
    let kind = site.kind(document.kind);
    line.doc_no = document.number.as_ref().map(|number| number.as_str());
    (line.kind, line.kind_name) = (&kind.id, &kind.name);
    line.unit = document.unit.map(|id| site.unit(id).id());
    line.unit_name = document.unit.map_or_else(Vec::new, |id| names(site, id));
    line.year = Some(document.year);
    line.date = Some(document.date.to_string());
    line.status = Some(document.validity.id());
    let criteria = document.criteria.iter();
    line.criteria = criteria.map(|id| &*site.criterion(*id).id).collect();
}

fn names(site: &Site, id: crate::model::UnitId) -> Vec<&str> {
    let unit = site.unit(id);
    let mut names = vec![unit.name.as_str(), unit.short.as_str()];
    names.dedup();
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mapping_has_every_field_of_a_line_and_no_other() {
        let mapping: serde_json::Value = serde_json::from_str(MAPPING).unwrap();
        let mapped = mapping["mappings"]["properties"].as_object().unwrap();
        let line = Line {
            path: "a.html",
            title: "题",
            doc_no: Some("云发〔2026〕1号"),
            kind: "plan",
            kind_name: "计划",
            unit: Some("finance"),
            unit_name: vec!["财政局"],
            year: Some(2026),
            date: Some("2026-01-01".into()),
            status: Some("in_force"),
            criteria: vec!["service"],
            text: vec!["文"],
        };
        let written = serde_json::to_value(&line).unwrap();
        let written: Vec<&String> = written.as_object().unwrap().keys().collect();
        let mut mapped: Vec<&String> = mapped.keys().collect();
        mapped.sort();
        let mut fields = written.clone();
        fields.sort();
        assert_eq!(fields, mapped);
    }

    #[test]
    fn the_mapping_names_only_analysers_and_filters_that_it_defines() {
        let mapping: serde_json::Value = serde_json::from_str(MAPPING).unwrap();
        let analysis = &mapping["settings"]["analysis"];
        let known = |sort: &str, name: &serde_json::Value| {
            let name = name.as_str().unwrap();
            analysis[sort].get(name).is_some() || ["cjk_width", "lowercase"].contains(&name)
        };
        for analyser in analysis["analyzer"].as_object().unwrap().values() {
            for sort in ["filter", "char_filter"] {
                assert!(
                    analyser[sort]
                        .as_array()
                        .unwrap()
                        .iter()
                        .all(|name| known(sort, name))
                );
            }
        }
        for field in mapping["mappings"]["properties"].as_object().unwrap().values() {
            for key in ["analyzer", "search_analyzer"] {
                assert!(field.get(key).is_none_or(|name| known("analyzer", name)));
            }
        }
    }
}
