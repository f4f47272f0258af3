//! The files that were found, in; Material, templates and assets, out. Each file is read alone, and put together with the others in the order
//! of paths. What the rules find in it is looked for when it is first asked for.
//!
//! Which file is what follows from its place alone: `content/units/<id>.md` is a unit, `content/pages/**.md` a free page,
//! `content/index.md` and `content/<folder>/index.md` prose, every other `.md` a document. Nothing here looks into `site.toml`.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use super::pixels;
use super::verdict::{self, Verdict};
use crate::check::{self, Allowance, Judge};
use crate::diagnostic::{Diagnostic, Part, Place, SourceText};
use crate::model::{ContentFile, Material, RawDocument, RawPage, RawUnit, Submission};
use crate::source::{self, Area, FoundFile, parse, register};
use crate::theme::OwnAsset;

/// Everything that was read, put together.
#[derive(Debug, Default)]
pub(super) struct Reading {
    pub(super) material: Material,
    pub(super) templates: Vec<Arc<SourceText>>,
    pub(super) assets: Vec<OwnAsset>,
    pub(super) files: Arc<BTreeMap<Arc<str>, PathBuf>>,
}

/// What one file turned out to be.
#[derive(Debug)]
enum Piece {
    Document(Arc<RawDocument>),
    Unit(Arc<RawUnit>),
    Page(Arc<RawPage>),
    Index(Arc<RawPage>),
    Submissions(Vec<Submission>),
    File(ContentFile),
    Template(Arc<SourceText>),
    Asset(OwnAsset),
    Nothing,
}

/// All that one file says, alone: kept until it changes.
#[derive(Debug)]
pub(super) struct Kept {
    piece: Piece,
    /// What was told as it was read; masked.
    read: Option<Part>,
    /// The same, and what the rules find in it: made when first asked for, since a page can be shown without.
    told: OnceLock<Option<Part>>,
    /// Made when first asked for; see [`Kept::forget_verdict`].
    verdict: OnceLock<Verdict>,
}

impl Kept {
    /// What was told as it was read, and what the rules find in it.
    pub(super) fn told(&self) -> &[Diagnostic] {
        self.findings().map_or(&[], Part::told)
    }
    fn findings(&self) -> Option<&Part> {
        let told = self.told.get_or_init(|| {
            // The rules have masked what they found.
            let found = rules(&self.piece);
            if found.is_empty() {
                return self.read.clone();
            }
            let read = self.read.iter().flat_map(Part::told).cloned();
            Part::new(read.chain(found).collect())
        });
        told.as_ref()
    }
    /// Whether it could not be read without an error.
    pub(super) fn is_faulty(&self) -> bool {
        self.read.as_ref().is_some_and(|read| read.errors() > 0)
    }
    /// What the file allows, if anything.
    pub(super) fn allowance(&self) -> Option<Allowance<'_>> {
        let (source, entries) = match &self.piece {
            Piece::Document(document) => (&document.source, &document.front.allow),
            Piece::Page(page) | Piece::Index(page) => (&page.source, &page.allow),
            _ => return None,
        };
        (!entries.is_empty()).then_some(Allowance { source, entries })
    }
    /// What is told of it in the end, where no later step tells more.
    pub(super) fn verdict(&self, judge: Option<&Judge<'_>>) -> &Verdict {
        self.verdict
            .get_or_init(|| verdict::of_kept(self.findings(), self.allowance(), judge))
    }
    /// To be called when `[check]` may have changed.
    pub(super) fn forget_verdict(&mut self) {
        self.verdict = OnceLock::new();
    }
}

/// Reads one file.
pub(super) fn read_one(file: &FoundFile) -> Kept {
    let (piece, mut told) = read(file);
    told.iter_mut().for_each(check::mask);
    Kept {
        piece,
        read: Part::new(told),
        told: OnceLock::new(),
        verdict: OnceLock::new(),
    }
}

/// What the rules find in what one file turned out to be.
fn rules(piece: &Piece) -> Vec<Diagnostic> {
    match piece {
        Piece::Document(document) => check::document(document),
        Piece::Unit(unit) => check::unit(unit),
        Piece::Page(page) | Piece::Index(page) => check::page(page),
        // Every line of the register holds the register: its text is judged once.
        Piece::Submissions(lines) => lines
            .first()
            .map_or_else(Vec::new, |line| check::register(&line.source)),
        Piece::File(_) | Piece::Template(_) | Piece::Asset(_) | Piece::Nothing => Vec::new(),
    }
}

/// Puts together what was read, in the order of paths.
pub(super) fn gather(found: &[FoundFile], kept: &[Kept]) -> Reading {
    let mut reading = Reading::default();
    let mut files = BTreeMap::new();
    for (file, kept) in found.iter().zip(kept) {
        if let Piece::File(found) = &kept.piece {
            files.insert(found.path.clone(), file.disk.clone());
        }
        reading.take(&kept.piece);
    }
    reading.files = Arc::new(files);
    reading
}

impl Reading {
    fn take(&mut self, piece: &Piece) {
        let material = &mut self.material;
        match piece {
            Piece::Document(document) => material.documents.push(Arc::clone(document)),
            Piece::Unit(unit) => material.units.push(Arc::clone(unit)),
            Piece::Page(page) => material.pages.push(Arc::clone(page)),
            Piece::Index(page) => material.indexes.push(Arc::clone(page)),
            Piece::Submissions(lines) => material.submissions.extend(lines.iter().cloned()),
            Piece::File(found) => material.files.push(found.clone()),
            Piece::Template(text) => self.templates.push(Arc::clone(text)),
            Piece::Asset(asset) => self.assets.push(asset.clone()),
            Piece::Nothing => {}
        }
    }
    /// Puts a document that was read again in the place of what it was before; `false` if that is not all there is to it, so that
    /// everything must be gathered anew.
    pub(super) fn replace(&mut self, before: &Kept, now: &Kept) -> bool {
        let (Piece::Document(before), Piece::Document(now)) = (&before.piece, &now.piece) else {
            return false;
        };
        let documents = &mut self.material.documents;
        let place = documents.binary_search_by(|other| other.source.path().cmp(before.source.path()));
        match place.ok().and_then(|place| documents.get_mut(place)) {
            Some(document) => document.clone_from(now),
            None => return false,
        }
        true
    }
}

/// Reads one file by where it lies.
fn read(file: &FoundFile) -> (Piece, Vec<Diagnostic>) {
    match file.area {
        Area::Config => (Piece::Nothing, Vec::new()),
        Area::Content => read_content(file),
        Area::Data => read_data(file),
        Area::Templates => with_text(file, |text| (Some(Piece::Template(text.clone())), Vec::new())),
        Area::Theme => {
            let name = file.path.strip_prefix("theme/").unwrap_or(&file.path).to_string();
            let disk = file.disk.clone();
            (Piece::Asset(OwnAsset { name, disk }), Vec::new())
        }
    }
}

/// Reads a file's text and makes of it what `make` says.
fn with_text(
    file: &FoundFile,
    make: impl FnOnce(&Arc<SourceText>) -> (Option<Piece>, Vec<Diagnostic>),
) -> (Piece, Vec<Diagnostic>) {
    let (text, mut told) = source::read(file);
    let Some(text) = text else {
        return (Piece::Nothing, told);
    };
    let (piece, more) = make(&text);
    told.extend(more);
    (piece.unwrap_or(Piece::Nothing), told)
}

/// The register of submissions; any other file in `data/` is told, since nobody would hear of it otherwise.
fn read_data(file: &FoundFile) -> (Piece, Vec<Diagnostic>) {
    if &*file.path == "data/submissions.csv" {
        return with_text(file, |text| {
            let (lines, told) = register::register(text);
            (Some(Piece::Submissions(lines)), told)
        });
    }
    let told = Diagnostic::warning("data/unknown-file").at(Place::file(file.path.clone()));
    (Piece::Nothing, vec![told])
}

/// What a Markdown file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Document,
    Unit,
    /// A unit's file may not lie in a folder of its own: its name is the unit's id.
    NestedUnit,
    Page,
    Index,
}

/// What the file at this path (below `content/`) is.
fn role(path: &str) -> Role {
    let parts: Vec<&str> = path.split('/').collect();
    match parts.as_slice() {
        ["index.md"] => Role::Index,
        ["pages", ..] => Role::Page,
        [_, "index.md"] => Role::Index,
        ["units", _] => Role::Unit,
        ["units", ..] => Role::NestedUnit,
        _ => Role::Document,
    }
}

fn read_content(file: &FoundFile) -> (Piece, Vec<Diagnostic>) {
    let path = file.path.strip_prefix("content/").unwrap_or(&file.path);
    if !path.ends_with(".md") {
        return read_other(file, path);
    }
    match role(path) {
        Role::Document => with_text(file, |text| {
            let (document, told) = parse::document(text);
            (document.map(|d| Piece::Document(Arc::new(d))), told)
        }),
        Role::Unit => with_text(file, |text| {
            let (unit, told) = parse::unit(text);
            (unit.map(|u| Piece::Unit(Arc::new(u))), told)
        }),
        Role::NestedUnit => {
            let told = Diagnostic::error("unit/nested").at(Place::file(file.path.clone()));
            (Piece::Nothing, vec![told])
        }
        Role::Page => with_text(file, |text| {
            let (page, told) = parse::page(text, false);
            (page.map(|p| Piece::Page(Arc::new(p))), told)
        }),
        Role::Index => with_text(file, |text| {
            let (page, told) = parse::page(text, true);
            (page.map(|p| Piece::Index(Arc::new(p))), told)
        }),
    }
}

/// A file that is no Markdown by its name; a text that was meant to be one is told.
fn read_other(file: &FoundFile, path: &str) -> (Piece, Vec<Diagnostic>) {
    let extension = extension(path);
    let meant = match extension.as_str() {
        "md" | "markdown" | "mdown" | "mkd" | "mdx" => true,
        "txt" => begins_with(file, b"---"),
        _ => false,
    };
    if meant {
        let told = Diagnostic::warning("content/extension")
            .at(Place::file(file.path.clone()))
            .with("extension", path.rsplit('.').next().unwrap_or_default());
        return (Piece::Nothing, vec![told]);
    }
    let content = ContentFile {
        path: file.path.clone(),
        size: file.size,
        pixels: pixels::read(&file.disk, &extension),
    };
    (Piece::File(content), Vec::new())
}

/// What stands after the last dot of the name, in lower case; empty without a dot.
fn extension(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.')
        .map_or(String::new(), |(_, e)| e.to_ascii_lowercase())
}

/// Whether a file begins with these bytes, a mark before them aside.
fn begins_with(file: &FoundFile, wanted: &[u8]) -> bool {
    let mut head = Vec::new();
    let Ok(opened) = std::fs::File::open(&file.disk) else {
        return false;
    };
    if opened.take(16).read_to_end(&mut head).is_err() {
        return false;
    }
    head.strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(&head)
        .starts_with(wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_its_place_says() {
        assert_eq!(role("index.md"), Role::Index);
        assert_eq!(role("plans/index.md"), Role::Index);
        assert_eq!(role("units/index.md"), Role::Index);
        assert_eq!(role("units/finance.md"), Role::Unit);
        assert_eq!(role("units/gov/finance.md"), Role::NestedUnit);
        assert_eq!(role("pages/about.md"), Role::Page);
        assert_eq!(role("pages/index.md"), Role::Page);
        assert_eq!(role("plans/2026/finance.md"), Role::Document);
        assert_eq!(role("plans/2026/index.md"), Role::Document);
        assert_eq!(role("loose.md"), Role::Document);
    }

    #[test]
    fn an_extension_is_that_of_the_name_not_of_the_folder() {
        assert_eq!(extension("a.b/附件"), "");
        assert_eq!(extension("a/图.JPG"), "jpg");
    }
}
