//! Public, internal and draft editions: nothing hidden is in any byte of a public output.

use super::site::Site;

/// A document whose every part carries a word that must not be found.
fn hidden(word: &str, front: &str) -> String {
    format!(
        "---\ntitle: 标题{word}甲\ndate: 2026-05-06\nsummary: 摘要{word}乙\ntags: [标签{word}]\nattachments: [{word}.csv]\n{front}---\n\n## 节{word}\n\n正文{word}丙。\n"
    )
}

fn planted() -> Site {
    let attachment = |word: &str| format!("单元格{word}丁\n");
    let mut site = Site::new("planted").standard();
    for (word, front) in [
        ("qqinternal", "internal: true\n"),
        ("qqdraft", "draft: true\n"),
        ("qqscheduled", "publish_on: 2026-12-01\n"),
        ("qqexpired", "expires_on: 2026-06-01\n"),
    ] {
        site = site
            .file(&format!("content/notices/{word}.md"), &hidden(word, front))
            .file(&format!("content/notices/{word}.csv"), &attachment(word));
    }
    let future = hidden("qqfuture", "").replace("2026-05-06", "2026-12-24");
    site.file("content/notices/qqfuture.md", &future)
        .file("content/notices/qqfuture.csv", &attachment("qqfuture"))
        .file(
            "content/pages/qqpage.md",
            "---\ntitle: qqpage页\ndraft: true\n---\n\nqqpage正文。\n",
        )
        .file(
            "content/notices/link.md",
            "---\ntitle: 引用\ndate: 2026-05-07\n---\n\n见[前文](qqinternal.md)和[草稿](qqdraft.md)。\n",
        )
}

#[test]
fn what_is_hidden_is_in_no_byte_of_a_public_site() {
    let site = planted();
    site.run(["build"]).exits(0);
    for (path, (bytes, _)) in site.tree("public") {
        let name = path.to_string_lossy().into_owned();
        let text = String::from_utf8_lossy(&bytes).into_owned() + &name;
        assert!(
            !text.contains("qq"),
            "{name}: {:?}",
            text.find("qq").and_then(|at| text.get(at..at + 40))
        );
    }
}

#[test]
fn an_internal_edition_shows_internal_documents_and_says_so_on_each_page() {
    let site = planted();
    site.run(["build", "--internal"]).exits(0);
    assert!(!site.path().join("public").exists());
    let mut found = false;
    for (path, (bytes, _)) in site.tree("public-internal") {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        found |= text.contains("正文qqinternal丙");
        assert!(!text.contains("qqdraft"), "{}", path.display());
        if path.extension().is_some_and(|e| e == "html") && !path.ends_with("404.html") {
            assert!(
                text.contains("内部版") && text.contains("不得外传"),
                "{}",
                path.display()
            );
        }
    }
    assert!(found);
}

#[test]
fn an_internal_edition_is_refused_over_a_public_one_and_the_reverse() {
    let site = Site::new("over").standard().built();
    let public = site.path().join("public").to_string_lossy().into_owned();
    let before = site.tree("public");
    site.run(["build", "--internal", "--out", &public]).exits(2);
    assert!(site.tree("public") == before);
    site.run(["build", "--internal"]).exits(0);
    let internal = site.path().join("public-internal").to_string_lossy().into_owned();
    site.run(["build", "--out", &internal]).exits(2);
}

#[test]
fn drafts_are_shown_on_demand_with_a_word_of_warning() {
    let site = planted();
    let run = site
        .run(["build", "--drafts"])
        .exits(0)
        .tells("build/drafts-shown");
    assert!(run.stderr.contains("不要对外发布"), "{}", run.stderr);
    assert!(site.published("notices/qqdraft.html").contains("正文qqdraft丙"));
}
