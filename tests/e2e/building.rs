//! `build`: what is written, what stays, what is said.

use std::time::Duration;

use super::site::{Site, run_in, tree};

#[test]
fn the_small_site_is_built_without_a_word_on_stderr() {
    Site::new("small")
        .standard()
        .run(["build"])
        .exits(0)
        .golden("build-small");
}

#[test]
fn the_summary_counts_warnings() {
    let site = Site::new("warned")
        .standard()
        .file("content/notices/form.csv", "姓名\n");
    let run = site.run(["build"]).exits(0);
    assert!(run.stdout.contains("；1 个警告"), "{}", run.stdout);
}

#[test]
fn json_is_one_object_on_success_and_on_failure() {
    let site = Site::new("json").standard();
    let done = site.run(["build", "--format", "json"]).exits(0);
    let object = done.json();
    assert!(done.stderr.is_empty(), "{}", done.stderr);
    assert_eq!(object["documents"], 4);
    assert_eq!(object["units"], 2);
    assert_eq!(object["errors"], 0);
    assert_eq!(object["written"], object["files"]);
    let again = site.run(["build", "--format", "json"]).json();
    assert_eq!(again["written"], 0);
    assert_eq!(again["unchanged"], again["files"]);
    let site = site.file(
        "content/plans/2026/finance.md",
        "---\ndate: 2026-03-20\nunit: finance\n---\n",
    );
    let failed = site.run(["build", "--format", "json"]).exits(1).json();
    assert!(failed["errors"].as_u64() > Some(0));
    assert_eq!(failed["diagnostics"][0]["severity"], "error");
    assert_eq!(failed["diagnostics"][0]["file"], "content/plans/2026/finance.md");
    let keys: Vec<&String> = failed.as_object().unwrap().keys().collect();
    let wanted = [
        "diagnostics",
        "documents",
        "errors",
        "files",
        "milliseconds",
        "pages",
        "removed",
        "unchanged",
        "units",
        "warnings",
        "written",
    ];
    assert_eq!(keys, wanted);
}

#[test]
fn a_second_build_changes_no_file_and_no_time() {
    let site = Site::new("twice").standard().built();
    let before = site.tree("public");
    std::thread::sleep(Duration::from_millis(20));
    site.run(["build"]).exits(0);
    assert!(site.tree("public") == before);
}

#[test]
fn an_edit_touches_few_files_and_a_removed_document_is_gone() {
    let site = Site::new("edit").standard().built();
    let before = site.tree("public");
    let site = site.file(
        "content/study/april.md",
        "---\ntitle: 四月学习安排\ndate: 2026-04-01\n---\n\n学习两次。\n",
    );
    site.run(["build"]).exits(0);
    let after = site.tree("public");
    assert!(site.published("study/april.html").contains("学习两次"));
    assert!(
        after[std::path::Path::new("plans/2026/finance.html")]
            == before[std::path::Path::new("plans/2026/finance.html")]
    );
    site.without("content/study/april.md").run(["build"]).exits(0);
}

#[test]
fn a_moved_root_and_an_older_output_give_the_same_bytes() {
    let bytes = |site: &Site| -> Vec<_> {
        site.tree("public")
            .into_iter()
            .map(|(path, (bytes, _))| (path, bytes))
            .collect()
    };
    let one = Site::new("here").standard().built();
    let older = Site::new("there").standard().file(
        "content/news/old.md",
        "---\ntitle: 旧闻\ndate: 2026-01-02\n---\n\n旧闻。\n",
    );
    let two = older.built().without("content/news/old.md").built();
    assert!(bytes(&one) == bytes(&two));
}

#[test]
fn the_output_may_lie_elsewhere() {
    let site = Site::new("elsewhere").standard();
    let out = Site::new("out");
    let folder = out.path().join("发布");
    site.run(["build", "--out", &folder.to_string_lossy()]).exits(0);
    assert!(folder.join("index.html").is_file());
    assert!(!site.path().join("public").exists());
}

#[test]
fn a_folder_of_somebody_else_is_refused() {
    let site = Site::new("foreign")
        .standard()
        .file("public/letter.txt", "私人信件");
    let before = site.tree("public");
    site.run(["build"]).exits(2).tells("publish/foreign-folder");
    assert!(site.tree("public") == before);
}

#[test]
fn a_folder_that_holds_the_sources_is_refused() {
    let site = Site::new("sources").standard();
    let before = tree(site.path());
    let root = site.path().to_string_lossy().into_owned();
    site.run(["build", "--out", &root])
        .exits(2)
        .tells("publish/holds-sources");
    assert!(tree(site.path()) == before);
}

#[test]
fn quiet_says_nothing_when_all_is_well_and_verbose_says_more() {
    let site = Site::new("quiet")
        .standard()
        .file("content/notices/form.csv", "姓名\n");
    let quiet = site.run(["build", "-q"]).exits(0);
    assert_eq!((quiet.stdout.as_str(), quiet.stderr.as_str()), ("", ""));
    let verbose = site.run(["build", "-v"]).exits(0);
    assert!(verbose.stdout.contains("个文件："), "{}", verbose.stdout);
}

#[test]
fn the_current_folder_is_the_site_when_no_root_is_named() {
    let site = Site::new("here").standard();
    run_in(site.path(), &["build", "--as-of", "2026-11-20"]).exits(0);
    assert!(site.path().join("public/index.html").is_file());
}

#[test]
fn every_page_has_its_landmarks() {
    let site = Site::new("landmarks").standard().built();
    let mut pages = 0;
    for (path, (bytes, _)) in site.tree("public") {
        let alone = path.ends_with("404.html") || path.ends_with("search-embed.html");
        if path.extension().is_none_or(|e| e != "html") || alone {
            continue;
        }
        let html = String::from_utf8(bytes).unwrap();
        for mark in ["<header", "<nav", "<main id=\"main\"", "<footer"] {
            assert!(html.contains(mark), "{}: no {mark}", path.display());
        }
        pages += 1;
    }
    assert!(pages > 10, "{pages}");
}
