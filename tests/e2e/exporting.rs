//! `build --export-search`: the search's documents for those who run a search server.

use serde_json::Value;

use super::site::Site;

/// The documents of an export by address, and the actions before them.
fn documents(text: &str) -> Vec<(Value, Value)> {
    let lines: Vec<Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert!(text.ends_with('\n') && lines.len().is_multiple_of(2));
    lines
        .chunks(2)
        .map(|pair| (pair[0].clone(), pair[1].clone()))
        .collect()
}

fn read(site: &Site, name: &str) -> String {
    std::fs::read_to_string(site.path().join(name)).unwrap()
}

fn with_hidden(name: &str) -> Site {
    Site::new(name)
        .standard()
        .file(
            "content/news/draft.md",
            "---\ntitle: 草稿一篇\ndate: 2026-03-01\ndraft: true\n---\n\n不该出现的草稿。\n",
        )
        .file(
            "content/news/inner.md",
            "---\ntitle: 内部一篇\ndate: 2026-03-02\ninternal: true\n---\n\n不该出现的内部材料。\n",
        )
        .file(
            "content/news/future.md",
            "---\ntitle: 未来一篇\ndate: 2027-03-02\n---\n\n不该出现的未来。\n",
        )
        .file(
            "content/news/odd.md",
            "---\ntitle: '引号\" 与 <b>'\ndate: 2026-03-03\n---\n\n第一段</script>。\n\n| 甲 | 乙 |\n|---|---|\n| 丙 | 丁 |\n",
        )
}

#[test]
fn an_export_is_ndjson_in_bulk_form_with_the_address_as_id() {
    let site = with_hidden("export");
    let run = site
        .run(["build", "--export-search", "找/search.ndjson"])
        .exits(0);
    assert!(run.stdout.contains("检索数据写了 7 个页面"), "{}", run.stdout);
    let all = documents(&read(&site, "找/search.ndjson"));
    assert_eq!(all.len(), 7, "two units, five documents");
    for (action, document) in &all {
        assert_eq!(action["index"]["_id"], document["path"]);
        assert_eq!(action.as_object().unwrap().len(), 1);
        let path = document["path"].as_str().unwrap();
        assert!(site.path().join("public").join(path).is_file(), "{path}");
    }
    let of = |path: &str| {
        &all.iter()
            .find(|(_, document)| document["path"] == path)
            .unwrap()
            .1
    };
    let plan = of("plans/2026/finance.html");
    assert_eq!(plan["kind"], "plan");
    assert_eq!(plan["unit"], "finance");
    assert_eq!(plan["year"], 2026);
    assert_eq!(plan["status"], "unstated");
    assert!(plan["date"].as_str().unwrap().starts_with("2026-"));
    assert!(plan["unit_name"].as_array().unwrap().iter().all(Value::is_string));
    let odd = of("news/odd.html");
    assert_eq!(odd["title"], "引号\" 与 <b>");
    let text: Vec<&str> = odd["text"]
        .as_array()
        .unwrap()
        .iter()
        .map(|block| block.as_str().unwrap())
        .collect();
    assert!(text.ends_with(&["甲", "乙", "丙", "丁"]), "{text:?}");
    let numbered = all
        .iter()
        .filter(|(_, document)| document.get("doc_no").is_some());
    assert!(numbered.count() > 0);
}

#[test]
fn what_is_hidden_is_in_no_export_but_that_of_its_edition() {
    let site = with_hidden("export-hidden");
    site.run(["build", "--export-search", "a.ndjson"]).exits(0);
    assert!(!read(&site, "a.ndjson").contains("不该出现"));
    site.run(["build", "--internal", "--export-search", "b.ndjson"])
        .exits(0);
    let inner = read(&site, "b.ndjson");
    assert!(inner.contains("不该出现的内部材料") && !inner.contains("不该出现的草稿"));
}

#[test]
fn an_export_is_the_same_each_time_and_in_every_edition_of_the_output() {
    let site = with_hidden("export-again");
    site.run(["build", "--export-search", "a.ndjson"]).exits(0);
    let first = (read(&site, "a.ndjson"), read(&site, "a.ndjson.mapping.json"));
    site.run(["build", "--out", "elsewhere", "--export-search", "a.ndjson"])
        .exits(0);
    assert_eq!(
        (read(&site, "a.ndjson"), read(&site, "a.ndjson.mapping.json")),
        first
    );
    let mapping: Value = serde_json::from_str(&first.1).unwrap();
    assert_eq!(
        mapping["mappings"]["properties"]["text"]["analyzer"],
        "sihao_text"
    );
    let left = std::fs::read_dir(site.path()).unwrap().flatten();
    let left: Vec<_> = left
        .map(|entry| entry.file_name())
        .filter(|name| name.to_string_lossy().contains("ndjson"))
        .collect();
    assert_eq!(left.len(), 2, "{left:?}");
}

#[test]
fn an_export_goes_over_nothing_but_an_export() {
    let site = with_hidden("export-refused").file("通讯录.csv", "姓名,电话\n");
    for (file, code) in [
        ("public/a.ndjson", "publish/export-in-output"),
        ("public/./search/a", "publish/export-in-output"),
        ("content/a.ndjson", "publish/export-over-sources"),
        ("data/../data/a", "publish/export-over-sources"),
        ("site.toml", "publish/export-over-sources"),
        ("通讯录.csv", "publish/export-foreign-file"),
        ("content/..", "publish/export-foreign-file"),
    ] {
        let before = site.tree("");
        site.run(["build", "--export-search", file]).exits(2).tells(code);
        assert!(
            site.tree("") == before,
            "{file}: nothing is written, not even the site"
        );
        let told = site
            .run(["build", "--lang", "en", "--export-search", file])
            .exits(2);
        assert!(
            told.stderr.contains("error[") && told.stderr.contains("help"),
            "{}",
            told.stderr
        );
    }
}

#[test]
fn errors_in_the_content_leave_the_export_as_it_was() {
    let site = with_hidden("export-errors");
    site.run(["build", "--export-search", "a.ndjson"]).exits(0);
    let before = read(&site, "a.ndjson");
    let site = site.file(
        "content/news/bad.md",
        "---\ndate: 2026-03-03\n---\n\n没有标题。\n",
    );
    site.run(["build", "--export-search", "a.ndjson"]).exits(1);
    assert_eq!(read(&site, "a.ndjson"), before);
}

/// Nothing can be made there, not even by root.
#[cfg(target_os = "linux")]
#[test]
fn an_export_that_fails_says_that_the_site_was_updated() {
    let site = with_hidden("export-fails");
    let run = site
        .run(["build", "--export-search", "/proc/sihao/a.ndjson"])
        .exits(3);
    assert!(
        run.stderr.contains("站点已更新，检索数据没有写成"),
        "{}",
        run.stderr
    );
    assert!(site.path().join("public/index.html").is_file());
}

#[test]
fn a_folder_that_is_a_file_is_told_before_anything_is_built() {
    let site = with_hidden("export-no-folder").file("档案", "这里是文件，不是文件夹\n");
    let run = site.run(["build", "--export-search", "档案/a.ndjson"]).exits(3);
    assert!(run.stderr.contains("站点未更新"), "{}", run.stderr);
    assert!(!site.path().join("public").exists());
}
