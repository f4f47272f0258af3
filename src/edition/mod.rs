//! Every output file of one snapshot: its path, and how to make it. Pure.
//!
//! 1. name the files        [`Edition::new`]: from the Site alone, sorted, one owner an address
//! 2. see one of them       a *view*: words ready to show, made by the file named after it (`home`, `document`, …)
//! 3. render it             the template of the same name, with the view and nothing else
//!
//! The *pages* are known from the Site alone, and each is made alone. The *derived* files (calendar, register, feed, sitemap) are made
//! from the same Site, by the same rules of disclosure. `build` makes all in parallel and hands them to `publish`; `serve` makes the
//! one that the browser asked for. Nothing here reads a file, asks the day, or lets a template see the model.

mod about;
mod annex;
mod article;
mod attachments;
mod calendar;
mod calendar_file;
mod criterion;
mod disclosure;
mod document;
mod facets;
mod feed;
mod free_page;
mod globals;
mod home;
mod honours;
mod ledger;
mod ledger_file;
mod lifecycle;
mod linked_data;
mod list;
mod mark;
mod not_found;
mod official;
mod output;
mod paging;
mod policy_box;
mod print_list;
mod progress;
mod search;
mod shell;
mod sitemap;
mod unit;
mod units;
mod words;
mod year;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use serde_json::{Map, Value};

use crate::diagnostic::Diagnostic;
use crate::markdown::Block;
use crate::model::{EditionKind, PagePath, Site};
use crate::search::Subject;
use crate::theme::Theme;
pub use about::About;
use output::Output;
use shell::Page;

/// One snapshot seen as files.
#[derive(Debug)]
pub struct Edition {
    site: Arc<Site>,
    /// As it was given.
    plain_theme: Theme,
    /// With the values that every template sees.
    theme: Theme,
    index: Arc<Index>,
}

/// What there is to make.
#[derive(Debug)]
struct Index {
    /// Sorted; the n-th belongs to the n-th of `outputs`.
    paths: Vec<PagePath>,
    outputs: Vec<Output>,
    pages: usize,
}

/// What an output file holds.
#[derive(Clone, Debug)]
pub enum Content {
    /// These bytes.
    Bytes(Arc<[u8]>),
    /// The bytes of a file of the site, by its path relative to the root.
    File(Arc<str>),
}

/// A file half made.
enum Begun {
    Page(Box<Page>),
    Done(Content),
}

impl Edition {
    /// Sees a Site as files.
    pub fn new(site: Arc<Site>, theme: &Theme) -> Edition {
        let plain_theme = theme.clone();
        let theme = theme.with_globals(globals::of(&site));
        let (paths, outputs): (Vec<_>, Vec<_>) = output::all(&site, &theme).into_iter().unzip();
        let pages = outputs.iter().filter(|o| o.is_page()).count();
        Edition {
            site,
            plain_theme,
            theme,
            index: Arc::new(Index {
                paths,
                outputs,
                pages,
            }),
        }
    }
    /// The same, after another edition: where a Site continues that of the other, all paths are the same, and what every template sees is too.
    pub fn after(former: &Edition, site: Arc<Site>, theme: &Theme) -> Edition {
        if !site.continues(&former.site) || !theme.is(&former.plain_theme) {
            return Edition::new(site, theme);
        }
        Edition {
            site,
            plain_theme: theme.clone(),
            theme: former.theme.clone(),
            index: Arc::clone(&former.index),
        }
    }
    /// The paths of all output files, sorted, but for `sihao.json`, which publishing adds.
    pub fn paths(&self) -> &[PagePath] {
        &self.index.paths
    }
    /// Makes one file; `None` if the edition has no such path.
    pub fn make(&self, path: &PagePath) -> Option<Result<Content, Diagnostic>> {
        let at = self.index.paths.binary_search(path).ok()?;
        let output = self.index.outputs.get(at)?;
        Some(self.content(output, path, &|_, _| {}))
    }
    /// The same as [`Edition::make`]; what a page that is searched for says is handed to `hear`, from the same parse.
    pub fn make_heard(
        &self,
        path: &PagePath,
        hear: &dyn Fn(Subject, &[Block]),
    ) -> Option<Result<Content, Diagnostic>> {
        let at = self.index.paths.binary_search(path).ok()?;
        let output = self.index.outputs.get(at)?;
        Some(self.content(output, path, hear))
    }
    /// What a page that is searched for says, block by block, without its HTML.
    pub fn said(&self, subject: Subject) -> Vec<Block> {
        let mut page = match subject {
            Subject::Unit(id) => unit::page(&self.site, id),
            Subject::FreePage(index) => free_page::page(&self.site, index),
            Subject::Document(id) => document::page(&self.site, id),
        };
        page.take_said().map_or_else(Vec::new, |(_, blocks)| blocks)
    }
    /// How many of the files are pages (HTML).
    pub fn page_count(&self) -> usize {
        self.index.pages
    }
    /// What `sihao.json` says besides digests: version, as_of, edition, counts.
    pub fn facts(&self) -> Map<String, Value> {
        let mut facts = Map::new();
        facts.insert("version".into(), env!("CARGO_PKG_VERSION").into());
        facts.insert("as_of".into(), self.site.as_of.to_string().into());
        facts.insert("edition".into(), self.kind().into());
        facts.insert("pages".into(), self.index.pages.into());
        facts.insert("documents".into(), self.site.documents.len().into());
        facts.insert("units".into(), self.site.units.len().into());
        facts
    }

    /// For whom it is: `public` or `internal`.
    pub fn kind(&self) -> &'static str {
        match self.site.edition {
            EditionKind::Public => "public",
            EditionKind::Internal => "internal",
        }
    }
    /// What all pages that are searched for say, without rendering them; `false` if `go_on` said to stop.
    pub fn say(&self, hear: &dyn Fn(Subject, &[Block]), go_on: &dyn Fn() -> bool) -> bool {
        self.index
            .outputs
            .iter()
            .filter(|output| output.is_searched())
            .all(|output| {
                if let Begun::Page(mut page) = self.begin(output)
                    && let Some((subject, blocks)) = page.take_said()
                {
                    hear(subject, &blocks);
                }
                go_on()
            })
    }
    /// The styles of the theme: name and address.
    pub fn styles(&self) -> impl Iterator<Item = (&str, &PagePath)> {
        let assets = self.theme.assets().iter();
        assets
            .filter(|asset| asset.name.ends_with(".css"))
            .map(|asset| (asset.name.as_str(), &asset.path))
    }
    /// Where a page comes from; `None` if there is no such page.
    pub fn about(&self, path: &str) -> Option<About> {
        let at = self
            .index
            .paths
            .binary_search_by(|other| other.as_str().cmp(path))
            .ok()?;
        Some(about::of(&self.site, self.index.outputs.get(at)?))
    }

    fn content(
        &self,
        output: &Output,
        path: &PagePath,
        hear: &dyn Fn(Subject, &[Block]),
    ) -> Result<Content, Diagnostic> {
        match self.begin(output) {
            Begun::Done(content) => Ok(content),
            Begun::Page(mut page) => {
                if let Some((subject, blocks)) = page.take_said() {
                    hear(subject, &blocks);
                }
                self.render(*page, path)
            }
        }
    }

    /// A page before it is rendered, or what needs no rendering.
    fn begin(&self, output: &Output) -> Begun {
        let site = &*self.site;
        let page = match output {
            Output::File(source) => return Begun::Done(Content::File(source.clone())),
            Output::Asset(bytes) => return Begun::Done(Content::Bytes(bytes.clone())),
            Output::CalendarFile => return text(calendar_file::write(site)),
            Output::LedgerFile(year) => return text(ledger_file::write(site, *year)),
            Output::Feed => return text(feed::write(site)),
            Output::Sitemap => return text(sitemap::write(site, self.page_paths())),
            Output::Home => home::page(site),
            Output::Search => search::page(site),
            Output::SearchEmbed => search::embedded(site),
            Output::NotFound => not_found::page(site, &self.theme),
            Output::List(kind, number) => list::page(site, *kind, *number),
            Output::PrintList(kind) => print_list::page(site, *kind),
            Output::Document(id) => document::page(site, *id),
            Output::Units => units::page(site),
            Output::Unit(id) => unit::page(site, *id),
            Output::Year(year) => year::page(site, *year),
            Output::Criterion(id) => criterion::page(site, *id),
            Output::Ledger(year) => ledger::page(site, *year),
            Output::Honours => honours::page(site),
            Output::Calendar => calendar::page(site),
            Output::FreePage(index) => free_page::page(site, *index),
        };
        Begun::Page(Box::new(page))
    }

    fn render(&self, page: Page, path: &PagePath) -> Result<Content, Diagnostic> {
        let (template, context) = page.ready(path);
        self.theme
            .render(template, &context)
            .map(|page| Content::Bytes(page.into()))
    }

    fn page_paths(&self) -> impl Iterator<Item = &PagePath> {
        let both = self.index.paths.iter().zip(&self.index.outputs);
        let apart = |output: &Output| {
            matches!(
                output,
                Output::NotFound | Output::SearchEmbed | Output::PrintList(_)
            )
        };
        both.filter(move |(_, output)| output.is_page() && !apart(output))
            .map(|(path, _)| path)
    }
}

fn text(text: String) -> Begun {
    Begun::Done(Content::Bytes(text.into_bytes().into()))
}
