//! From a folder to a site.
//!
//! 1. list the files        source::walk
//! 2. parse site.toml       config::parse
//! 3. read and parse files  source::read, source::parse, and what check finds in each; in parallel, each alone
//! 4. build the model       model::build
//! 5. judge it              check::Judge, file by file (verdict.rs)
//! 6. load the theme        Theme::load
//!
//! Every step finishes all files before the next begins, so one run tells all errors. What steps 1 to 3 made is kept in a [`Store`] (store.rs):
//! after a change they are done for the files that changed, and steps 4 to 6 for all. A build is a store that is asked once.
//! Nothing here prints, and nothing asks what day it is.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::check::Judge;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Place, Report, Severity};
use crate::model::{self, Options, Site};
use crate::theme::Theme;
use verdict::Later;

mod consequences;
mod pixels;
mod reading;
mod store;
mod verdict;

pub use store::{Changed, Refreshed, Store};

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
    /// Where each file of `content/` lies on disk, by its path relative to the root: a name may be spelt otherwise there (NFD).
    pub files: Arc<BTreeMap<Arc<str>, PathBuf>>,
}

/// Loads a site.
pub fn load(root: &Path, options: Options) -> Loaded {
    let mut store = Store::new(root);
    store.refresh(&Changed::Anything);
    store.load(options)
}

impl Store {
    /// Steps 4 to 6, for what was read.
    pub fn load(&mut self, options: Options) -> Loaded {
        let mut loaded = Loaded {
            root: self.root.clone(),
            config: None,
            site: None,
            theme: None,
            report: Report::default(),
            unusable: false,
            files: Arc::default(),
        };
        match self.told() {
            Ok(told) => self.put_together(&mut loaded, told, options),
            Err(told) => {
                loaded.unusable = true;
                loaded.report.push(told);
            }
        }
        loaded.unusable |= loaded.report.of(Severity::Error).any(is_of_settings);
        loaded
    }

    fn put_together(&mut self, loaded: &mut Loaded, told: Vec<Diagnostic>, options: Options) {
        let mut later = Later::default();
        later.extend(told);
        loaded.unusable |= self.settings.config.is_none();
        loaded.config.clone_from(&self.settings.config);
        if !self.has_content() && self.settings.text.is_some() {
            loaded.unusable = true;
            later.extend([Diagnostic::error("content/missing").at(Place::file("content"))]);
        }
        let reading = self.gather();
        loaded.files = Arc::clone(&reading.files);
        if let Some(config) = &self.settings.config {
            let (site, told) = model::build(&reading.material, &config.rules, options, &mut self.memory);
            later.extend(told);
            loaded.site = Some(site);
        }
        let (theme, told) = self.theme(&reading);
        later.standing = told;
        loaded.theme = Some(theme);
        self.keep(reading);
        let none = BTreeMap::new();
        let config = self.settings.config.as_ref();
        let levels = config.map_or(&none, |config| &config.levels);
        let judge = self.settings.text.as_ref().map(|text| Judge::new(levels, text));
        loaded.report = verdict::report((&self.found, &self.kept), later, judge.as_ref());
    }
}

/// An error of `site.toml`, whatever floor found it: a rule of `[check]` that does not exist is found last.
fn is_of_settings(told: &Diagnostic) -> bool {
    let file = told.place.as_ref().map(|place| &*place.file);
    told.severity == Severity::Error && file == Some("site.toml")
}

/// Why the folder itself can't be read.
fn unreadable(root: &Path, error: &std::io::Error) -> Diagnostic {
    let reason = match error.kind() {
        std::io::ErrorKind::NotFound => "reason.not-found",
        std::io::ErrorKind::NotADirectory => "reason.no-folder",
        std::io::ErrorKind::PermissionDenied => "reason.not-allowed",
        _ => "reason.unreadable",
    };
    Diagnostic::error("site/unreadable")
        .with("folder", root.display())
        .with_word("reason", reason)
}
