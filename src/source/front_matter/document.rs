//! The front matter of a document, key by key.

use super::{Head, allow, entries, fields, keys, slug, tell_if_empty, title};
use crate::diagnostic::{Diagnostic, SourceText, Spanned};
use crate::model::{FrontMatter, Pinned, ValidityWord};
use crate::source::fields::Fields;
use crate::text::number::DocNumber;
use crate::text::similar;

/// The 15 types of GB/T 9704-2012 and 党政机关公文处理工作条例, article 8.
const DOC_TYPES: [&str; 15] = [
    "决议", "决定", "命令", "公报", "公告", "通告", "意见", "通知", "通报", "报告", "请示", "批复", "议案",
    "函", "纪要",
];

/// Reads a document's front matter.
pub fn document(source: &SourceText, head: &Head) -> (FrontMatter, Vec<Diagnostic>) {
    let mut f = fields(source, head, keys::DOCUMENT);
    let mut m = FrontMatter {
        span: head.front,
        title: title(&mut f, head.opening),
        ..FrontMatter::default()
    };
    for key in ["date", "unit"] {
        tell_if_empty(&mut f, key);
    }
    belonging(&mut f, &mut m);
    official(&mut f, &mut m);
    lifecycle(&mut f, &mut m);
    campaign(&mut f, &mut m);
    people(&mut f, &mut m);
    (m, f.finish())
}

fn belonging(f: &mut Fields<'_>, m: &mut FrontMatter) {
    m.kind = f.text("kind");
    m.unit = f.text("unit");
    m.units = f.texts("units");
    m.year = f.year("year");
    m.date = f.date("date");
    m.date_written = f.date("date_written");
    m.slug = slug(f);
    m.summary = f.text("summary");
    m.tags = f.texts("tags");
    m.allow = allow(f);
}

fn official(f: &mut Fields<'_>, m: &mut FrontMatter) {
    m.doc_type = doc_type(f);
    m.doc_no = doc_no(f);
    m.issuers = f.texts("issuers");
    m.signature = f.text("signature");
    m.recipients = f.texts("recipients");
    m.cc = f.texts("cc");
    m.attachments = entries::attachments(f);
    m.note = f.text("note");
    m.print_org = f.text("print_org");
    m.print_date = f.date("print_date");
    m.signer = f.text("signer");
    m.urgency = urgency(f);
    m.index_no = f.text("index_no");
    m.topic = f.text("topic");
}

fn lifecycle(f: &mut Fields<'_>, m: &mut FrontMatter) {
    m.status = status(f);
    m.replaces = f.texts("replaces");
    m.amends = f.texts("amends");
    m.pinned = pinned(f);
    m.draft = f.flag("draft");
    m.publish_on = f.date("publish_on");
    m.expires_on = f.date("expires_on");
    m.internal = f.flag("internal");
}

fn campaign(f: &mut Fields<'_>, m: &mut FrontMatter) {
    m.criteria = f.texts("criteria");
    m.submitted = f.date("submitted");
    m.study = entries::study(f);
    m.honours = entries::honours(f);
    m.revokes = entries::revocations(f);
    m.results = entries::results(f);
    m.public_results = f.flag("public_results");
}

fn people(f: &mut Fields<'_>, m: &mut FrontMatter) {
    m.origin = f.text("source");
    m.author = f.text("author");
    m.editor = f.text("editor");
    m.reviewer = f.text("reviewer");
}

fn doc_type(f: &mut Fields<'_>) -> Option<Spanned<String>> {
    let word = f.text("doc_type")?;
    if DOC_TYPES.contains(&word.value.as_str()) {
        return Some(word);
    }
    // 实施意见 is an 意见, 命令（令） a 命令: the type is the end or the beginning of what people write.
    let part = DOC_TYPES
        .iter()
        .copied()
        .find(|t| word.value.ends_with(t) || word.value.starts_with(t));
    let suggestion = part.or_else(|| similar::nearest(&word.value, DOC_TYPES));
    let told = Diagnostic::error("front-matter/doc-type").with("value", &word.value);
    f.tell(
        told.with_some("suggestion", suggestion)
            .with_list("known", DOC_TYPES),
        word.span,
    );
    None
}

fn doc_no(f: &mut Fields<'_>) -> Option<Spanned<String>> {
    let number = f.text("doc_no")?;
    if DocNumber::parse(&number.value).is_some() {
        return Some(number);
    }
    f.tell(
        Diagnostic::error("front-matter/doc-no").with("value", &number.value),
        number.span,
    );
    None
}

fn urgency(f: &mut Fields<'_>) -> Option<Spanned<String>> {
    let word = f.text("urgency")?;
    if matches!(word.value.as_str(), "特急" | "加急") {
        return Some(word);
    }
    f.tell(
        Diagnostic::error("front-matter/urgency").with("value", &word.value),
        word.span,
    );
    None
}

fn status(f: &mut Fields<'_>) -> Option<Spanned<ValidityWord>> {
    const WORDS: [(&str, ValidityWord); 4] = [
        ("现行有效", ValidityWord::InForce),
        ("已修改", ValidityWord::Amended),
        ("已废止", ValidityWord::Repealed),
        ("已失效", ValidityWord::Lapsed),
    ];
    let word = f.text("status")?;
    if let Some((_, validity)) = WORDS.iter().find(|(name, _)| *name == word.value) {
        return Some(Spanned::new(*validity, word.span));
    }
    let part = WORDS
        .iter()
        .map(|(name, _)| *name)
        .find(|name| name.contains(&word.value));
    let suggestion = part.or_else(|| similar::nearest(&word.value, WORDS.map(|(name, _)| name)));
    let told = Diagnostic::error("front-matter/status").with("value", &word.value);
    f.tell(told.with_some("suggestion", suggestion), word.span);
    None
}

/// 置顶: a truth value, or the last day.
fn pinned(f: &mut Fields<'_>) -> Option<Spanned<Pinned>> {
    let field = f.value("pinned")?;
    let text = f.scalar(&field, "shape.boolean-or-date")?;
    match f.truth(&text.value) {
        Some(true) => Some(Spanned::new(Pinned::Always, text.span)),
        Some(false) => None,
        None => f
            .as_date(&field.key.value, text)
            .map(|date| date.map(Pinned::Until)),
    }
}
