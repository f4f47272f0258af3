//! From a folder to a site.
//!
//! 1. list the files        source::walk
//! 2. parse site.toml       config::parse
//! 3. read and parse files  source::read, source::parse, and what check finds in each; in parallel, each alone
//! 4. build the model       model::build
//! 5. judge it              check::judge
//! 6. load the theme        Theme::load
//!
//! Every step finishes all files before the next begins, so one run tells all errors. What steps 1 to 3 made is kept in a [`Store`] (store.rs):
//! after a change they are done for the files that changed, and steps 4 to 6 for all. A build is a store that is asked once.
//! Nothing here prints, and nothing asks what day it is.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::check;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Place, Report, Severity};
use crate::model::{self, Options, Site};
use crate::theme::Theme;

mod consequences;
mod pixels;
mod reading;
mod store;

use reading::Reading;
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
    pub files: BTreeMap<Arc<str>, PathBuf>,
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
            files: BTreeMap::new(),
        };
        match self.reading() {
            Ok(reading) => self.put_together(&mut loaded, reading, options),
            Err(told) => {
                loaded.unusable = true;
                loaded.report.push(told);
            }
        }
        consequences::drop_echoes(&mut loaded.report);
        loaded.unusable |= loaded.report.diagnostics().iter().any(is_of_settings);
        loaded.report.sort();
        loaded
    }

    fn put_together(&mut self, loaded: &mut Loaded, mut reading: Reading, options: Options) {
        let settings = &self.settings;
        loaded.report.extend(settings.told.iter().cloned());
        loaded.unusable |= settings.config.is_none();
        loaded.config.clone_from(&settings.config);
        if !reading.has_content && settings.text.is_some() {
            loaded.unusable = true;
            loaded
                .report
                .push(Diagnostic::error("content/missing").at(Place::file("content")));
        }
        loaded.report.extend(std::mem::take(&mut reading.told));
        loaded.files = std::mem::take(&mut reading.files);
        let material = &reading.material;
        if let Some(config) = &settings.config {
            let (site, told) = model::build(material, &config.rules, options);
            loaded.report.extend(told);
            loaded.site = Some(Arc::new(site));
        }
        loaded.report.extend(std::mem::take(&mut reading.findings));
        if let Some(text) = &settings.text {
            let none = BTreeMap::new();
            let levels = settings.config.as_ref().map_or(&none, |config| &config.levels);
            check::judge(&mut loaded.report, levels, text, &check::allowances(material));
        }
        let (theme, told) = self.theme(&reading);
        loaded.report.extend(told);
        loaded.theme = Some(theme);
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
