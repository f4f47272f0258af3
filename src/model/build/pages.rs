//! Free pages, at the root of the site, and the prose above lists.

use std::sync::Arc;

use super::addresses::{self, Addresses};
use super::documents::{split_path, tell_unknown_folder, tell_unspellable};
use super::{Context, visibility};
use crate::model::{PagePath, RawPage};

/// A free page or the prose of a folder, before its links are resolved.
#[derive(Debug)]
pub(super) struct PageFacts {
    pub(super) raw: Arc<RawPage>,
    /// `None`: it has no address of its own, which was told.
    pub(super) address: Option<PagePath>,
    /// Of prose: the folder whose list it stands above; empty for the home page.
    pub(super) folder: String,
    pub(super) shown: bool,
}

/// `content/pages/**.md`.
pub(super) fn free(context: &Context<'_>, addresses: &mut Addresses) -> Vec<PageFacts> {
    let pages = context.material.pages.iter();
    pages
        .map(|raw| {
            let path = raw.source.path();
            let address = address(context, raw).filter(|address| addresses.take(context, address, path));
            PageFacts {
                raw: Arc::clone(raw),
                shown: address.is_some() && shows(context, raw),
                address,
                folder: String::new(),
            }
        })
        .collect()
}

/// `content/<folder>/index.md` and `content/index.md`.
pub(super) fn prose(context: &Context<'_>, addresses: &mut Addresses) -> Vec<PageFacts> {
    let pages = context.material.indexes.iter();
    pages
        .map(|raw| {
            let (folder, _) = split_path(raw.source.path());
            let address = list_address(context, folder);
            if folder == "pages" {
                // Its address would be that of the home page, whose prose is `content/index.md`.
                addresses.take(context, &PagePath::new("index.html"), raw.source.path());
            } else if address.is_none() {
                tell_unknown_folder(context, raw.source.path(), folder);
            }
            PageFacts {
                raw: Arc::clone(raw),
                shown: address.is_some() && shows(context, raw),
                address,
                folder: folder.to_owned(),
            }
        })
        .collect()
}

/// The list of a folder: a kind's, one of the program's own (units, ledger, honours, calendar), or the home page.
pub(super) fn list_address(context: &Context<'_>, folder: &str) -> Option<PagePath> {
    match folder {
        "" => Some(PagePath::new("index.html")),
        "units" | "ledger" | "honours" | "calendar" => Some(PagePath::new(format!("{folder}/index.html"))),
        _ => {
            context.rules.kinds.iter().find(|kind| kind.folder == folder)?;
            let folder = addresses::spell_folder(folder).ok()?;
            Some(PagePath::new(format!("{folder}index.html")))
        }
    }
}

fn shows(context: &Context<'_>, raw: &RawPage) -> bool {
    visibility::shows_page(context.options, raw.draft, raw.internal)
}

fn address(context: &Context<'_>, raw: &RawPage) -> Option<PagePath> {
    let (folder, name) = split_path(raw.source.path());
    let folder = folder
        .strip_prefix("pages")
        .map_or(folder, |rest| rest.trim_start_matches('/'));
    let name = raw.slug.as_ref().map_or(name, |slug| slug.value.as_str());
    let spelt =
        addresses::spell_folder(folder).and_then(|folder| Ok((folder, addresses::spell(name).ok_or(name)?)));
    match spelt {
        Ok((folder, name)) => Some(PagePath::new([&folder, &*name, ".html"].concat())),
        Err(part) => {
            tell_unspellable(context, raw.source.path(), part);
            None
        }
    }
}
