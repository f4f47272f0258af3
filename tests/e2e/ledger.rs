//! `ledger`: a hand-made table of all six statuses, in the text, CSV and JSON forms, and what the published files say of it.

use super::site::{STANDARD, Site};

/// Overrides, a due date in the next year, the register, units that came and went, drafts, internal, late and double submissions.
fn owed() -> Site {
    let settings = STANDARD[0].1.replace("from = 2026", "from = 2025").replacen(
        "due = \"03-31\"",
        "due = \"03-31\"\noverrides = { \"2025\" = \"2025-04-15\" }",
        1,
    );
    let unit = |name: &str, order: u32, more: &str| {
        format!(
            "---\nname: 云江市{name}\nshort: 市{name}\ncategory: government\norder: {order}\n{more}---\n\n{name}。\n"
        )
    };
    let plan = |unit: &str, more: &str| {
        format!("---\ntitle: 创建计划\nunit: {unit}\ndate: 2026-05-06\n{more}---\n\n正文。\n")
    };
    let register = "单位,材料,年度,报送日期,说明\n\
        市教育局,年度创建计划,2025,2025-04-15,当天报\n\
        市财政局,年度创建计划,2025,2025-04-16,晚一天\n\
        市财政局,自查总结,2025,2026-01-15,\n\
        市教育局,自查总结,2025,2026-01-10,首次\n\
        市教育局,自查总结,2025,2026-01-20,补报\n\
        市水务局,年度创建计划,2026,免报,换届\n";
    Site::new("owed")
        .standard()
        .file("site.toml", &settings)
        .file("content/units/water.md", &unit("水务局", 30, "from: 2026\n"))
        .file(
            "content/units/rural.md",
            &unit("振兴局", 40, "to: 2025-12-31\nsuccessor: finance\n"),
        )
        .file("content/units/data.md", &unit("数据局", 50, ""))
        .file(
            "content/plans/2026/education.md",
            &plan("education", "submitted: 2026-03-31\ninternal: true\n"),
        )
        .file(
            "content/plans/2026/data.md",
            &plan("data", "submitted: 2026-03-01\ndraft: true\n"),
        )
        .file("data/submissions.csv", register)
}

/// unit kind year due status submitted document.
const TABLE: &str = "\
finance plan 2025 2025-04-15 late 2025-04-16 -
education plan 2025 2025-04-15 submitted 2025-04-15 -
water plan 2025 2025-04-15 not_applicable - -
rural plan 2025 2025-04-15 overdue - -
data plan 2025 2025-04-15 overdue - -
finance summary 2025 2026-01-15 submitted 2026-01-15 -
education summary 2025 2026-01-15 submitted 2026-01-10 -
water summary 2025 2026-01-15 overdue - -
rural summary 2025 2026-01-15 not_applicable - -
data summary 2025 2026-01-15 overdue - -
finance plan 2026 2026-03-31 submitted 2026-03-18 plans/2026/finance.html
education plan 2026 2026-03-31 submitted 2026-03-31 -
water plan 2026 2026-03-31 exempt - -
rural plan 2026 2026-03-31 not_applicable - -
data plan 2026 2026-03-31 overdue - -
finance summary 2026 2027-01-15 upcoming - -
education summary 2026 2027-01-15 upcoming - -
water summary 2026 2027-01-15 upcoming - -
rural summary 2026 2027-01-15 not_applicable - -
data summary 2026 2027-01-15 upcoming - -
";

#[test]
fn json_agrees_with_the_table_made_by_hand() {
    let object = owed().run(["ledger", "--format", "json"]).exits(0).json();
    assert_eq!(object["as_of"], "2026-11-20");
    let word = |value: &serde_json::Value| value.as_str().unwrap_or("-").to_string();
    let mut is = String::new();
    for entry in object["entries"].as_array().unwrap() {
        let cells = [
            word(&entry["unit"]),
            word(&entry["kind"]),
            entry["year"].to_string(),
            word(&entry["due"]),
            word(&entry["status"]),
            word(&entry["submitted"]),
            word(&entry["document"]),
        ];
        is.push_str(&(cells.join(" ") + "\n"));
    }
    assert_eq!(is, TABLE);
}

#[test]
fn text_is_a_matrix_in_words() {
    owed().run(["ledger"]).exits(0).golden("ledger-text");
    owed()
        .run(["ledger", "--year", "2026", "--lang", "en"])
        .exits(0)
        .golden("ledger-text-en");
}

#[test]
fn what_is_overdue_is_a_list() {
    owed()
        .run(["ledger", "--overdue"])
        .exits(0)
        .golden("ledger-overdue");
    let run = Site::new("none")
        .standard()
        .run(["ledger", "--overdue", "--as-of", "2026-01-05"])
        .exits(0);
    assert!(run.stdout.contains("没有逾期未报"), "{}", run.stdout);
}

#[test]
fn csv_begins_with_a_mark_for_excel_and_has_a_line_a_duty() {
    let run = owed().run(["ledger", "--format", "csv"]).exits(0);
    assert!(
        run.stdout
            .starts_with("\u{feff}单位,材料,年度,应报日期,状态,报送日期,文档,说明\r\n"),
        "{}",
        run.stdout
    );
    assert_eq!(run.stdout.lines().count(), TABLE.lines().count() + 1);
    run.golden("ledger-csv");
}

#[test]
fn the_public_edition_says_no_more_than_it_may() {
    let site = owed();
    let settings = std::fs::read_to_string(site.path().join("site.toml")).unwrap();
    let found = |site: &Site, word: &str| -> Vec<String> {
        let files = site.tree("public").into_iter();
        files
            .filter(|(_, (bytes, _))| String::from_utf8_lossy(bytes).contains(word))
            .map(|(path, _)| path.to_string_lossy().into_owned())
            .collect()
    };
    let site = site.file("site.toml", &settings).built();
    for secret in ["2025-04-16", "2025年4月16日", "晚一天", "换届"] {
        assert_eq!(found(&site, secret), Vec::<String>::new(), "counts: {secret}");
    }
    let site = site
        .file(
            "site.toml",
            &format!("{settings}\n[ledger]\npublic = \"filed\"\n"),
        )
        .built();
    for secret in ["2025-04-16", "2025年4月16日", "晚一天", "换届"] {
        assert_eq!(found(&site, secret), Vec::<String>::new(), "filed: {secret}");
    }
    let site = site
        .file("site.toml", &format!("{settings}\n[ledger]\npublic = \"full\"\n"))
        .built();
    assert!(site.published("ledger/2026.csv").contains("逾期未报"));
    for secret in ["晚一天", "换届"] {
        assert_eq!(found(&site, secret), Vec::<String>::new(), "full: {secret}");
    }
}

#[test]
fn errors_are_told_and_the_ledger_still_shown() {
    let site = owed().file("content/notices/bad.md", "---\ndate: 2026-05-06\n---\n");
    let run = site.run(["ledger"]).exits(1);
    assert!(
        run.stderr.contains("错误[") && run.stdout.contains("市财政局"),
        "{}",
        run.stderr
    );
}
