//! `[[kinds]]` and `[[unit_categories]]`.

use super::named::{self, Once, is_plain};
use super::{defaults, keys};
use crate::diagnostic::{Diagnostic, Spanned};
use crate::model::{Category, Kind, spell};
use crate::source::fields::Fields;

/// Folders that the site itself fills (DESIGN.md §5), and those of content that are no kind's.
const RESERVED: [&str; 10] = [
    "units", "pages", "years", "criteria", "ledger", "honours", "calendar", "assets", "search", "data",
];

/// Reads `[[kinds]]`.
pub(super) fn kinds(root: &mut Fields<'_>) -> Vec<Kind> {
    let Some(place) = root.place_of("kinds") else {
        return defaults::kinds();
    };
    let (mut ids, mut names, mut folders) = (
        Once::new("sort.id"),
        Once::new("sort.name"),
        Once::new("sort.folder"),
    );
    let told = root.told_count();
    let items = root.maps("kinds", keys::KIND, None);
    if items.is_empty() && root.told_count() == told {
        root.tell(Diagnostic::error("config/no-kinds"), place);
    }
    let mut kinds = Vec::new();
    for mut f in items {
        let named = named::named(&mut f, &mut ids, &mut names);
        let folder = folder(&mut f, &mut folders);
        let (per_unit, official) = (f.flag("per_unit"), f.flag("official"));
        if let (Some((id, name)), Some(folder)) = (named, folder) {
            kinds.push(Kind {
                id: id.into(),
                name,
                folder: folder.value,
                per_unit,
                official,
            });
        }
        root.absorb(f.finish());
    }
    kinds
}

/// A folder of content, in Han as well; in addresses it is spelt, so no two may be spelt alike.
fn folder(f: &mut Fields<'_>, folders: &mut Once) -> Option<Spanned<String>> {
    let folder = f.required_text("folder")?;
    let Some(address) = spell(&folder.value).filter(|_| is_folder(&folder.value)) else {
        let suggestion = crate::text::pinyin::slug(&folder.value);
        let told = Diagnostic::error("config/folder").with("value", &folder.value);
        f.tell(told.with_some("suggestion", suggestion), folder.span);
        return None;
    };
    if RESERVED.contains(&folder.value.as_str()) || RESERVED.contains(&&*address) {
        let told = Diagnostic::error("config/reserved-folder").with("value", &folder.value);
        f.tell(told.with_list("known", RESERVED), folder.span);
        return None;
    }
    folders.check_as(f, address.into_owned(), &folder);
    Some(folder)
}

/// Whether a name may be that of a folder on every system: no capital letters, since two cases are one folder on Windows.
fn is_folder(name: &str) -> bool {
    let fits = |c: char| is_plain(c.encode_utf8(&mut [0; 4])) || (!c.is_ascii() && c.is_alphanumeric());
    name.chars().all(fits)
}

/// Reads `[[unit_categories]]`.
pub(super) fn categories(root: &mut Fields<'_>) -> Vec<Category> {
    if root.place_of("unit_categories").is_none() {
        return defaults::categories();
    }
    let (mut ids, mut names) = (Once::new("sort.id"), Once::new("sort.name"));
    let mut categories = Vec::new();
    for mut f in root.maps("unit_categories", keys::NAMED, None) {
        let named = named::named(&mut f, &mut ids, &mut names);
        categories.extend(named.map(|(id, name)| Category { id: id.into(), name }));
        root.absorb(f.finish());
    }
    categories
}
