//! Files made of a few lines, without the floors that read them, and what the rules find in them.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, SourceText, Span, Spanned};
use crate::markdown::Scan;
use crate::model::{FrontMatter, HonourEntry, RawDocument};

/// A document of a whole text; of its front matter only the title is read.
pub(super) fn document(text: &str) -> RawDocument {
    let source = Arc::new(SourceText::new("content/study/a.md", text));
    let body = text
        .match_indices("\n---\n")
        .next()
        .map_or(0, |(at, mark)| at + mark.len());
    let title = text.find("title: ").filter(|at| *at < body).map(|at| {
        let start = at + "title: ".len();
        let value = text.get(start..).unwrap().lines().next().unwrap();
        Spanned::new(value.to_owned(), Span::new(start, start + value.len()))
    });
    let front = FrontMatter {
        title,
        ..FrontMatter::default()
    };
    RawDocument {
        source,
        front,
        body: Span::new(body, text.len()),
        scan: Scan::default(),
    }
}

pub(super) fn body(text: &str) -> RawDocument {
    document(&format!("---\ntitle: 甲\n---\n{text}\n"))
}

pub(super) fn internal(text: &str) -> RawDocument {
    let mut document = body(text);
    document.front.internal = true;
    document
}

pub(super) fn commending(text: &str) -> RawDocument {
    let mut document = body(text);
    let unit = Spanned::new("市财政局".to_owned(), Span::default());
    document.front.honours = vec![HonourEntry {
        unit,
        title: None,
        criteria: Vec::new(),
    }];
    document
}

pub(super) fn of(document: &RawDocument) -> Vec<Diagnostic> {
    super::document(document)
}

pub(super) fn codes(document: &RawDocument, code: &str) -> usize {
    of(document).iter().filter(|d| d.code == code).count()
}

#[test]
fn a_finding_stands_at_its_very_place() {
    let found = of(&body("第一行\r\n联系人 13812345678。"));
    let place = found[0].place.as_ref().unwrap();
    assert_eq!((found.len(), found[0].code), (1, "privacy/mobile-number"));
    assert_eq!((place.line, place.column, place.end_column), (5, 5, 16));
    assert_eq!(&*place.excerpt, "联系人 ***********。");
}

#[test]
fn a_file_full_of_one_mistake_is_told_twenty_times_and_once_how_many_more() {
    let found = of(&body(&"13812345678\n".repeat(1000)));
    assert_eq!(found.len(), 21);
    assert!(
        found[20]
            .arguments
            .iter()
            .any(|(name, value)| *name == "more" && format!("{value:?}").contains("980"))
    );
    assert_eq!(found[20].place.as_ref().unwrap().line, 24);
}

#[test]
fn every_line_end_is_one() {
    for end in ["\n", "\r\n", "\r"] {
        let text = format!("甲,乙{end}丙,丁{end}{end}戊,己{end}此件不公开{end}");
        let document = body(&text);
        assert_eq!(codes(&document, "typography/half-width"), 2, "{end:?}");
        assert_eq!(codes(&document, "secrecy/mark"), 1, "{end:?}");
    }
}

#[test]
fn numbers_and_marks_in_the_register_are_found() {
    let text = "单位,材料,年度,报送日期,说明\n市财政局,plan,2026,免报,13812345678\n市教育局,plan,2026,免报,内部资料\n";
    let source = SourceText::new("data/submissions.csv", text);
    let mut found: Vec<_> = super::register(&source).iter().map(|d| d.code).collect();
    found.sort_unstable();
    assert_eq!(found, ["privacy/mobile-number", "secrecy/mark"]);
}

#[test]
fn a_line_of_any_length_takes_linear_time() {
    for piece in [
        "`甲,",
        "`TODO ",
        "13812345678,",
        "110101900307451,身份证",
        "（",
        "××",
        "x年",
        "](甲,",
        "表彰`",
    ] {
        let document = commending(&piece.repeat(30_000));
        assert!(of(&document).len() < 200);
    }
}
