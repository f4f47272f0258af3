//! Levels and allowances against findings of this floor and of others.

use std::collections::{BTreeMap, BTreeSet};

use super::{Allowance, Judge, mask};
use crate::config::Level;
use crate::diagnostic::{Diagnostic, Report, Severity, SourceText, Span, Spanned};

const FILE: &str = "content/study/a.md";

fn at(diagnostic: Diagnostic, file: &str) -> Diagnostic {
    diagnostic.at(SourceText::new(file, "手机13812345678").place(Span::new(0, 6)))
}

fn findings() -> Vec<Diagnostic> {
    vec![
        at(Diagnostic::error("privacy/id-number"), FILE),
        at(
            Diagnostic::warning("privacy/mobile-number").with("value", "13812345678"),
            FILE,
        ),
        at(Diagnostic::warning("privacy/mobile-number"), "content/study/b.md"),
        at(Diagnostic::error("secrecy/field"), FILE),
        // These two stand for other floors: their codes have to be in a catalogue, so codes of this one serve.
        at(Diagnostic::error("check/no-reason"), FILE),
        at(Diagnostic::warning("check/fixed-rule"), FILE),
    ]
}

fn judged(levels: &[(&str, Level)], allow: &[(&str, &str)]) -> Report {
    let config = SourceText::new("site.toml", "[check]\n");
    let levels: BTreeMap<_, _> = levels
        .iter()
        .map(|(rule, level)| ((*rule).to_owned(), Spanned::new(*level, Span::new(0, 7))))
        .collect();
    let spanned = |text: &str| Spanned::new(text.to_owned(), Span::new(0, 3));
    let entries: Vec<_> = allow
        .iter()
        .map(|(rule, reason)| (spanned(rule), spanned(reason)))
        .collect();
    let allowance = Allowance {
        source: &SourceText::new(FILE, "甲乙丙"),
        entries: &entries,
    };
    let judge = Judge::new(&levels, &config);
    let (own, others): (Vec<_>, Vec<_>) = findings()
        .into_iter()
        .partition(|told| told.place.as_ref().is_some_and(|place| &*place.file == FILE));
    let (mut report, mut softened) = (Report::default(), BTreeSet::new());
    for (mut told, allow) in [(own, Some(allowance)), (others, None)] {
        told.iter_mut().for_each(mask);
        let judged = judge.file(told, allow);
        report.extend(judged.told);
        judged
            .allowed
            .into_iter()
            .for_each(|allowed| report.allow(allowed));
        softened.extend(judged.softened);
    }
    report.extend(judge.of_settings(&softened));
    report
}

/// Code, severity and file of all that is told.
fn told(report: &Report) -> Vec<(&'static str, Severity, &str)> {
    let place = |d: &'_ Diagnostic| d.place.as_ref().map(|p| p.file.clone());
    report
        .diagnostics()
        .map(|d| {
            (
                d.code,
                d.severity,
                match place(d).as_deref() {
                    Some(FILE) => "a",
                    Some("site.toml") => "site",
                    _ => "b",
                },
            )
        })
        .collect()
}

const E: Severity = Severity::Error;
const W: Severity = Severity::Warning;

#[test]
fn without_settings_everything_stands_masked() {
    let report = judged(&[], &[]);
    assert_eq!(
        told(&report),
        [
            ("privacy/id-number", E, "a"),
            ("privacy/mobile-number", W, "a"),
            ("secrecy/field", E, "a"),
            ("check/no-reason", E, "a"),
            ("check/fixed-rule", W, "a"),
            ("privacy/mobile-number", W, "b"),
        ]
    );
    assert!(!format!("{report:?}").contains("13812345678"));
}

#[test]
fn levels_move_rules_and_warnings_of_other_floors() {
    let report = judged(
        &[
            ("privacy/id-number", Level::Warning),
            ("privacy/mobile-number", Level::Off),
            ("check/fixed-rule", Level::Error),
        ],
        &[],
    );
    assert_eq!(
        told(&report),
        [
            ("privacy/id-number", W, "a"),
            ("secrecy/field", E, "a"),
            ("check/no-reason", E, "a"),
            ("check/fixed-rule", E, "a"),
        ]
    );
}

#[test]
fn errors_of_other_floors_and_fixed_rules_stand_and_say_so_at_the_setting() {
    let report = judged(
        &[("secrecy/field", Level::Off), ("check/no-reason", Level::Off)],
        &[("check/no-reason", "理由")],
    );
    let told = told(&report);
    assert!(told.contains(&("secrecy/field", E, "a")) && told.contains(&("check/no-reason", E, "a")));
    let fixed: Vec<_> = told
        .iter()
        .filter(|(code, severity, _)| *code == "check/fixed-rule" && *severity == E)
        .collect();
    assert_eq!(
        fixed.iter().map(|f| f.2).collect::<Vec<_>>(),
        ["a", "site", "site"]
    );
}

#[test]
fn an_allow_covers_its_own_file_and_is_listed_with_its_reason() {
    let report = judged(&[], &[("privacy/mobile-number", "单位值班手机")]);
    assert!(told(&report).contains(&("privacy/mobile-number", W, "b")));
    assert!(!told(&report).contains(&("privacy/mobile-number", W, "a")));
    assert_eq!(report.allowed().len(), 1);
    assert_eq!(report.allowed()[0].reason, "单位值班手机");
}

#[test]
fn mistakes_of_an_allow_are_told_at_its_place() {
    let report = judged(
        &[("privacy/mobile-numbers", Level::Off)],
        &[
            ("privacy/id-numbr", "甲"),
            ("secrecy/field", "乙"),
            ("honours/wording", "丙"),
            ("privacy/bank-card", " "),
        ],
    );
    let told = told(&report);
    for expected in [
        ("check/unknown-rule", E, "site"),
        ("check/unknown-rule", E, "a"),
        ("check/fixed-rule", E, "a"),
        ("check/unused-allow", W, "a"),
    ] {
        assert!(told.contains(&expected), "{expected:?} in {told:?}");
    }
    assert_eq!(
        told.iter()
            .filter(|(code, ..)| *code == "check/no-reason")
            .count(),
        2
    );
    assert!(
        format!("{report:?}").contains("\"privacy/id-number\""),
        "the suggestion"
    );
}

#[test]
fn what_is_off_was_still_found_and_unused_allows_can_be_off_themselves() {
    let off = judged(
        &[("privacy/mobile-number", Level::Off)],
        &[("privacy/mobile-number", "甲")],
    );
    assert!(off.allowed().is_empty() && !told(&off).iter().any(|(code, ..)| *code == "check/unused-allow"));
    let silent = judged(
        &[("check/unused-allow", Level::Off)],
        &[("honours/wording", "甲")],
    );
    assert!(
        !told(&silent)
            .iter()
            .any(|(code, ..)| *code == "check/unused-allow")
    );
}
