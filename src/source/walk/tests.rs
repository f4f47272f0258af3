//! Each test lays out a folder of its own and looks at what the walk lists and tells.

#![expect(
    clippy::disallowed_methods,
    reason = "tests write the files that they walk over"
)]

use super::*;

fn site(files: &[&str]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    for file in files {
        let path = dir.path().join(file);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, "x").unwrap();
    }
    dir
}

fn paths(root: &Path) -> Vec<String> {
    let mut paths = Vec::new();
    walk(root, |file| paths.push(file.path.to_string())).unwrap();
    paths.sort();
    paths
}

fn codes(root: &Path) -> Vec<(&'static str, String)> {
    let told = walk(root, |_| ()).unwrap();
    told.iter()
        .map(|d| (d.code, d.place.as_ref().unwrap().file.to_string()))
        .collect()
}

#[test]
fn files_are_those_of_the_five_areas() {
    let dir = site(&[
        "site.toml",
        "content/plans/2026/b.md",
        "content/plans/2026/a.md",
        "data/submissions.csv",
        "templates/page.html",
        "theme/site.css",
        "public/index.html",
        "README.md",
    ]);
    assert_eq!(
        paths(dir.path()),
        [
            "content/plans/2026/a.md",
            "content/plans/2026/b.md",
            "data/submissions.csv",
            "site.toml",
            "templates/page.html",
            "theme/site.css",
        ]
    );
    assert!(codes(dir.path()).is_empty());
}

#[test]
fn hidden_and_temporary_files_are_left_alone() {
    let dir = site(&[
        "content/.git/config",
        "content/~$通知.docx",
        "content/通知.md~",
        "content/.通知.md.swp",
        "content/4913",
        "content/.~lock.通知.docx#",
        "content/a.TMP",
        "content/Thumbs.db",
        "content/desktop.ini",
        "content/.DS_Store",
        "content/通知.md",
    ]);
    assert_eq!(paths(dir.path()), ["content/通知.md"]);
    assert!(codes(dir.path()).is_empty());
}

#[test]
fn names_equal_but_for_case_are_told_at_the_second() {
    let dir = site(&["content/Plan.md", "content/plan.md"]);
    assert_eq!(
        codes(dir.path()),
        [("file/name-clash", "content/plan.md".to_owned())]
    );
    assert_eq!(paths(dir.path()).len(), 2);
}

#[test]
fn names_equal_but_for_composition_are_listed_once() {
    let dir = site(&["content/e\u{301}.md", "content/\u{e9}.md"]);
    assert_eq!(paths(dir.path()), ["content/é.md"]);
    assert_eq!(
        codes(dir.path()),
        [("file/name-clash", "content/é.md".to_owned())]
    );
}

#[test]
fn a_folder_deeper_than_the_limit_is_told_and_not_entered() {
    let deep = format!("content/{}a.md", "d/".repeat(40));
    let dir = site(&[&deep]);
    assert!(paths(dir.path()).is_empty());
    assert_eq!(codes(dir.path())[0].0, "file/too-deep");
}

#[test]
fn a_missing_root_is_an_error_and_an_empty_one_is_not() {
    let dir = site(&[]);
    assert!(walk(&dir.path().join("nowhere"), |_| ()).is_err());
    assert!(paths(dir.path()).is_empty());
}

#[cfg(unix)]
#[test]
fn names_that_will_not_travel_are_told() {
    use std::os::unix::ffi::OsStringExt as _;
    let dir = site(&[
        "content/a:b.md",
        "content/x\u{7}.md",
        "content/con.md",
        "content/ok.md",
    ]);
    let latin = std::ffi::OsString::from_vec(b"content/\xcd\xa8.md".to_vec());
    let odd = std::ffi::OsString::from_vec(b"content/\xcd\xa8\xff.md".to_vec());
    std::fs::write(dir.path().join(latin), "x").unwrap();
    std::fs::write(dir.path().join(odd), "x").unwrap();
    let mut told = codes(dir.path());
    told.sort();
    assert_eq!(
        told,
        [
            ("file/name-control", "content/x\\u{7}.md".to_owned()),
            ("file/name-forbidden", "content/a:b.md".to_owned()),
            ("file/name-forbidden", "content/con.md".to_owned()),
            ("file/name-not-unicode", "content/\u{368}\u{fffd}.md".to_owned()),
        ]
    );
}

#[cfg(unix)]
#[test]
fn links_within_the_root_are_followed_and_those_out_of_it_are_not() {
    use std::os::unix::fs::symlink;
    let outside = site(&["secret.md", "more/secret.md"]);
    let dir = site(&["content/plans/a.md", "shared/b.md"]);
    let content = dir.path().join("content");
    symlink(outside.path().join("secret.md"), content.join("out.md")).unwrap();
    symlink(outside.path().join("more"), content.join("outdir")).unwrap();
    symlink(dir.path().join("shared"), content.join("within")).unwrap();
    symlink("nowhere", content.join("broken.md")).unwrap();
    assert_eq!(paths(dir.path()), ["content/plans/a.md", "content/within/b.md"]);
    assert_eq!(
        codes(dir.path()),
        [
            ("file/symlink-broken", "content/broken.md".to_owned()),
            ("file/symlink-out", "content/out.md".to_owned()),
            ("file/symlink-out", "content/outdir".to_owned()),
        ]
    );
}

#[cfg(unix)]
#[test]
fn loops_of_links_are_told_and_the_walk_ends() {
    use std::os::unix::fs::symlink;
    let dir = site(&["content/plans/a.md"]);
    for n in 0..12 {
        symlink(dir.path(), dir.path().join(format!("content/loop{n}"))).unwrap();
    }
    let told = codes(dir.path());
    assert!(!told.is_empty() && told.len() < 100, "{}", told.len());
    assert!(
        told.iter().all(|(code, _)| *code == "file/symlink-loop"),
        "{told:?}"
    );
}

#[cfg(unix)]
#[test]
fn an_area_that_is_itself_a_link_out_of_the_root_is_skipped() {
    use std::os::unix::fs::symlink;
    let outside = site(&["secret.md"]);
    let dir = site(&["site.toml"]);
    symlink(outside.path(), dir.path().join("content")).unwrap();
    assert_eq!(paths(dir.path()), ["site.toml"]);
    assert_eq!(codes(dir.path()), [("file/symlink-out", "content".to_owned())]);
}

#[cfg(unix)]
#[test]
fn what_is_no_regular_file_is_told_and_never_opened() {
    let dir = site(&["content/a.md"]);
    let socket = std::os::unix::net::UnixListener::bind(dir.path().join("content/pipe")).unwrap();
    assert_eq!(paths(dir.path()), ["content/a.md"]);
    assert_eq!(codes(dir.path()), [("file/special", "content/pipe".to_owned())]);
    drop(socket);
}
