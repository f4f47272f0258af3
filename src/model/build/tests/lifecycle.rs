//! Who repeals and amends whom.

use super::case::Case;
use crate::model::{DocumentId, Validity, ValidityWord};

fn old_and_new() -> Case {
    Case::new().document("notices/old.md", |d| {
        d.date("2020-01-01");
        d.number("云江直工发〔2020〕1号");
    })
}

#[test]
fn the_older_is_repealed_or_amended_by_itself() {
    let site = old_and_new()
        .document("notices/amends.md", |d| d.amends("notices/old.md"))
        .document("notices/replaces.md", |d| d.replaces("云江直工发[2020] 01 号"))
        .document("notices/z.md", |d| {
            d.amends("./amends");
            d.replaces("content/notices/replaces.md");
        })
        .site();
    let [amends, old, replaces, z] = &site.documents[..] else {
        panic!()
    };
    assert_eq!(old.validity, Validity::Repealed);
    assert_eq!(
        (&*old.replaced_by, &*old.amended_by),
        (&[DocumentId(2)][..], &[DocumentId(0)][..])
    );
    assert_eq!(
        (amends.validity, &*amends.amends),
        (Validity::Amended, &[DocumentId(1)][..])
    );
    assert_eq!(
        (replaces.validity, &*replaces.replaces),
        (Validity::Repealed, &[DocumentId(1)][..])
    );
    assert_eq!(z.validity, Validity::Unstated);
}

#[test]
fn an_unknown_document_is_told_with_the_nearest() {
    let told = old_and_new()
        .document("notices/new.md", |d| {
            d.replaces("云江直工发〔2020〕2号");
            d.replaces("notices/odl.md");
        })
        .told();
    assert_eq!(
        told,
        [
            "error reference/unknown-document content/notices/new.md:3:11 name=云江直工发〔2020〕2号 suggestion=云江直工发〔2020〕1号",
            "error reference/unknown-document content/notices/new.md:4:11 name=notices/odl.md suggestion=notices/old.md",
        ]
    );
}

#[test]
fn circles_are_told_where_they_close_and_nobody_replaces_itself() {
    let (site, told) = Case::new()
        .document("notices/a.md", |d| d.replaces("b.md"))
        .document("notices/b.md", |d| d.amends("c.md"))
        .document("notices/c.md", |d| d.replaces("a.md"))
        .document("notices/d.md", |d| d.replaces("d.md"))
        .build();
    assert_eq!(
        told,
        [
            "error lifecycle/itself content/notices/d.md:3:11 name=d.md",
            "error lifecycle/cycle content/notices/c.md:3:11 name=notices/a.md",
        ]
    );
    assert_eq!(site.documents[0].validity, Validity::Unstated);
}

#[test]
fn an_own_word_that_contradicts_is_warned_of() {
    let (site, told) = Case::new()
        .document("notices/a.md", |d| {
            d.status(ValidityWord::InForce);
            d.title("甲");
        })
        .document("notices/b.md", |d| d.status(ValidityWord::Lapsed))
        .document("notices/z.md", |d| {
            d.replaces("a.md");
            d.amends("b.md");
        })
        .build();
    assert_eq!(
        told,
        [
            "warning lifecycle/status-contradicts content/notices/a.md:3:9 by=notices/z.md status=<model.repealed>"
        ]
    );
    assert_eq!(site.documents[0].validity, Validity::Repealed);
    assert_eq!(site.documents[1].validity, Validity::Lapsed);
}

#[test]
fn an_older_document_that_replaces_a_newer_is_warned_of() {
    let told = old_and_new().document("notices/z.md", |d| {
        d.date("2019-01-01");
        d.replaces("old.md");
    });
    let expected =
        "warning lifecycle/order content/notices/z.md:4:11 name=old.md date=2019-01-01 other=2020-01-01";
    assert_eq!(told.told(), [expected]);
}

#[test]
fn a_repeal_outlasts_the_page_that_told_it() {
    let site = old_and_new()
        .document("notices/new.md", |d| {
            d.date("2026-01-02");
            d.replaces("old.md");
            d.expires("2026-06-01");
        })
        .site();
    let old = site.documents.iter().find(|d| d.number.is_some()).unwrap();
    assert_eq!(old.validity, Validity::Repealed);
    assert!(old.replaced_by.is_empty());
}

#[test]
fn a_repeal_takes_effect_on_its_day_and_a_hidden_one_never() {
    let case = |as_of: &str| {
        old_and_new()
            .document("notices/new.md", |d| {
                d.date("2026-07-02");
                d.replaces("old.md");
            })
            .document("notices/secret.md", |d| {
                d.front.internal = true;
                d.amends("old.md");
            })
            .today(as_of)
    };
    let old = |site: &crate::model::Site| {
        let old = site.documents.iter().find(|d| d.number.is_some()).unwrap();
        (old.validity, old.replaced_by.len(), old.amended_by.len())
    };
    assert_eq!(old(&case("2026-07-01").site()), (Validity::Unstated, 0, 0));
    assert_eq!(old(&case("2026-07-02").site()), (Validity::Repealed, 1, 0));
    assert_eq!(
        old(&case("2026-07-01").internal().site()),
        (Validity::Amended, 0, 1)
    );
}

#[test]
fn a_document_without_a_date_is_known_by_its_number_and_has_its_own_references_told() {
    let told = Case::new()
        .document("notices/dateless.md", |d| {
            d.number("云江直工发〔2020〕1号");
            d.replaces("notices/none.md");
            d.front.date = None;
        })
        .document("notices/new.md", |d| d.replaces("云江直工发〔2020〕1号"))
        .document("notices/same.md", |d| d.number("云江直工发〔2020〕1号"))
        .told();
    let codes: Vec<&str> = told.iter().filter_map(|line| line.split(' ').nth(1)).collect();
    assert_eq!(
        codes,
        [
            "document/missing-date",
            "document/duplicate-number",
            "reference/unknown-document"
        ],
        "{told:?}"
    );
    assert!(told[2].contains("dateless.md"), "{told:?}");
}
