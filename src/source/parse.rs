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
