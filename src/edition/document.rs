//! A document answers first: is it in force, what is its number, what does it say?

use serde::Serialize;

use super::annex::{self, Annex, Parts};
use super::article::{self, Body, OutlineItem};
use super::attachments::{self, Listed};
use super::lifecycle::{self, Lifecycle};
use super::linked_data;
use super::official::{self, Form, Official};
use super::paging;
use super::policy_box::{self, Fact};
use super::shell::{Page, Shell};
use super::words::{self, Link};
use crate::markdown::Block;
use crate::model::{Document, DocumentId, Site};
use crate::search::Subject;

/// `document` in the template.
#[derive(Debug, Serialize)]
struct View<'a> {
    title: &'a str,
    kind: Link,
    year: Link,
    number: Option<&'a str>,
    marks: Vec<&'static str>,
    facts: Vec<Fact>,
    lifecycle: Option<Lifecycle>,
    outline: Vec<OutlineItem<'a>>,
    /// 主送机关, with its colon.
    recipients: Option<String>,
    /// The rendered body, without the attachments that it carries.
    text: String,
    /// 附件说明.
    attachments: Vec<Listed<'a>>,
    /// 署名, line by line.
    signature: Vec<&'a str>,
    /// 成文日期.
    date_written: Option<String>,
    /// 附注, in its brackets.
    note: Option<String>,
    /// Attachments within the text: they follow the signature.
    annexes: Vec<Annex<'a>>,
    /// The official form's own parts; `None`: it prints as it is.
    official: Option<Official<'a>>,
    /// The type has a form of its own, which is not offered.
    own_form: bool,
    criteria: Vec<Link>,
    units: Vec<Link>,
    /// 供稿, 来源, 责任编辑, 审核.
    credits: Vec<Credit<'a>>,
    previous: Option<Link>,
    next: Option<Link>,
    meta: Meta<'a>,
}

#[derive(Debug, Serialize)]
struct Credit<'a> {
    label: &'static str,
    name: &'a str,
}

/// 内容类 meta tags (国办发〔2017〕47号).
#[derive(Debug, Serialize)]
struct Meta<'a> {
    /// `2026-03-05 00:00`: the hour is not known.
    published: String,
    source: &'a str,
    author: Option<&'a str>,
    keywords: Option<String>,
    /// JSON-LD, where the site knows its address.
    linked_data: Option<String>,
}

/// A document's page.
pub(super) fn page(site: &Site, id: DocumentId) -> Page {
    let document = site.document(id);
    let folder = site.kind(document.kind).address();
    let body = body(document).render(&document.address);
    let parts = annex::split(body.html, &document.raw.scan.headings);
    let view = view(site, id, parts);
    let mut said = body.blocks;
    said.extend(beside(site, document, &view));
    let shell = Shell::new(site, document.title())
        .description(words::summary(document))
        .here(paging::path(&folder, 1));
    Page::new("document.html", &shell, "document", &view).says(Subject::Document(id), said)
}

/// What the page says of the document outside its text: who it goes to, who signed it, what is attached, whom it concerns. Its title, number
/// and own unit the index has by itself.
fn beside(site: &Site, document: &Document, view: &View<'_>) -> Vec<Block> {
    let others = document.units.iter().filter(|unit| Some(**unit) != document.unit);
    let others = others.map(|id| site.unit(*id).short.as_str());
    let texts = policy_box::said(&view.facts)
        .chain(view.recipients.as_deref())
        .chain(view.attachments.iter().map(|file| file.title.as_str()))
        .chain(view.signature.iter().copied())
        .chain(view.note.as_deref())
        .chain(others)
        .chain(view.credits.iter().map(|credit| credit.name));
    let block = |text: &str| Block {
        heading: None,
        text: text.to_owned(),
    };
    texts.filter(|text| !text.is_empty()).map(block).collect()
}

fn view<'a>(site: &'a Site, id: DocumentId, Parts { text, annexes }: Parts<'a>) -> View<'a> {
    let document = site.document(id);
    let front = &document.raw.front;
    let kind = site.kind(document.kind);
    let form = official::form(site, document);
    let (previous, next) = site.neighbours(id);
    let recipients = front.recipients.iter().map(|r| r.value.as_str());
    View {
        title: document.title(),
        kind: Link::new(kind.name.as_str(), paging::path(&kind.address(), 1)),
        year: Link::new(
            format!("{}年", document.year),
            format!("years/{}.html", document.year),
        ),
        number: document.number.as_ref().map(|n| n.as_str()),
        marks: words::marks(document),
        facts: policy_box::facts(site, document),
        lifecycle: lifecycle::lifecycle(site, id),
        outline: article::outline(&document.raw.scan.headings),
        recipients: official::joined(recipients, "："),
        text,
        attachments: attachments::listed(&document.attachments, &annexes),
        signature: official::signature(site, document),
        date_written: front.date_written.as_ref().map(|d| d.value.chinese()),
        note: front.note.as_ref().map(|n| bracketed(&n.value)),
        annexes,
        official: official::official(site, document),
        own_form: form == Form::Own,
        criteria: criteria(site, document),
        units: units(site, document),
        credits: credits(document),
        previous: previous.map(|id| words::document_link(site, id)),
        next: next.map(|id| words::document_link(site, id)),
        meta: meta(site, document),
    }
}

fn body(document: &Document) -> Body<'_> {
    Body {
        source: &document.raw.source,
        span: document.raw.body,
        scan: &document.raw.scan,
        links: &document.links,
    }
}

/// 附注 stands in full-width brackets (GB/T 9704-2012, 7.3.6).
fn bracketed(note: &str) -> String {
    let bare = note.trim();
    let bare = bare.strip_prefix(['（', '(']).unwrap_or(bare);
    let bare = bare.strip_suffix(['）', ')']).unwrap_or(bare);
    format!("（{bare}）")
}

fn criteria(site: &Site, document: &Document) -> Vec<Link> {
    let criteria = document.criteria.iter().map(|id| site.criterion(*id));
    criteria
        .map(|c| Link::new(c.name.as_str(), format!("criteria/{}.html", c.id)))
        .collect()
}

/// The unit whose it is, then those that it concerns.
fn units(site: &Site, document: &Document) -> Vec<Link> {
    let own = document.unit.iter();
    let others = document.units.iter().filter(|u| Some(**u) != document.unit);
    own.chain(others).map(|id| words::unit_link(site, *id)).collect()
}

fn credits(document: &Document) -> Vec<Credit<'_>> {
    let front = &document.raw.front;
    let all = [
        ("来源", &front.origin),
        ("供稿", &front.author),
        ("责任编辑", &front.editor),
        ("审核", &front.reviewer),
    ];
    let named = all
        .into_iter()
        .filter_map(|(label, name)| Some((label, name.as_ref()?)));
    named
        .map(|(label, name)| Credit {
            label,
            name: &name.value,
        })
        .collect()
}

fn meta<'a>(site: &'a Site, document: &'a Document) -> Meta<'a> {
    let front = &document.raw.front;
    let tags: Vec<_> = front.tags.iter().map(|t| t.value.as_str()).collect();
    let unit = document.unit.map(|u| site.unit(u).name.as_str());
    let origin = front.origin.as_ref().map(|o| o.value.as_str());
    Meta {
        published: format!("{} 00:00", document.date),
        source: origin.or(unit).unwrap_or(&site.rules.site.organisation_short),
        author: front.author.as_ref().map(|a| a.value.as_str()),
        keywords: (!tags.is_empty()).then(|| tags.join(",")),
        linked_data: linked_data::of(site, document),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_stands_in_one_pair_of_brackets() {
        for written in ["此件公开发布", "（此件公开发布）", "(此件公开发布)"] {
            assert_eq!(bracketed(written), "（此件公开发布）");
        }
    }
}
