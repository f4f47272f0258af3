//! What lies in the site's folder: no symlink out of the root, no hidden or temporary files, odd names told.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use crate::diagnostic::Diagnostic;

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
}

/// Lists the files of a site, sorted by path. `Err` only if the root itself can't be read.
pub fn walk(_root: &Path) -> std::io::Result<(Vec<FoundFile>, Vec<Diagnostic>)> {
    unimplemented!()
}
