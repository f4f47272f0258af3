//! The power fails after each step in turn.

use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use super::*;
use crate::publish::run::Step;

#[derive(Clone, Copy, Debug, PartialEq)]
enum Way {
    First,
    Exchange,
    Renames,
    FilesFromBeside,
    FilesFromWithin,
}

impl Way {
    fn ways<'a>(self, hook: &'a (dyn Fn(Step) -> Result<(), Halt> + Sync)) -> Ways<'a> {
        Ways {
            exchange: matches!(self, Way::First | Way::Exchange),
            rename: !matches!(self, Way::FilesFromBeside),
            beside: !matches!(self, Way::FilesFromWithin),
            hook,
            ..Ways::default()
        }
    }

    fn swap(self) -> Swap {
        match self {
            Way::First => Swap::Exchanged,
            Way::Exchange => AT_ONCE,
            Way::Renames => Swap::Renamed,
            Way::FilesFromBeside | Way::FilesFromWithin => Swap::FileByFile,
        }
    }
}

fn old() -> Tree {
    tree(&[
        ("assets/a.css", "old style"),
        ("gone/only.html", "gone"),
        ("index.html", "old page"),
        ("same/same.html", "same"),
        ("turns", "a file that turns into a folder"),
        ("turns-back/x.html", "a folder that turns into a file"),
    ])
}

fn new() -> Tree {
    tree(&[
        ("assets/a.css", "new style"),
        ("assets/b.css", "added"),
        ("index.html", "new page"),
        ("same/same.html", "same"),
        ("turns/x.html", "in a folder"),
        ("turns-back", "a file"),
    ])
}

fn with_foreign(mut tree: Tree) -> Tree {
    tree.insert("CNAME".to_owned(), "example".to_owned());
    tree
}

/// Dies after step `at`; false if the run has fewer steps.
fn die(place: &Place, tree: &Tree, way: Way, at: usize) -> bool {
    let steps = AtomicUsize::new(0);
    let hook = |_| {
        if steps.fetch_add(1, Relaxed) == at {
            Err(Halt::Died)
        } else {
            Ok(())
        }
    };
    match place.publish_by(tree, &way.ways(&hook)) {
        Ok(outcome) => {
            assert!(
                [way.swap(), Swap::Nothing].contains(&outcome.swap),
                "{way:?}: {outcome:?}"
            );
            false
        }
        Err(Halt::Died) => true,
        Err(Halt::Refused(refusal)) => panic!("{way:?} {at}: {refusal:?}"),
    }
}

fn assert_whole(place: &Place, way: Way, at: usize) {
    let (old, new) = (with_foreign(old()), with_foreign(new()));
    let found = match std::fs::read_dir(place.root()).unwrap().flatten().find(|entry| {
        !place.out().exists()
            && entry
                .file_name()
                .to_string_lossy()
                .starts_with(".public.sihao-old-")
    }) {
        Some(aside) => read(&aside.path()),
        None if place.out().exists() => place.published(),
        None => Tree::new(),
    };
    match way {
        Way::First => assert!(found.is_empty() || found == self::new(), "{at}: {found:?}"),
        Way::Exchange | Way::Renames => assert!(found == old || found == new, "{way:?} {at}: {found:?}"),
        Way::FilesFromBeside | Way::FilesFromWithin => {
            for (path, text) in found.iter().filter(|(path, _)| !path.starts_with(".sihao-")) {
                let is_whole = old.get(path) == Some(text) || new.get(path) == Some(text);
                assert!(is_whole, "{way:?} {at}: {path}: {text}");
            }
            for path in old.keys().filter(|path| new.contains_key(*path)) {
                assert!(found.contains_key(path), "{way:?} {at}: {path} is missing");
            }
        }
    }
}

fn empty_folders(place: &Place) -> Vec<PathBuf> {
    let entries = walkdir::WalkDir::new(place.out()).into_iter().map(Result::unwrap);
    let folders = entries
        .filter(|entry| entry.file_type().is_dir())
        .map(walkdir::DirEntry::into_path);
    folders
        .filter(|folder| std::fs::read_dir(folder).unwrap().next().is_none())
        .collect()
}

fn fails_everywhere(way: Way, after: &Tree) -> usize {
    for at in 0.. {
        let place = Place::new();
        if way != Way::First {
            place.publish(&old()).unwrap();
            place.write("CNAME", "example");
        }
        let died = die(&place, &new(), way, at);
        assert_whole(&place, way, at);
        let again = place.publish_by(after, &way.ways(&|_| Ok(())));
        assert!(again.is_ok(), "{way:?} {at}: {again:?}");
        let expected = if way == Way::First {
            after.clone()
        } else {
            with_foreign(after.clone())
        };
        let mut found = place.published();
        found.remove(".sihao-lock");
        assert_eq!(found, expected, "{way:?} {at}");
        assert_eq!(empty_folders(&place), [] as [PathBuf; 0], "{way:?} {at}");
        place.assert_tidy();
        if !died {
            return at;
        }
    }
    0
}

#[test]
fn a_first_publish_may_die_anywhere() {
    assert!(fails_everywhere(Way::First, &new()) >= 8);
    fails_everywhere(Way::First, &old());
}

#[test]
fn an_exchange_may_die_anywhere() {
    assert!(fails_everywhere(Way::Exchange, &new()) >= 8);
    fails_everywhere(Way::Exchange, &old());
}

#[test]
fn two_renames_may_die_anywhere() {
    assert!(fails_everywhere(Way::Renames, &new()) >= 9);
    fails_everywhere(Way::Renames, &old());
}

#[test]
fn replacing_file_by_file_may_die_anywhere() {
    for way in [Way::FilesFromBeside, Way::FilesFromWithin] {
        assert!(fails_everywhere(way, &new()) >= 15, "{way:?}");
        fails_everywhere(way, &old());
    }
}

#[test]
fn a_run_may_die_at_each_step_after_another_died_at_each() {
    for way in [Way::Renames, Way::FilesFromWithin] {
        let pairs = (0..20).flat_map(|first| (first % 5..20).step_by(5).map(move |second| (first, second)));
        for (first, second) in pairs {
            let place = Place::new();
            place.publish(&old()).unwrap();
            place.write("CNAME", "example");
            die(&place, &new(), way, first);
            die(&place, &old(), way, second);
            assert_whole(&place, way, first * 100 + second);
            // The last run finds a better way open.
            place.publish(&new()).unwrap();
            assert_eq!(place.published(), with_foreign(new()), "{way:?} {first} {second}");
            place.assert_tidy();
        }
    }
}

#[cfg(unix)]
#[test]
fn a_link_to_the_output_survives_a_death_between_two_renames() {
    let place = Place::new();
    let real = place.folder.path().join("web/public");
    std::fs::create_dir_all(&real).unwrap();
    std::os::unix::fs::symlink(&real, place.out()).unwrap();
    place.publish(&old()).unwrap();
    let hook = |step| {
        if step == Step::MovedAside {
            Err(Halt::Died)
        } else {
            Ok(())
        }
    };
    assert!(matches!(
        place.publish_by(&new(), &Way::Renames.ways(&hook)),
        Err(Halt::Died)
    ));
    assert!(!real.exists());
    place.publish(&new()).unwrap();
    assert!(place.out().is_symlink());
    assert_eq!(read(&real), new());
}
