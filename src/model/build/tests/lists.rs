//! Lists, neighbours, years, grey days.

use super::case::{Case, day, titles};
use crate::model::{GreyDay, MonthDay, Pinned};

fn five() -> Case {
    Case::new()
        .document("notices/a.md", |d| d.date("2026-02-01"))
        .document("notices/b.md", |d| {
            d.number("云江直工发〔2026〕10号");
            d.pinned(Pinned::Always);
        })
        .document("notices/c.md", |d| d.number("云江直工发〔2026〕9号"))
        .document("notices/d.md", |_| {})
        .document("guidance/e.md", |d| {
            d.date("2026-03-01");
            d.year(2025);
        })
}

#[test]
fn newest_first_then_by_number_then_by_path_and_pins_on_top() {
    let site = five().site();
    let all = [
        "guidance/e.md",
        "notices/a.md",
        "notices/c.md",
        "notices/b.md",
        "notices/d.md",
    ];
    assert_eq!(titles(&site, &site.newest), all);
    let notices = ["notices/b.md", "notices/a.md", "notices/c.md", "notices/d.md"];
    assert_eq!(titles(&site, &site.by_kind[3]), notices);
    assert_eq!(titles(&site, &site.by_year[&2026]), &all[1..]);
    let year = site.year(2025);
    assert_eq!(titles(&site, &year.by_kind[0].1), ["guidance/e.md"]);
    assert!(year.by_kind[3].1.is_empty());
}

#[test]
fn neighbours_follow_the_days_and_not_the_pins() {
    let site = five().site();
    let mut order = site.newest.to_vec();
    order.retain(|id| site.document(*id).kind.0 == 3);
    for (index, id) in order.iter().enumerate() {
        let before = index.checked_sub(1).map(|index| order[index]);
        let after = order.get(index + 1).copied();
        assert_eq!(site.neighbours(*id), (before, after));
    }
}

#[test]
fn a_unit_lists_its_own_and_what_concerns_it_once() {
    let mut case = five()
        .unit("x", "甲局", |_| {})
        .document("plans/p.md", |d| {
            d.unit("x");
            d.front.units = vec![d.lines.text("units", "甲局")];
        })
        .document("notices/q.md", |d| {
            d.front.units = vec![d.lines.text("units", "甲局")]
        });
    case.rules.campaign.obligations.clear();
    let site = case.site();
    assert_eq!(titles(&site, &site.by_unit[0]), ["notices/q.md", "plans/p.md"]);
}

#[test]
fn grey_days_come_every_year_or_once() {
    let grey = |as_of: &str, grey: GreyDay| {
        let mut case = Case::new().today(as_of);
        case.rules.site.grey_days = vec![grey];
        case.site().is_grey()
    };
    let yearly = |month, day| GreyDay::Yearly(MonthDay { month, day });
    assert!(grey("2026-12-13", yearly(12, 13)) && !grey("2026-12-14", yearly(12, 13)));
    assert!(grey("2026-12-13", GreyDay::Once(day("2026-12-13"))));
    assert!(!grey("2027-12-13", GreyDay::Once(day("2026-12-13"))));
    assert!(grey("2026-02-28", yearly(2, 29)) && !grey("2028-02-28", yearly(2, 29)));
}
