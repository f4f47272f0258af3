//! The files under `search/`: what is in them, what stays when something changes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::site::{Site, tree};

const SENTENCES: [&str; 6] = [
    "领导班子逐项对照年度创建计划查找差距",
    "机关党支部把学习安排落实到每周每人",
    "窗口服务单位公开办事流程和办理时限",
    "驻村工作队走访基层听取意见建议",
    "年轻干部梳理群众反映集中的事项",
    "办公室建立问题清单并按月销号",
];

/// A site of sixty documents, three paragraphs each.
fn many(name: &str) -> Site {
    (0..60).fold(Site::new(name).standard(), |site, number| {
        let line = |shift: usize| {
            let sentence = |at: usize| SENTENCES[(number * 5 + shift * 3 + at * number) % 6];
            format!("{}，{}，第{number}次。", sentence(0), sentence(1))
        };
        let text = format!(
            "---\ntitle: 第{number}期简报\ndate: 2026-01-{:02}\n---\n\n{}\n\n{}\n\n{}\n",
            number % 28 + 1,
            line(0),
            line(1),
            line(2)
        );
        site.file(&format!("content/news/2026/n{number:02}.md"), &text)
    })
}

fn index(site: &Site) -> BTreeMap<PathBuf, Vec<u8>> {
    let files = site.tree("public/search").into_iter();
    files.map(|(path, (bytes, _))| (path, bytes)).collect()
}

/// Whether a file is a script that reads others.
fn is_script(path: &Path) -> bool {
    path.ends_with("reader.js") || path.ends_with("suggest.js")
}

/// The text of a file in UTF-16.
fn text(bytes: &[u8]) -> String {
    let units: Vec<u16> = bytes
        .chunks(2)
        .map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
        .collect();
    String::from_utf16(&units).unwrap()
}

#[test]
fn every_shard_is_a_script_with_a_byte_order_mark() {
    let site = many("index").built();
    let files = index(&site);
    assert!(files.len() > 5);
    for (path, bytes) in files {
        if is_script(&path) {
            assert!(
                bytes.starts_with("\u{feff}(function".as_bytes()),
                "{}",
                path.display()
            );
            continue;
        }
        let text = text(&bytes);
        assert!(text.starts_with("\u{feff}sihao.shard(\""), "{}", path.display());
        assert!(text.ends_with(")\n"), "{}", path.display());
    }
}

#[test]
fn the_index_is_the_same_whatever_was_built_before() {
    let fresh = index(&many("fresh").built());
    let site = many("changed")
        .file(
            "content/news/2026/n90.md",
            "---\ntitle: 多一篇\ndate: 2026-01-09\n---\n\n正文。\n",
        )
        .built();
    assert_ne!(index(&site), fresh);
    assert_eq!(index(&site.without("content/news/2026/n90.md").built()), fresh);
}

#[test]
fn what_is_hidden_is_not_in_the_index() {
    let draft = "---\ntitle: 未定稿一件\ndate: 2026-01-09\ndraft: true\n---\n\n尚未公开的内容。\n";
    let site = many("hidden").file("content/news/2026/n91.md", draft);
    let site = site
        .file("data/submissions.csv", "单位,材料,年度,报送日期,说明\n")
        .built();
    for (path, bytes) in index(&site) {
        let text = if is_script(&path) {
            String::new()
        } else {
            text(&bytes)
        };
        for words in ["未定稿", "尚未公开"] {
            assert!(!text.contains(words), "{} holds {words}", path.display());
        }
    }
    assert_eq!(
        index(&site),
        index(
            &many("without")
                .file("data/submissions.csv", "单位,材料,年度,报送日期,说明\n")
                .built()
        )
    );
}

#[test]
fn tags_and_line_separators_in_a_text_break_no_shard() {
    let hostile = "---\ntitle: '</script>\"'\ndate: 2026-01-09\n---\n\n`</script>` \u{2028} \u{2029} \" \\ `__proto__` \u{202e}倒\n";
    let site = Site::new("hostile-index")
        .standard()
        .file("content/news/a.md", hostile)
        .built();
    let files = index(&site);
    let texts = files
        .iter()
        .filter(|(path, _)| path.parent().is_some_and(|folder| folder.ends_with("x")));
    let all: String = texts.map(|(_, bytes)| text(bytes)).collect();
    assert!(all.contains("</script>") && all.contains("__proto__"));
    assert!(!all.contains(['\u{2028}', '\u{2029}']));
}

#[test]
fn a_second_build_writes_nothing_and_a_vanished_document_leaves_no_shard() {
    let site = many("twice").built();
    let again = site.run(["build", "--format", "json"]).json();
    assert_eq!(again["written"], 0);
    assert!(
        tree(&site.path().join("public"))
            .keys()
            .any(|path| path.ends_with("index.js"))
    );
}
