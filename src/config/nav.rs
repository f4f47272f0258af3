//! `nav`: the menu, as `[[nav]]` with `label` and `path`, or as a table `[nav]` of label = path, in the order of the file.
//!
//! A path is a page's address (`pages/about.html` is at `about.html`), or a word: a kind's id or folder, `home`, `units`, `ledger`, `honours`,
//! `calendar`, `search`. Other hosts do not belong into the menu: a link to one would be a dead end on a closed network.

use super::keys;
use crate::diagnostic::{Diagnostic, Spanned};
use crate::model::{Kind, NavEntry};
use crate::source::fields::Fields;
use crate::source::node::NodeKind;

/// Words for pages that every site has.
const PAGES: [(&str, &str); 6] = [
    ("home", "index.html"),
    ("units", "units/index.html"),
    ("ledger", "ledger/index.html"),
    ("honours", "honours/index.html"),
    ("calendar", "calendar/index.html"),
    ("search", "search.html"),
];

/// Reads the menu; empty where the file has none.
pub(super) fn nav(root: &mut Fields<'_>, kinds: &[Kind]) -> Vec<NavEntry> {
    if root.shape_of("nav") == Some("shape.map") {
        return table(root, kinds);
    }
    let mut entries = Vec::new();
    for mut f in root.maps("nav", keys::NAV, None) {
        let (label, path) = (f.required_text("label"), f.required_text("path"));
        let entry = label
            .zip(path)
            .and_then(|(label, path)| entry(&mut f, kinds, (label.value, &path)));
        entries.extend(entry);
        root.absorb(f.finish());
    }
    entries
}

fn table(root: &mut Fields<'_>, kinds: &[Kind]) -> Vec<NavEntry> {
    let mut entries = Vec::new();
    for field in root.entries("nav") {
        if !matches!(field.node.kind, NodeKind::Scalar { .. }) {
            root.wrong_shape(&field.key.value, &field.node, "shape.text");
            continue;
        }
        let path = root.scalar(&field, "shape.text");
        entries.extend(path.and_then(|path| entry(root, kinds, (field.key.value, &path))));
    }
    entries
}

fn entry(f: &mut Fields<'_>, kinds: &[Kind], (label, path): (String, &Spanned<String>)) -> Option<NavEntry> {
    let place = f.source().place(path.span);
    Some(NavEntry {
        label,
        path: address(f, kinds, path)?,
        place,
    })
}

fn address(f: &mut Fields<'_>, kinds: &[Kind], path: &Spanned<String>) -> Option<String> {
    let text = path.value.as_str();
    if let Some((_, page)) = PAGES.iter().find(|(word, _)| *word == text) {
        return Some((*page).to_owned());
    }
    if let Some(kind) = kinds
        .iter()
        .find(|kind| *kind.id == *text || kind.folder == text || kind.name == text)
    {
        return Some(format!("{}/index.html", kind.address()));
    }
    let parts_fit = text
        .split('/')
        .all(|part| !part.is_empty() && part != "." && part != "..");
    let characters_fit = text
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || b"-_./".contains(&b));
    if parts_fit && characters_fit && text.ends_with(".html") {
        return Some(text.to_owned());
    }
    f.tell(
        Diagnostic::error("config/nav-path").with("value", text),
        path.span,
    );
    None
}
