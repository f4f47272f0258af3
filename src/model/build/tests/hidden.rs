//! What is hidden leaves no trace.

use super::case::Case;
use crate::model::{Mark, Target};

fn four() -> Case {
    Case::new()
        .document("notices/draft.md", |d| d.front.draft = true)
        .document("notices/scheduled.md", |d| d.date("2026-07-02"))
        .document("notices/expired.md", |d| d.expires("2026-07-01"))
        .document("notices/internal.md", |d| d.front.internal = true)
        .document("notices/open.md", |d| {
            d.date("2026-07-01");
            d.expires("2026-07-02");
        })
}

fn marks(case: Case) -> Vec<(String, Vec<Mark>)> {
    let (site, told) = case.build();
    assert_eq!(told, Vec::<String>::new());
    let documents = site.documents.iter();
    documents
        .map(|d| (d.address.as_str().to_owned(), d.marks.clone()))
        .collect()
}

#[test]
fn each_edition_shows_what_it_may() {
    let shown = |case| {
        marks(case)
            .into_iter()
            .map(|(address, _)| address)
            .collect::<Vec<_>>()
    };
    assert_eq!(shown(four()), ["notices/open.html"]);
    assert_eq!(
        shown(four().internal()),
        ["notices/internal.html", "notices/open.html"]
    );
    assert_eq!(
        shown(four().drafts()),
        [
            "notices/draft.html",
            "notices/expired.html",
            "notices/open.html",
            "notices/scheduled.html"
        ]
    );
    let all = marks(four().drafts().internal());
    let marks: Vec<&[Mark]> = all.iter().map(|(_, marks)| marks.as_slice()).collect();
    let expected: [&[Mark]; 5] = [
        &[Mark::Draft],
        &[Mark::Expired],
        &[Mark::Internal],
        &[],
        &[Mark::Scheduled],
    ];
    assert_eq!(marks, expected);
}

#[test]
fn a_link_to_what_is_hidden_is_no_link_and_is_warned_of() {
    let (site, told) = Case::new()
        .document("notices/a.md", |d| d.link("b.md"))
        .document("notices/b.md", |d| {
            d.front.internal = true;
            d.link("c.md");
            d.link("nowhere.md");
        })
        .document("notices/c.md", |d| d.front.draft = true)
        .build();
    assert_eq!(told, ["warning link/hidden content/notices/a.md:3:7 target=b.md"]);
    assert_eq!(site.documents[0].links, [Target::None]);
}

#[test]
fn what_waits_for_its_day_is_told_of_before_it_breaks_the_site() {
    let told = Case::new()
        .document("notices/a.md", |d| {
            d.date("2026-08-01");
            d.link("nowhere.md");
            d.honour("没有局");
        })
        .told();
    assert_eq!(
        told,
        [
            "error reference/unknown-unit content/notices/a.md:5:7 name=没有局",
            "error link/missing-target content/notices/a.md:4:7 target=nowhere.md",
        ]
    );
}

#[test]
fn nothing_hidden_is_in_any_text_of_the_site() {
    let (site, _) = Case::new()
        .unit("a", "甲局", |_| {})
        .file("notices/绝密附件.pdf")
        .document("notices/x.md", |d| {
            d.front.internal = true;
            d.title("绝密标题");
            d.number("绝密〔2026〕1号");
            d.doc_type("通报");
            d.unit("a");
            d.attachment("绝密附件.pdf");
            d.honour("a");
            d.replaces("notices/y.md");
            let date = d.lines.day("date", "2026-05-01");
            d.front.study.push(crate::model::StudyEntry {
                date,
                topic: None,
                place: None,
            });
        })
        .document("notices/y.md", |d| d.link("x.md"))
        .page("pages/p.md", |p| {
            p.title("绝密页");
            p.front.internal = true;
        })
        .build();
    // The body of y names the target as its author wrote it; everything that was worked out is silent.
    let shown = format!(
        "{:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?}",
        site.documents,
        site.pages,
        site.files,
        site.honours,
        site.calendar,
        site.ledger,
        site.by_unit,
        site.newest
    );
    assert!(!shown.contains("绝密"), "{shown}");
    assert!(site.documents[0].replaced_by.is_empty() && site.honours.roll.is_empty());
}
