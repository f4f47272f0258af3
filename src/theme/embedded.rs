//! The files of `templates/` and `theme/` that the program carries.

use rust_embed::RustEmbed;

use super::names;

#[derive(RustEmbed)]
#[folder = "templates/"]
struct TemplateFiles;

#[derive(RustEmbed)]
#[folder = "theme/"]
struct ThemeFiles;

/// Templates and assets by name, sorted.
#[derive(Debug, Default)]
pub(super) struct Embedded {
    pub(super) templates: Vec<(String, String)>,
    pub(super) assets: Vec<(String, Vec<u8>)>,
}

impl Embedded {
    /// What the program carries. A template that is no UTF-8 would be a defect of the program; it is left out and missed at once.
    pub(super) fn files() -> Embedded {
        let template = |name: &str| {
            let bytes = TemplateFiles::get(name)?.data.into_owned();
            Some((
                name.to_owned(),
                names::without_mark(&String::from_utf8(bytes).ok()?).to_owned(),
            ))
        };
        let asset = |name: &str| Some((name.to_owned(), ThemeFiles::get(name)?.data.into_owned()));
        let mut embedded = Embedded {
            templates: TemplateFiles::iter().filter_map(|name| template(&name)).collect(),
            assets: ThemeFiles::iter().filter_map(|name| asset(&name)).collect(),
        };
        embedded.templates.sort();
        embedded.assets.sort();
        embedded
    }
}
