//! One Markdown file to what the model takes. `None` only when there is nothing to go on with (no front matter); mistakes are told in any case.
//!
//! 1. find the front matter   front_matter::split
//! 2. read it                 node, fields
//! 3. scan the body           markdown::scan

use std::path::Path;
use std::sync::Arc;

use super::front_matter::{self, Head};
use crate::diagnostic::{Diagnostic, SourceText, Span};
use crate::markdown::Scan;
use crate::model::{RawDocument, RawPage, RawUnit};
use crate::text::pinyin;

/// A document in a kind's folder.
pub fn document(source: &Arc<SourceText>) -> (Option<RawDocument>, Vec<Diagnostic>) {
    let (head, mut told) = front_matter::split(source);
    let Some(head) = head else {
        return (None, told);
    };
    let (front, front_told) = front_matter::document(source, &head);
    told.extend(front_told);
    let scan = body(source, &head, &mut told);
    let document = RawDocument {
        source: source.clone(),
        front,
        body: head.body,
        scan,
    };
    (Some(document), told)
}

/// A unit: `content/units/<id>.md`.
pub fn unit(source: &Arc<SourceText>) -> (Option<RawUnit>, Vec<Diagnostic>) {
    let (head, mut told) = front_matter::split(source);
    let Some(head) = head else {
        return (None, told);
    };
    let (front, front_told) = front_matter::unit(source, &head);
    told.extend(front_told);
    let scan = body(source, &head, &mut told);
    let unit = RawUnit {
        source: source.clone(),
        front: head.front,
        id: unit_id(source.path()),
        name: front.name,
        short: front.short,
        aliases: front.aliases,
        former_names: front.former_names,
        category: front.category,
        order: front.order,
        from: front.from,
        to: front.to,
        successor: front.successor,
        contact: front.contact,
        body: head.body,
        scan,
    };
    (Some(unit), told)
}

/// A free page. `index` pages need no title, nor front matter at all.
pub fn page(source: &Arc<SourceText>, index: bool) -> (Option<RawPage>, Vec<Diagnostic>) {
    let (head, mut told) = front_matter::split(source);
    let head = match head {
        Some(head) => head,
        None if index => {
            told.clear();
            headless(source)
        }
        None => return (None, told),
    };
    let (front, front_told) = front_matter::page(source, &head, index);
    told.extend(front_told);
    let scan = body(source, &head, &mut told);
    let page = RawPage {
        source: source.clone(),
        front: head.front,
        title: front.title,
        summary: front.summary,
        slug: front.slug,
        draft: front.draft,
        internal: front.internal,
        allow: front.allow,
        body: head.body,
        scan,
    };
    (Some(page), told)
}

fn headless(source: &SourceText) -> Head {
    let nothing = Span::default();
    Head {
        front: nothing,
        opening: nothing,
        yaml: nothing,
        body: Span::new(0, source.text().len()),
    }
}

/// The one place that knows how a body is read.
fn body(source: &SourceText, head: &Head, told: &mut Vec<Diagnostic>) -> Scan {
    let (scan, body_told) = crate::markdown::scan(source, head.body);
    told.extend(body_told);
    scan
}

/// The file's name without `.md`, as it may stand in an address: a name that is no such already is spelt in pinyin.
fn unit_id(path: &str) -> Arc<str> {
    let stem = Path::new(path)
        .file_stem()
        .map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    let proper = !stem.is_empty()
        && stem
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if proper {
        return stem.into();
    }
    pinyin::slug(&stem).unwrap_or(stem).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(path: &str, text: &str) -> Arc<SourceText> {
        Arc::new(SourceText::new(path, text))
    }

    #[test]
    fn a_document_is_its_front_matter_and_what_its_body_holds() {
        let text = "---\n标题: 甲\n---\n# 一、总则\n\n见[计划](b.md)。\n";
        let (document, told) = document(&source("content/news/a.md", text));
        let document = document.unwrap();
        assert!(told.is_empty(), "{told:?}");
        assert_eq!(document.front.title.unwrap().value, "甲");
        assert_eq!(
            document.source.slice(document.body),
            "# 一、总则\n\n见[计划](b.md)。\n"
        );
        assert_eq!((document.scan.headings.len(), document.scan.links.len()), (1, 1));
        let heading = document.scan.headings[0].span;
        assert!(document.source.slice(heading).contains("一、总则"));
    }

    #[test]
    fn mistakes_of_front_matter_and_body_are_told_in_one_run() {
        let text = "---\ndarft: true\n---\n＃ 标题\n\n<script>x</script>\n";
        let (read, told) = document(&source("content/news/a.md", text));
        let codes: Vec<_> = told.iter().map(|d| d.code).collect();
        assert!(read.is_some());
        assert!(codes.contains(&"front-matter/unknown-key") && codes.contains(&"document/missing-title"));
        assert!(
            told.iter().any(|d| d.place.as_ref().is_some_and(|p| p.line >= 4)),
            "{codes:?}"
        );
    }

    #[test]
    fn without_front_matter_there_is_a_page_only_above_a_list() {
        let prose = source("content/plans/index.md", "各单位年度计划。\n");
        assert!(document(&prose).0.is_none() && unit(&prose).0.is_none() && page(&prose, false).0.is_none());
        assert_eq!(page(&prose, false).1[0].code, "front-matter/missing");
        let (page, told) = page(&prose, true);
        let page = page.unwrap();
        assert!(told.is_empty());
        assert_eq!(page.source.slice(page.body), "各单位年度计划。\n");
    }

    #[test]
    fn the_id_of_a_unit_is_its_files_name_fit_for_an_address() {
        assert_eq!(&*unit_id("content/units/finance-2.md"), "finance-2");
        assert_eq!(&*unit_id("content/units/财政局.md"), "cai-zheng-ju");
        assert_eq!(&*unit_id("content/units/Finance.md"), "finance");
    }
}
