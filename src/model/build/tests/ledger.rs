//! The ledger, by hand: plans due on 31 March, summaries on 15 January after, from 2025; as of 2026-07-01.

use std::sync::Arc;

use super::case::{Case, day};
use crate::model::{CategoryId, Since, Site, Status, Totals};

/// `2025 plan 甲局 submitted 2025-03-01`, a line for each entry that is not 不适用 by unit; a `+` when a text shows.
fn lines(site: &Site, unit: &str) -> Vec<String> {
    let mut lines = Vec::new();
    for entry in site.ledger.entries() {
        if site.unit(entry.unit).id() != unit {
            continue;
        }
        let status = serde_json::to_value(entry.status).unwrap();
        let mut line = format!(
            "{} {} {}",
            entry.year,
            site.kind(entry.kind).id,
            status.as_str().unwrap()
        );
        if let Some(day) = entry.submitted {
            line += &format!(" {day}");
        }
        if let Some(id) = entry.document {
            line += &format!(" +{}", site.document(id).title());
        }
        lines.push(line);
    }
    lines
}

fn all_six() -> Arc<Site> {
    Case::new()
        .unit("a", "甲局", |_| {})
        .unit("b", "乙局", |_| {})
        .unit("new", "新局", |u| u.from(Since::Day(day("2026-02-01"))))
        .unit("old", "旧局", |u| u.to(Since::Day(day("2025-12-31"))))
        .register("甲局", "plan", 2025, "2025-03-31")
        .register("甲局", "自查总结", 2025, "2026-01-16")
        .register("b", "plan", 2025, "免报")
        .register("b", "plan", 2026, "2026-03-30")
        .document("plans/2026/a.md", |d| {
            d.unit("a");
            d.submitted("2026-03-01");
        })
        .site()
}

#[test]
fn a_year_of_two_duties_in_all_six_states() {
    let site = all_six();
    assert_eq!(
        lines(&site, "a"),
        [
            "2025 plan submitted 2025-03-31",
            "2025 summary late 2026-01-16",
            "2026 plan submitted 2026-03-01 +plans/2026/a.md",
            "2026 summary upcoming",
        ]
    );
    assert_eq!(
        lines(&site, "b"),
        [
            "2025 plan exempt",
            "2025 summary overdue",
            "2026 plan submitted 2026-03-30",
            "2026 summary upcoming"
        ]
    );
    assert_eq!(
        lines(&site, "new"),
        [
            "2025 plan not_applicable",
            "2025 summary not_applicable",
            "2026 plan overdue",
            "2026 summary upcoming"
        ]
    );
    assert_eq!(
        lines(&site, "old"),
        [
            "2025 plan overdue",
            "2025 summary not_applicable",
            "2026 plan not_applicable",
            "2026 summary not_applicable"
        ]
    );
}

#[test]
fn totals_are_by_category_and_year() {
    let site = all_six();
    let totals = Totals {
        submitted: 2,
        overdue: 1,
        not_applicable: 1,
        ..Totals::default()
    };
    assert_eq!(
        site.ledger.by_category(2026, 0, &site.units),
        [(CategoryId(1), totals)]
    );
    assert_eq!(site.ledger.years(), [2025, 2026]);
    assert_eq!(site.ledger.of_year(2025).len(), 8);
    assert_eq!(site.ledger.of_year(2024).len(), 0);
}

#[test]
fn the_due_day_itself_is_in_time_and_the_next_is_not() {
    let status = |as_of: &str| {
        let site = Case::new().unit("a", "甲局", |_| {}).today(as_of).site();
        let entries = site.ledger.of_year(day(as_of).year());
        entries[0].status
    };
    assert_eq!(status("2026-03-31"), Status::Upcoming);
    assert_eq!(status("2026-04-01"), Status::Overdue);
}

#[test]
fn overrides_last_years_and_categories_are_heeded() {
    let mut case = Case::new()
        .unit("a", "甲局", |u| u.category("party"))
        .unit("b", "乙局", |_| {})
        .today("2026-04-01");
    let [plan, summary] = &mut case.rules.campaign.obligations[..] else {
        panic!()
    };
    plan.overrides.insert(2026, day("2026-04-15"));
    plan.categories = vec![CategoryId(1)];
    summary.to = Some(2025);
    let site = case.site();
    assert_eq!(
        lines(&site, "a"),
        [
            "2025 plan not_applicable",
            "2025 summary overdue",
            "2026 plan not_applicable"
        ]
    );
    assert_eq!(
        lines(&site, "b"),
        ["2025 plan overdue", "2025 summary overdue", "2026 plan upcoming"]
    );
    assert_eq!(site.ledger.of_year(2026)[0].due, day("2026-04-15"));
}

#[test]
fn hidden_filings_count_without_a_link_and_drafts_do_not() {
    let case = || {
        Case::new()
            .unit("a", "甲局", |_| {})
            .unit("b", "乙局", |_| {})
            .document("plans/2026/a.md", |d| {
                d.unit("a");
                d.submitted("2026-03-01");
                d.front.internal = true;
            })
            .document("plans/2025/a.md", |d| {
                d.unit("a");
                d.submitted("2025-03-01");
                d.expires("2026-01-01");
            })
            .document("summaries/2025/a.md", |d| {
                d.unit("a");
                d.submitted("2026-01-10");
                d.date("2026-12-01");
            })
            .document("plans/2026/b.md", |d| {
                d.unit("b");
                d.submitted("2026-03-01");
                d.front.draft = true;
            })
    };
    let public = case().site();
    assert_eq!(
        lines(&public, "a"),
        [
            "2025 plan submitted 2025-03-01",
            "2025 summary submitted 2026-01-10",
            "2026 plan submitted 2026-03-01",
            "2026 summary upcoming",
        ]
    );
    assert_eq!(lines(&public, "b")[2], "2026 plan overdue");
    let internal = case().internal().site();
    assert_eq!(
        lines(&internal, "a")[2],
        "2026 plan submitted 2026-03-01 +plans/2026/a.md"
    );
    // A draft is a draft even where it can be seen.
    assert_eq!(lines(&case().drafts().site(), "b")[2], "2026 plan overdue");
}

#[test]
fn what_is_dated_after_the_day_has_not_come_in_yet() {
    let case = |as_of: &str| {
        Case::new()
            .unit("a", "甲局", |_| {})
            .document("plans/2026/a.md", |d| {
                d.unit("a");
                d.submitted("2026-04-10");
            })
            .register("a", "plan", 2025, "2025-04-10")
            .today(as_of)
            .site()
    };
    assert_eq!(lines(&case("2026-03-01"), "a")[2], "2026 plan upcoming");
    assert_eq!(lines(&case("2026-04-09"), "a")[2], "2026 plan overdue");
    assert_eq!(
        lines(&case("2026-04-10"), "a")[2],
        "2026 plan late 2026-04-10 +plans/2026/a.md"
    );
    assert_eq!(lines(&case("2025-04-01"), "a")[0], "2025 plan overdue");
}

#[test]
fn filed_again_the_first_day_counts_and_the_newest_text_shows() {
    let site = Case::new()
        .unit("a", "甲局", |_| {})
        .register("a", "plan", 2026, "2026-05-01")
        .document("plans/2026/v1.md", |d| {
            d.unit("a");
            d.submitted("2026-03-30");
            d.date("2026-04-01");
        })
        .document("plans/2026/v2.md", |d| {
            d.unit("a");
            d.submitted("2026-06-01");
            d.date("2026-06-02");
        })
        .document("plans/2026/v3.md", |d| {
            d.unit("a");
            d.submitted("2026-06-03");
            d.date("2026-06-03");
            d.front.internal = true;
        })
        .site();
    assert_eq!(
        lines(&site, "a")[2],
        "2026 plan submitted 2026-03-30 +plans/2026/v2.md"
    );
}

#[test]
fn without_a_day_a_document_is_in_time_unless_the_register_knows_better() {
    let (site, told) = Case::new()
        .unit("a", "甲局", |_| {})
        .unit("b", "乙局", |_| {})
        .document("plans/2026/a.md", |d| d.unit("a"))
        .document("plans/2026/b.md", |d| d.unit("b"))
        .document("notices/2026/c.md", |d| d.unit("b"))
        .register("b", "plan", 2026, "2026-04-02")
        .build();
    assert_eq!(
        told,
        ["warning ledger/no-submission-date content/plans/2026/a.md:1:1 kind=年度创建计划"]
    );
    assert_eq!(lines(&site, "a")[2], "2026 plan submitted +plans/2026/a.md");
    assert_eq!(lines(&site, "b")[2], "2026 plan late 2026-04-02 +plans/2026/b.md");
}

#[test]
fn who_is_exempt_may_file_in_time_but_is_never_late() {
    let case = |filed: &str| {
        let site = Case::new()
            .unit("a", "甲局", |_| {})
            .register("a", "plan", 2026, "免报")
            .register("a", "plan", 2026, filed)
            .site();
        lines(&site, "a")[2].clone()
    };
    assert_eq!(case("2026-03-01"), "2026 plan submitted 2026-03-01");
    assert_eq!(case("2026-05-01"), "2026 plan exempt 2026-05-01");
}

#[test]
fn a_successor_inherits_no_duty() {
    let site = Case::new()
        .unit("old", "旧局", |u| {
            u.to(Since::Day(day("2026-03-01")));
            u.successor("new");
        })
        .unit("new", "新局", |u| u.from(Since::Day(day("2026-03-02"))))
        .register("old", "plan", 2026, "2026-02-20")
        .site();
    assert_eq!(lines(&site, "new")[2], "2026 plan overdue");
    assert_eq!(lines(&site, "old")[2], "2026 plan not_applicable");
}

#[test]
fn lines_of_the_register_that_mean_nothing_are_told() {
    let told = Case::new()
        .unit("a", "甲局", |_| {})
        .register("乙局", "plan", 2026, "2026-03-01")
        .register("a", "年度计划", 2026, "2026-03-01")
        .register("a", "notice", 2026, "2026-03-01")
        .register("a", "plan", 2019, "2026-03-01")
        .register("a", "plan", 2028, "2026-03-01")
        .register("a", "plan", 2027, "2026-06-01")
        .told();
    assert_eq!(
        told,
        [
            "error reference/unknown-unit data/submissions.csv:1:7 name=乙局 suggestion=甲局",
            "error document/unknown-kind data/submissions.csv:2:7 name=年度计划 suggestion=年度创建计划",
            "warning ledger/no-obligation data/submissions.csv:2:7 kind=通知通报",
            "warning ledger/year-out-of-range data/submissions.csv:3:7 year=2019 kind=年度创建计划",
            "warning ledger/year-out-of-range data/submissions.csv:3:7 year=2028 kind=年度创建计划",
        ]
    );
}

#[test]
fn notes_are_kept_for_those_who_may_see_them() {
    let site = Case::new()
        .unit("a", "甲局", |_| {})
        .register("a", "plan", 2026, "免报")
        .site();
    assert_eq!(site.ledger.of_year(2026)[0].note.as_deref(), Some("登记"));
}

#[test]
fn leap_days_and_years_after_are_due_dates_too() {
    let mut case = Case::new();
    let obligation = &mut case.rules.campaign.obligations[0];
    obligation.due = crate::model::MonthDay { month: 2, day: 29 };
    assert_eq!(obligation.due_in(2028), day("2028-02-29"));
    assert_eq!(obligation.due_in(2026), day("2026-02-28"));
    obligation.next_year = true;
    assert_eq!(obligation.due_in(2027), day("2028-02-29"));
    assert_eq!(obligation.due_in(i16::MAX), day("9999-12-31"));
}
