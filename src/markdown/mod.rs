//! Markdown to what a page needs (DESIGN.md §9), on pulldown-cmark.
//!
//! [`scan`] reads a body once and keeps only facts: headings, links, the first words. [`render`] makes the HTML and the plain text
//! whenever a page is made; it costs 15 µs, so it is never kept. Links are resolved in between, by the model: `scan` numbers them,
//! `render` asks for the n-th. Markdown is never a template, and raw HTML passes only as an allow-list of our own lets it.

mod address;
mod facts;
mod flank;
mod html;
mod items;
mod lint;
mod mend;
mod notes;
mod plain;
mod stream;
mod write;

use self::flank::Marked;
use self::stream::Care;
use crate::diagnostic::{Diagnostic, SourceText, Span, Spanned};

/// How many findings of one body are told: who wrote as many knows by then, and each costs the length of its line.
const MOST_FOUND: usize = 100;

/// What reading a body found; kept with the document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scan {
    /// In order; ids are unique within the document.
    pub headings: Vec<Heading>,
    /// Links and images of Markdown (not of raw HTML), in the order in which `render` meets them.
    pub links: Vec<Link>,
    /// The plain text of the first paragraph, for descriptions; at most 200 characters.
    pub opening: String,
    /// Visible characters without white space, for the reading time.
    pub characters: u32,
}

/// A heading of the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 6 as written. Pages show level n as `<hN>` with N = n+1 (at most 6) when the body uses a level 1, since the title is the page's only `<h1>`.
    pub level: u8,
    /// Readable and stable: pinyin of the text, or `{#id}`; `-2`, `-3` after an id that stands twice.
    pub id: String,
    /// Plain text.
    pub text: String,
    /// The heading's place.
    pub span: Span,
}

/// A link or an image as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Which of the two.
    pub kind: LinkKind,
    /// The destination, percent-decoding not yet done; the span is that of the whole link.
    pub destination: Spanned<String>,
}

/// What a destination is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkKind {
    /// `[text](destination)`, an autolink or a bare address.
    Link,
    /// `![text](destination)`.
    Image,
}

/// What the n-th link of a body became.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Href {
    /// An address to write into the page.
    To(String),
    /// A file to download: address, and the name to save it under.
    Download(String, String),
    /// An image's address and, if known, its width and height in pixels.
    Image(String, Option<(u32, u32)>),
    /// No link: only the text stays (the target is hidden in this edition, or missing).
    Unlinked,
}

/// A body made ready for a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rendered {
    /// The HTML within `<div id="text">`.
    pub html: String,
    /// The plain text, block by block (a heading, a paragraph, a cell, an item), for search.
    pub blocks: Vec<Block>,
}

/// One block of plain text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// The index in [`Scan::headings`] of the heading it stands under.
    pub heading: Option<u32>,
    /// The text, soft breaks joined, no markup.
    pub text: String,
}

/// Reads a body: its facts, and what a person should know of it (Markdown left literal, HTML taken out, notes without a text).
pub fn scan(source: &SourceText, body: Span) -> (Scan, Vec<Diagnostic>) {
    let marked = Marked::new(source.slice(body));
    let mut read = stream::read(&marked, source, body, Care::Tell);
    let scan = facts::gather(&read, source);
    read.found.sort_by_key(|found| found.span);
    read.found.truncate(MOST_FOUND);
    let tell = |found: items::Found| {
        found
            .diagnostic
            .at(source.place(items::whole(source, found.span)))
    };
    (scan, read.found.into_iter().map(tell).collect())
}

/// Makes the HTML and plain text of a body; `href` says what its n-th link became.
pub fn render(source: &SourceText, body: Span, scan: &Scan, href: &dyn Fn(usize) -> Href) -> Rendered {
    let marked = Marked::new(source.slice(body));
    let read = stream::read(&marked, source, body, Care::Silent);
    let written = write::write(&read, scan, href);
    Rendered {
        blocks: plain::collect(&read, &written.figures).blocks,
        html: written.html,
    }
}

#[cfg(test)]
mod tests;
