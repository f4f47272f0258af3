//! What is in the output: what an earlier run made, and what somebody else put there.
//!
//! It refuses a folder that is not ours, another edition's, one whose manifest can't be read, and one where a foreign file stands
//! where a page is to be written. It changes nothing.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::failure::At;
use super::manifest::{self, Manifest};
use super::target::Target;
use super::{Refusal, Request};
use crate::diagnostic::Diagnostic;

/// What systems put into folders by themselves: a folder with only these is empty.
const LITTER: [&str; 4] = [".DS_Store", "Thumbs.db", "desktop.ini", "lost+found"];
/// No manifest is larger (100,000 files make 12 MB).
const LARGEST: u64 = 256 * 1024 * 1024;

/// What is there.
#[derive(Debug, Default)]
pub(super) struct Old {
    /// There is a folder.
    pub(super) exists: bool,
    /// A run was killed while it replaced file by file.
    pub(super) journal: bool,
    /// The paths that earlier runs made.
    pub(super) owned: BTreeSet<Box<str>>,
    /// Everything else, sorted.
    pub(super) foreign: Vec<Foreign>,
}

/// Something that no run of ours made.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Foreign {
    /// Relative to the output.
    pub(super) path: PathBuf,
    /// A folder; anything else is linked as it is.
    pub(super) is_folder: bool,
}

/// Refuses a folder that is neither ours nor empty, before anything is made beside it.
pub(super) fn glance(target: &Target, request: &Request<'_>) -> Result<(), Refusal> {
    let entries = match std::fs::read_dir(&target.out) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        other => other.at(&target.out)?,
    };
    let is_there = |name| std::fs::symlink_metadata(target.out.join(name)).is_ok();
    if is_there(manifest::NAME) || is_there(manifest::JOURNAL) {
        return Ok(());
    }
    for entry in entries {
        let name = entry.at(&target.out)?.file_name();
        if !is_ours(&name) && !LITTER.iter().any(|litter| name == OsStr::new(litter)) {
            let diagnostic = Diagnostic::error("publish/foreign-folder");
            return Err(Refusal::Output(
                diagnostic
                    .with("path", request.out.display())
                    .with("found", name.display()),
            ));
        }
    }
    Ok(())
}

/// Looks at everything.
pub(super) fn look(target: &Target, request: &Request<'_>) -> Result<Old, Refusal> {
    glance(target, request)?;
    let mut old = Old {
        exists: target.out.is_dir(),
        ..Old::default()
    };
    if !old.exists {
        return Ok(old);
    }
    for name in [manifest::NAME, manifest::JOURNAL] {
        if let Some(manifest) = read(&target.out.join(name))? {
            if manifest.edition != request.edition {
                return Err(other_edition(request, &manifest.edition));
            }
            old.owned.extend(manifest.files);
            old.journal |= name == manifest::JOURNAL;
        }
    }
    old.foreign = foreign(&target.out, &old.owned)?;
    refuse_foreign(target, &old, &request.paths)?;
    Ok(old)
}

/// Refuses when something foreign stands where one of these files is to be.
pub(super) fn refuse_foreign(target: &Target, old: &Old, paths: &[&str]) -> Result<(), Refusal> {
    match conflict(&old.foreign, paths) {
        Some(path) => {
            let diagnostic = Diagnostic::error("publish/foreign-file");
            Err(Refusal::Output(
                diagnostic.with("path", target.out.join(path).display()),
            ))
        }
        None => Ok(()),
    }
}

fn other_edition(request: &Request<'_>, found: &str) -> Refusal {
    let edition = |name: &str| {
        if name == "internal" {
            "publish.edition.internal"
        } else {
            "publish.edition.public"
        }
    };
    Refusal::Output(
        Diagnostic::error("publish/other-edition")
            .with("path", request.out.display())
            .with_word("found", edition(found))
            .with_word("wanted", edition(request.edition)),
    )
}

fn read(path: &Path) -> Result<Option<Manifest>, Refusal> {
    let broken =
        || Refusal::Output(Diagnostic::error("publish/manifest-broken").with("path", path.display()));
    let metadata = match std::fs::symlink_metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        other => other.at(path)?,
    };
    if !metadata.is_file() || metadata.len() > LARGEST {
        return Err(broken());
    }
    let mut bytes = Vec::new();
    std::fs::File::open(path)
        .and_then(|file| file.take(LARGEST).read_to_end(&mut bytes))
        .at(path)?;
    Manifest::parse(&bytes).map(Some).ok_or_else(broken)
}

/// Names that only this program uses, at the top of the output.
fn is_ours(name: &OsStr) -> bool {
    let Some(what) = name.to_str().and_then(|name| name.strip_prefix(manifest::OURS)) else {
        return false;
    };
    what == "lock" || what == "journal" || is_staging(name)
}

/// `.sihao-new-<number>`: a staging folder within the output.
pub(super) fn is_staging(name: &OsStr) -> bool {
    let number = name.to_str().and_then(|name| name.strip_prefix(".sihao-new-"));
    number.is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Everything in a tree that is not a file of these paths, nor a folder of theirs; sorted.
pub(super) fn foreign(tree: &Path, owned: &BTreeSet<Box<str>>) -> Result<Vec<Foreign>, Refusal> {
    let folders = manifest::folders(owned.iter().map(|path| &**path));
    let mut found = Vec::new();
    let walk = WalkDir::new(tree)
        .min_depth(1)
        .follow_links(false)
        .into_iter()
        .filter_entry(|entry| {
            let name = entry.file_name();
            entry.depth() > 1 || !(is_ours(name) || name == manifest::NAME || name == "lost+found")
        });
    for entry in walk {
        let entry = entry.map_err(io::Error::from).at(tree)?;
        let Ok(path) = entry.path().strip_prefix(tree) else {
            continue;
        };
        let is_folder = entry.file_type().is_dir();
        let is_known = slashed(path).is_some_and(|path| match is_folder {
            true => folders.contains(&*path),
            false => entry.file_type().is_file() && owned.contains(&*path),
        });
        if !is_known {
            found.push(Foreign {
                path: path.to_owned(),
                is_folder,
            });
        }
    }
    found.sort();
    Ok(found)
}

/// The first foreign thing that stands where one of these files, or a folder of theirs, is to be.
fn conflict<'a>(foreign: &'a [Foreign], paths: &[&str]) -> Option<&'a Path> {
    let thing = foreign.iter().find(|thing| {
        let is_at_or_under_a_file = || {
            thing
                .path
                .ancestors()
                .filter_map(slashed)
                .any(|path| is_one_of(&path, paths))
        };
        let is_for_a_folder = || slashed(&thing.path).is_some_and(|path| is_folder_of(&path, paths));
        is_at_or_under_a_file() || !thing.is_folder && is_for_a_folder()
    })?;
    Some(&thing.path)
}

/// The path is one of these, which are sorted.
pub(super) fn is_one_of(path: &str, paths: &[&str]) -> bool {
    paths.binary_search(&path).is_ok()
}

/// One of these paths, which are sorted, lies under this one.
pub(super) fn is_folder_of(path: &str, paths: &[&str]) -> bool {
    let folder = format!("{path}/");
    let next = paths.partition_point(|path| **path < *folder);
    paths.get(next).is_some_and(|path| path.starts_with(&folder))
}

/// The path as manifests write it; `None` if it is not Unicode, so that no manifest has it.
fn slashed(path: &Path) -> Option<Cow<'_, str>> {
    let path = path.to_str()?;
    Some(if cfg!(windows) {
        path.replace('\\', "/").into()
    } else {
        path.into()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str) -> Foreign {
        Foreign {
            path: path.into(),
            is_folder: false,
        }
    }

    #[test]
    fn a_foreign_thing_is_in_the_way_at_a_file_above_it_and_under_it() {
        let paths = ["a/b.html", "a/c/d.html", "e"];
        for (path, is_in_the_way) in [
            ("a/b.html", true),
            ("a/c", true),
            ("a", true),
            ("e/f", true),
            ("a/c.html", false),
            ("a/c/d", false),
            ("CNAME", false),
        ] {
            assert_eq!(conflict(&[file(path)], &paths).is_some(), is_in_the_way, "{path}");
        }
        let folder = |path: &str| Foreign {
            is_folder: true,
            ..file(path)
        };
        assert!(conflict(&[folder("a/c")], &paths).is_none(), "folders are shared");
        assert!(conflict(&[folder("e")], &paths).is_some());
    }

    #[test]
    fn only_names_that_we_use_are_ours() {
        for name in [".sihao-lock", ".sihao-journal", ".sihao-new-12"] {
            assert!(is_ours(OsStr::new(name)), "{name}");
        }
        for name in [".sihao", ".sihao-notes", ".sihao-new-", ".sihao-new-x", "CNAME"] {
            assert!(!is_ours(OsStr::new(name)), "{name}");
        }
    }
}
