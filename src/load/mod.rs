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

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::check;
use crate::config::{self, Config};
use crate::diagnostic::{Diagnostic, Place, Report, Severity, SourceText};
use crate::model::{self, Options, Site};
use crate::source::{self, Area, FoundFile};
use crate::theme::Theme;

mod consequences;
mod pixels;
mod reading;

use reading::Reading;

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
    let mut loaded = Loaded {
        root: root.to_path_buf(),
        config: None,
        site: None,
        theme: None,
        report: Report::default(),
        unusable: false,
        files: BTreeMap::new(),
    };
    match source::walk(root) {
        Ok((found, told)) => {
            loaded.report.extend(told);
            read(&mut loaded, &found, options);
        }
        Err(error) => {
            loaded.unusable = true;
            loaded.report.push(unreadable(root, &error));
        }
    }
    consequences::drop_echoes(&mut loaded.report);
    loaded.unusable |= loaded.report.diagnostics().iter().any(is_of_settings);
    loaded.report.sort();
    loaded
}

/// An error of `site.toml`, whatever floor found it: a rule of `[check]` that does not exist is found last.
fn is_of_settings(told: &Diagnostic) -> bool {
    let file = told.place.as_ref().map(|place| &*place.file);
    told.severity == Severity::Error && file == Some("site.toml")
}

/// Steps 2 to 6, for the files that were found.
fn read(loaded: &mut Loaded, found: &[FoundFile], options: Options) {
    let config_text = read_config(loaded, found);
    if !found.iter().any(|file| file.area == Area::Content) && config_text.is_some() {
        loaded.unusable = true;
        loaded
            .report
            .push(Diagnostic::error("content/missing").at(Place::file("content")));
    }
    let Reading {
        material,
        templates,
        assets,
        files,
        told,
    } = reading::read(found);
    loaded.report.extend(told);
    loaded.files = files;
    if let Some(config) = &loaded.config {
        let (site, told) = model::build(&material, &config.rules, options);
        loaded.report.extend(told);
        loaded.site = Some(Arc::new(site));
    }
    loaded.report.extend(check::run(&material));
    if let Some(text) = config_text {
        loaded.report.extend(check::settings(&text));
        let levels = loaded
            .config
            .as_ref()
            .map(|c| c.levels.clone())
            .unwrap_or_default();
        check::judge(&mut loaded.report, &levels, &text, &check::allowances(&material));
    }
    let (theme, told) = Theme::load(&templates, &assets);
    loaded.report.extend(told);
    loaded.theme = Some(theme);
}

/// Step 2. Gives the text of `site.toml` if there is any; tells when there is none.
fn read_config(loaded: &mut Loaded, found: &[FoundFile]) -> Option<Arc<SourceText>> {
    let text = match found.iter().find(|file| file.area == Area::Config) {
        None => {
            loaded
                .report
                .push(Diagnostic::error("config/missing").at(Place::file("site.toml")));
            None
        }
        Some(file) => {
            let (text, told) = source::read(file);
            loaded.report.extend(told);
            text
        }
    };
    if let Some(text) = &text {
        let (config, told) = config::parse(text);
        loaded.report.extend(told);
        loaded.config = config;
    }
    loaded.unusable |= loaded.config.is_none();
    text
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
