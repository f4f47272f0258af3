//! Thousands of documents: nothing may grow faster than the folder does.

use std::time::Instant;

use super::case::{Case, Page};

/// How long a build takes is for `benches/preview`; here four times the documents may take ten times as long, sixteen would be quadratic.
#[test]
fn four_times_the_documents_take_about_four_times_as_long() {
    let (few, many) = (milliseconds(2_500), milliseconds(10_000));
    assert!(many < few * 10.0, "{few:.1} ms, then {many:.1} ms");
}

/// The best of five: other work on the machine makes some of them slow, hardly all.
fn milliseconds(documents: u32) -> f64 {
    let mut case = Case::new();
    for unit in 0..150 {
        case = case.unit(&format!("u{unit}"), &format!("市第{unit}局"), |u| {
            u.order(unit)
        });
    }
    for index in 0..documents {
        let path = match index % 3 {
            0 => format!("plans/{}/u{index}.md", 2020 + index % 7),
            1 => format!("notices/2026/通知{index}.md"),
            _ => format!("summaries/{}/u{index}.md", 2020 + index % 7),
        };
        case = case.document(&path, |d| fill(d, index));
    }
    case.material
        .documents
        .sort_by(|a, b| a.source.path().cmp(b.source.path()));
    let rules = std::sync::Arc::new(case.rules);
    let mut best = f64::MAX;
    for _ in 0..5 {
        let start = Instant::now();
        let (site, told) = super::super::build(&case.material, &rules, case.options, &mut Default::default());
        best = best.min(start.elapsed().as_secs_f64() * 1e3);
        assert_eq!((site.documents.len(), told.len()), (documents as usize, 0));
    }
    best
}

fn fill(page: &mut Page, index: u32) {
    page.unit(&format!("市第{}局", index % 150));
    page.date(&format!("202{}-0{}-1{}", index % 6, 1 + index % 9, index % 10));
    page.submitted("2026-01-01");
    if index % 3 == 1 {
        page.number(&format!("云江直工发〔2026〕{}号", index + 1));
    }
    page.link("../../units/u1.md");
    page.link("/notices/2026/通知1.md");
    page.front.criteria = vec![page.lines.text("criteria", "学习创新好")];
}

/// A folder in which everything is wrong must not take minutes to say so.
#[test]
fn ten_thousand_mistakes_are_told_at_once() {
    let mut case = Case::new();
    for index in 0..2_000 {
        case = case.document(&format!("notices/a{index}.md"), |d| {
            d.link("nowhere/at-all.md");
            d.unit("没有这个局");
            d.replaces("没有这个文件");
            d.attachment("没有.pdf");
        });
    }
    let start = Instant::now();
    assert_eq!(case.told().len(), 8_000);
    assert!(start.elapsed().as_secs() < 30, "{:?}", start.elapsed());
}
