//! The parts of an official document (GB/T 9704-2012) that only its print shows: issuer's mark, signer, urgency, imprint (版记).
//! What screen and print share (title, recipients, body, attachments, signature, date, note) is in `document`.

use serde::Serialize;

use super::mark::{self, Mark};
use crate::model::{Document, Site};
use crate::text::title;
use crate::text::width::printed;

/// Page one has this many lines, of this many characters (5.2.3).
const LINES: usize = 22;
const CHARACTERS: usize = 28;

/// `document.official` in the template.
#[derive(Debug, Serialize)]
pub(super) struct Official<'a> {
    /// 发文机关标志 of one or, in a joint document, several issuers (7.2.4).
    mark: Mark,
    /// 发文字号.
    number: Option<&'a str>,
    /// 签发人: only in documents to a superior (7.2.6).
    signers: Vec<&'a str>,
    /// 紧急程度.
    urgency: Option<&'a str>,
    /// The title, line by line (7.3.1).
    title: Vec<&'a str>,
    /// The recipients are so many that no text would stand on page one: on paper they stand in the imprint (7.3.2).
    recipients_last: Option<String>,
    /// 抄送机关, ready to print: 、 between, a full stop at the end (7.4.2).
    cc: Option<String>,
    /// 印发机关 and 印发日期 (7.4.3).
    print_org: Option<&'a str>,
    print_date: Option<String>,
    /// 成文日期 is longer than 署名, so that it is the date that stands two characters from the right (7.3.5.2).
    date_longer: bool,
}

/// Whether the official form can be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Yes.
    Official,
    /// The type has a form of its own (函, 纪要; clause 10), which the program does not make.
    Own,
    /// The document is none of the 15 types, or its kind does not ask for it.
    None,
}

/// Which form a document prints in.
pub(super) fn form(site: &Site, document: &Document) -> Form {
    let doc_type = document.raw.front.doc_type.as_ref();
    match doc_type.map(|t| t.value.as_str()) {
        Some(_) if !site.kind(document.kind).official => Form::None,
        Some("函" | "纪要") => Form::Own,
        Some(_) => Form::Official,
        None => Form::None,
    }
}

/// The parts that only print shows; `None` where the official form is not offered.
pub(super) fn official<'a>(site: &'a Site, document: &'a Document) -> Option<Official<'a>> {
    if form(site, document) != Form::Official {
        return None;
    }
    let front = &document.raw.front;
    let mark = mark::mark(&issuers(site, document));
    let title = title::lines(document.title());
    let recipients = joined(front.recipients.iter().map(|r| r.value.as_str()), "。");
    let long = |line: &String| line.chars().count().div_ceil(CHARACTERS);
    let signers = front.signer.as_ref().map_or("", |s| s.value.as_str());
    let signers = signers.split(|c: char| c.is_whitespace() || c == '、');
    let signers: Vec<_> = signers.filter(|name| !name.is_empty()).collect();
    // The head, signers beyond the first two in lines of their own, two blank lines, the title, a blank line; then the recipients, and a line of text.
    let above = mark.head + signers.len().saturating_sub(1) / 2 + 2 + title.len() + 1;
    let longest = signature(site, document).into_iter().map(printed).max();
    let date = front.date_written.as_ref().map(|d| d.value.chinese());
    Some(Official {
        recipients_last: recipients.filter(|line| above + long(line) + 1 > LINES),
        mark,
        number: document.number.as_ref().map(|n| n.as_str()),
        signers,
        urgency: front.urgency.as_ref().map(|u| u.value.as_str()),
        title,
        cc: joined(front.cc.iter().map(|c| c.value.as_str()), "。"),
        print_org: front.print_org.as_ref().map(|o| o.value.as_str()),
        print_date: front.print_date.as_ref().map(|d| d.value.chinese()),
        date_longer: date.is_some_and(|date| printed(&date) > longest.unwrap_or(0)),
    })
}

/// 署名, line by line: what the document says; an official document without one is signed by its issuers.
pub(super) fn signature<'a>(site: &'a Site, document: &'a Document) -> Vec<&'a str> {
    match (&document.raw.front.signature, form(site, document)) {
        (Some(signature), _) => signature.value.split(['、', '\n']).map(str::trim).collect(),
        (None, Form::Official) => issuers(site, document),
        (None, _) => Vec::new(),
    }
}

/// 发文机关: what the document says, or the site's committee.
pub(super) fn issuers<'a>(site: &'a Site, document: &'a Document) -> Vec<&'a str> {
    let own = &document.raw.front.issuers;
    match own.is_empty() {
        true => vec![site.rules.site.organisation.as_str()],
        false => own.iter().map(|i| i.value.as_str()).collect(),
    }
}

/// Names in one line with their closing mark, which is not doubled; `None` for none.
pub(super) fn joined<'a>(names: impl Iterator<Item = &'a str>, end: &str) -> Option<String> {
    let line = names.collect::<Vec<_>>().join("、");
    let bare = line.trim_end_matches(['：', ':', '。']);
    (!bare.is_empty()).then(|| format!("{bare}{end}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closing_mark_of_a_line_stands_once() {
        assert_eq!(joined(["各县"].into_iter(), "：").unwrap(), "各县：");
        assert_eq!(
            joined(["各县", "各部门："].into_iter(), "：").unwrap(),
            "各县、各部门："
        );
        assert!(joined([].into_iter(), "。").is_none());
    }
}
