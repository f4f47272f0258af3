//! What stays: times of unchanged files, what others put into the output, permissions; and what is counted.

use std::time::{Duration, SystemTime};

use super::*;

fn age(place: &Place, path: &str) -> SystemTime {
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    let file = std::fs::OpenOptions::new()
        .write(true)
        .open(place.file(path))
        .unwrap();
    file.set_modified(long_ago).unwrap();
    long_ago
}

fn time(place: &Place, path: &str) -> SystemTime {
    std::fs::metadata(place.file(path)).unwrap().modified().unwrap()
}

#[test]
fn unchanged_files_keep_their_time_by_links_and_by_copies() {
    for link in [true, false] {
        let place = Place::new();
        place
            .publish(&tree(&[("a.html", "a"), ("b/c.html", "c"), ("d.html", "d")]))
            .unwrap();
        let long_ago = age(&place, "a.html");
        age(&place, "b/c.html");
        let ways = Ways {
            link,
            ..Ways::default()
        };
        let outcome = place
            .publish_by(
                &tree(&[("a.html", "a"), ("b/c.html", "C"), ("e.html", "e")]),
                &ways,
            )
            .unwrap();
        let counts = (
            outcome.files,
            outcome.written,
            outcome.unchanged,
            outcome.removed,
            outcome.swap,
        );
        assert_eq!(counts, (4, 3, 1, 1, AT_ONCE));
        assert_eq!(time(&place, "a.html"), long_ago, "link: {link}");
        assert!(time(&place, "b/c.html") > long_ago, "link: {link}");
        place.assert_tidy();
    }
}

#[test]
fn nothing_is_touched_if_nothing_differs() {
    let place = Place::new();
    let files = tree(&[("a.html", "a"), ("b/c.html", "c")]);
    place.publish(&files).unwrap();
    let long_ago = age(&place, "sihao.json");
    let outcome = place.publish(&files).unwrap();
    assert_eq!(
        (outcome.swap, outcome.written, outcome.unchanged, outcome.removed),
        (Swap::Nothing, 0, 3, 0)
    );
    assert_eq!(time(&place, "sihao.json"), long_ago);
    place.assert_tidy();
}

#[test]
fn a_page_that_was_altered_or_deleted_by_hand_is_mended() {
    let place = Place::new();
    let files = tree(&[("a.html", "aa"), ("b.html", "b")]);
    place.publish(&files).unwrap();
    place.write("a.html", "xx");
    crate::publish::disk::rename(&place.file("b.html"), &place.root().join("b.html")).unwrap();
    assert_eq!(place.publish(&files).unwrap().written, 2);
    assert_eq!(place.published(), files);
}

#[test]
fn what_others_put_there_is_carried_over() {
    let place = Place::new();
    place
        .publish(&tree(&[("a.html", "a"), ("old/b.html", "b")]))
        .unwrap();
    place.write("CNAME", "example");
    place.write("old/notes.txt", "notes");
    place.write(".well-known/x/y", "y");
    std::fs::create_dir_all(place.file("empty/folder")).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink("../elsewhere", place.file("link")).unwrap();
    for text in ["b", "c"] {
        place.publish(&tree(&[("a.html", text)])).unwrap();
        let found = place.published();
        assert_eq!(found.get("CNAME").unwrap(), "example");
        assert_eq!(found.get("old/notes.txt").unwrap(), "notes");
        assert_eq!(found.get(".well-known/x/y").unwrap(), "y");
        assert!(!found.contains_key("old/b.html"));
        assert!(place.file("empty/folder").is_dir());
        #[cfg(unix)]
        assert_eq!(found.get("link").unwrap(), "-> ../elsewhere");
        place.assert_tidy();
    }
}

#[test]
fn what_somebody_puts_there_while_we_build_is_not_lost() {
    let place = Place::new();
    place.publish(&tree(&[("a.html", "a")])).unwrap();
    let hook = |step| {
        if step == crate::publish::run::Step::Settled {
            place.write("late/CNAME", "example");
        }
        Ok(())
    };
    place
        .publish_by(
            &tree(&[("a.html", "b")]),
            &Ways {
                hook: &hook,
                ..Ways::default()
            },
        )
        .unwrap();
    assert_eq!(
        place.published(),
        tree(&[("a.html", "b"), ("late/CNAME", "example")])
    );
}

#[test]
fn a_published_file_is_never_written_into() {
    let place = Place::new();
    place.publish(&tree(&[("a.html", "a"), ("b.html", "b")])).unwrap();
    // Somebody's hard link shows whether the file itself was changed.
    let witness = place.root().join("witness");
    std::fs::hard_link(place.file("a.html"), &witness).unwrap();
    for ways in [
        Ways::default(),
        Ways {
            beside: false,
            ..Ways::default()
        },
    ] {
        place
            .publish_by(&tree(&[("a.html", "changed"), ("b.html", "b")]), &ways)
            .unwrap();
        assert_eq!(std::fs::read_to_string(&witness).unwrap(), "a");
    }
}

#[cfg(unix)]
#[test]
fn folders_keep_their_permissions() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    place.publish(&tree(&[("a/a.html", "a")])).unwrap();
    for folder in [place.out(), place.file("a")] {
        std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o2770)).unwrap();
    }
    place.publish(&tree(&[("a/a.html", "b")])).unwrap();
    for folder in [place.out(), place.file("a")] {
        assert_eq!(
            std::fs::metadata(folder).unwrap().permissions().mode() & 0o7777,
            0o2770
        );
    }
}

#[test]
fn files_are_published_by_copy_whatever_their_size() {
    let place = Place::new();
    let source = place.root().join("content/a.bin");
    for size in [0, 1, 65_535, 65_536, 65_537, 300_000] {
        std::fs::copy("/dev/null", &source)
            .map(|_| ())
            .unwrap_or_default();
        let text = "字".repeat(size / 3) + &"x".repeat(size % 3);
        #[expect(clippy::disallowed_methods, reason = "a test plays the user")]
        std::fs::write(&source, &text).unwrap();
        let path = format!("file:{}", source.display());
        let files = tree(&[("a.bin", &path), ("b.txt", &text)]);
        place.publish(&files).unwrap();
        assert_eq!(place.published().get("a.bin"), Some(&text));
        let manifest: serde_json::Value =
            serde_json::from_slice(&std::fs::read(place.file("sihao.json")).unwrap()).unwrap();
        assert_eq!(manifest["files"]["a.bin"], manifest["files"]["b.txt"], "{size}");
        assert_eq!(place.publish(&files).unwrap().swap, Swap::Nothing, "{size}");
    }
}

#[cfg(unix)]
#[test]
fn odd_names_and_no_files_at_all_are_published() {
    let place = Place::new();
    let odd = tree(&[
        ("a b/，。.html", "1"),
        ("a/.well-known", "2"),
        ("…", "3"),
        ("x'\"&<.txt", "4"),
        ("长".repeat(60).as_str(), "5"),
    ]);
    for files in [&odd, &Tree::new(), &odd] {
        assert_eq!(place.publish(files).unwrap().files, files.len() + 1);
        assert_eq!(&place.published(), files);
    }
    place.assert_tidy();
}

#[test]
fn the_same_files_give_the_same_manifest_whatever_was_there() {
    let files = tree(&[("a.html", "a"), ("b/c.html", "c")]);
    let (one, other) = (Place::new(), Place::new());
    one.publish(&files).unwrap();
    other
        .publish(&tree(&[("x.html", "x"), ("b/c.html", "c")]))
        .unwrap();
    other.publish(&files).unwrap();
    let manifest = |place: &Place| std::fs::read_to_string(place.file("sihao.json")).unwrap();
    assert_eq!(manifest(&one), manifest(&other));
}
