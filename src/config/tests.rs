//! `site.toml`: the defaults, what is read, and a table of mistakes with the code, line and column that must be told.

use super::*;
use crate::model::{CategoryId, Disclosure, GreyDay, KindId, MonthDay};

mod mistakes;

fn read(text: &str) -> (Option<Config>, Vec<Diagnostic>) {
    parse(&SourceText::new("site.toml", text))
}

fn sound(text: &str) -> Config {
    let (config, told) = read(text);
    assert!(told.is_empty(), "{told:?}");
    config.unwrap()
}

#[test]
fn an_empty_file_gives_the_defaults() {
    for config in [sound(""), defaults()] {
        let rules = &config.rules;
        let folders: Vec<_> = rules
            .kinds
            .iter()
            .map(|k| (k.id.as_ref(), k.folder.as_str()))
            .collect();
        assert_eq!(
            folders,
            [
                ("guidance", "guidance"),
                ("study", "study"),
                ("plan", "plans"),
                ("news", "news"),
                ("practice", "practice"),
                ("summary", "summaries"),
                ("notice", "notices"),
            ]
        );
        let per_unit: Vec<_> = rules
            .kinds
            .iter()
            .filter(|k| k.per_unit)
            .map(|k| k.name.as_str())
            .collect();
        assert_eq!(per_unit, ["年度创建计划", "自查总结"]);
        let official: Vec<_> = rules
            .kinds
            .iter()
            .filter(|k| k.official)
            .map(|k| k.id.as_ref())
            .collect();
        assert_eq!(official, ["guidance", "notice"]);
        assert_eq!(rules.campaign.criteria.len(), 4);
        let duties: Vec<_> = rules
            .campaign
            .obligations
            .iter()
            .map(|o| (o.kind, o.due, o.next_year, o.from, o.to))
            .collect();
        let (plan, summary) = (MonthDay { month: 3, day: 31 }, MonthDay { month: 1, day: 15 });
        assert_eq!(
            duties,
            [
                (KindId(2), plan, false, 2020, None),
                (KindId(5), summary, true, 2020, None)
            ]
        );
        assert_eq!(rules.site.language, "zh-CN");
        assert_eq!(rules.ledger.public, Disclosure::Counts);
        assert!(rules.nav.is_empty() && config.levels.is_empty());
    }
}

#[test]
#[expect(
    clippy::too_many_lines,
    reason = "one file with every key, and what must come of it"
)]
fn every_key_is_read() {
    let config = sound(
        r#"
[site]
title = "“四好班子”创建活动专栏"
organisation = "中共云江市委市直属机关工作委员会"
organisation_short = "市直机关工委"
language = "zh-Hans"
base_url = "https://sihao.yunjiang.example/dangjian"
description = "说明"
contact = "0871-0000000"
grey_days = ["12-13", "2026-05-12"]
id_code = "5300000000"
print_mark = "示例"

[[kinds]]
id = "plan"
name = "计划"
folder = "jihua"
per_unit = true

[[unit_categories]]
id = "government"
name = "政府部门"
[[unit_categories]]
id = "school"
name = "学校"

[campaign]
criteria = [ { id = "political", name = "政治坚定好" } ]
appraisal = { every = 3, first = 2022 }

[[campaign.obligations]]
kind = "计划"
due = "+01-15"
from = 2021
to = 2025
categories = ["学校"]
overrides = { "2025" = "2025-04-15", "2024" = 2024-04-01 }

[ledger]
public = "filed"
labels = { overdue = "未报" }

[check]
"privacy/mobile-number" = "off"

[nav]
"年度计划" = "plan"
"首页" = "home"
"关于" = "about.html"
"#,
    );
    let rules = &config.rules;
    assert_eq!(rules.site.language, "zh-CN");
    assert_eq!(rules.site.base_url, "https://sihao.yunjiang.example/dangjian/");
    assert!(matches!(
        rules.site.grey_days[..],
        [GreyDay::Yearly(MonthDay { month: 12, day: 13 }), GreyDay::Once(_)]
    ));
    assert_eq!(rules.site.print_mark, "示例");
    let duty = &rules.campaign.obligations[0];
    assert_eq!(
        (duty.kind, duty.next_year, duty.from, duty.to),
        (KindId(0), true, 2021, Some(2025))
    );
    assert_eq!(duty.categories, [CategoryId(1)]);
    assert_eq!(duty.overrides[&2024].to_string(), "2024-04-01");
    assert_eq!(duty.overrides[&2025].to_string(), "2025-04-15");
    assert_eq!(rules.campaign.appraisal.unwrap().every, 3);
    assert_eq!(rules.ledger.labels["overdue"], "未报");
    assert_eq!(config.levels["privacy/mobile-number"].value, Level::Off);
    let nav: Vec<_> = rules
        .nav
        .iter()
        .map(|n| (n.label.as_str(), n.path.as_str()))
        .collect();
    assert_eq!(
        nav,
        [
            ("年度计划", "jihua/index.html"),
            ("首页", "index.html"),
            ("关于", "about.html")
        ]
    );
}

#[test]
fn the_menu_may_be_a_list_of_tables() {
    let config =
        sound("nav = [{ label = '单位', path = 'units' }, { label = '通知', path = 'notices/index.html' }]");
    let nav: Vec<_> = config
        .rules
        .nav
        .iter()
        .map(|n| (n.label.as_str(), n.path.as_str()))
        .collect();
    assert_eq!(
        nav,
        [("单位", "units/index.html"), ("通知", "notices/index.html")]
    );
}

#[test]
fn an_empty_appraisal_says_that_there_is_none() {
    assert!(
        sound("[campaign]\nappraisal = {}")
            .rules
            .campaign
            .appraisal
            .is_none()
    );
    assert!(sound("[campaign]").rules.campaign.appraisal.is_some());
}

#[test]
fn duties_of_kinds_that_a_site_does_not_have_fall_away() {
    let config = sound("[[kinds]]\nid = 'summary'\nname = '总结'\nfolder = 'zongjie'");
    let kinds: Vec<_> = config.rules.campaign.obligations.iter().map(|o| o.kind).collect();
    assert_eq!(kinds, [KindId(0)]);
}

#[test]
fn a_duty_that_says_no_first_year_holds_from_the_campaigns() {
    let config = sound("[[campaign.obligations]]\nkind = 'plan'\ndue = '3-31'\n");
    assert_eq!(config.rules.campaign.obligations[0].from, 2020);
}

#[test]
fn deep_nesting_ends_at_once() {
    let (config, told) = read(&format!("a = {}", "[".repeat(100_000)));
    assert!(config.is_none());
    assert!(!told.is_empty());
}
