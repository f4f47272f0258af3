use std::collections::BTreeSet;
use std::path::Path;

use super::{Changed, Refreshed, Store};
use crate::diagnostic::Report;
use crate::model::{EditionKind, Options};
use crate::text::date::Date;

const SETTINGS: &str = "[site]\ntitle = \"专栏\"\norganisation = \"工委\"\n";

fn site() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "site.toml", SETTINGS);
    for name in ["a", "b", "c"] {
        write(folder.path(), &format!("content/news/{name}.md"), &document(name));
    }
    folder
}

fn document(title: &str) -> String {
    format!("---\ntitle: {title}\ndate: 2026-03-01\n---\n\n正文。\n")
}

#[expect(clippy::disallowed_methods, reason = "a test makes its own files")]
fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

fn named<const N: usize>(root: &Path, paths: [&str; N]) -> Changed {
    Changed::Files(paths.iter().map(|path| root.join(path)).collect::<BTreeSet<_>>())
}

fn files(refreshed: &Refreshed) -> Vec<&str> {
    refreshed.files.iter().map(|file| &**file).collect()
}

fn options() -> Options {
    Options {
        as_of: Date::new(2026, 11, 20).unwrap(),
        edition: EditionKind::Public,
        drafts: false,
    }
}

fn titles(store: &mut Store) -> Vec<String> {
    let site = store.load(options()).site.unwrap();
    site.documents
        .iter()
        .map(|document| document.title().to_owned())
        .collect()
}

#[test]
fn only_what_is_named_is_read_again_and_the_rest_is_kept() {
    let folder = site();
    let root = folder.path();
    let mut store = Store::new(root);
    assert_eq!(store.refresh(&Changed::Anything).files.len(), 4);
    write(root, "content/news/a.md", &document("甲"));
    write(root, "content/news/b.md", &document("乙"));
    let refreshed = store.refresh(&named(root, ["content/news/a.md"]));
    assert_eq!(files(&refreshed), ["content/news/a.md"]);
    assert!(refreshed.texts);
    assert_eq!(titles(&mut store), ["甲", "b", "c"]);
    assert_eq!(files(&store.refresh(&Changed::Anything)), ["content/news/b.md"]);
    assert_eq!(titles(&mut store), ["甲", "乙", "c"]);
    assert!(store.refresh(&Changed::Anything).is_nothing());
}

#[test]
fn a_named_file_is_read_though_its_time_and_size_are_the_same() {
    let folder = site();
    let root = folder.path();
    let mut store = Store::new(root);
    store.refresh(&Changed::Anything);
    let path = root.join("content/news/a.md");
    let time = path.metadata().unwrap().modified().unwrap();
    write(root, "content/news/a.md", &document("z"));
    let file = std::fs::File::options().write(true).open(&path).unwrap();
    file.set_modified(time).unwrap();
    store.refresh(&named(root, ["content/news/a.md"]));
    assert_eq!(titles(&mut store), ["z", "b", "c"]);
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a test moves its own files")]
fn what_comes_goes_or_moves_is_found_by_a_walk() {
    let folder = site();
    let root = folder.path();
    let mut store = Store::new(root);
    store.refresh(&Changed::Anything);
    let nothing = store.refresh(&named(root, ["content/news/.a.md.swp", "content/news/beside"]));
    assert!(nothing.is_nothing(), "it came and went");
    write(root, "content/news/d.md", &document("d"));
    let refreshed = store.refresh(&named(root, ["content/news/d.md"]));
    assert_eq!(files(&refreshed), ["content/news/d.md"]);
    std::fs::remove_file(root.join("content/news/b.md")).unwrap();
    let refreshed = store.refresh(&named(root, ["content/news/b.md"]));
    assert_eq!(files(&refreshed), ["content/news/b.md"]);
    std::fs::rename(root.join("content/news"), root.join("content/study")).unwrap();
    let refreshed = store.refresh(&named(root, ["content/news", "content/study"]));
    assert_eq!(refreshed.files.len(), 6, "three gone, three new");
    assert_eq!(titles(&mut store), ["a", "c", "d"]);
}

#[test]
fn settings_and_themes_are_made_anew_when_their_files_change() {
    let folder = site();
    let root = folder.path();
    let mut store = Store::new(root);
    store.refresh(&Changed::Anything);
    let style = |store: &mut Store| {
        let theme = store.load(options()).theme.unwrap();
        let own = theme.assets().iter().find(|asset| asset.name == "own.css");
        own.map(|asset| String::from_utf8_lossy(&asset.bytes).into_owned())
    };
    assert_eq!(style(&mut store), None);
    write(root, "theme/own.css", "p {}");
    let refreshed = store.refresh(&Changed::Anything);
    assert!(!refreshed.texts, "a style changes no text");
    assert_eq!(style(&mut store).as_deref(), Some("p {}"));
    write(root, "site.toml", &SETTINGS.replace("专栏", "别的专栏"));
    store.refresh(&named(root, ["site.toml"]));
    assert_eq!(store.load(options()).site.unwrap().rules.site.title, "别的专栏");
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a test removes its own files")]
fn what_is_told_after_changes_is_what_a_first_load_tells() {
    let folder = site();
    let root = folder.path();
    let mut store = Store::new(root);
    store.refresh(&Changed::Anything);
    let steps: [(&str, Option<&str>); 6] = [
        ("content/news/a.md", Some("---\ntitel: x\n---\n\n[断](gone.md)\n")),
        ("site.toml", Some("[site]\ntitel = 1\n")),
        ("content/news/b.md", Some("没有文件头\n")),
        ("site.toml", None),
        ("site.toml", Some(SETTINGS)),
        (
            "content/news/a.md",
            Some("---\ntitle: 好了\ndate: 2026-03-01\n---\n\n13812345678\n"),
        ),
    ];
    for (path, text) in steps {
        match text {
            Some(text) => write(root, path, text),
            None => std::fs::remove_file(root.join(path)).unwrap(),
        }
        store.refresh(&named(root, [path]));
        let (kept, fresh) = (store.load(options()), super::super::load(root, options()));
        let told = |report: &Report| report.diagnostics().cloned().collect::<Vec<_>>();
        assert_eq!(told(&kept.report), told(&fresh.report), "{path}");
        assert_eq!(kept.unusable, fresh.unusable, "{path}");
    }
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a test moves its own files")]
fn a_file_that_is_told_by_the_former_name_of_its_folder_is_read() {
    let folder = site();
    let root = folder.path();
    let mut store = Store::new(root);
    store.refresh(&Changed::Anything);
    std::fs::rename(root.join("content/news"), root.join("content/study")).unwrap();
    store.refresh(&Changed::Anything);
    write(root, "content/study/a.md", &document("搬走以后改的"));
    store.refresh(&named(root, ["content/news/a.md"]));
    assert_eq!(titles(&mut store), ["搬走以后改的", "b", "c"]);
}
