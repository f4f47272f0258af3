//! Files beside documents: which are published, and at which address. A file is published if something shown refers to it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Context;
use super::addresses::{self, Addresses};
use super::documents::tell_unspellable;
use super::references::{Library, Node, folder_of, join, relative};
use crate::diagnostic::{Diagnostic, Place};
use crate::model::{Attachment, AttachmentEntry, PagePath, RawDocument};

/// Who refers to a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Use {
    /// Nobody.
    #[default]
    None,
    /// Only what the edition hides: left out, and nothing is said.
    Hidden,
    /// Something shown.
    Shown,
}

/// A reference to a file: its index in the material, and whether what refers to it is shown.
pub(super) type Reference = (usize, bool);

/// The files of the site while references to them are being found.
pub(super) struct Files {
    uses: Vec<Use>,
    /// The references since they were last asked for: index, and whether from something shown.
    noted: Vec<Reference>,
    addresses: Vec<Option<PagePath>>,
}

impl Files {
    /// No file is referred to yet.
    pub(super) fn new(context: &Context<'_>) -> Files {
        let count = context.material.files.len();
        Files {
            uses: vec![Use::None; count],
            noted: Vec::new(),
            addresses: vec![None; count],
        }
    }
    /// Notes that something refers to a file; gives its address, if it has one and is shown.
    pub(super) fn refer(&mut self, context: &Context<'_>, index: usize, shown: bool) -> Option<PagePath> {
        self.noted.push((index, shown));
        let before = self.uses[index];
        self.uses[index] = before.max(if shown { Use::Shown } else { Use::Hidden });
        if !shown {
            return None;
        }
        if before < Use::Shown {
            let path = &context.material.files[index].path;
            match addresses::spell_file(path) {
                Ok(address) => self.addresses[index] = Some(address),
                Err(part) => tell_unspellable(context, path, part),
            }
        }
        self.addresses[index].clone()
    }
    /// The references that were noted since this was last asked.
    pub(super) fn take_noted(&mut self) -> Vec<Reference> {
        std::mem::take(&mut self.noted)
    }
    /// The files that are published, source path by address. Tells files that nothing refers to, and addresses that are taken.
    pub(super) fn publish<'a>(
        self,
        context: &Context<'a>,
        taken: &mut Addresses,
    ) -> BTreeMap<PagePath, Arc<str>> {
        let mut published = BTreeMap::new();
        for (index, file) in context.material.files.iter().enumerate() {
            if self.uses[index] == Use::None {
                let place = Place::file(Arc::clone(&file.path));
                context.tell(
                    Diagnostic::warning("file/unused")
                        .at(place)
                        .with("file", &file.path),
                );
            }
            if let Some(address) = &self.addresses[index]
                && taken.take(context, address, &file.path)
            {
                published.insert(address.clone(), Arc::clone(&file.path));
            }
        }
        published
    }
}

/// 附件 of a document. A missing file is told with the one that was perhaps meant.
pub(super) fn attachments(
    library: &Library<'_>,
    files: &mut Files,
    raw: &RawDocument,
    (shown, tells): (bool, bool),
) -> Vec<Attachment> {
    let context = library.context;
    let mut attachments = Vec::new();
    for entry in &raw.front.attachments {
        let Some(index) = find(library, raw, entry) else {
            if tells {
                tell_missing(library, raw, entry);
            }
            continue;
        };
        let Some(address) = files.refer(context, index, shown) else {
            continue;
        };
        let file = &context.material.files[index];
        let name = file.path.rsplit('/').next().unwrap_or(&file.path);
        let title = entry.title.as_ref().map_or_else(
            || addresses::split_extension(name).0.to_owned(),
            |title| title.value.clone(),
        );
        attachments.push(Attachment {
            title,
            address,
            file_name: name.to_owned(),
            size: file.size,
        });
    }
    attachments
}

fn find(library: &Library<'_>, raw: &RawDocument, entry: &AttachmentEntry) -> Option<usize> {
    let written = entry.file.value.trim().replace('\\', "/");
    let path = match written.strip_prefix('/') {
        Some(rooted) => join("content", rooted),
        None => join(folder_of(raw.source.path()), &written),
    };
    match library.at_path(&path?) {
        Some(Node::File(index)) => Some(index),
        _ => None,
    }
}

fn tell_missing(library: &Library<'_>, raw: &RawDocument, entry: &AttachmentEntry) {
    let folder = folder_of(raw.source.path());
    let wanted = join(folder, &entry.file.value).unwrap_or_default();
    let files = library.context.material.files.iter().map(|file| &*file.path);
    let suggestion = library
        .nearest_path(&wanted, files)
        .map(|path| relative(folder, path));
    library.context.tell(
        Diagnostic::error("attachment/missing")
            .at(raw.source.place(entry.file.span))
            .with("file", &entry.file.value)
            .with_some("suggestion", suggestion),
    );
}
