//! Puts right what a killed run left, and removes the old tree after the swap.
//!
//! Only under the lock: every staging folder that is not this run's is then a dead one's.

use std::path::Path;

use super::failure::At;
use super::look::{self, Old};
use super::target::Target;
use super::{Refusal, disk, lock};
use crate::diagnostic::Diagnostic;

/// Puts the old tree back that a run moved aside, if it was killed before it moved the new one in.
pub(super) fn restore(target: &Target) -> Result<(), Refusal> {
    if std::fs::symlink_metadata(&target.out).is_ok() {
        return Ok(());
    }
    match target.moved_aside() {
        Some(aside) => disk::rename(&aside, &target.out).at(&aside),
        None => Ok(()),
    }
}

/// Removes the staging folders and old trees of dead runs.
pub(super) fn leftovers(target: &Target) -> Result<(), Refusal> {
    remove_in(&target.parent, |name| {
        target.is_beside(name, "new-") || target.is_beside(name, "old-")
    })?;
    remove_in(&target.out, look::is_staging)
}

fn remove_in(folder: &Path, is_dead: impl Fn(&std::ffi::OsStr) -> bool) -> Result<(), Refusal> {
    let entries = match std::fs::read_dir(folder) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound || lock::is_forbidden(&error) => {
            return Ok(());
        }
        other => other.at(folder)?,
    };
    for entry in entries {
        let entry = entry.at(folder)?;
        if is_dead(&entry.file_name()) && entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            disk::remove_tree(&entry.path()).at(&entry.path())?;
        }
    }
    Ok(())
}

/// Removes the old tree. What somebody put into it while we built goes over to the new one first.
pub(super) fn old_tree(tree: &Path, target: &Target, old: &Old) -> Option<Diagnostic> {
    if let Ok(late) = look::foreign(tree, &old.owned) {
        for thing in late
            .iter()
            .filter(|thing| !thing.is_folder && old.foreign.binary_search(thing).is_err())
        {
            let place = target.out.join(&thing.path);
            if std::fs::symlink_metadata(&place).is_err() {
                let _ = place.parent().map(std::fs::create_dir_all);
                let _ = disk::rename(&tree.join(&thing.path), &place);
            }
        }
    }
    disk::remove_tree(tree).err().map(|error| leftover(tree, &error))
}

fn leftover(tree: &Path, error: &std::io::Error) -> Diagnostic {
    let diagnostic = Diagnostic::warning("publish/leftover");
    diagnostic.with("path", tree.display()).with("reason", error)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Catalogue, Language, Severity};

    #[test]
    fn an_old_tree_that_stays_is_a_warning_that_names_it() {
        let error = std::io::Error::from(std::io::ErrorKind::PermissionDenied);
        let told = leftover(Path::new("site/.public.old-1"), &error);
        assert_eq!(
            (told.code, told.severity),
            ("publish/leftover", Severity::Warning)
        );
        let words = Catalogue::new(Language::Chinese).entry(&told);
        assert!(words.message.contains(".public.old-1"), "{}", words.message);
    }
}
