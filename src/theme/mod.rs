//! Tera and the assets: the embedded templates and styles, and a site's own over them.
//!
//! The embedded template `x.html` is also `builtin/x.html`; a site's `templates/x.html` wins and may extend the embedded one. A template that
//! fails is a diagnostic at its line (CRATES.md §1 on how tera tells of errors).

use std::path::PathBuf;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, SourceText};
use crate::model::PagePath;

/// Templates and assets, ready to use. Cheap to share; immutable.
#[derive(Debug)]
pub struct Theme {
    _private: (),
}

/// A file of the theme in the output.
#[derive(Clone, Debug)]
pub struct Asset {
    /// As templates name it: `site.css`.
    pub name: String,
    /// `assets/site.<hash>.css`.
    pub path: PagePath,
    /// Its bytes.
    pub bytes: Arc<[u8]>,
}

/// A site's own file under `theme/`.
#[derive(Clone, Debug)]
pub struct OwnAsset {
    /// Relative to `theme/`, with `/`.
    pub name: String,
    /// Where it lies.
    pub disk: PathBuf,
}

impl Theme {
    /// Puts the embedded files and a site's own together. All broken templates are told; a theme is always returned, with the embedded
    /// template in place of a broken one.
    pub fn load(_templates: &[Arc<SourceText>], _assets: &[OwnAsset]) -> (Theme, Vec<Diagnostic>) {
        unimplemented!()
    }
    /// Renders a template.
    pub fn render(&self, _template: &str, _context: &tera::Context) -> Result<String, Diagnostic> {
        unimplemented!()
    }
    /// The files of the theme.
    pub fn assets(&self) -> &[Asset] {
        unimplemented!()
    }
    /// Values that every template can see, set once per edition (`site`, `nav`, `assets`): shared, never serialised again.
    pub fn with_globals(&self, _globals: Vec<(&'static str, tera::Value)>) -> Theme {
        unimplemented!()
    }
}
