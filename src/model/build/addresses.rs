//! Addresses from content paths (DESIGN.md §5), and that no two things share one.
//!
//! Each part of a path becomes lower-case ASCII; so addresses that differ only in case, which Windows would take for one, cannot arise.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

use super::Context;
use super::documents::tell_unspellable;
use crate::diagnostic::{Diagnostic, Place};
pub(super) use crate::model::spell;
use crate::model::{PagePath, Rules, Unit};

/// Folders of the output that hold only what the program makes itself.
const OWN_FOLDERS: [&str; 8] = [
    "assets", "calendar", "criteria", "honours", "ledger", "search", "units", "years",
];
/// Files at the root that the program makes itself.
const OWN_FILES: [&str; 8] = [
    "404.html",
    "calendar.ics",
    "feed.xml",
    "index.html",
    "search-embed.html",
    "search.html",
    "sihao.json",
    "sitemap.xml",
];

/// A folder, relative to `content/`, as the beginning of an address: `plans/2026/`; empty for none. `Err` names the part that can't be spelt.
pub(super) fn spell_folder(folder: &str) -> Result<String, &str> {
    let mut address = String::with_capacity(folder.len() + 1);
    for part in folder.split('/').filter(|part| !part.is_empty()) {
        address.push_str(&spell(part).ok_or(part)?);
        address.push('/');
    }
    Ok(address)
}

/// A file's address: the folder and the name spelt, the extension kept in lower case. `Err` names the part that can't be spelt.
pub(super) fn spell_file(path: &str) -> Result<PagePath, &str> {
    let path = path.strip_prefix("content/").unwrap_or(path);
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let mut address = spell_folder(folder)?;
    let (stem, extension) = split_extension(name);
    address.push_str(&spell(stem).ok_or(name)?);
    if let Some(extension) = extension {
        address.push('.');
        address.push_str(&extension.to_ascii_lowercase());
    }
    Ok(PagePath::new(address))
}

/// `表.docx` → `表`, `docx`. Only letters and digits make an extension.
pub(super) fn split_extension(name: &str) -> (&str, Option<&str>) {
    match name.rsplit_once('.') {
        Some((stem, extension))
            if !stem.is_empty()
                && !extension.is_empty()
                && extension.bytes().all(|b| b.is_ascii_alphanumeric()) =>
        {
            (stem, Some(extension))
        }
        _ => (name, None),
    }
}

/// Whether the program keeps this address for a page of its own.
pub(super) fn is_own(rules: &Rules, address: &str) -> bool {
    let Some((folder, rest)) = address.split_once('/') else {
        return OWN_FILES.contains(&address);
    };
    OWN_FOLDERS.contains(&folder) || (is_list_page(rest) && has_list(rules, folder))
}

/// Whether `folder` is that of a kind, as it stands in addresses.
pub(super) fn has_list(rules: &Rules, folder: &str) -> bool {
    rules.kinds.iter().any(|kind| kind.address() == folder)
}

/// `index.html`, `page-2.html`, or `print.html`, the whole list for paper.
fn is_list_page(name: &str) -> bool {
    ["index.html", "print.html"].contains(&name)
        || name
            .strip_prefix("page-")
            .and_then(|rest| rest.strip_suffix(".html"))
            .is_some_and(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()))
}

/// Who has which address; the second to come is told, naming the first.
pub(super) struct Addresses {
    taken: HashMap<PagePath, Arc<str>>,
}

impl Addresses {
    /// Room for so many.
    pub(super) fn with_capacity(capacity: usize) -> Addresses {
        Addresses {
            taken: HashMap::with_capacity(capacity),
        }
    }
    /// Takes an address for the file at `path`; `false` if it is another's or the program's own.
    pub(super) fn take(&mut self, context: &Context<'_>, address: &PagePath, path: &Arc<str>) -> bool {
        if is_own(context.rules, address.as_str()) {
            tell_own(context, address, path);
            return false;
        }
        self.first_come(context, address, path)
    }
    /// Takes the address of a unit's page, which lies in a folder of the program's own.
    pub(super) fn take_unit(&mut self, context: &Context<'_>, unit: &Unit) {
        let path = unit.raw.source.path();
        if unit.id().is_empty() || !unit.id().is_ascii() {
            tell_unspellable(context, path, unit.id());
        } else if unit.id() == "index" {
            tell_own(context, &unit.address, path);
        }
        self.first_come(context, &unit.address, path);
    }
    fn first_come(&mut self, context: &Context<'_>, address: &PagePath, path: &Arc<str>) -> bool {
        // Looked up once: hashing all addresses is a good part of what an edit waits for.
        match self.taken.entry(address.clone()) {
            Entry::Vacant(place) => {
                place.insert(Arc::clone(path));
                true
            }
            Entry::Occupied(taken) => {
                let first = taken.get();
                context.tell(
                    Diagnostic::error("document/duplicate-address")
                        .at(Place::file(Arc::clone(path)))
                        .first_at(Place::file(Arc::clone(first)))
                        .with("address", address)
                        .with("other", first),
                );
                false
            }
        }
    }
}

fn tell_own(context: &Context<'_>, address: &PagePath, path: &Arc<str>) {
    context.tell(
        Diagnostic::error("document/duplicate-address")
            .at(Place::file(Arc::clone(path)))
            .with("address", address)
            .with_word("other", "model.own-page"),
    );
}
