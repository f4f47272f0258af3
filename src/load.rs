//! From a folder to a site.
//!
//! 1. list the files        source::walk
//! 2. parse site.toml       config::parse
//! 3. read and parse files  source::read, source::parse; in parallel, each alone
//! 4. build the model       model::build
//! 5. judge it              check::run, check::judge
//! 6. load the theme        Theme::load
//!
//! Every step finishes all files before the next begins, so one run tells all errors.
//! Nothing here prints, and nothing asks what day it is.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::config::Config;
use crate::diagnostic::Report;
use crate::model::{Options, Site};
use crate::theme::Theme;

/// What came of a folder.
#[derive(Debug)]
pub struct Loaded {
    /// The site's folder.
    pub root: PathBuf,
    /// `site.toml`, if it could be read.
    pub config: Option<Config>,
    /// The site; `None` only without a config.
    pub site: Option<Arc<Site>>,
    /// The theme.
    pub theme: Option<Theme>,
    /// Everything that was told.
    pub report: Report,
    /// Whether `site.toml` is missing or wrong, or the folder can't be read: exit code 2.
    pub unusable: bool,
}

/// Loads a site.
pub fn load(_root: &Path, _options: Options) -> Loaded {
    unimplemented!()
}
