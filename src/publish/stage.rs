//! Makes every file, and writes those that differ from the old ones into the staging folder.
//!
//! In: the request, the old tree. Out: the digest of each file and whether it is fresh. What does not differ is linked afterwards,
//! and only if something else does: a build that changes nothing makes not one link. Nothing is collected but digests.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;
use sha2::{Digest as _, Sha256};

use super::failure::{At, machine};
use super::look::Old;
use super::manifest::{self, Digest};
use super::run::Ways;
use super::{Content, Refusal, Request, disk};
use crate::diagnostic::Diagnostic;

/// One file that was made.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Made {
    /// Of its bytes.
    pub(super) digest: Digest,
    /// It differs from the old one, or there is none: it lies in the staging folder.
    pub(super) is_fresh: bool,
}

/// From where to where.
pub(super) struct Stage<'a> {
    /// The staging folder.
    pub(super) staging: &'a Path,
    /// The old tree, if there is one.
    pub(super) old: Option<&'a Path>,
}

/// The errors of all files, by their place in the order.
#[derive(Default)]
struct Errors {
    any: AtomicBool,
    list: Mutex<Vec<(usize, Diagnostic)>>,
}

impl Stage<'_> {
    /// Makes all files; in the order of the request's paths.
    pub(super) fn make_all(&self, request: &Request<'_>) -> Result<Vec<Made>, Refusal> {
        let errors = Errors::default();
        let done = AtomicUsize::new(0);
        let one = |(index, path): (usize, &&str)| {
            let made = match (request.make)(path) {
                Err(diagnostic) => {
                    errors.push(index, diagnostic);
                    Ok(Made::default())
                }
                // Nothing will be published: only the other errors are still of interest.
                Ok(_) if errors.any.load(Relaxed) => Ok(Made::default()),
                Ok(content) => self.put_content(path, content),
            };
            (request.progress)(done.fetch_add(1, Relaxed) + 1);
            made
        };
        let made = request
            .paths
            .par_iter()
            .enumerate()
            .map(one)
            .collect::<Result<Vec<_>, _>>();
        let mut list = errors.list.into_inner().unwrap_or_else(PoisonError::into_inner);
        if list.is_empty() {
            return made;
        }
        list.sort_by_key(|(index, _)| *index);
        Err(Refusal::Content(
            list.into_iter().map(|(_, diagnostic)| diagnostic).collect(),
        ))
    }

    /// Puts a file into the tree.
    pub(super) fn put_content(&self, path: &str, content: Content) -> Result<Made, Refusal> {
        match content {
            Content::Bytes(bytes) => self.put(path, &bytes),
            Content::File(source) => self.put_file(path, &source),
        }
    }

    /// Puts a file with these bytes into the tree.
    pub(super) fn put(&self, path: &str, bytes: &[u8]) -> Result<Made, Refusal> {
        let digest = Sha256::digest(bytes).into();
        let is_fresh = !self.old.is_some_and(|old| holds(&old.join(path), bytes));
        if is_fresh {
            let target = self.staging.join(path);
            self.create(path, &target)?.write_all(bytes).at(&target)?;
        }
        Ok(Made { digest, is_fresh })
    }

    /// A new file, and its folder if it is the first there: a build that changes nothing makes none.
    fn create(&self, path: &str, target: &Path) -> Result<File, Refusal> {
        match disk::create(target) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            other => return other.at(target),
        }
        for folder in manifest::folders([path]) {
            self.make_folder(folder)?;
        }
        disk::create(target).at(target)
    }

    /// Makes a folder, the one above it being there; another thread may have made it.
    fn make_folder(&self, folder: &str) -> Result<(), Refusal> {
        let like = self.old.map(|old| old.join(folder));
        let folder = self.staging.join(folder);
        match disk::create_folder_like(&folder, like.as_deref()) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
            other => other.at(&folder),
        }
    }

    /// Puts a copy of a file into the tree, a block at a time.
    fn put_file(&self, path: &str, source: &Path) -> Result<Made, Refusal> {
        let unreadable = |error: io::Error| {
            let diagnostic = Diagnostic::error("publish/unreadable");
            Refusal::Machine(diagnostic.with("path", source.display()).with("reason", error))
        };
        if let Some(old) = self.old
            && let Some(digest) = same_file(&old.join(path), source).map_err(unreadable)?
        {
            return Ok(Made {
                digest,
                is_fresh: false,
            });
        }
        let mut file = File::open(source).map_err(unreadable)?;
        let target = self.staging.join(path);
        let mut copy = self.create(path, &target)?;
        let mut hash = Sha256::new();
        let mut block = vec![0; disk::BLOCK];
        loop {
            let count = disk::read_block(&mut file, &mut block).map_err(unreadable)?;
            let bytes = block.get(..count).unwrap_or_default();
            if bytes.is_empty() {
                break;
            }
            hash.update(bytes);
            copy.write_all(bytes).at(&target)?;
        }
        Ok(Made {
            digest: hash.finalize().into(),
            is_fresh: true,
        })
    }

    /// Links what did not differ, and what others put into the old tree.
    pub(super) fn link_rest(&self, unchanged: &[&str], old: &Old, ways: &Ways<'_>) -> Result<(), Refusal> {
        let Some(tree) = self.old else { return Ok(()) };
        let links = AtomicBool::new(ways.link);
        for folder in manifest::folders(unchanged.iter().copied()) {
            self.make_folder(folder)?;
        }
        unchanged.par_iter().try_for_each(|path| {
            let target = self.staging.join(path);
            disk::link_or_copy(&tree.join(path), &target, &links).at(&target)
        })?;
        for thing in &old.foreign {
            let (from, to) = (tree.join(&thing.path), self.staging.join(&thing.path));
            let folder = if thing.is_folder { Some(&*to) } else { to.parent() };
            if let Some(folder) = folder {
                fs::create_dir_all(folder).at(folder)?;
            }
            if !thing.is_folder {
                disk::link_or_copy(&from, &to, &links).map_err(|error| machine(&from, &error))?;
            }
        }
        Ok(())
    }
}

impl Errors {
    fn push(&self, index: usize, diagnostic: Diagnostic) {
        self.any.store(true, Relaxed);
        self.list
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push((index, diagnostic));
    }
}

/// A regular file with exactly these bytes is there.
pub(super) fn holds(path: &Path, bytes: &[u8]) -> bool {
    let Some(mut file) = open_sized(path, bytes.len() as u64) else {
        return false;
    };
    let mut block = [0; 8192];
    let mut rest = bytes.chunks(block.len());
    loop {
        let expected = rest.next().unwrap_or_default();
        match disk::read_block(&mut file, &mut block) {
            Ok(count) if block.get(..count) == Some(expected) => {}
            _ => return false,
        }
        if expected.is_empty() {
            return true;
        }
    }
}

/// The digest of two files that are the same.
fn same_file(old: &Path, source: &Path) -> io::Result<Option<Digest>> {
    let mut source = File::open(source)?;
    let Some(mut old) = open_sized(old, source.metadata()?.len()) else {
        return Ok(None);
    };
    let mut hash = Sha256::new();
    let (mut one, mut other) = (vec![0; disk::BLOCK], vec![0; disk::BLOCK]);
    loop {
        let count = disk::read_block(&mut source, &mut one)?;
        let bytes = one.get(..count).unwrap_or_default();
        match disk::read_block(&mut old, &mut other) {
            Ok(found) if other.get(..found) == Some(bytes) => {}
            _ => return Ok(None),
        }
        if bytes.is_empty() {
            return Ok(Some(hash.finalize().into()));
        }
        hash.update(bytes);
    }
}

/// Opens a regular file of this size; a link is none.
fn open_sized(path: &Path, size: u64) -> Option<File> {
    let metadata = fs::symlink_metadata(path).ok()?;
    if !metadata.is_file() || metadata.len() != size {
        return None;
    }
    File::open(path).ok()
}
