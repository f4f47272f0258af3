//! What a document says of itself, and its address.

use super::case::{Case, day};
use crate::model::{KindId, Pinned};

#[test]
fn the_kind_is_the_folder_or_the_key() {
    let site = Case::new()
        .document("notices/2026/deep/a.md", |_| {})
        .document("notices/b.md", |d| {
            d.front.kind = Some(d.lines.text("kind", "意见方案"))
        })
        .document("elsewhere/c.md", |d| {
            d.front.kind = Some(d.lines.text("kind", "notice"))
        })
        .site();
    let kinds: Vec<KindId> = site.documents.iter().map(|d| d.kind).collect();
    assert_eq!(kinds, [KindId(3), KindId(3), KindId(0)]);
}

#[test]
fn unknown_kinds_and_folders_are_told_with_the_nearest() {
    let (site, told) = Case::new()
        .document("notice/a.md", |_| {})
        .document("notice/b.md", |_| {})
        .document("notices/c.md", |d| {
            d.front.kind = Some(d.lines.text("kind", "自查总洁"))
        })
        .page("summary/index.md", |_| {})
        .build();
    assert_eq!(
        told,
        [
            "error document/unknown-folder content/notice/a.md:1:1 folder=content/notice suggestion=notices",
            "error document/unknown-kind content/notices/c.md:3:7 name=自查总洁 suggestion=自查总结",
            "error document/unknown-folder content/summary/index.md:1:1 folder=content/summary suggestion=summaries",
        ]
    );
    assert!(site.documents.is_empty());
}

#[test]
fn what_is_required_is_told_at_the_front_matter() {
    let told = Case::new().document("plans/a.md", |d| d.front.date = None).told();
    assert_eq!(
        told,
        [
            "error document/missing-date content/plans/a.md:1:1",
            "error document/missing-unit content/plans/a.md:1:1 kind=年度创建计划",
        ]
    );
}

#[test]
fn the_year_is_the_key_then_the_folder_then_the_date() {
    let site = Case::new()
        .document("notices/2025/a.md", |d| d.year(2024))
        .document("notices/2025年度/b/c.md", |_| {})
        .document("notices/d.md", |_| {})
        .site();
    let years: Vec<i16> = site.documents.iter().map(|d| d.year).collect();
    assert_eq!(years, [2024, 2025, 2026]);
    assert_eq!(site.years(), [2026, 2025, 2024]);
}

#[test]
fn the_day_of_writing_stands_in_and_the_later_day_of_publishing_counts() {
    let site = Case::new()
        .document("notices/a.md", |d| {
            d.front.date = None;
            d.front.date_written = Some(d.lines.day("date_written", "2026-02-03"));
        })
        .document("notices/b.md", |d| {
            d.front.publish_on = Some(d.lines.day("publish_on", "2026-02-04"));
        })
        .site();
    assert_eq!(site.documents[0].date, day("2026-02-03"));
    assert_eq!(site.documents[1].date, day("2026-02-04"));
}

#[test]
fn a_number_belongs_to_one_document_even_if_one_is_hidden() {
    let told = Case::new()
        .document("notices/a.md", |d| {
            d.front.draft = true;
            d.number("云江直工发[2026] 03 号");
        })
        .document("notices/b.md", |d| d.number("云江直工发〔2026〕3号"))
        .told();
    let expected = "error document/duplicate-number content/notices/b.md:3:9 first=content/notices/a.md:3 \
                    number=云江直工发〔2026〕3号 other=content/notices/a.md";
    assert_eq!(told, [expected]);
}

#[test]
fn addresses_are_spelt_part_by_part_and_a_slug_is_the_last_part() {
    let site = Case::new()
        .document("notices/2026/关于开展Creation的通知.md", |_| {})
        .document("notices/通报/Some_Name.md", |_| {})
        .document("notices/通报/x.md", |d| {
            d.front.slug = Some(d.lines.text("slug", "y-2026"))
        })
        .page("pages/关于.md", |_| {})
        .page("pages/help/a.md", |_| {})
        .page("notices/index.md", |_| {})
        .page("index.md", |_| {})
        .site();
    let addresses: Vec<&str> = site.documents.iter().map(|d| d.address.as_str()).collect();
    assert_eq!(
        addresses,
        [
            "notices/2026/guan-yu-kai-zhan-creation-de-tong-zhi.html",
            "notices/tong-bao/some-name.html",
            "notices/tong-bao/y-2026.html",
        ]
    );
    let pages: Vec<&str> = site.pages.iter().map(|p| p.address.as_str()).collect();
    assert_eq!(pages, ["guan-yu.html", "help/a.html"]);
    assert_eq!(site.prose["notices"].address.as_str(), "notices/index.html");
    assert_eq!(site.prose[""].address.as_str(), "index.html");
}

#[test]
fn two_files_for_one_address_are_told_at_the_second() {
    let (site, told) = Case::new()
        .document("notices/Tong-Zhi.md", |_| {})
        .document("notices/通知.md", |_| {})
        .page("pages/notices/tong-zhi.md", |_| {})
        .build();
    let of = |file: &str| {
        format!(
            "error document/duplicate-address content/{file}:1:1 first=content/notices/Tong-Zhi.md:1 \
             address=notices/tong-zhi.html other=content/notices/Tong-Zhi.md"
        )
    };
    assert_eq!(told, [of("notices/通知.md"), of("pages/notices/tong-zhi.md")]);
    assert_eq!((site.documents.len(), site.pages.len()), (1, 0));
}

#[test]
fn pages_that_the_program_makes_are_not_given_away() {
    let told = Case::new()
        .document("notices/page-2.md", |_| {})
        .document("notices/Print.md", |_| {})
        .document("notices/2026/print.md", |_| {})
        .page("pages/search.md", |_| {})
        .page("pages/404.md", |_| {})
        .page("pages/notices/index.md", |_| {})
        .page("pages/units/finance.md", |_| {})
        .page("pages/index.md", |_| {})
        .told();
    let codes: Vec<&str> = told.iter().map(|line| line.split(' ').nth(1).unwrap()).collect();
    assert_eq!(codes, ["document/duplicate-address"; 7]);
    assert!(told[0].ends_with("address=notices/print.html other=<model.own-page>"));
    assert!(told[2].ends_with("address=search.html other=<model.own-page>"));
}

#[test]
fn a_name_that_cannot_be_spelt_is_told_and_a_slug_mends_it() {
    let told = Case::new()
        .document("notices/①②.md", |_| {})
        .document("notices/——.md", |_| {})
        .document("notices/！！.md", |d| {
            d.front.slug = Some(d.lines.text("slug", "ok"))
        })
        .told();
    assert!(
        told.iter()
            .all(|line| line.starts_with("error document/unspellable-name"))
    );
    assert!(told.iter().any(|line| line.ends_with("name=——")));
    assert!(!told.iter().any(|line| line.contains("！！")));
}

#[test]
fn pins_hold_until_their_day() {
    let site = Case::new()
        .document("notices/a.md", |d| d.pinned(Pinned::Until(day("2026-07-01"))))
        .document("notices/b.md", |d| d.pinned(Pinned::Until(day("2026-06-30"))))
        .site();
    assert!(site.documents[0].pinned && !site.documents[1].pinned);
}

#[test]
fn criteria_are_known_by_id_and_name_and_stand_in_the_order_of_the_rules() {
    let (site, told) = Case::new()
        .document("notices/a.md", |d| {
            let words = ["学习创新好", "political", "政治坚定子"];
            d.front.criteria = words.map(|word| d.lines.text("criteria", word)).into();
        })
        .build();
    assert_eq!(
        told,
        ["error document/unknown-criterion content/notices/a.md:5:11 name=政治坚定子 suggestion=政治坚定好"]
    );
    assert_eq!(site.documents[0].criteria.len(), 2);
    assert_eq!(site.by_criterion[0].len(), 1);
}
