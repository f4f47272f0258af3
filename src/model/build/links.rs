//! Where the links and images of bodies lead (DESIGN.md §9).
//!
//! A destination is read as relative to its file, or to `content/` when it begins with `/`. What it may name: Markdown files, folders, files
//! beside documents, pages of the site by their addresses, headings, other hosts. Whatever does not resolve is told at the link and becomes
//! [`Target::None`], so the words stay and the link goes.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use super::files::Files;
use super::pages::list_address;
use super::references::{Library, Node, folder_of, join, relative};
use crate::diagnostic::{Diagnostic, SourceText};
use crate::markdown::{Heading, Link, LinkKind};
use crate::model::{PagePath, Target};

/// A body whose links are to be resolved.
pub(super) struct Body<'a> {
    pub(super) source: &'a SourceText,
    pub(super) links: &'a [Link],
    pub(super) headings: &'a [Heading],
    /// The page that shows it, if it has an address.
    pub(super) address: Option<&'a PagePath>,
    pub(super) shown: bool,
    /// Whether what is broken is told.
    pub(super) tells: bool,
}

/// Resolves links, and notes which files they need.
pub(super) struct Linker<'l, 'a> {
    pub(super) library: &'l Library<'a>,
    pub(super) files: Files,
}

/// A destination within the site, taken apart.
struct Destination<'a> {
    path: Cow<'a, str>,
    query: Option<&'a str>,
    fragment: Option<String>,
}

impl<'a> Destination<'a> {
    fn read(written: &'a str) -> Destination<'a> {
        if is_plain(written) {
            return Destination {
                path: Cow::Borrowed(written),
                query: None,
                fragment: None,
            };
        }
        let (path, fragment) = split_fragment(written);
        let (path, query) = path.split_once('?').map_or((path, None), |(p, q)| (p, Some(q)));
        let mut path = decode(path);
        if path.contains('\\') {
            path = path.replace('\\', "/").into();
        }
        Destination {
            path,
            query,
            fragment: fragment.map(|fragment| decode(fragment).into_owned()),
        }
    }
}

/// What a path leads to.
enum Found {
    Node(Node),
    /// A page that the program makes by itself.
    Own(PagePath),
}

impl Linker<'_, '_> {
    /// What the links of a body lead to, in their order.
    pub(super) fn targets(&mut self, body: &Body<'_>) -> Vec<Target> {
        body.links.iter().map(|link| self.target(body, link)).collect()
    }

    fn target(&mut self, body: &Body<'_>, link: &Link) -> Target {
        let written = link.destination.value.trim();
        if !is_plain(written)
            && let Some(target) = self.elsewhere(body, link, written)
        {
            return target;
        }
        let Destination {
            path,
            query,
            fragment,
        } = Destination::read(written);
        if path.is_empty() && link.kind == LinkKind::Link && fragment.is_some() {
            let id = fragment.and_then(|word| self.heading(body, link, (&word, body.headings)));
            return id.map_or(Target::None, Target::Here);
        }
        match self.locate(body, &path) {
            Err(()) => {
                self.tell(body, Diagnostic::error("link/leaves-root"), link);
                Target::None
            }
            Ok(None) => {
                self.tell_missing(body, link, &path);
                Target::None
            }
            Ok(Some(Found::Own(address))) => {
                let headings = self.library.prose_headings(&address);
                let id = self.place(body, link, (fragment, headings));
                let address = match query {
                    Some(query) => PagePath::new(format!("{address}?{}", encode(query))),
                    None => address,
                };
                Target::Page(address, id)
            }
            Ok(Some(Found::Node(Node::File(index)))) => self.file(body, link, index),
            Ok(Some(Found::Node(node))) => self.page(body, link, (node, fragment)),
        }
    }

    /// Other hosts, mail, telephone; and what no page may lead to.
    fn elsewhere(&self, body: &Body<'_>, link: &Link, written: &str) -> Option<Target> {
        let other_host = written.starts_with("//");
        let scheme = scheme(written).map(str::to_ascii_lowercase);
        match scheme.as_deref() {
            None if !other_host => return None,
            None | Some("http" | "https") => {
                self.tell(body, Diagnostic::warning("link/external"), link);
            }
            Some("mailto" | "tel") => {}
            Some(scheme) => {
                let local = scheme == "file" || scheme.len() == 1;
                let diagnostic = if local {
                    Diagnostic::error("link/local-path")
                } else {
                    Diagnostic::error("link/unknown-scheme").with("scheme", scheme)
                };
                self.tell(body, diagnostic, link);
                return Some(Target::None);
            }
        }
        Some(Target::External(written.to_owned()))
    }

    /// `Err` if the path leaves the site's folder.
    fn locate(&self, body: &Body<'_>, path: &str) -> Result<Option<Found>, ()> {
        let folder = folder_of(body.source.path());
        let full = match path.strip_prefix('/') {
            Some(rooted) => join("content", rooted),
            None => join(folder, path),
        };
        let full = full.ok_or(())?;
        let found = self
            .lies_at(&full)
            .or_else(|| self.has_address(&full))
            .or_else(|| {
                // Readers of the built site see addresses; a free page lies elsewhere than its file.
                let base = body.address.map_or("", |address| folder_of(address.as_str()));
                let seen = join(base, path)?;
                self.has_address(&format!("content/{seen}"))
            })
            .or_else(|| {
                self.lies_at(
                    path.strip_prefix("/content/")
                        .map(|p| format!("content/{p}"))?
                        .as_str(),
                )
            })
            .or_else(|| {
                // macOS writes names decomposed.
                let composed: String = full.nfc().collect();
                (composed != full).then(|| self.lies_at(&composed)).flatten()
            });
        Ok(found)
    }
    /// A file, a file without its `.md`, or a folder.
    fn lies_at(&self, full: &str) -> Option<Found> {
        let at = |path: &str| self.library.at_path(path).map(Found::Node);
        if let Some(found) = at(full) {
            return Some(found);
        }
        let folder = full.strip_suffix("/index.md").unwrap_or(full);
        let list = match folder.strip_prefix("content") {
            Some("") => list_address(self.library.context, ""),
            Some(rest) => rest
                .strip_prefix('/')
                .and_then(|folder| list_address(self.library.context, folder)),
            None => None,
        };
        at(&format!("{full}/index.md"))
            .or_else(|| at(&format!("{full}.md")))
            .or(list.map(Found::Own))
    }
    /// A page of the site, by its address below `content/`.
    fn has_address(&self, full: &str) -> Option<Found> {
        let address = full.strip_prefix("content/")?;
        let node = self.library.at_address(address).map(Found::Node);
        node.or_else(|| {
            let makes = self.library.makes(address);
            makes.then(|| Found::Own(PagePath::new(address)))
        })
    }

    fn file(&mut self, body: &Body<'_>, link: &Link, index: usize) -> Target {
        let context = self.library.context;
        let Some(address) = self.files.refer(context, index, body.shown) else {
            return Target::None;
        };
        let file = &context.material.files[index];
        match link.kind {
            LinkKind::Image => Target::Image(address, file.pixels),
            LinkKind::Link => {
                let name = file.path.rsplit('/').next().unwrap_or(&file.path);
                Target::File(address, name.to_owned())
            }
        }
    }

    fn page(&self, body: &Body<'_>, link: &Link, (node, fragment): (Node, Option<String>)) -> Target {
        if link.kind == LinkKind::Image {
            self.tell(body, Diagnostic::error("link/missing-file"), link);
            return Target::None;
        }
        match self.library.page(node) {
            Ok(address) => {
                let id = match self.library.headings(node) {
                    Some(headings) => self.place(body, link, (fragment, headings)),
                    None => None,
                };
                Target::Page(address.clone(), id)
            }
            Err(hidden) => {
                if hidden && body.shown {
                    self.tell(body, Diagnostic::warning("link/hidden"), link);
                }
                Target::None
            }
        }
    }

    /// The id that a fragment means; an empty one means none.
    fn place(
        &self,
        body: &Body<'_>,
        link: &Link,
        (fragment, headings): (Option<String>, &[Heading]),
    ) -> Option<String> {
        let word = fragment.filter(|word| !word.is_empty())?;
        self.heading(body, link, (&word, headings))
    }

    /// A heading by its id; by its text too, since editors complete links that way.
    fn heading(&self, body: &Body<'_>, link: &Link, (word, headings): (&str, &[Heading])) -> Option<String> {
        let found = headings
            .iter()
            .find(|heading| heading.id == word)
            .or_else(|| headings.iter().find(|heading| heading.text == word));
        if found.is_none() && body.tells {
            let context = self.library.context;
            let ids = headings.iter().map(|heading| heading.id.as_str());
            let suggestion = context.nearest(word, ids).or_else(|| {
                let text = context.nearest(word, headings.iter().map(|heading| heading.text.as_str()))?;
                headings.iter().find(|h| h.text == text).map(|h| h.id.as_str())
            });
            let diagnostic = Diagnostic::error("link/missing-fragment")
                .with("fragment", word)
                .with_some("suggestion", suggestion);
            self.tell(body, diagnostic, link);
        }
        found.map(|heading| heading.id.clone())
    }

    fn tell_missing(&self, body: &Body<'_>, link: &Link, path: &str) {
        if !body.tells {
            return;
        }
        let folder = folder_of(body.source.path());
        let base = if path.starts_with('/') { "content" } else { folder };
        let wanted = join(base, path).unwrap_or_default();
        let is_page = match path.rsplit_once('.') {
            Some((_, extension)) => {
                ["md", "html", "htm"].contains(&&*extension.to_ascii_lowercase()) || extension.contains('/')
            }
            None => true,
        };
        let diagnostic = if is_page && link.kind == LinkKind::Link {
            Diagnostic::error("link/missing-target")
        } else {
            Diagnostic::error("link/missing-file")
        };
        let suggestion = self
            .library
            .nearest_path(&wanted, self.library.paths())
            .map(|path| relative(folder, path));
        self.tell(body, diagnostic.with_some("suggestion", suggestion), link);
    }

    fn tell(&self, body: &Body<'_>, diagnostic: Diagnostic, link: &Link) {
        if body.tells {
            let written = &link.destination;
            let place = body.source.place(written.span);
            let diagnostic = diagnostic.at(place).with("target", &written.value);
            self.library.context.tell(diagnostic);
        }
    }
}

/// Whether one of these links may lead to a place within a page.
pub(super) fn aims(links: &[Link]) -> bool {
    let aims = |link: &Link| link.destination.value.contains(['#', '＃']);
    links.iter().any(aims)
}

/// Whether a destination is nothing but a path, as most are: one look at its bytes instead of five. `0xef` begins the full-width `＃`.
fn is_plain(written: &str) -> bool {
    let special = |byte: u8| matches!(byte, b'#' | b'?' | b'%' | b'\\' | b':' | 0xef);
    !written.bytes().any(special) && !written.starts_with("//")
}

/// `https` of `https://…`; a drive letter is one too.
fn scheme(written: &str) -> Option<&str> {
    let (scheme, _) = written.split_once(':')?;
    let mut bytes = scheme.bytes();
    let valid = bytes.next().is_some_and(|b| b.is_ascii_alphabetic())
        && bytes.all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'));
    valid.then_some(scheme)
}

/// Parts a destination at its first `#`, full-width too.
fn split_fragment(written: &str) -> (&str, Option<&str>) {
    written
        .split_once(['#', '＃'])
        .map_or((written, None), |(path, fragment)| (path, Some(fragment)))
}

/// Undoes `%E5%B9%B4`; what is no UTF-8 then stays as it was written.
fn decode(written: &str) -> Cow<'_, str> {
    if !written.contains('%') {
        return Cow::Borrowed(written);
    }
    let bytes = written.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let hex = |offset: usize| {
            let digit = bytes.get(at + offset).map(|b| char::from(*b));
            digit.and_then(|digit| digit.to_digit(16))
        };
        match (byte, hex(1), hex(2)) {
            (b'%', Some(high), Some(low)) => {
                decoded.push((high * 16 + low) as u8);
                at += 3;
            }
            _ => {
                decoded.push(*byte);
                at += 1;
            }
        }
    }
    String::from_utf8(decoded).map_or(Cow::Borrowed(written), Cow::Owned)
}

/// Makes a query ASCII.
fn encode(query: &str) -> String {
    let mut encoded = String::with_capacity(query.len());
    for byte in query.bytes() {
        if byte.is_ascii_graphic() {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}
