//! The menu (`[nav]`): entries whose page the edition shows. One that leads nowhere would be a broken link on every page, so it is told;
//! one whose page this edition hides is left out without a word, as that page is everywhere else.

use super::references::Library;
use crate::diagnostic::Diagnostic;
use crate::model::NavEntry;

/// The entries of `site.toml` that lead to a page.
pub(super) fn menu(library: &Library<'_>) -> Vec<NavEntry> {
    let entries = library.context.rules.nav.iter();
    entries.filter(|entry| leads(library, entry)).cloned().collect()
}

fn leads(library: &Library<'_>, entry: &NavEntry) -> bool {
    if let Some(node) = library.at_address(&entry.path) {
        return library.page(node).is_ok();
    }
    let made = library.makes(&entry.path);
    if !made {
        library.context.tell(
            Diagnostic::error("nav/missing-page")
                .at(entry.place.clone())
                .with("label", &entry.label)
                .with("path", &entry.path),
        );
    }
    made
}
