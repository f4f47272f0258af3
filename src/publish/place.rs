//! Replaces the files of the output one by one, where the folder itself can't be moved.
//!
//! 1. the journal        the names of old and new files, so that a run after a kill knows which are ours
//! 2. obstacles          an old file where a folder is to be, or the reverse
//! 3. assets, then pages so that no page misses what it needs
//! 4. deletions
//! 5. the manifest, and the journal goes
//!
//! Each file is whole at any moment: it is renamed into its place.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use super::failure::{At, machine};
use super::look::{is_folder_of, is_one_of};
use super::run::{Halt, Step, Ways};
use super::target::Target;
use super::{Refusal, disk, manifest, system};

/// What is to be placed.
pub(super) struct Placing<'a> {
    /// Holds the fresh files.
    pub(super) staging: &'a Path,
    /// All files of the new tree, sorted.
    pub(super) paths: &'a [&'a str],
    /// Those that differ or are new, sorted.
    pub(super) fresh: &'a [&'a str],
    /// Those of earlier runs that are no more, sorted; a run that was killed may have deleted some already.
    pub(super) former: &'a [&'a str],
    /// A manifest of old and new files.
    pub(super) journal: &'a [u8],
}

impl Placing<'_> {
    /// Places all.
    pub(super) fn place(&self, target: &Target, ways: &Ways<'_>) -> Result<(), Halt> {
        let journal = self.staging.join(manifest::JOURNAL);
        disk::write_new(&journal, self.journal).at(&journal)?;
        self.install(manifest::JOURNAL, target)?;
        let _ = system::flush_names(&target.out);
        ways.reach(Step::Placed)?;
        let (obstacles, others): (Vec<&str>, Vec<&str>) =
            self.former.iter().partition(|path| self.is_obstacle(path));
        delete(&obstacles, target, ways)?;
        let (pages, assets): (Vec<&str>, Vec<&str>) =
            self.fresh.iter().partition(|path| path.ends_with(".html"));
        let mut folders = BTreeSet::new();
        for path in assets.into_iter().chain(pages) {
            let folder = target
                .out
                .join(path.rsplit_once('/').map_or("", |(folder, _)| folder));
            if !folders.contains(&folder) {
                fs::create_dir_all(&folder).at(&folder)?;
                folders.insert(folder);
            }
            self.install(path, target)?;
            ways.reach(Step::Placed)?;
        }
        delete(&others, target, ways)?;
        let _ = system::flush(&target.out);
        if self.staging.join(manifest::NAME).exists() {
            self.install(manifest::NAME, target)?;
            ways.reach(Step::Placed)?;
        }
        let journal = target.out.join(manifest::JOURNAL);
        disk::remove_file(&journal).at(&journal)?;
        ways.reach(Step::Placed)
    }

    /// It stands where one of the new files, or a folder of theirs, is to be.
    fn is_obstacle(&self, former: &str) -> bool {
        let mut above = former.rsplit_once('/');
        while let Some((folder, _)) = above {
            if is_one_of(folder, self.paths) {
                return true;
            }
            above = folder.rsplit_once('/');
        }
        is_folder_of(former, self.paths)
    }

    /// Moves one file from the staging folder into its place; over another file system's border by way of a whole copy within
    /// the output.
    fn install(&self, path: &str, target: &Target) -> Result<(), Refusal> {
        let (from, to) = (self.staging.join(path), target.out.join(path));
        match disk::rename(&from, &to) {
            Err(error) if error.kind() == io::ErrorKind::CrossesDevices => {}
            other => return other.map_err(|error| machine(&to, &error)),
        }
        let folder = target.within(&format!("new-{}", std::process::id()));
        fs::create_dir_all(&folder).at(&folder)?;
        let part = folder.join("part");
        disk::remove_file(&part).at(&part)?;
        disk::copy_with_time(&from, &part).at(&part)?;
        fs::OpenOptions::new()
            .write(true)
            .open(&part)
            .and_then(|file| file.sync_all())
            .at(&part)?;
        disk::rename(&part, &to).at(&to)
    }
}

/// Deletes files, and the folders that they leave empty.
fn delete(paths: &[&str], target: &Target, ways: &Ways<'_>) -> Result<(), Halt> {
    for path in paths {
        let path = target.out.join(path);
        if fs::symlink_metadata(&path).is_ok_and(|metadata| metadata.is_file()) {
            disk::remove_file(&path).at(&path)?;
            ways.reach(Step::Placed)?;
        }
    }
    for folder in manifest::folders(paths.iter().copied()).into_iter().rev() {
        // One that is not empty is still needed.
        let _ = disk::remove_empty(&target.out.join(folder));
    }
    Ok(())
}
