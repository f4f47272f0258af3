//! Links of bodies, attachments, and the files that are published.

use super::case::Case;
use crate::markdown::Href;
use crate::model::{Document, PagePath, Site, Target};

fn page(address: &str) -> Target {
    Target::Page(PagePath::new(address), None)
}

fn at<'a>(site: &'a Site, path: &str) -> &'a Document {
    let mut documents = site.documents.iter();
    documents
        .find(|d| **d.raw.source.path() == *format!("content/{path}"))
        .unwrap()
}

#[test]
fn links_are_relative_to_the_file_or_to_the_content_folder() {
    let site = Case::new()
        .unit("finance", "市财政局", |_| {})
        .page("pages/关于.md", |p| p.link("../notices/2026/通知 一.md"))
        .page("notices/index.md", |p| p.link("2026/b.md"))
        .document("notices/2026/通知 一.md", |_| {})
        .document("notices/2026/b.md", |d| {
            let ways = [
                "通知 一.md",
                "./%E9%80%9A%E7%9F%A5%20%E4%B8%80.md",
                "/notices/2026/通知 一.md",
                "..\\2026\\通知 一.md",
                "通知 一",
                "tong-zhi-yi.html",
            ];
            ways.iter().for_each(|way| d.link(way));
        })
        .document("notices/c.md", |d| {
            let ways = [
                "../units/finance.md",
                "../pages/关于.md",
                "index.md",
                "../notices/",
                "../plans",
                "../index.md",
                "../units/",
                "../ledger/index.html",
                "../ledger/2025.csv",
                "print.html",
                "../plans/print.html",
                "../years/2026.html",
                "../search.html?q=财政",
                "../guan-yu.html",
                "mailto:a@b.cn",
            ];
            ways.iter().for_each(|way| d.link(way));
        })
        .site();
    let to = page("notices/2026/tong-zhi-yi.html");
    assert_eq!(at(&site, "notices/2026/b.md").links, vec![to.clone(); 6]);
    assert_eq!(site.pages[0].links, [to]);
    assert_eq!(site.prose["notices"].links, [page("notices/2026/b.html")]);
    let expected = [
        page("units/finance.html"),
        page("guan-yu.html"),
        page("notices/index.html"),
        page("notices/index.html"),
        page("plans/index.html"),
        page("index.html"),
        page("units/index.html"),
        page("ledger/index.html"),
        page("ledger/2025.csv"),
        page("notices/print.html"),
        page("plans/print.html"),
        page("years/2026.html"),
        page("search.html?q=%E8%B4%A2%E6%94%BF"),
        page("guan-yu.html"),
        Target::External("mailto:a@b.cn".into()),
    ];
    assert_eq!(at(&site, "notices/c.md").links, expected);
}

#[test]
fn a_free_page_may_name_pages_as_readers_see_them() {
    let site = Case::new()
        .page("pages/a.md", |p| p.link("ledger/index.html"))
        .site();
    assert_eq!(site.pages[0].links, [page("ledger/index.html")]);
}

#[test]
fn missing_targets_are_told_at_the_link_with_the_nearest() {
    let (site, told) = Case::new()
        .document("notices/2026/finance.md", |_| {})
        .document("notices/a.md", |d| {
            d.link("2026/finanse.md");
            d.link("../plans/finance.md");
            d.link("../../../etc/passwd");
            d.link("表.docx");
            d.image("图.png");
            d.link("../years/1999.html");
            d.link("../../site.toml");
            d.link("2026");
        })
        .build();
    assert_eq!(
        told,
        [
            "error link/missing-target content/notices/a.md:3:7 suggestion=2026/finance.md target=2026/finanse.md",
            "error link/missing-target content/notices/a.md:4:7 suggestion=2026/finance.md target=../plans/finance.md",
            "error link/leaves-root content/notices/a.md:5:7 target=../../../etc/passwd",
            "error link/missing-file content/notices/a.md:6:7 target=表.docx",
            "error link/missing-file content/notices/a.md:7:8 target=图.png",
            "error link/missing-target content/notices/a.md:8:7 target=../years/1999.html",
            "error link/missing-file content/notices/a.md:9:7 target=../../site.toml",
            "error link/missing-target content/notices/a.md:10:7 target=2026",
        ]
    );
    assert_eq!(at(&site, "notices/a.md").links, vec![Target::None; 8]);
}

#[test]
fn fragments_are_checked_against_the_headings() {
    let (site, told) = Case::new()
        .document("notices/a.md", |d| {
            d.heading("zong-ti-yao-qiu", "总体要求");
            d.link("#zong-ti-yao-qiu");
            d.link("＃总体要求");
            d.link("b.md＃mu-biao");
            d.link("b.md#mu-biap");
            d.link("#总体要球");
        })
        .document("notices/b.md", |d| d.heading("mu-biao", "目标"))
        .build();
    assert_eq!(
        told,
        [
            "error link/missing-fragment content/notices/a.md:7:7 fragment=mu-biap suggestion=mu-biao target=b.md#mu-biap",
            "error link/missing-fragment content/notices/a.md:8:7 fragment=总体要球 suggestion=zong-ti-yao-qiu target=#总体要球",
        ]
    );
    let here = Target::Here("zong-ti-yao-qiu".into());
    let b = PagePath::new("notices/b.html");
    let there = Target::Page(b.clone(), Some("mu-biao".into()));
    let expected = [here.clone(), here, there, Target::Page(b, None), Target::None];
    assert_eq!(at(&site, "notices/a.md").links, expected);
}

#[test]
fn other_hosts_are_warned_of_and_what_no_page_may_lead_to_is_an_error() {
    let told = Case::new()
        .document("notices/a.md", |d| {
            let ways = [
                "https://x.cn/a",
                "//x.cn",
                "tel:1",
                "javascript:x",
                "C:\\a.docx",
                "file:///a",
            ];
            ways.iter().for_each(|way| d.link(way));
        })
        .told();
    let codes: Vec<&str> = told
        .iter()
        .map(|line| line.split(" content").next().unwrap())
        .collect();
    assert_eq!(
        codes,
        [
            "warning link/external",
            "warning link/external",
            "error link/unknown-scheme",
            "error link/local-path",
            "error link/local-path",
        ]
    );
}

#[test]
fn files_are_published_at_spelt_addresses_if_something_shown_refers_to_them() {
    let (site, told) = Case::new()
        .file("notices/附件/报名表.DOCX")
        .file("notices/图.png")
        .file("notices/没人要.pdf")
        .file("notices/draft.pdf")
        .document("notices/a.md", |d| {
            d.attachment("附件/报名表.DOCX");
            d.image("图.png");
            d.link("附件/报名表.DOCX");
        })
        .document("notices/b.md", |d| {
            d.front.draft = true;
            d.attachment("draft.pdf");
            d.attachment("没有.pdf");
        })
        .build();
    assert_eq!(
        told,
        ["warning file/unused content/notices/没人要.pdf:1:1 file=content/notices/没人要.pdf"]
    );
    let form = PagePath::new("notices/fu-jian/bao-ming-biao.docx");
    let picture = PagePath::new("notices/tu.png");
    let expected = [
        Target::Image(picture.clone(), Some((4, 3))),
        Target::File(form.clone(), "报名表.DOCX".into()),
    ];
    let document = &site.documents[0];
    assert_eq!(document.links, expected);
    assert_eq!(document.attachments[0].title, "报名表");
    assert_eq!(document.attachments[0].address, form);
    assert_eq!(site.files.keys().collect::<Vec<_>>(), [&form, &picture]);
    assert_eq!(&*site.files[&form], "content/notices/附件/报名表.DOCX");
}

#[test]
fn a_missing_attachment_is_told_with_the_nearest_file() {
    let told = Case::new()
        .file("notices/附件1.docx")
        .document("notices/a.md", |d| d.attachment("附件2.docx"))
        .told();
    assert_eq!(
        told,
        [
            "error attachment/missing content/notices/a.md:3:7 file=附件2.docx suggestion=附件1.docx",
            "warning file/unused content/notices/附件1.docx:1:1 file=content/notices/附件1.docx",
        ]
    );
}

#[test]
fn two_files_for_one_address_are_told() {
    let (site, told) = Case::new()
        .file("notices/biao.pdf")
        .file("notices/表.pdf")
        .document("notices/a.md", |d| {
            d.link("表.pdf");
            d.link("biao.pdf");
        })
        .build();
    assert_eq!(told.len(), 1);
    assert!(told[0].starts_with(
        "error document/duplicate-address content/notices/表.pdf:1:1 first=content/notices/biao.pdf:1"
    ));
    assert_eq!(site.files.len(), 1);
}

#[test]
fn targets_are_written_relative_to_the_page() {
    let from = PagePath::new("notices/2026/a.html");
    let to = PagePath::new("plans/b.html");
    let href = |target: Target| target.href(&from);
    assert_eq!(
        href(Target::Page(to.clone(), Some("x".into()))),
        Href::To("../../plans/b.html#x".into())
    );
    assert_eq!(href(Target::Here("x".into())), Href::To("#x".into()));
    assert_eq!(
        href(Target::File(to.clone(), "乙".into())),
        Href::Download("../../plans/b.html".into(), "乙".into())
    );
    assert_eq!(
        href(Target::Image(to, Some((1, 2)))),
        Href::Image("../../plans/b.html".into(), Some((1, 2)))
    );
    assert_eq!(href(Target::None), Href::Unlinked);
}

#[test]
fn a_place_on_a_list_is_a_heading_of_the_prose_above_it() {
    let case = |draft: bool| {
        Case::new()
            .page("notices/index.md", |p| {
                p.heading("shuo-ming", "说明");
                p.front.draft = draft;
            })
            .document("notices/a.md", |d| {
                d.link("index.md#shuo-ming");
                d.link("../notices/index.html");
            })
    };
    let list = |place: Option<&str>| Target::Page(PagePath::new("notices/index.html"), place.map(Into::into));
    let links = |case: Case| at(&case.site(), "notices/a.md").links.clone();
    assert_eq!(links(case(false)), [list(Some("shuo-ming")), list(None)]);
    // Of prose that is hidden nothing is told; the list is there.
    assert_eq!(links(case(true)), [list(None), list(None)]);
    let told = case(false).document("notices/b.md", |d| {
        d.link("../notices/index.html#shuo-ming");
        d.link("../ledger/index.html#nirgends");
    });
    assert_eq!(
        told.told(),
        [
            "error link/missing-fragment content/notices/b.md:4:7 fragment=nirgends target=../ledger/index.html#nirgends"
        ]
    );
}
