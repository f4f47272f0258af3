//! `check` and `explain`: everything told, nothing written.

use super::site::Site;

fn warned(name: &str) -> Site {
    Site::new(name)
        .standard()
        .file("content/notices/form.csv", "姓名\n")
}

#[test]
fn check_writes_nothing_and_says_that_all_is_well() {
    let site = Site::new("clean").standard();
    site.run(["check"]).exits(0).golden("check-clean");
    assert!(!site.path().join("public").exists());
}

#[test]
fn warnings_are_allowed_unless_strict() {
    let site = warned("strict");
    site.run(["check"]).exits(0);
    site.run(["check", "--strict"]).exits(1);
}

#[test]
fn check_in_json_has_the_diagnostics_and_their_counts() {
    let object = warned("json").run(["check", "--format", "json"]).exits(0).json();
    assert_eq!(object["warnings"], 1);
    assert_eq!(object["errors"], 0);
    let told = &object["diagnostics"][0];
    assert_eq!(told["file"], "content/notices/form.csv");
    assert_eq!(told["severity"], "warning");
    let keys: Vec<&String> = told.as_object().unwrap().keys().collect();
    let wanted = [
        "code",
        "column",
        "end_column",
        "end_line",
        "file",
        "help",
        "label",
        "line",
        "message",
        "severity",
    ];
    assert_eq!(keys, wanted);
}

#[test]
fn what_a_document_allows_is_listed_with_its_reason() {
    let text = "---\ntitle: 值班安排\ndate: 2026-05-06\nallow:\n  privacy/mobile-number: 值班手机，经同意公开\n---\n\n值班电话13912345678。\n";
    let site = Site::new("allowed")
        .standard()
        .file("content/notices/duty.md", text);
    let run = site.run(["check"]).exits(0);
    assert!(
        run.stderr.contains("privacy/mobile-number") && run.stderr.contains("值班手机，经同意公开"),
        "{}",
        run.stderr
    );
    assert!(
        !run.stderr.contains("13912345678"),
        "a number is never echoed whole"
    );
}

#[test]
fn a_rule_may_be_set_to_another_level() {
    let text = "---\ntitle: 值班安排\ndate: 2026-05-06\n---\n\n值班电话13912345678。\n";
    let settings = |level: &str| {
        format!(
            "{}\n[check]\n\"privacy/mobile-number\" = \"{level}\"\n",
            super::site::STANDARD[0].1
        )
    };
    let site = Site::new("level")
        .standard()
        .file("content/notices/duty.md", text);
    let site = site.file("site.toml", &settings("error"));
    site.run(["check"]).exits(1).tells("privacy/mobile-number");
    let off = site
        .file("site.toml", &settings("off"))
        .run(["check", "--strict"])
        .exits(0);
    assert_eq!(off.stderr, "");
}

#[test]
fn explain_tells_at_length_suggests_and_lists() {
    let site = Site::new("explain").standard();
    let told = site.run(["explain", "config/missing"]).exits(0);
    assert!(told.stdout.contains("sihao init"), "{}", told.stdout);
    let wrong = site
        .run(["explain", "config/mising"])
        .exits(2)
        .tells("usage/unknown-code");
    assert!(wrong.stderr.contains("config/missing"), "{}", wrong.stderr);
    let all = site.run(["explain"]).exits(0).stdout;
    assert!(
        all.lines().filter(|line| line.contains('/')).count() > 60,
        "{all}"
    );
}

#[test]
fn english_is_english() {
    let run = warned("english").run(["check", "--lang", "en"]).exits(0);
    let foreign = |c: &char| ('\u{4e00}'..='\u{9fff}').contains(c);
    assert_eq!(run.stderr.chars().find(foreign), None, "{}", run.stderr);
}

#[test]
fn numbers_of_persons_in_the_settings_are_told() {
    let settings = super::site::STANDARD[0].1.replacen(
        "[site]",
        "[site]\ncontact = \"13912345678\"\ndescription = \"联系人11010519491231002X\"",
        1,
    );
    let site = Site::new("settings").standard().file("site.toml", &settings);
    let run = site
        .run(["check"])
        .exits(2)
        .tells("privacy/mobile-number")
        .tells("privacy/id-number");
    assert!(!run.stderr.contains("11010519491231002X"), "{}", run.stderr);
}
