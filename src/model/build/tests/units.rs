//! Units: order, names, lifetimes, successors.

use super::case::{Case, day};
use crate::model::{CategoryId, Since, UnitId};

#[test]
fn units_stand_in_the_issued_order_and_those_without_one_come_last() {
    let site = Case::new()
        .unit("a", "甲局", |_| {})
        .unit("b", "乙局", |u| u.order(20))
        .unit("c", "丙局", |u| u.order(10))
        .site();
    let ids: Vec<&str> = site.units.iter().map(|unit| unit.id()).collect();
    assert_eq!(ids, ["c", "b", "a"]);
    assert_eq!(site.units[0].address.as_str(), "units/c.html");
    assert_eq!(site.units[0].short, "丙局");
    assert_eq!(site.units[0].category, CategoryId(1));
}

#[test]
fn a_unit_is_found_by_every_name_in_any_width_and_case() {
    let site = Case::new()
        .unit("finance", "市财政局（国资委）", |u| {
            u.short("财政局");
            u.former("市财税局");
        })
        .document("plans/a.md", |d| d.unit("FINANCE"))
        .document("plans/b.md", |d| d.unit("市财政局(国资委)"))
        .document("plans/c.md", |d| d.unit("财政局"))
        .document("plans/d.md", |d| d.unit("市财税局"));
    let mut site = site;
    site.rules.campaign.obligations.clear();
    let site = site.site();
    assert!(site.documents.iter().all(|d| d.unit == Some(UnitId(0))));
    assert_eq!(site.by_unit[0].len(), 4);
}

#[test]
fn an_unknown_unit_is_told_with_the_nearest() {
    let told = Case::new()
        .unit("finance", "市财政局", |_| {})
        .document("notices/a.md", |d| d.unit("市财攻局"))
        .told();
    assert_eq!(
        told,
        ["error reference/unknown-unit content/notices/a.md:3:7 name=市财攻局 suggestion=市财政局"]
    );
}

#[test]
fn a_name_of_two_units_is_told_at_the_second_and_names_the_first() {
    let told = Case::new()
        .unit("a", "市财政局", |u| u.short("财政"))
        .unit("b", "市财政中心", |u| u.former("财政"))
        .told();
    let expected = "error unit/ambiguous-name content/units/b.md:3:9 first=content/units/a.md:3 \
                    name=财政 other=市财政局 file=content/units/a.md";
    assert_eq!(told, [expected]);
}

#[test]
fn categories_are_known_or_told() {
    let (site, told) = Case::new()
        .unit("a", "甲局", |u| u.category("政府部们"))
        .unit("b", "乙局", |u| u.category = None)
        .unit("c", "丙局", |u| u.category("party"))
        .build();
    assert_eq!(
        told,
        [
            "error unit/unknown-category content/units/a.md:3:11 name=政府部们 suggestion=政府部门",
            "warning unit/missing-category content/units/b.md:1:1 category=政府部门",
        ]
    );
    assert_eq!(site.units[2].category, CategoryId(0));
}

#[test]
fn a_lifetime_is_from_the_first_day_to_the_last() {
    let site = Case::new()
        .unit("a", "甲局", |u| {
            u.from(Since::Year(2020));
            u.to(Since::Year(2025));
        })
        .site();
    let unit = &site.units[0];
    assert!(unit.exists_on(day("2020-01-01")) && unit.exists_on(day("2025-12-31")));
    assert!(!unit.exists_on(day("2019-12-31")) && !unit.exists_on(day("2026-01-01")));
}

#[test]
fn an_end_before_the_beginning_is_told() {
    let (site, told) = Case::new()
        .unit("a", "甲局", |u| {
            u.from(Since::Day(day("2024-05-01")));
            u.to(Since::Year(2023));
        })
        .build();
    assert_eq!(
        told,
        ["error unit/ends-before-it-begins content/units/a.md:4:5 from=2024-05-01 to=2023-12-31"]
    );
    assert_eq!(site.units[0].to, None);
}

#[test]
fn successors_know_those_who_went_into_them() {
    let site = Case::new()
        .unit("a", "甲局", |u| u.successor("丙局"))
        .unit("b", "乙局", |u| u.successor("c"))
        .unit("c", "丙局", |_| {})
        .site();
    assert_eq!(site.units[0].successor, Some(UnitId(2)));
    assert_eq!(site.units[2].predecessors, [UnitId(0), UnitId(1)]);
}

#[test]
fn a_circle_of_successors_is_told_where_it_closes() {
    let told = Case::new()
        .unit("a", "甲局", |u| u.successor("b"))
        .unit("b", "乙局", |u| u.successor("a"))
        .unit("c", "丙局", |u| u.successor("c"))
        .told();
    assert_eq!(
        told,
        [
            "error unit/successor-cycle content/units/b.md:3:12 name=a",
            "error unit/successor-cycle content/units/c.md:3:12 name=c",
        ]
    );
}

#[test]
fn a_unit_needs_an_address_of_its_own() {
    let told = Case::new()
        .unit("index", "甲局", |_| {})
        .unit("①", "乙局", |_| {})
        .told();
    assert_eq!(
        told,
        [
            "error document/duplicate-address content/units/index.md:1:1 address=units/index.html other=<model.own-page>",
            "error document/unspellable-name content/units/①.md:1:1 name=①",
        ]
    );
}
