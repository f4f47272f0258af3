//! What lies in the site's folder: no symlink out of the root, no hidden or temporary files, odd names told.
//!
//! In comes the root, out goes one file after another with its size and time, as it is found, so that reading need not wait for the end.
//! Nothing is opened here: a named pipe or a device would hang the reading, so only regular files are listed. A link to a folder is followed once; a second link to the same folder and a link
//! back to where it lies are told, so the walk ends however the links are laid.

use std::collections::{BTreeSet, HashMap};
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use unicode_normalization::UnicodeNormalization as _;
use walkdir::{DirEntry, WalkDir};

use crate::diagnostic::{Diagnostic, Place};

mod names;

pub use names::is_ignored;

/// How deep folders may lie within each other.
const DEPTH: usize = 32;

/// Which part of the site a file belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Area {
    /// `site.toml`.
    Config,
    /// `content/**`.
    Content,
    /// `data/**`.
    Data,
    /// `templates/**`.
    Templates,
    /// `theme/**`.
    Theme,
}

/// Where each area begins, relative to the root.
pub const AREAS: [(Area, &str); 5] = [
    (Area::Config, "site.toml"),
    (Area::Content, "content"),
    (Area::Data, "data"),
    (Area::Templates, "templates"),
    (Area::Theme, "theme"),
];

/// A file that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundFile {
    /// Which part.
    pub area: Area,
    /// Relative to the root, with `/`, in Unicode NFC as far as the name is Unicode.
    pub path: Arc<str>,
    /// Where to open it.
    pub disk: PathBuf,
    /// Bytes.
    pub size: u64,
    /// When it changed last, if the system says.
    pub modified: Option<SystemTime>,
    /// Its number on the disk: a file that was put in another's place has another. 0 where the system doesn't say.
    pub number: u64,
}

impl FoundFile {
    /// Notes its size and time as they are now.
    pub fn look_again(&mut self) {
        if let Ok(metadata) = self.disk.metadata() {
            self.size = metadata.len();
            self.modified = metadata.modified().ok();
            self.number = number(&metadata);
        }
    }
}

/// The number of a file on its disk. Only Unix tells without opening it; elsewhere time and size must do.
#[cfg(unix)]
fn number(metadata: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(metadata)
}
#[cfg(not(unix))]
fn number(_: &Metadata) -> u64 {
    0
}

/// What a file of this place is called: relative to the root, in NFC; `None` outside of it, or if it can't be named.
pub fn name_of(root: &Path, disk: &Path) -> Option<String> {
    let relative = disk.strip_prefix(root).ok()?;
    let parts = relative.components().map(|part| part.as_os_str().to_str());
    let parts: Option<Vec<String>> = parts.map(|part| Some(part?.nfc().collect())).collect();
    parts.map(|parts| parts.join("/"))
}

/// Lists the files of a site: `take` gets each as it is found, no path twice, area by area. What is told comes at the end. `Err` only if the
/// root itself can't be read.
pub fn walk(root: &Path, mut take: impl FnMut(FoundFile)) -> std::io::Result<Vec<Diagnostic>> {
    let real_root = root.canonicalize()?;
    std::fs::read_dir(&real_root)?;
    let mut walk = Walk {
        root: root.to_path_buf(),
        real_root,
        take: &mut take,
        told: Vec::new(),
        followed: BTreeSet::new(),
        seen: HashMap::new(),
    };
    for (area, name) in AREAS {
        walk.area(area, name);
    }
    Ok(walk.told)
}

struct Walk<'a> {
    root: PathBuf,
    real_root: PathBuf,
    take: &'a mut dyn FnMut(FoundFile),
    told: Vec<Diagnostic>,
    /// Folders that a link was followed to.
    followed: BTreeSet<PathBuf>,
    /// Names that some disk would hold for the same, and how they were written first.
    seen: HashMap<String, Arc<str>>,
}

impl Walk<'_> {
    fn area(&mut self, area: Area, name: &str) {
        let start = self.root.join(name);
        // A missing folder is nothing to tell: only site.toml is needed, and its absence is told where it is read.
        let Ok(metadata) = start.symlink_metadata() else {
            return;
        };
        if metadata.is_symlink() && !self.may_follow(&start, name) {
            return;
        }
        let walker = WalkDir::new(&start).follow_links(true).sort_by_file_name();
        let mut entries = walker.into_iter();
        while let Some(next) = entries.next() {
            match next {
                Ok(entry) => {
                    if !self.entry(area, &entry) && entry.file_type().is_dir() {
                        entries.skip_current_dir();
                    }
                }
                Err(error) => self.failure(&error),
            }
        }
    }

    /// Takes one entry; `false` if a folder is not to be entered.
    fn entry(&mut self, area: Area, entry: &DirEntry) -> bool {
        if entry.depth() > 0 && is_ignored(&entry.file_name().to_string_lossy()) {
            return false;
        }
        let Some(path) = self.name(entry.path()).map(Arc::from) else {
            return false;
        };
        if entry.depth() > 0 && entry.path_is_symlink() && !self.may_follow(entry.path(), &path) {
            return false;
        }
        if !self.is_first(&path) {
            return entry.file_type().is_dir();
        }
        if entry.file_type().is_dir() {
            if entry.depth() > DEPTH {
                self.told.push(
                    Diagnostic::error("file/too-deep")
                        .at(Place::file(path))
                        .with("limit", DEPTH),
                );
                return false;
            }
            return true;
        }
        self.file(area, entry, path);
        true
    }

    fn file(&mut self, area: Area, entry: &DirEntry, path: Arc<str>) {
        let metadata = match entry.metadata() {
            Ok(metadata) => metadata,
            Err(error) => return self.failure(&error),
        };
        if !metadata.is_file() {
            self.told
                .push(Diagnostic::warning("file/special").at(Place::file(path)));
            return;
        }
        (self.take)(FoundFile {
            area,
            path,
            disk: entry.path().to_path_buf(),
            size: metadata.len(),
            modified: metadata.modified().ok(),
            number: number(&metadata),
        });
    }

    /// The path from the root in NFC; `None` if the name can't be taken, which is told.
    fn name(&mut self, disk: &Path) -> Option<String> {
        let relative = disk.strip_prefix(&self.root).unwrap_or(disk);
        let (mut path, mut last) = (String::with_capacity(relative.as_os_str().len()), 0);
        for part in relative.components() {
            let Some(part) = part.as_os_str().to_str() else {
                let shown = names::shown(&relative.to_string_lossy());
                self.told
                    .push(Diagnostic::error("file/name-not-unicode").at(Place::file(shown)));
                return None;
            };
            if !path.is_empty() {
                path.push('/');
            }
            last = path.len();
            match part.is_ascii() {
                true => path.push_str(part),
                false => path.extend(part.nfc()),
            }
        }
        let last = path.get(last..).unwrap_or_default();
        if names::has_control(last) {
            self.told
                .push(Diagnostic::error("file/name-control").at(Place::file(names::shown(&path))));
            return None;
        }
        if let Some(fault) = names::windows_fault(last) {
            self.told.push(
                Diagnostic::warning("file/name-forbidden")
                    .at(Place::file(path.clone()))
                    .with("part", fault),
            );
        }
        Some(path)
    }

    /// Tells names that differ only in case or in how they are composed. `false` if this very path was listed already.
    fn is_first(&mut self, path: &Arc<str>) -> bool {
        let (parent, name) = path.rsplit_once('/').unwrap_or(("", path));
        // The parent as written: what lies in two clashing folders is not told again, file by file.
        let key = format!("{parent}/{}", name.to_lowercase());
        let Some(first) = self.seen.get(&key) else {
            self.seen.insert(key, Arc::clone(path));
            return true;
        };
        self.told.push(
            Diagnostic::warning("file/name-clash")
                .at(Place::file(Arc::clone(path)))
                .first_at(Place::file(first.clone()))
                .with("first", first),
        );
        first != path
    }

    /// Whether a link leads to something within the root that no other link led to.
    fn may_follow(&mut self, link: &Path, path: &str) -> bool {
        let told = match link.canonicalize() {
            Err(_) => Diagnostic::warning("file/symlink-broken"),
            Ok(target) if !target.starts_with(&self.real_root) => Diagnostic::warning("file/symlink-out"),
            Ok(target) if target.is_dir() && !self.followed.insert(target.clone()) => {
                Diagnostic::warning("file/symlink-loop")
            }
            Ok(_) => return true,
        };
        self.told.push(told.at(Place::file(path)));
        false
    }

    fn failure(&mut self, error: &walkdir::Error) {
        let disk = error.path().unwrap_or(&self.root);
        let relative = disk.strip_prefix(&self.root).unwrap_or(disk);
        let shown = names::shown(&relative.to_string_lossy().replace('\\', "/"));
        let told = if error.loop_ancestor().is_some() {
            Diagnostic::warning("file/symlink-loop")
        } else if disk.symlink_metadata().is_ok_and(|m| m.is_symlink()) {
            // With links followed, a link to nowhere comes as an error, not as an entry.
            Diagnostic::warning("file/symlink-broken")
        } else {
            let reason = error.io_error().map(ToString::to_string).unwrap_or_default();
            Diagnostic::error("file/unreadable").with("reason", reason)
        };
        self.told.push(told.at(Place::file(shown)));
    }
}

#[cfg(test)]
mod tests;
