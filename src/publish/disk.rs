//! The calls that make, move and remove files: the only ones in the program but for `scaffold/`.
//!
//! Nothing here writes into a file that exists: a file of the output may be a hard link of one that is published.
#![expect(
    clippy::disallowed_methods,
    reason = "publish/ is where files are moved and removed"
)]

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::Path;

use rayon::prelude::*;

/// How much of a file is held at a time.
pub(super) const BLOCK: usize = 64 * 1024;

/// A new file, open for writing; an error if the name is taken.
pub(super) fn create(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).open(path)
}

/// Writes a new file.
pub(super) fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    create(path)?.write_all(bytes)
}

/// Renames; over a file that stands there.
pub(super) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    fs::rename(from, to)
}

/// Removes a file or a link; that there is none is no error.
pub(super) fn remove_file(path: &Path) -> io::Result<()> {
    forgiving(fs::remove_file(path))
}

/// Removes a folder if it is empty.
pub(super) fn remove_empty(path: &Path) -> io::Result<()> {
    fs::remove_dir(path)
}

/// Removes a folder and all in it, following no link; that there is none is no error. The folders in it are removed at once: to
/// remove a folder takes ten times as long as a file, most of it spent waiting.
pub(super) fn remove_tree(path: &Path) -> io::Result<()> {
    let entries = match fs::read_dir(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        other => other?.collect::<io::Result<Vec<_>>>()?,
    };
    let folders = entries
        .par_iter()
        .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
    folders.try_for_each(|entry| forgiving(fs::remove_dir_all(entry.path())))?;
    forgiving(fs::remove_dir_all(path))
}

fn forgiving(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

/// Makes a folder with the permissions of another, if that one exists (a group's web folder stays the group's).
pub(super) fn create_folder_like(path: &Path, like: Option<&Path>) -> io::Result<()> {
    fs::create_dir(path)?;
    let Some(metadata) = like.and_then(|like| fs::symlink_metadata(like).ok()) else {
        return Ok(());
    };
    if metadata.is_dir() && !metadata.permissions().readonly() {
        // A share may know no permissions: the folder then serves as it is.
        let _ = fs::set_permissions(path, metadata.permissions());
    }
    Ok(())
}

/// Links a file, or a link itself, under another name; copies with its time where the system can't.
///
/// `links` is false where links are known to fail, and is made so when one does.
pub(super) fn link_or_copy(from: &Path, to: &Path, links: &std::sync::atomic::AtomicBool) -> io::Result<()> {
    use std::sync::atomic::Ordering::Relaxed;
    if links.load(Relaxed) {
        match fs::hard_link(from, to) {
            Ok(()) => return Ok(()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(error),
            // Another file system, one without links, or a file of somebody else's. The last is no reason to
            // give up links for all, but then copies are right too.
            Err(_) => links.store(false, Relaxed),
        }
    }
    copy_with_time(from, to)
}

/// Copies a file with its time, or makes a link to the same target.
pub(super) fn copy_with_time(from: &Path, to: &Path) -> io::Result<()> {
    let metadata = fs::symlink_metadata(from)?;
    if metadata.is_symlink() {
        return super::system::symlink(&fs::read_link(from)?, to);
    }
    if !metadata.is_file() {
        return Err(io::Error::from(io::ErrorKind::Unsupported));
    }
    let mut source = File::open(from)?;
    let mut copy = create(to)?;
    io::copy(&mut source, &mut copy)?;
    let _ = copy.set_permissions(metadata.permissions());
    copy.set_modified(metadata.modified()?)
}

/// Fills the block as far as the file goes.
pub(super) fn read_block(file: &mut File, block: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while let Some(rest) = block.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match file.read(rest) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}
