//! Tera and the assets: the embedded templates and styles, and a site's own over them.
//!
//! 1. gather the assets      embedded, a site's own of the same name over them; hashed names, `url(…)` in styles rewritten (assets)
//! 2. add the templates      the embedded `x.html` is `builtin/x.html`; a site's `templates/x.html` wins and may extend it (templates)
//! 3. tell every fault       a broken template of the site is an error at its line, and the embedded one stands in for it (fault)
//!
//! A [`Theme`] is immutable and shared by all threads; what all pages see is set once, as values that are never serialised again.

mod assets;
mod embedded;
mod fault;
mod filters;
mod names;
mod squeeze;
mod templates;
mod unclosed;

use std::path::PathBuf;
use std::sync::Arc;

use self::embedded::Embedded;
use self::templates::Templates;
use crate::diagnostic::{Diagnostic, SourceText};
use crate::model::PagePath;

/// Templates and assets, ready to use. Cheap to share; immutable.
#[derive(Clone)]
pub struct Theme {
    templates: Arc<Templates>,
    assets: Arc<[Asset]>,
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
    pub fn load(templates: &[Arc<SourceText>], assets: &[OwnAsset]) -> (Theme, Vec<Diagnostic>) {
        Theme::over(&Embedded::files(), templates, assets)
    }

    /// The same over other embedded files.
    fn over(
        embedded: &Embedded,
        templates: &[Arc<SourceText>],
        own: &[OwnAsset],
    ) -> (Theme, Vec<Diagnostic>) {
        let mut told = Vec::new();
        let assets = assets::gather(&embedded.assets, own, &mut told);
        let paths = assets
            .iter()
            .map(|asset| (asset.name.clone(), asset.path.to_string()))
            .collect();
        let templates = Templates::load(&embedded.templates, templates, &paths, &mut told);
        let theme = Theme {
            templates: Arc::new(templates),
            assets: assets.into(),
        };
        (theme, told)
    }

    /// Renders a template: the bytes of a file, in UTF-8.
    pub fn render(&self, template: &str, context: &tera::Context) -> Result<Vec<u8>, Diagnostic> {
        self.templates.render(template, context)
    }

    /// The files of the theme, by name.
    pub fn assets(&self) -> &[Asset] {
        &self.assets
    }

    /// Values that every template can see, set once per edition (`site`, `nav`): shared, never serialised again. `assets`, the path of each
    /// asset by its name, is always there.
    pub fn with_globals(&self, globals: Vec<(&'static str, tera::Value)>) -> Theme {
        Theme {
            templates: Arc::new(self.templates.with_globals(globals)),
            assets: self.assets.clone(),
        }
    }
    /// Whether it is the very same one, shared.
    pub fn is(&self, other: &Theme) -> bool {
        Arc::ptr_eq(&self.templates, &other.templates) && Arc::ptr_eq(&self.assets, &other.assets)
    }
}

impl std::fmt::Debug for Theme {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Theme")
            .field("assets", &self.assets.len())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
