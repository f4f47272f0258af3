use std::path::Path;
use std::sync::{Arc, Mutex};

use super::super::View;
use super::super::snapshot::{Found, Snapshot};
use super::{First, Hear, Heard, House};
use crate::diagnostic::{Catalogue, Language};
use crate::load::Changed;
use crate::model::{EditionKind, Options};
use crate::text::date::Date;

const SETTINGS: &str = "[site]\ntitle = \"专栏\"\norganisation = \"工委\"\n";

#[expect(clippy::disallowed_methods, reason = "a test makes its own files")]
fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

fn document(title: &str, more: &str, text: &str) -> String {
    format!("---\ntitle: {title}\ndate: 2026-03-01\n{more}---\n\n{text}\n")
}

fn site(text: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    write(root, "site.toml", SETTINGS);
    write(root, "content/news/a.md", &document("甲", "", text));
    write(
        root,
        "content/news/b.md",
        &document("乙", "", "见[甲](a.md)。\n\n## 一、要求"),
    );
    folder
}

/// What was heard: how many errors and warnings, and whether it was judged.
type Notes = Arc<Mutex<Vec<(usize, usize, bool)>>>;

fn open(root: &Path, first: First) -> (House, Notes) {
    let notes = Notes::default();
    let written = Arc::clone(&notes);
    let view: View = Box::new(|| Options {
        as_of: Date::new(2026, 11, 20).unwrap(),
        edition: EditionKind::Public,
        drafts: false,
    });
    let hear: Hear = Box::new(move |heard| {
        if let Heard::Change(change) = heard {
            let counts = (change.report.errors(), change.report.warnings());
            written
                .lock()
                .unwrap()
                .push((counts.0, counts.1, change.is_judged));
        }
    });
    let catalogue = Arc::new(Catalogue::new(Language::Chinese));
    (
        House::open(root.to_path_buf(), first, catalogue, (view, hear)),
        notes,
    )
}

fn page(snapshot: &Snapshot, path: &str) -> Option<Arc<[u8]>> {
    match snapshot.find(path) {
        Found::Page(page) => Some(Arc::clone(&page.bytes)),
        _ => None,
    }
}

/// Every path of a snapshot with its bytes.
fn pages(snapshot: &Snapshot) -> Vec<(String, Option<Arc<[u8]>>)> {
    let edition = &snapshot.good.as_ref().unwrap().edition;
    let paths = edition
        .paths()
        .iter()
        .map(|path| (path.to_string(), page(snapshot, path.as_str())));
    paths.collect()
}

#[test]
fn the_first_page_comes_before_the_findings_and_these_are_the_next_state() {
    let folder = site("请拨打13812345678。");
    let (house, notes) = open(folder.path(), First::Unjudged);
    let unjudged = house.now();
    assert!(!unjudged.moment.is_judged && unjudged.moment.number == 0);
    assert!(page(&unjudged, "news/a.html").is_some());
    assert_eq!(*notes.lock().unwrap(), [(0, 0, false)]);
    house.remake(&Changed::Anything);
    let judged = house.now();
    assert!(judged.moment.is_judged && judged.moment.number == 1);
    assert_eq!(*notes.lock().unwrap(), [(0, 0, false), (0, 1, true)]);
    // What was shown was what is built, page for page, and the index that was begun is still that of the texts.
    let shown = pages(&unjudged);
    assert!(shown.len() > 10 && shown == pages(&judged));
    assert_eq!(unjudged.moment.texts, judged.moment.texts);
    let (fresh, _) = open(folder.path(), First::Judged);
    assert!(shown == pages(&fresh.now()));
    house.remake(&Changed::Anything);
    assert_eq!(house.now().moment.number, 1, "nothing changed since");
}

#[test]
fn an_error_that_the_rules_find_leaves_nothing_of_what_was_shown_before() {
    let folder = site("密级：机密★5年\n\n身份证号11010519491231002X。");
    let (house, notes) = open(folder.path(), First::Unjudged);
    assert!(house.now().good.is_some());
    house.remake(&Changed::Anything);
    let now = house.now();
    assert!(now.good.is_none() && now.report.errors() > 0);
    let text = String::from_utf8(page(&now, "news/a.html").unwrap().to_vec()).unwrap();
    assert!(text.contains("sihao-overlay") && !text.contains("要求"), "{text}");
    assert_eq!(notes.lock().unwrap().len(), 2);
    // The same as when nothing was shown before.
    let (fresh, _) = open(folder.path(), First::Judged);
    let fresh = fresh.now();
    assert!(fresh.good.is_none() && page(&fresh, "news/a.html") == page(&now, "news/a.html"));
    write(
        folder.path(),
        "content/news/a.md",
        &document("甲", "", "改好了。"),
    );
    house.remake(&Changed::Anything);
    assert!(house.now().good.is_some());
}

#[test]
fn a_first_load_that_fails_is_judged_at_once() {
    for (path, text) in [
        ("content/news/c.md", "---\ntitel: 甲\n---\n\n正文。\n".to_owned()),
        ("content/news/c.md", document("丙", "", "见[丁](d.md)。")),
        ("content/news/c.md", document("丙", "unit: 没有的\n", "正文。")),
        ("site.toml", "[site]\ntitel = 1\n".to_owned()),
        (
            "templates/document.html",
            "{% extends \"没有.html\" %}".to_owned(),
        ),
        ("content/news/c.md", "\0".to_owned()),
    ] {
        let folder = site("13812345678");
        write(folder.path(), path, &text);
        let (house, notes) = open(folder.path(), First::Unjudged);
        let now = house.now();
        assert!(now.moment.is_judged && now.good.is_none(), "{path}: {text}");
        let heard = notes.lock().unwrap().clone();
        assert!(matches!(heard[..], [(1.., 1.., true)]), "{path}: {heard:?}");
    }
}

#[test]
fn nothing_hidden_is_shown_before_it_is_judged() {
    let folder = site("正文。");
    let root = folder.path();
    for (name, more) in [
        ("draft", "draft: true\n"),
        ("internal", "internal: true\n"),
        ("later", "publish_on: 2027-01-01\n"),
        ("over", "expires_on: 2026-06-01\n"),
    ] {
        let text = document(&format!("藏起来的{name}"), more, "不给看的正文");
        write(root, &format!("content/news/{name}.md"), &text);
    }
    let (house, _) = open(root, First::Unjudged);
    let unjudged = house.now();
    assert!(!unjudged.moment.is_judged);
    for (path, bytes) in pages(&unjudged) {
        let text = String::from_utf8_lossy(&bytes.unwrap_or_default()).into_owned();
        assert!(!text.contains("藏起来的") && !text.contains("不给看的"), "{path}");
        assert!(
            !path.contains("draft") && !path.contains("internal") && !path.contains("later"),
            "{path}"
        );
    }
}
