//! `init` and `new`.

use super::site::{Site, run_in, run_with};

#[test]
fn a_new_site_builds_without_errors_or_warnings() {
    let site = Site::new("init");
    run_in(site.path(), &["init", "专栏", "--lang", "zh-CN"]).exits(0);
    let folder = site.path().join("专栏");
    for day in ["2026-11-20", "2027-06-01"] {
        let run = run_in(&folder, &["check", "--strict", "--as-of", day]).exits(0);
        assert_eq!(run.stderr, "");
    }
    run_in(&folder, &["build", "--as-of", "2026-11-20"]).exits(0);
    assert!(folder.join("public/plans/2026/finance.html").is_file());
    run_in(&folder, &["build", "--internal", "--as-of", "2026-11-20"]).exits(0);
    assert!(folder.join("public-internal/index.html").is_file());
}

#[test]
fn every_key_of_the_new_site_toml_has_a_comment_in_chinese() {
    let site = Site::new("keys");
    run_in(site.path(), &["init", "a"]).exits(0);
    let text = std::fs::read_to_string(site.path().join("a/site.toml")).unwrap();
    for key in [
        "title",
        "organisation",
        "organisation_short",
        "language",
        "base_url",
        "description",
        "contact",
        "grey_days",
        "id_code",
        "print_mark",
        "id",
        "name",
        "folder",
        "per_unit",
        "official",
        "criteria",
        "appraisal",
        "kind",
        "due",
        "from",
        "to",
        "categories",
        "overrides",
        "public",
        "labels",
    ] {
        assert!(
            text.lines().any(|line| line.starts_with(&format!("{key} = "))),
            "{key}"
        );
    }
}

#[test]
fn a_folder_in_use_is_refused() {
    let site = Site::new("in-use").standard();
    let before = super::site::tree(site.path());
    run_in(site.path(), &["init", "."])
        .exits(2)
        .tells("init/not-empty");
    run_in(site.path(), &["init", "site.toml"])
        .exits(2)
        .tells("init/no-folder");
    assert!(super::site::tree(site.path()) == before);
}

#[test]
fn the_sample_builds() {
    let site = Site::new("sample");
    run_in(site.path(), &["init", "a", "--sample"]).exits(0);
    let run = run_in(&site.path().join("a"), &["build", "--as-of", "2026-11-20"]).exits(0);
    assert_eq!(run.stderr, "");
}

#[test]
fn a_plan_goes_to_its_year_and_unit_and_builds() {
    let site = Site::new("plan").standard();
    for (arguments, path) in [
        (
            vec![
                "new",
                "plan",
                "市教育局创建计划",
                "--unit",
                "市教育局",
                "--year",
                "2026",
            ],
            "content/plans/2026/education.md",
        ),
        (
            vec![
                "new",
                "自查总结",
                "市财政局自查总结",
                "--unit",
                "finance",
                "--year",
                "2026",
            ],
            "content/summaries/2026/finance.md",
        ),
        (
            vec!["new", "notices", "关于[试行]：\"引号\"与 # 号的通知"],
            "content/notices/guan-yu-shi-xing-yin-hao-yu-hao-de-tong-zhi.md",
        ),
    ] {
        let run = run_in(site.path(), &arguments).exits(0);
        assert!(
            run.stdout.trim_end().replace('\\', "/").ends_with(path),
            "{}",
            run.stdout
        );
        assert!(site.path().join(path).is_file());
        run_in(site.path(), &arguments).exits(2).tells("new/exists");
    }
    let day = "2999-01-01"; // `new` dates its documents today, whenever this runs
    site.run(["build", "--as-of", day]).exits(0);
    let page = site.published("notices/guan-yu-shi-xing-yin-hao-yu-hao-de-tong-zhi.html");
    assert!(
        page.contains("关于[试行]：&quot;引号&quot;与 # 号的通知"),
        "the title came through whole"
    );
}

#[test]
fn a_kind_or_unit_misspelt_is_told_with_the_right_one() {
    let site = Site::new("misspelt").standard();
    let run = run_in(site.path(), &["new", "notcie", "标题"])
        .exits(2)
        .tells("new/unknown-kind");
    assert!(run.stderr.contains("notice"), "{}", run.stderr);
    let run = run_in(site.path(), &["new", "plan", "标题", "--unit", "市财证局"])
        .exits(2)
        .tells("new/unknown-unit");
    assert!(run.stderr.contains("市财政局"), "{}", run.stderr);
    run_in(site.path(), &["new", "plan", "标题"])
        .exits(2)
        .tells("new/unit-needed");
    run_in(site.path(), &["new", "notice", " "])
        .exits(2)
        .tells("new/bad-title");
}

#[test]
fn a_title_that_cannot_be_spelt_is_named_by_its_day() {
    let site = Site::new("unspelt").standard();
    let run = run_with(site.path(), &["new", "notice", "①②", "--format", "json"], &[]).exits(0);
    let path = run.json()["path"].as_str().unwrap().to_string();
    assert!(
        path.starts_with("content/notices/2") && path.ends_with(".md"),
        "{path}"
    );
}

#[test]
fn a_title_that_spells_a_page_of_the_programs_own_gets_its_day_as_well() {
    let site = Site::new("own-page").standard();
    for title in ["Index", "Page 2", "Print"] {
        run_in(site.path(), &["new", "notice", title]).exits(0);
    }
    site.run(["build", "--as-of", "2999-01-01"]).exits(0);
    assert!(site.published("notices/print.html").contains(">Print</a>"));
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_written_is_the_machine_s_fault() {
    let site = Site::new("unwritable")
        .standard()
        .file("content/news", "a file where a folder belongs");
    run_in(site.path(), &["new", "news", "标题"])
        .exits(3)
        .tells("scaffold/not-written");
}
