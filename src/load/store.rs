//! What was read of a folder, kept: after a change only the files that changed are read again.
//!
//! 1. list the files         source::walk; a known file that is named is only looked at
//! 2. read what changed      source::read, source::parse; in parallel, each alone, beside 1
//! 3. parse site.toml        config::parse, when it changed
//!
//! What was read is put together when it is asked for, and kept too: a document that was read again takes the place of what it was before.
//!
//! A file has changed if its time, size or number did, or if a watcher named it: a disk may give two writes the same time. What a file
//! told, as it was read and as it was judged, is kept with it.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, mpsc};

use rayon::prelude::*;

use super::reading::{self, Kept, Reading};
use crate::check;
use crate::config::{self, Config};
use crate::diagnostic::{Diagnostic, Place, SourceText};
use crate::model::Memory;
use crate::source::{self, Area, FoundFile};
use crate::theme::Theme;

/// What is to be read again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Changed {
    /// Whatever differs from what is kept.
    Anything,
    /// What lies at these places on disk, and nothing else.
    Files(BTreeSet<PathBuf>),
}

/// What a refresh found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Refreshed {
    /// The files that are new, gone or different, relative to the root; sorted.
    pub files: Vec<Arc<str>>,
    /// Whether a file that search looks into is among them.
    pub texts: bool,
    /// Whether something else about the folder differs: a name, a link.
    pub folder: bool,
}

/// A folder, and what was read of it.
#[derive(Debug)]
pub struct Store {
    pub(super) root: PathBuf,
    /// Sorted by path; the n-th belongs to the n-th of `kept`.
    pub(super) found: Vec<FoundFile>,
    pub(super) kept: Vec<Kept>,
    /// What the walk told; the error, if the root itself can't be read.
    walked: Result<Vec<Diagnostic>, Diagnostic>,
    pub(super) settings: Settings,
    /// Loaded when it is first asked for after a change.
    pub(super) theme: KeptTheme,
    /// Everything that was read; `None` when it must be put together anew.
    gathered: Option<Reading>,
    /// What the model keeps from one load to the next.
    pub(super) memory: Memory,
}

/// The theme, and what was told as it was loaded.
pub(super) type KeptTheme = Option<(Theme, Vec<Diagnostic>)>;

/// `site.toml`.
#[derive(Debug, Default)]
pub(super) struct Settings {
    pub(super) text: Option<Arc<SourceText>>,
    pub(super) config: Option<Config>,
    pub(super) told: Vec<Diagnostic>,
}

impl Store {
    /// A folder of which nothing was read yet.
    pub fn new(root: &Path) -> Store {
        Store {
            root: root.to_path_buf(),
            found: Vec::new(),
            kept: Vec::new(),
            walked: Ok(Vec::new()),
            settings: Settings::default(),
            theme: None,
            gathered: None,
            memory: Memory::default(),
        }
    }

    /// Reads what changed.
    pub fn refresh(&mut self, changed: &Changed) -> Refreshed {
        match changed {
            Changed::Files(paths) => match self.known(paths) {
                Some(places) => self.reread(&places),
                None => self.walk(paths),
            },
            Changed::Anything => self.walk(&BTreeSet::new()),
        }
    }

    /// Where the files lie in the list; `None` if one of these paths is more than a known file with new content.
    fn known(&self, paths: &BTreeSet<PathBuf>) -> Option<Vec<usize>> {
        let mut places = Vec::new();
        for path in paths {
            let place = self.place(path);
            let metadata = path.symlink_metadata();
            match (place, metadata) {
                (Some(place), Ok(metadata)) if metadata.is_file() => places.push(place),
                // It came and went, as editors do when they save. Where its folder has gone too, the folder was moved, and the system
                // tells of what lies in it by its former name.
                (None, Err(_)) if !self.is_folder(path) && path.parent().is_some_and(Path::is_dir) => {}
                _ => return None,
            }
        }
        Some(places)
    }
    fn place(&self, disk: &Path) -> Option<usize> {
        let path = source::name_of(&self.root, disk)?;
        let place = self.found.binary_search_by(|file| (*file.path).cmp(&path)).ok()?;
        let file = self.found.get(place)?;
        (file.disk == disk).then_some(place)
    }
    fn is_folder(&self, disk: &Path) -> bool {
        let Some(path) = source::name_of(&self.root, disk) else {
            return true;
        };
        let folder = format!("{path}/");
        let from = self.found.partition_point(|file| *file.path < *folder);
        self.found
            .get(from)
            .is_some_and(|file| file.path.starts_with(&folder))
    }

    /// Reads known files again.
    fn reread(&mut self, places: &[usize]) -> Refreshed {
        let mut refreshed = Refreshed::default();
        for &place in places {
            if let (Some(file), Some(kept)) = (self.found.get_mut(place), self.kept.get_mut(place)) {
                file.look_again();
                let before = std::mem::replace(kept, reading::read_one(file));
                let gathered = self.gathered.take();
                self.gathered = gathered.and_then(|mut all| all.replace(&before, kept).then_some(all));
                refreshed.note(file);
            }
        }
        self.settle(&refreshed);
        refreshed
    }

    /// Lists all files, and reads those that are new or different, or named.
    fn walk(&mut self, named: &BTreeSet<PathBuf>) -> Refreshed {
        let mut refreshed = Refreshed::default();
        let before = std::mem::take(&mut self.found)
            .into_iter()
            .zip(std::mem::take(&mut self.kept));
        let mut before: BTreeMap<Arc<str>, (FoundFile, Kept)> = before
            .map(|(file, kept)| (Arc::clone(&file.path), (file, kept)))
            .collect();
        let mut same = Vec::new();
        let (walked, read) = list_and_read(&self.root, |file| {
            let known = before.remove(&file.path);
            match known.filter(|(known, _)| *known == file && !named.contains(&file.disk)) {
                Some(known) => same.push(known),
                None => {
                    refreshed.note(&file);
                    return Some(file);
                }
            }
            None
        });
        before.values().for_each(|(gone, _)| refreshed.note(gone));
        refreshed.files.sort();
        let mut all = same;
        all.extend(read);
        all.sort_by(|(a, _), (b, _)| a.path.cmp(&b.path));
        (self.found, self.kept) = all.into_iter().unzip();
        let walked = walked.map_err(|error| super::unreadable(&self.root, &error));
        refreshed.folder = walked != self.walked;
        self.walked = walked;
        if !refreshed.files.is_empty() {
            self.gathered = None;
        }
        self.settle(&refreshed);
        refreshed
    }

    /// What depends on the files that changed is made anew.
    fn settle(&mut self, refreshed: &Refreshed) {
        let has = |name: &str| refreshed.files.iter().any(|file| file.starts_with(name));
        if has("site.toml") {
            self.settings = Settings::read(&self.found);
            self.kept.iter_mut().for_each(Kept::forget_verdict);
        }
        if has("templates/") || has("theme/") {
            self.theme = None;
        }
    }

    /// What the walk and `site.toml` told, and which of the two parts that a site needs is missing; the error, if the root itself can't be
    /// read.
    pub(super) fn told(&self) -> Result<Vec<Diagnostic>, Diagnostic> {
        let mut told = self.walked.clone()?;
        told.extend(self.settings.told.iter().cloned());
        if self.settings.text.is_none() && !self.found.iter().any(|file| file.area == Area::Config) {
            told.push(Diagnostic::error("config/missing").at(Place::file("site.toml")));
        }
        if !self.has_content() && self.settings.text.is_some() {
            told.push(Diagnostic::error("content/missing").at(Place::file("content")));
        }
        Ok(told)
    }
    /// Whether there is anything in `content/`.
    pub(super) fn has_content(&self) -> bool {
        self.found.iter().any(|file| file.area == Area::Content)
    }
    /// Everything that was read, put together.
    pub(super) fn gather(&mut self) -> Reading {
        let gathered = self.gathered.take();
        gathered.unwrap_or_else(|| reading::gather(&self.found, &self.kept))
    }
    /// Takes back what [`Store::gather`] gave.
    pub(super) fn keep(&mut self, reading: Reading) {
        self.gathered = Some(reading);
    }
}

/// How many files are read as one piece of work.
const BATCH: usize = 32;

/// How much memory a batch takes, at the most in nearly all sites.
const ROOM: usize = 512 * 1024;

/// Lists the files of a folder, and reads those that `is_to_read` gives back, which begins while the list is still made. What was read comes
/// in any order. The list waits for no reading, so that one thread could do it all.
fn list_and_read(
    root: &Path,
    mut is_to_read: impl FnMut(FoundFile) -> Option<FoundFile> + Send,
) -> (io::Result<Vec<Diagnostic>>, Vec<(FoundFile, Kept)>) {
    let (sender, batches) = mpsc::channel();
    let list = move || {
        let mut batch = Vec::with_capacity(BATCH);
        // Only a reader that panicked has gone, and then nobody wants the rest.
        let told = source::walk(root, |file| {
            batch.extend(is_to_read(file));
            if batch.len() == BATCH {
                let _ = sender.send(std::mem::take(&mut batch));
            }
        });
        let _ = sender.send(batch);
        told
    };
    let read = || {
        batches
            .into_iter()
            .par_bridge()
            .flat_map_iter(read_batch)
            .collect()
    };
    rayon::join(list, read)
}

fn read_batch(batch: Vec<FoundFile>) -> impl Iterator<Item = (FoundFile, Kept)> {
    if batch.len() == BATCH {
        // An allocator that gives each thread memory of its own (glibc) lets it grow by a page or two at a time, for which all threads wait:
        // 13,000 calls of the system at 10,000 documents, a quarter of the time that the system takes. What was given back once, it keeps.
        drop(std::hint::black_box(Vec::<u8>::with_capacity(ROOM)));
    }
    batch.into_iter().map(|file| {
        let kept = reading::read_one(&file);
        (file, kept)
    })
}

impl Refreshed {
    /// Whether there is anything new.
    pub fn is_nothing(&self) -> bool {
        self.files.is_empty() && !self.folder
    }
    fn note(&mut self, file: &FoundFile) {
        self.texts |= !matches!(file.area, Area::Theme | Area::Templates);
        self.files.push(Arc::clone(&file.path));
    }
}

impl Settings {
    fn read(found: &[FoundFile]) -> Settings {
        let Some(file) = found.iter().find(|file| file.area == Area::Config) else {
            return Settings::default();
        };
        let (text, mut told) = source::read(file);
        let mut config = None;
        if let Some(text) = &text {
            let (parsed, more) = config::parse(text);
            told.extend(more);
            told.extend(check::settings(text));
            config = parsed;
        }
        Settings { text, config, told }
    }
}

#[cfg(test)]
mod tests;
