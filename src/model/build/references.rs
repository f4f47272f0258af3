//! The library: everything that can be referred to, by path, by number, by address.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

use super::Context;
use super::addresses::has_list;
use super::documents::{Facts, number};
use super::pages::PageFacts;
use crate::diagnostic::{Diagnostic, SourceText, Spanned};
use crate::markdown::Heading;
use crate::model::{PagePath, RawDocument, Unit};
use crate::text::number::DocNumber;

/// Something that has a path or an address; the numbers are indices into the lists that the library was made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Node {
    Document(usize),
    Unit(usize),
    Page(usize),
    Prose(usize),
    File(usize),
}

/// The lists of which a library is made.
#[derive(Clone, Copy)]
pub(super) struct Shelves<'a> {
    pub(super) facts: &'a [Option<Facts>],
    pub(super) units: &'a [Unit],
    pub(super) pages: &'a [PageFacts],
    pub(super) prose: &'a [PageFacts],
}

/// Finds documents, units, pages and files.
pub(super) struct Library<'a> {
    pub(super) context: &'a Context<'a>,
    pub(super) shelves: Shelves<'a>,
    /// All but documents: these lie by path, and are looked up where few links name them.
    by_path: HashMap<&'a str, Node>,
    /// Numbers of documents without facts too: a wrong date makes no reference to them wrong. Made when a reference first names one.
    by_number: OnceCell<HashMap<Cow<'a, str>, usize>>,
    /// Made when a link first names an address, which few do.
    by_address: OnceCell<HashMap<&'a str, Node>>,
    duty_years: OnceCell<HashSet<i16>>,
    years: OnceCell<HashSet<i16>>,
}

impl<'a> Library<'a> {
    /// Catalogues everything.
    pub(super) fn new(context: &'a Context<'a>, shelves: Shelves<'a>) -> Library<'a> {
        let material = context.material;
        let size = material.files.len() + material.units.len() + 64;
        let mut library = Library {
            context,
            shelves,
            by_path: HashMap::with_capacity(size),
            by_number: OnceCell::new(),
            by_address: OnceCell::new(),
            duty_years: OnceCell::new(),
            years: OnceCell::new(),
        };
        for (index, file) in material.files.iter().enumerate() {
            library.by_path.insert(&file.path, Node::File(index));
        }
        for (index, unit) in shelves.units.iter().enumerate() {
            library.by_path.insert(unit.raw.source.path(), Node::Unit(index));
        }
        for (index, page) in shelves.pages.iter().enumerate() {
            library.by_path.insert(page.raw.source.path(), Node::Page(index));
        }
        for (index, page) in shelves.prose.iter().enumerate() {
            library.by_path.insert(page.raw.source.path(), Node::Prose(index));
        }
        library
    }

    fn numbers(&self) -> HashMap<Cow<'a, str>, usize> {
        let mut numbers = HashMap::new();
        let documents = self.context.material.documents.iter().zip(self.shelves.facts);
        for (index, (raw, facts)) in documents.enumerate() {
            if let Some(number) = number(raw, facts.as_ref()) {
                numbers.entry(number).or_insert(index);
            }
        }
        numbers
    }

    /// What lies at a path (`content/plans/2026/finance.md`).
    pub(super) fn at_path(&self, path: &str) -> Option<Node> {
        let documents = &self.context.material.documents;
        let document = || {
            documents
                .binary_search_by(|raw| (**raw.source.path()).cmp(path))
                .ok()
        };
        let other = self.by_path.get(path).copied();
        other.or_else(|| document().map(Node::Document))
    }
    /// Whose page has this address.
    pub(super) fn at_address(&self, address: &str) -> Option<Node> {
        let by_address = self.by_address.get_or_init(|| self.addresses());
        by_address.get(address).copied()
    }
    fn addresses(&self) -> HashMap<&'a str, Node> {
        let Shelves {
            facts, units, pages, ..
        } = self.shelves;
        let units = units.iter().map(|unit| Some(&unit.address)).enumerate();
        let pages = pages.iter().map(|page| page.address.as_ref()).enumerate();
        let facts = facts
            .iter()
            .map(|facts| facts.as_ref().map(|facts| &facts.address))
            .enumerate();
        let units = units.map(|(index, address)| (address, Node::Unit(index)));
        let pages = pages.map(|(index, address)| (address, Node::Page(index)));
        let documents = facts.map(|(index, address)| (address, Node::Document(index)));
        let all = units.chain(pages).chain(documents);
        all.filter_map(|(address, node)| Some((address?.as_str(), node)))
            .collect()
    }

    /// The page of a node: `Err` if it is hidden (`true`) or was told already as broken (`false`).
    pub(super) fn page(&self, node: Node) -> Result<&'a PagePath, bool> {
        let page = |page: &'a PageFacts| match &page.address {
            Some(address) if page.shown => Ok(address),
            address => Err(address.is_some()),
        };
        match node {
            Node::Document(index) => match &self.shelves.facts[index] {
                Some(facts) if facts.id.is_some() => Ok(&facts.address),
                facts => Err(facts.is_some()),
            },
            Node::Unit(index) => Ok(&self.shelves.units[index].address),
            Node::Page(index) => page(&self.shelves.pages[index]),
            // The list is there even when the prose above it is hidden.
            Node::Prose(index) => self.shelves.prose[index].address.as_ref().ok_or(false),
            Node::File(_) => Err(false),
        }
    }
    /// The headings of a node's body; `None` where the edition hides the prose but not the list below it.
    pub(super) fn headings(&self, node: Node) -> Option<&'a [Heading]> {
        Some(match node {
            Node::Document(index) => &self.context.material.documents[index].scan.headings,
            Node::Unit(index) => &self.shelves.units[index].raw.scan.headings,
            Node::Page(index) => &self.shelves.pages[index].raw.scan.headings,
            Node::Prose(index) => {
                let prose = &self.shelves.prose[index];
                prose.shown.then_some(&prose.raw.scan.headings)?
            }
            Node::File(_) => &[],
        })
    }
    /// The headings of the prose on a list's page.
    pub(super) fn prose_headings(&self, address: &PagePath) -> &'a [Heading] {
        let mut prose = self.shelves.prose.iter();
        let prose = prose.find(|page| page.shown && page.address.as_ref() == Some(address));
        prose.map_or(&[], |page| &page.raw.scan.headings)
    }

    /// The document that a reference of the front matter means: a path or a number in any spelling. An unknown one is told.
    pub(super) fn document(&self, source: &SourceText, written: &Spanned<String>) -> Option<usize> {
        let word = written.value.trim();
        let found = match DocNumber::parse(word) {
            Some(number) if !word.ends_with(".md") => self
                .by_number
                .get_or_init(|| self.numbers())
                .get(number.as_str())
                .copied()
                .or_else(|| self.document_at(source, word)),
            _ => self.document_at(source, word),
        };
        if found.is_none() {
            self.tell_unknown(source, written);
        }
        found
    }
    /// By path: beside the document, from `content/`, from the root; `.md` may be left out.
    fn document_at(&self, source: &SourceText, word: &str) -> Option<usize> {
        let word = word.replace('\\', "/");
        let beside = source.path().rsplit_once('/').map_or("", |(folder, _)| folder);
        let rooted = word.trim_start_matches('/');
        let candidates = [join(beside, &word), join("content", rooted), join("", rooted)];
        let ways = candidates
            .into_iter()
            .flatten()
            .flat_map(|path| [format!("{path}.md"), path]);
        let nodes = ways.filter_map(|path| self.at_path(&path));
        let mut documents = nodes.filter_map(|node| match node {
            Node::Document(index) => Some(index),
            _ => None,
        });
        documents.next()
    }
    fn tell_unknown(&self, source: &SourceText, written: &Spanned<String>) {
        let documents = &self.context.material.documents;
        let number = |facts: &'a Option<Facts>| facts.as_ref()?.number.as_ref().map(DocNumber::as_str);
        let numbers = self.shelves.facts.iter().filter_map(number);
        let word = written.value.trim();
        let suggestion = if word.ends_with(".md") || word.contains('/') {
            let wanted = format!("content/{}", word.trim_start_matches('/'));
            self.nearest_path(&wanted, documents.iter().map(|raw| &**raw.source.path()))
                .map(below_content)
        } else {
            // Another number of another year is no slip, however alike the two are.
            let meant = DocNumber::parse(word);
            let like = |number: &&str| match (&meant, DocNumber::parse(number)) {
                (Some(meant), Some(other)) => is_like(meant, &other),
                _ => true,
            };
            self.context.nearest(word, numbers.filter(like))
        };
        self.context.tell(
            Diagnostic::error("reference/unknown-document")
                .at(source.place(written.span))
                .with("name", word)
                .with_some("suggestion", suggestion),
        );
    }

    /// The path that was perhaps meant: a like name in the same folder, the same name in another, a like name anywhere. Whole paths are not
    /// compared, since all of one folder look alike by their beginnings.
    pub(super) fn nearest_path<'c>(
        &self,
        wanted: &str,
        paths: impl Iterator<Item = &'c str> + Clone,
    ) -> Option<&'c str> {
        if !self.context.may_suggest() {
            return None;
        }
        let (folder, name) = wanted.rsplit_once('/').unwrap_or(("", wanted));
        let named = paths.map(|path| (path, path.rsplit_once('/').unwrap_or(("", path))));
        let beside = named.clone().filter(|(_, (other, _))| *other == folder);
        let near = |entries: &mut dyn Iterator<Item = (&'c str, (&'c str, &'c str))>| {
            let entries: Vec<_> = entries.collect();
            let like = self.context.nearest(name, entries.iter().map(|e| e.1.1))?;
            entries.iter().find(|e| e.1.1 == like).map(|e| e.0)
        };
        near(&mut beside.into_iter())
            .or_else(|| named.clone().find(|(_, (_, other))| *other == name).map(|e| e.0))
            .or_else(|| near(&mut named.into_iter()))
    }
    /// All paths that a link may name.
    pub(super) fn paths(&self) -> impl Iterator<Item = &'a str> + Clone {
        let material = self.context.material;
        let units = material.units.iter().map(|raw| &**raw.source.path());
        let pages = material.pages.iter().chain(&material.indexes);
        let documents = material.documents.iter().map(|raw| &**raw.source.path());
        documents
            .chain(units)
            .chain(pages.map(|raw| &**raw.source.path()))
            .chain(material.files.iter().map(|file| &*file.path))
    }

    /// Whether the program makes a page at this address by itself, whatever lies in `content/`.
    pub(super) fn makes(&self, address: &str) -> bool {
        let rules = self.context.rules;
        let fixed = [
            "index.html",
            "search.html",
            "search-embed.html",
            "404.html",
            "units/index.html",
            "ledger/index.html",
            "honours/index.html",
            "calendar/index.html",
            "calendar.ics",
        ];
        if fixed.contains(&address) {
            return true;
        }
        if ["feed.xml", "sitemap.xml"].contains(&address) {
            return !rules.site.base_url.is_empty();
        }
        let Some((folder, rest)) = address.split_once('/') else {
            return false;
        };
        let (stem, extension) = rest.rsplit_once('.').unwrap_or((rest, ""));
        match (folder, extension) {
            ("years", "html") => stem.parse().is_ok_and(|year| self.years().contains(&year)),
            ("ledger", "html" | "csv") => stem.parse().is_ok_and(|year| self.duty_years().contains(&year)),
            ("criteria", "html") => rules.campaign.criteria.iter().any(|c| *c.id == *stem),
            _ if ["index.html", "print.html"].contains(&rest) => has_list(rules, folder),
            _ => false,
        }
    }
    /// Campaign years that have duties.
    fn duty_years(&self) -> &HashSet<i16> {
        self.duty_years.get_or_init(|| {
            let as_of = self.context.options.as_of;
            let obligations = self.context.rules.campaign.obligations.iter();
            obligations
                .flat_map(|obligation| super::duties::years(obligation, as_of))
                .collect()
        })
    }
    /// Campaign years that have a page.
    fn years(&self) -> &HashSet<i16> {
        self.years.get_or_init(|| {
            let shown = self.shelves.facts.iter().flatten().filter(|f| f.id.is_some());
            let mut years = self.duty_years().clone();
            years.extend(shown.map(|facts| facts.year));
            years
        })
    }

    /// The raw document of an index.
    pub(super) fn raw(&self, index: usize) -> &'a RawDocument {
        &self.context.material.documents[index]
    }
}

/// Joins a path to a folder and takes out `.` and `..`; `None` if it leaves the root.
pub(super) fn join(folder: &str, path: &str) -> Option<String> {
    let mut joined = String::with_capacity(folder.len() + path.len() + 1);
    joined.push_str(folder);
    let mut path = path;
    while let Some(rest) = path.strip_prefix("../") {
        if joined.is_empty() {
            return None;
        }
        joined.truncate(joined.rfind('/').unwrap_or(0));
        path = rest;
    }
    // Nearly all paths hold no further dots or empty parts.
    let odd = |pair: &[u8]| matches!(pair, [b'/', b'.' | b'/']);
    if !path.is_empty()
        && !path.starts_with(['.', '/'])
        && !path.ends_with('/')
        && !path.as_bytes().windows(2).any(odd)
    {
        if !joined.is_empty() {
            joined.push('/');
        }
        joined.push_str(path);
        return Some(joined);
    }
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if joined.is_empty() => return None,
            ".." => joined.truncate(joined.rfind('/').unwrap_or(0)),
            part => {
                if !joined.is_empty() {
                    joined.push('/');
                }
                joined.push_str(part);
            }
        }
    }
    Some(joined)
}

/// A path as it is written in a file of `folder`: `../2025/a.md`.
pub(super) fn relative(folder: &str, path: &str) -> String {
    let from: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let to: Vec<&str> = path.split('/').collect();
    let same = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = "../".repeat(from.len() - same);
    up + &to.get(same..).unwrap_or_default().join("/")
}

/// The folder of a file: `content/plans/2026/a.md` → `content/plans/2026`.
pub(super) fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// A name that stands for a document in messages: its number, or its path.
pub(super) fn call(library: &Library<'_>, index: usize) -> String {
    let number = library.shelves.facts[index]
        .as_ref()
        .and_then(|facts| facts.number.as_ref());
    number.map_or_else(
        || below_content(library.raw(index).source.path()).to_owned(),
        ToString::to_string,
    )
}

/// `content/plans/2026/a.md` → `plans/2026/a.md`.
pub(super) fn below_content(path: &str) -> &str {
    path.strip_prefix("content/").unwrap_or(path)
}
/// Whether two numbers differ in one of their three parts alone: the office, the year, the number.
fn is_like(one: &DocNumber, other: &DocNumber) -> bool {
    let same = [
        one.code() == other.code(),
        one.year() == other.year(),
        one.serial() == other.serial(),
    ];
    same.into_iter().filter(|same| *same).count() == 2
}
