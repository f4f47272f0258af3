//! From a folder to a site.
//!
//! 1. list the files        source::walk
//! 2. parse site.toml       config::parse
//! 3. read and parse files  source::read, source::parse; in parallel, each alone
//! 4. build the model       model::build
//! 5. load the theme        Theme::load
//! 6. judge it              check, check::Judge, file by file (verdict.rs); in parallel, beside 4 and 5
//!
//! Every step finishes all files before the next begins, so one run tells all errors. What was made of one file alone is kept in a [`Store`]
//! (store.rs): after a change it is made anew for the files that changed, and the rest put together from what is kept. A build is a store
//! that is asked once. Nothing that is shown depends on step 6, so a preview begins without it ([`Store::unjudged`]).
//! Nothing here prints, and nothing asks what day it is.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::check::Judge;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Report, Severity};
use crate::model::{self, Memory, Options, Site};
use crate::theme::Theme;
use reading::{Kept, Reading};
use store::{KeptTheme, Settings};
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
        let told = match self.told() {
            Ok(told) => told,
            Err(told) => return self.unreadable(told),
        };
        let (reading, none) = (self.gather(), BTreeMap::new());
        let levels = self.settings.config.as_ref().map_or(&none, |of| &of.levels);
        let judge = self.settings.text.as_ref().map(|text| Judge::new(levels, text));
        let judge = judge.as_ref();
        // The model is put together by one thread: meanwhile the others look at the texts.
        let (mut made, ()) = rayon::join(
            || {
                Made::new(
                    &reading,
                    &self.settings,
                    (&mut self.memory, &mut self.theme),
                    options,
                )
            },
            || verdict::prepare(&self.kept, judge),
        );
        let mut later = Later::default();
        later.extend(told.into_iter().chain(std::mem::take(&mut made.told)));
        later.standing = std::mem::take(&mut made.of_theme);
        let report = verdict::report((&self.found, &self.kept), later, judge);
        let mut loaded = self.loaded(made, reading);
        loaded.unusable = self.settings.config.is_none()
            || !self.has_content()
            || report.of(Severity::Error).any(is_of_settings);
        loaded.report = report;
        loaded
    }

    /// Steps 4 and 5 alone: what can be shown before the rules have looked at every text, its report still empty. `None` if there is an error
    /// already, so that nothing is to be shown.
    pub fn unjudged(&mut self, options: Options) -> Option<Loaded> {
        let is_error = |told: &Diagnostic| told.severity == Severity::Error;
        let told = self.told().ok()?;
        if told.iter().any(is_error) || self.kept.iter().any(Kept::is_faulty) {
            return None;
        }
        let reading = self.gather();
        let memory = (&mut self.memory, &mut self.theme);
        let made = Made::new(&reading, &self.settings, memory, options);
        let is_whole = !made.told.iter().chain(&made.of_theme).any(is_error);
        let loaded = self.loaded(made, reading);
        is_whole.then_some(loaded)
    }

    /// What was made, and nothing told of it; takes back what was gathered.
    fn loaded(&mut self, made: Made, reading: Reading) -> Loaded {
        let loaded = Loaded {
            root: self.root.clone(),
            config: self.settings.config.clone(),
            site: made.site,
            theme: Some(made.theme),
            report: Report::default(),
            unusable: false,
            files: Arc::clone(&reading.files),
        };
        self.keep(reading);
        loaded
    }

    /// What there is of a folder that can't be read.
    fn unreadable(&self, told: Diagnostic) -> Loaded {
        let mut report = Report::default();
        report.push(told);
        Loaded {
            root: self.root.clone(),
            config: None,
            site: None,
            theme: None,
            report,
            unusable: true,
            files: Arc::default(),
        }
    }
}

/// What steps 4 and 5 make.
struct Made {
    site: Option<Arc<Site>>,
    told: Vec<Diagnostic>,
    theme: Theme,
    of_theme: Vec<Diagnostic>,
}

impl Made {
    fn new(
        reading: &Reading,
        settings: &Settings,
        (memory, theme): (&mut Memory, &mut KeptTheme),
        options: Options,
    ) -> Made {
        let config = settings.config.as_ref();
        let built = config.map(|config| model::build(&reading.material, &config.rules, options, memory));
        let (site, told) = built.map_or((None, Vec::new()), |(site, told)| (Some(site), told));
        let load = || Theme::load(&reading.templates, &reading.assets);
        let (theme, of_theme) = theme.get_or_insert_with(load).clone();
        Made {
            site,
            told,
            theme,
            of_theme,
        }
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
