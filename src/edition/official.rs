//! The parts of an official document (GB/T 9704-2012) that only its print shows: issuer's mark, signer, urgency, imprint (版记).
//! What screen and print share (title, recipients, body, attachments, signature, date, note) is in `document`.

use serde::Serialize;

use crate::model::{Document, Site};

/// How many characters of an issuer's name fit beside 文件 in the mark's full size (34 pt in 156 mm).
const LONG: usize = 10;

/// `document.official` in the template.
#[derive(Debug, Serialize)]
pub(super) struct Official<'a> {
    /// 发文机关标志: one or, in a joint document, several (7.2.4).
    issuers: Vec<&'a str>,
    /// A name is too long for the mark's full size: it stands smaller, so that it keeps to one line.
    long: bool,
    /// 发文字号.
    number: Option<&'a str>,
    /// 签发人: only in documents to a superior (7.2.6).
    signer: Option<&'a str>,
    /// 紧急程度.
    urgency: Option<&'a str>,
    /// 抄送机关, ready to print: 、 between, a full stop at the end (7.4.2).
    cc: Option<String>,
    /// 印发机关 and 印发日期 (7.4.3).
    print_org: Option<&'a str>,
    print_date: Option<String>,
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
    let front = &document.raw.front;
    (form(site, document) == Form::Official).then(|| Official {
        long: issuers(site, document)
            .iter()
            .any(|name| name.chars().count() > LONG),
        issuers: issuers(site, document),
        number: document.number.as_ref().map(|n| n.as_str()),
        signer: front.signer.as_ref().map(|s| s.value.as_str()),
        urgency: front.urgency.as_ref().map(|u| u.value.as_str()),
        cc: joined(front.cc.iter().map(|c| c.value.as_str()), "。"),
        print_org: front.print_org.as_ref().map(|o| o.value.as_str()),
        print_date: front.print_date.as_ref().map(|d| d.value.chinese()),
    })
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
