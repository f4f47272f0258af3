//! What is refused, and that nothing is touched then.

use std::time::Duration;

use super::*;
use crate::diagnostic::Argument;

fn one() -> Tree {
    tree(&[("a.html", "a"), ("b/c.html", "c")])
}

fn argument(result: Result<Outcome, Refusal>, name: &str) -> Option<Argument> {
    let diagnostic = match result {
        Err(Refusal::Output(diagnostic) | Refusal::Machine(diagnostic)) => diagnostic,
        _ => return None,
    };
    diagnostic
        .arguments
        .into_iter()
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value)
}

fn publish_to(place: &Place, out: &Path) -> &'static str {
    code(
        place
            .publish_as(&one(), &Ways::default(), (out, "public"))
            .map_err(Refusal::from),
    )
}

#[test]
fn a_folder_that_is_not_ours_is_not_published_into() {
    let place = Place::new();
    place.write("thesis.docx", "years of work");
    assert_eq!(code(place.publish(&one())), "publish/foreign-folder");
    assert_eq!(place.published(), tree(&[("thesis.docx", "years of work")]));
    assert_eq!(place.beside(), ["content", "public"], "not even a lock is left");
}

#[test]
fn an_empty_folder_is_published_into_and_litter_does_not_count() {
    let place = Place::new();
    place.write("Thumbs.db", "x");
    place.publish(&one()).unwrap();
    assert_eq!(place.published().len(), 3);
    place.assert_tidy();
}

#[test]
fn a_file_is_no_folder_to_publish_into() {
    let place = Place::new();
    let file = place.root().join("content/a.md");
    #[expect(clippy::disallowed_methods, reason = "a test plays the user")]
    std::fs::write(&file, "").unwrap();
    assert_eq!(
        publish_to(&place, &place.root().join("content/a.md")),
        "publish/not-a-folder"
    );
}

#[test]
fn the_sources_are_never_published_over() {
    let place = Place::new();
    let root = place.root();
    for out in [
        "",
        "..",
        "content",
        "content/public",
        "theme",
        "templates/x",
        "data",
        ".",
        "content/..",
    ] {
        assert_eq!(
            publish_to(&place, &root.join(out)),
            "publish/holds-sources",
            "{out}"
        );
    }
    assert_eq!(publish_to(&place, Path::new("/")), "publish/holds-sources");
    assert_eq!(place.beside(), ["content"]);
    assert_eq!(publish_to(&place, &root.join("deep/er/out")), "published");
}

#[cfg(unix)]
#[test]
fn links_are_followed_to_sources_and_to_nowhere() {
    use std::os::unix::fs::symlink;
    let place = Place::new();
    symlink("content", place.root().join("web")).unwrap();
    assert_eq!(
        publish_to(&place, &place.root().join("web")),
        "publish/holds-sources"
    );
    assert_eq!(
        publish_to(&place, &place.root().join("web/x")),
        "publish/holds-sources"
    );
    symlink("nowhere", place.root().join("lost")).unwrap();
    assert_eq!(
        publish_to(&place, &place.root().join("lost")),
        "publish/dangling-link"
    );
    // Texts that are kept elsewhere are sources, too.
    let elsewhere = place.folder.path().join("elsewhere");
    std::fs::create_dir_all(&elsewhere).unwrap();
    symlink(&elsewhere, place.root().join("data")).unwrap();
    assert_eq!(publish_to(&place, &elsewhere), "publish/holds-sources");
}

#[test]
fn one_edition_is_not_published_over_the_other() {
    let place = Place::new();
    place.publish(&one()).unwrap();
    let publish = || {
        place
            .publish_as(&one(), &Ways::default(), (&place.out(), "internal"))
            .map_err(Refusal::from)
    };
    assert_eq!(code(publish()), "publish/other-edition");
    let result = publish();
    assert_eq!(
        argument(result, "found"),
        Some(Argument::Word("publish.edition.public"))
    );
    assert_eq!(place.published(), one());
}

#[test]
fn a_manifest_that_cannot_be_read_stops_everything() {
    let place = Place::new();
    place.publish(&one()).unwrap();
    for text in [
        "",
        "{}",
        "{\"edition\": \"public\", \"files\": {\"../content\": \"\"}}",
    ] {
        place.write("sihao.json", text);
        assert_eq!(code(place.publish(&one())), "publish/manifest-broken", "{text}");
    }
    assert_eq!(place.published(), one());
    place.assert_tidy();
}

#[test]
fn a_foreign_file_where_a_page_is_to_be_is_named() {
    for (in_the_way, named) in [
        ("new.html", "new.html"),
        ("folder", "folder"),
        ("a.html/x", "a.html"),
    ] {
        let place = Place::new();
        place.publish(&tree(&[("index.html", "")])).unwrap();
        place.write(in_the_way, "somebody's");
        let files = tree(&[
            ("a.html", ""),
            ("folder/x.html", ""),
            ("index.html", "changed"),
            ("new.html", ""),
        ]);
        assert_eq!(code(place.publish(&files)), "publish/foreign-file");
        match argument(place.publish(&files), "path") {
            Some(Argument::Text(path)) => assert!(path.ends_with(named), "{path}"),
            other => panic!("{in_the_way}: {other:?}"),
        }
        assert_eq!(
            place.published(),
            tree(&[("index.html", ""), (in_the_way, "somebody's")])
        );
        place.assert_tidy();
    }
}

#[test]
fn a_second_build_waits_and_then_says_who_holds_the_output() {
    let place = Place::new();
    place.publish(&one()).unwrap();
    let lock = std::fs::OpenOptions::new()
        .read(true)
        .write(true)
        .open(place.root().join(".public.sihao-lock"))
        .unwrap();
    lock.lock().unwrap();
    let ways = |milliseconds| Ways {
        patience: Duration::from_millis(milliseconds),
        ..Ways::default()
    };
    let result = place.publish_by(&one(), &ways(60)).map_err(Refusal::from);
    assert!(
        matches!(result, Err(Refusal::Output(ref diagnostic)) if diagnostic.code == "publish/held"),
        "{result:?}"
    );
    if cfg!(unix) {
        assert_eq!(
            argument(result, "holder"),
            Some(Argument::Text(std::process::id().to_string()))
        );
    }
    std::thread::scope(|scope| {
        let waiting = scope.spawn(|| place.publish_by(&one(), &ways(60_000)).map_err(Refusal::from));
        std::thread::sleep(Duration::from_millis(120));
        drop(lock);
        assert_eq!(code(waiting.join().unwrap()), "published");
    });
}

#[test]
fn every_file_that_fails_is_told_in_order_and_nothing_is_published() {
    let place = Place::new();
    place.publish(&one()).unwrap();
    let mut files: Tree = (0..50)
        .map(|number| (format!("{number:02}.html"), "x".to_owned()))
        .collect();
    files.insert("07.html".to_owned(), "error".to_owned());
    files.insert("33.html".to_owned(), "error".to_owned());
    match place.publish(&files) {
        Err(Refusal::Content(diagnostics)) => {
            let paths = diagnostics
                .iter()
                .map(|diagnostic| diagnostic.arguments[0].1.clone());
            assert!(paths.eq(["07.html", "33.html"].map(|path| Argument::Text(path.to_owned()))));
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(place.published(), one());
    place.assert_tidy();
}

#[test]
fn what_the_system_refuses_is_the_machines_failure_and_leaves_nothing() {
    let place = Place::new();
    place.publish(&one()).unwrap();
    assert_eq!(
        code(place.publish(&tree(&[("x".repeat(300).as_str(), "")]))),
        "publish/machine"
    );
    assert_eq!(
        code(place.publish(&tree(&[("x", "file:/nowhere/at/all")]))),
        "publish/unreadable"
    );
    assert_eq!(place.published(), one());
    place.assert_tidy();
}

#[test]
fn paths_that_lead_out_or_clash_are_refused() {
    let place = Place::new();
    for files in [
        tree(&[("../x", "")]),
        tree(&[("sihao.json", "")]),
        tree(&[("a", ""), ("a/b", "")]),
        tree(&[("a", ""), ("a.b", ""), ("a/b", "")]),
    ] {
        assert_eq!(code(place.publish(&files)), "publish/path", "{files:?}");
    }
    assert_eq!(place.beside(), ["content"]);
}

#[test]
fn a_swap_that_takes_more_than_a_step_is_told() {
    for (rename, code) in [(true, "publish/not-exchanged"), (false, "publish/file-by-file")] {
        let place = Place::new();
        place.publish(&one()).unwrap();
        let ways = Ways {
            exchange: false,
            rename,
            ..Ways::default()
        };
        let outcome = place.publish_by(&tree(&[("a.html", "new")]), &ways).unwrap();
        let told: Vec<&str> = outcome.warnings.iter().map(|warning| warning.code).collect();
        assert_eq!(told, [code]);
    }
}

#[cfg(unix)]
#[test]
fn an_output_in_a_folder_that_is_closed_to_us_is_replaced_file_by_file() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    let close = |mode| std::fs::set_permissions(place.root(), std::fs::Permissions::from_mode(mode)).unwrap();
    std::fs::create_dir(place.out()).unwrap();
    close(0o555);
    let probe = std::fs::create_dir(place.root().join("probe"));
    let outcome = place.publish(&one());
    close(0o755);
    if probe.is_ok() {
        return; // The super-user is refused nothing.
    }
    assert_eq!(outcome.unwrap().swap, crate::publish::Swap::FileByFile);
    assert_eq!(place.published().len(), 3, "the pages and a lock");
}
