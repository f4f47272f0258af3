//! What there is to make: each address of the site and what stands there.
//!
//! In: a Site and the theme's assets. Out: addresses, sorted, each with its [`Output`]. Where a free page would take the address of a page
//! that the program makes, the program's stands: the first of equals wins.

use std::sync::Arc;

use super::{ledger, paging, print_list};
use crate::model::{CriterionId, DocumentId, KindId, PagePath, Site, UnitId};
use crate::theme::Theme;

/// One output file, by what it is made from.
#[derive(Clone, Debug)]
pub(super) enum Output {
    Home,
    Search,
    /// The search for frames of other sites.
    SearchEmbed,
    NotFound,
    /// A kind's list, and which of its pages, counted from 1.
    List(KindId, usize),
    /// All of a kind's list in one page, for paper.
    PrintList(KindId),
    Document(DocumentId),
    Units,
    Unit(UnitId),
    Year(i16),
    Criterion(CriterionId),
    /// The ledger of a year; `ledger/index.html` is that of the as-of day's year.
    Ledger(i16),
    LedgerFile(i16),
    Honours,
    Calendar,
    CalendarFile,
    /// The index in [`Site::pages`].
    FreePage(usize),
    Feed,
    Sitemap,
    /// A file of the site, by its source.
    File(Arc<str>),
    /// A file of the theme.
    Asset(Arc<[u8]>),
}

impl Output {
    /// Whether its text is searched for.
    pub(super) fn is_searched(&self) -> bool {
        matches!(self, Output::Document(_) | Output::Unit(_) | Output::FreePage(_))
    }
    /// Whether it is HTML.
    pub(super) fn is_page(&self) -> bool {
        use Output::{Asset, CalendarFile, Feed, File, LedgerFile, Sitemap};
        !matches!(
            self,
            CalendarFile | LedgerFile(_) | Feed | Sitemap | File(_) | Asset(_)
        )
    }
}

/// All outputs, sorted by address.
pub(super) fn all(site: &Site, theme: &Theme) -> Vec<(PagePath, Output)> {
    let mut all = Vec::with_capacity(site.documents.len() + site.units.len() + site.files.len() + 64);
    add_fixed(site, &mut all);
    add_lists(site, &mut all);
    for (index, document) in (0_u32..).zip(&site.documents) {
        all.push((document.address.clone(), Output::Document(DocumentId(index))));
    }
    for (index, unit) in (0_u32..).zip(&*site.units) {
        all.push((unit.address.clone(), Output::Unit(UnitId(index))));
    }
    for (index, page) in site.pages.iter().enumerate() {
        all.push((page.address.clone(), Output::FreePage(index)));
    }
    for (address, source) in &*site.files {
        all.push((address.clone(), Output::File(source.clone())));
    }
    for asset in theme.assets() {
        all.push((asset.path.clone(), Output::Asset(asset.bytes.clone())));
    }
    // A stable sort keeps the order of insertion among equals, so that the program's own page comes first and stays.
    all.sort_by(|(a, _), (b, _)| a.cmp(b));
    all.dedup_by(|(later, _), (earlier, _)| later == earlier);
    all
}

fn add_fixed(site: &Site, all: &mut Vec<(PagePath, Output)>) {
    let mut add = |path: &str, output| all.push((PagePath::new(path), output));
    add("index.html", Output::Home);
    add("search.html", Output::Search);
    add("search-embed.html", Output::SearchEmbed);
    add("404.html", Output::NotFound);
    add("units/index.html", Output::Units);
    add("honours/index.html", Output::Honours);
    add("calendar/index.html", Output::Calendar);
    add("calendar.ics", Output::CalendarFile);
    add("ledger/index.html", Output::Ledger(site.as_of.year()));
    if !site.rules.site.base_url.is_empty() {
        add("feed.xml", Output::Feed);
        add("sitemap.xml", Output::Sitemap);
    }
}

fn add_lists(site: &Site, all: &mut Vec<(PagePath, Output)>) {
    let mut add = |path: String, output| all.push((PagePath::new(path), output));
    for (index, kind) in (0_u16..).zip(&site.rules.kinds) {
        add(
            print_list::path(&kind.address()),
            Output::PrintList(KindId(index)),
        );
        let count = site.by_kind.get(usize::from(index)).map_or(0, Vec::len);
        for number in 1..=paging::pages(count) {
            add(
                paging::path(&kind.address(), number),
                Output::List(KindId(index), number),
            );
        }
    }
    for (index, criterion) in (0_u16..).zip(&site.rules.campaign.criteria) {
        add(
            format!("criteria/{}.html", criterion.id),
            Output::Criterion(CriterionId(index)),
        );
    }
    for year in site.years() {
        add(format!("years/{year}.html"), Output::Year(year));
    }
    for year in ledger::years(site) {
        add(format!("ledger/{year}.html"), Output::Ledger(year));
        add(format!("ledger/{year}.csv"), Output::LedgerFile(year));
    }
}
