//! What lists can be filtered by, on one page or on many.

use std::collections::BTreeMap;

use super::sample::{day, document, edition, material, rules, said, text, texts};
use crate::model::{Criterion, Disclosure, EditionKind, FrontMatter, ValidityWord};

/// The edition with more notices, half of 2024 and half of 2025, every third about 学习创新好, every fourth repealed; and as many drafts of 2020.
fn with_notices(count: i16) -> BTreeMap<String, String> {
    let mut material = material();
    for at in 0..count {
        let front = |year: i16| FrontMatter {
            title: text(&format!("第{at}项工作")),
            date: Some(said(day(year, 3, 5))),
            criteria: vec![said(
                if at % 3 == 0 { "learning" } else { "political" }.to_owned(),
            )],
            status: (at % 4 == 0).then(|| said(ValidityWord::Repealed)),
            ..FrontMatter::default()
        };
        let draft = FrontMatter {
            draft: true,
            ..front(2020)
        };
        let path = |name: &str| format!("content/notices/{name}-{at}.md");
        let shown = document(&path("shown"), front(2024 + at % 2), "正文。");
        material.documents.push(shown);
        material.documents.push(document(&path("draft"), draft, "正文。"));
    }
    let mut rules = rules(Disclosure::Full);
    rules.campaign.criteria.push(Criterion {
        id: "learning".into(),
        name: "学习创新好".into(),
    });
    texts(&edition(&material, rules, EditionKind::Public))
}

/// The facets of a page: key, and each value with its count.
fn facets(page: &str) -> Vec<(&str, Vec<(&str, usize)>)> {
    let groups = page.split("data-facet=\"").skip(1);
    groups
        .map(|group| {
            let group = group.split_once("</dl>").map_or(group, |(group, _)| group);
            let (key, rest) = group.split_once('"').unwrap();
            let values = rest.split("data-value=\"").skip(1);
            let values = values.map(|value| {
                let (id, rest) = value.split_once('"').unwrap();
                let count = rest.split_once("<small>").unwrap().1;
                (id, count.split_once('<').unwrap().0.parse().unwrap())
            });
            (key, values.collect())
        })
        .collect()
}

#[test]
fn a_list_of_one_page_is_filtered_by_what_divides_it() {
    let pages = with_notices(12);
    let page = &pages["notices/index.html"];
    // The notice of the tiny site is of 2026, the only one of a type.
    let wanted = vec![
        ("year", vec![("2026", 1), ("2025", 6), ("2024", 6)]),
        ("criterion", vec![("political", 8), ("learning", 4)]),
        ("type", vec![("其他", 12), ("通知", 1)]),
        ("status", vec![("repealed", 3), ("unstated", 10)]),
    ];
    assert_eq!(facets(page), wanted);
    let row =
        r#"data-year="2024" data-unit="" data-criterion="learning" data-type="其他" data-status="repealed""#;
    assert!(page.contains(row), "{page}");
}

#[test]
fn a_section_of_many_pages_is_counted_whole_on_its_first_page_alone() {
    let pages = with_notices(120);
    let wanted = vec![
        ("year", vec![("2026", 1), ("2025", 60), ("2024", 60)]),
        ("criterion", vec![("political", 80), ("learning", 40)]),
        ("status", vec![("repealed", 30), ("unstated", 91)]),
    ];
    let first = &pages["notices/index.html"];
    assert_eq!(facets(first), wanted);
    assert!(first.contains(r#"data-search="../search.html?kind=notice""#));
    assert!(
        !first.contains("data-criterion="),
        "rows that are not all there can't be filtered there"
    );
    let second = &pages["notices/page-2.html"];
    assert_eq!(facets(second), vec![]);
    assert!(second.contains(r#"href="../notices/index.html#list-ways""#));
}

#[test]
fn what_divides_nothing_is_no_facet() {
    let pages = with_notices(0);
    assert_eq!(facets(&pages["notices/index.html"]), vec![]);
    assert!(!pages["notices/index.html"].contains("data-year="));
}
