//! The roll, what is withdrawn from it, assessments and the calendar.

use super::case::{Case, Page, day};
use crate::model::{CalendarMatter, ResultEntry, Site, StudyEntry};

fn commending(page: &mut Page, units: &[&str]) {
    page.doc_type("通报");
    units.iter().for_each(|unit| page.honour(unit));
}

fn two_units() -> Case {
    let mut case = Case::new().unit("a", "甲局", |_| {}).unit("b", "乙局", |_| {});
    case.rules.campaign.obligations.clear();
    case
}

fn roll(site: &Site) -> Vec<String> {
    let roll = site.honours.roll.iter();
    roll.map(|h| {
        format!(
            "{} {} {}",
            h.year,
            site.unit(h.unit).id(),
            site.document(h.document).title()
        )
    })
    .collect()
}

#[test]
fn the_roll_is_newest_first_in_the_order_of_each_notice() {
    let site = two_units()
        .document("notices/2024.md", |d| {
            d.date("2024-01-01");
            commending(d, &["a"]);
        })
        .document("notices/2025.md", |d| {
            d.date("2025-01-01");
            commending(d, &["乙局", "甲局"]);
            d.doc_type("决定");
        })
        .document("notices/draft.md", |d| {
            d.front.draft = true;
            commending(d, &["a"]);
        })
        .site();
    let expected = [
        "2025 b notices/2025.md",
        "2025 a notices/2025.md",
        "2024 a notices/2024.md",
    ];
    assert_eq!(roll(&site), expected);
}

#[test]
fn only_a_circular_or_a_decision_commends() {
    let (site, told) = two_units()
        .document("notices/a.md", |d| {
            commending(d, &["a"]);
            d.doc_type("通知");
        })
        .document("notices/b.md", |d| d.honour("b"))
        .build();
    assert_eq!(
        told,
        [
            "warning honours/wrong-type content/notices/a.md:5:11 type=通知",
            "warning honours/wrong-type content/notices/b.md:3:7",
        ]
    );
    assert!(site.honours.roll.is_empty());
}

#[test]
fn a_withdrawn_line_leaves_the_roll_and_cites_the_document() {
    let case = |internal: bool| {
        two_units()
            .document("notices/a.md", |d| {
                d.number("云江直工发〔2026〕1号");
                commending(d, &["a", "b"]);
            })
            .document("notices/b.md", |d| {
                d.date("2026-06-01");
                d.revokes("甲局", "云江直工发〔2026〕1号");
                d.front.internal = internal;
            })
            .site()
    };
    let site = case(false);
    assert_eq!(roll(&site), ["2026 b notices/a.md"]);
    let withdrawal = &site.honours.withdrawals[0];
    assert_eq!(site.document(withdrawal.by).title(), "notices/b.md");
    let hidden = case(true);
    assert_eq!(hidden.honours.roll.len(), 2);
    assert!(hidden.honours.withdrawals.is_empty());
}

#[test]
fn what_was_withdrawn_stays_so_when_the_withdrawal_is_taken_down() {
    let site = two_units()
        .document("notices/a.md", |d| commending(d, &["a", "b"]))
        .document("notices/b.md", |d| {
            d.date("2026-06-01");
            d.revokes("甲局", "notices/a.md");
            d.expires("2026-06-15");
        })
        .site();
    assert_eq!(roll(&site), ["2026 b notices/a.md"]);
    assert!(site.honours.withdrawals.is_empty());
}

#[test]
fn what_was_never_given_cannot_be_withdrawn() {
    let told = two_units()
        .document("notices/a.md", |d| commending(d, &["a"]))
        .document("notices/b.md", |d| d.revokes("b", "notices/a.md"))
        .told();
    assert_eq!(
        told,
        ["error honours/nothing-to-revoke content/notices/b.md:3:7 unit=b document=notices/a.md"]
    );
}

#[test]
fn a_commended_unit_that_owed_in_the_period_is_warned_of() {
    let case = |year: i16| {
        let mut case = Case::new().unit("a", "甲局", |_| {}).unit("b", "乙局", |_| {});
        case.rules.campaign.obligations.truncate(1);
        case.register("a", "plan", 2025, "2025-04-01")
            .register("b", "plan", 2025, "2025-03-01")
            .document("notices/a.md", |d| {
                d.year(year);
                commending(d, &["b", "a"]);
            })
            .told()
    };
    let told = ["warning honours/owes content/notices/a.md:6:7 unit=甲局"];
    // The period of 2024 and 2025 ended in 2025; a notice of 2026 looks back on it. What falls due after the notice is not held against it.
    assert_eq!(case(2025), told);
    assert_eq!(case(2026), told);
    assert_eq!(case(2024), Vec::<String>::new());
}

#[test]
fn assessments_are_for_internal_editions_unless_they_are_public() {
    let case = || {
        two_units()
            .document("notices/a.md", |d| results(d, false))
            .document("notices/b.md", |d| results(d, true))
    };
    let public = case().site();
    assert_eq!(public.assessments.len(), 1);
    assert_eq!(
        public.document(public.assessments[0].document).title(),
        "notices/b.md"
    );
    assert_eq!(public.assessments[0].results[0].1, "好");
    assert_eq!(case().internal().site().assessments.len(), 2);
}

fn results(page: &mut Page, public: bool) {
    page.front.public_results = public;
    let entry = ResultEntry {
        unit: page.lines.text("unit", "a"),
        grade: page.lines.text("grade", "好"),
        note: None,
    };
    page.front.results.push(entry);
}

#[test]
fn the_calendar_holds_studies_and_due_dates_and_no_place_before_the_day() {
    let study = |page: &mut Page, date: &str| {
        let entry = StudyEntry {
            date: page.lines.day("date", date),
            topic: None,
            place: Some(page.lines.text("place", "三楼")),
        };
        page.front.study.push(entry);
    };
    let site = Case::new()
        .document("notices/a.md", |d| {
            study(d, "2027-01-15");
            study(d, "2026-07-01");
        })
        .document("notices/b.md", |d| {
            d.front.internal = true;
            study(d, "2026-07-01");
        })
        .site();
    let lines: Vec<String> = site
        .calendar
        .iter()
        .map(|e| format!("{} {}", e.date, matter(&e.matter)))
        .collect();
    assert_eq!(
        lines,
        [
            "2026-01-15 1 2025",
            "2026-03-31 0 2026",
            "2026-07-01 notices/a.md Some(\"三楼\")",
            "2027-01-15 notices/a.md None",
            "2027-01-15 1 2026",
            "2027-03-31 0 2027",
        ]
    );
    assert_eq!(site.calendar[0].date, day("2026-01-15"));
}

fn matter(matter: &CalendarMatter) -> String {
    match matter {
        CalendarMatter::Study { topic, place, .. } => format!("{topic} {place:?}"),
        CalendarMatter::Due { obligation, year } => format!("{obligation} {year}"),
    }
}
