//! What pages say: shards of about 8 kB with their texts, for excerpts (`x`), and blocks of titles and addresses (`t`).
//!
//! A shard of texts is named after the number of its first page. It holds titles and addresses too, so that a result is shown from one
//! file; the blocks serve suggestions, and results without an excerpt.

use std::io;
use std::ops::Range;

use super::bits::BitWriter;
use super::script::{self, Part, Shard};
use super::spill::{self, Spill};
use super::volumes::VOLUME;

/// Units from which a shard of texts may end, and at which it must.
const SMALLEST: usize = 2_400;
const LARGEST: usize = 4_800;
/// Titles in a block.
pub(super) const BLOCK: usize = 100;
/// Up to so many pages, suggestions look at all titles.
pub(super) const FEW: usize = 3_000;
/// What a page's head takes besides its text, in units.
const HEAD: usize = 30;
/// Between two blocks of text, and between two pages.
const BLOCK_END: u16 = 1;
const PAGE_END: u16 = 2;

/// What a page says.
pub(super) struct Text<'a> {
    pub(super) title: &'a str,
    pub(super) path: &'a str,
    /// The document number, or nothing.
    pub(super) number: &'a str,
    /// Joined blocks.
    pub(super) text: &'a spill::Text,
}

/// Joins blocks.
pub(super) fn join<'a>(blocks: impl Iterator<Item = &'a str> + Clone) -> Box<[u16]> {
    // UTF-8 has three bytes for a Han of one unit.
    let bytes: usize = blocks.clone().map(|block| block.len() + 3).sum();
    let mut out = Vec::with_capacity(bytes / 2);
    for block in blocks {
        if !out.is_empty() {
            out.push(BLOCK_END);
        }
        clean(block, &mut out);
    }
    out.into()
}

/// A text without the two characters that part blocks and pages.
fn clean(text: &str, out: &mut Vec<u16>) {
    out.extend(text.encode_utf16().map(|unit| match unit {
        BLOCK_END | PAGE_END => 0xfffd,
        _ => unit,
    }));
}

/// A shard of texts.
pub(super) fn texts(pages: &[Text<'_>], group: &Range<usize>, spill: &Spill) -> io::Result<Shard> {
    numbered("x", pages, group, &|text, out| {
        head(text, text.path, out);
        out.push(BLOCK_END);
        spill.read(text.text, out)
    })
}

/// A block of titles.
pub(super) fn titles(pages: &[Text<'_>], group: &Range<usize>) -> io::Result<Shard> {
    numbered("t", pages, group, &|text, out| {
        head(text, text.path.strip_suffix(".html").unwrap_or(text.path), out);
        Ok(())
    })
}

/// `title U+0001 address U+0001 document number`.
fn head(text: &Text<'_>, path: &str, out: &mut Vec<u16>) {
    clean(text.title, out);
    out.push(BLOCK_END);
    out.extend(path.encode_utf16());
    out.push(BLOCK_END);
    clean(text.number, out);
}

/// The pages of each block of titles.
pub(super) fn blocks(pages: usize) -> Vec<Range<usize>> {
    let starts = (0..pages).step_by(BLOCK);
    starts.map(|start| start..(start + BLOCK).min(pages)).collect()
}

/// How many pages each of some shards of texts holds, gamma coded.
pub(super) fn counts(groups: &[Range<usize>]) -> Vec<u16> {
    let mut counts = BitWriter::default();
    groups.iter().for_each(|group| counts.gamma(group.len() as u32));
    counts.finish()
}

fn numbered(
    sort: &str,
    pages: &[Text<'_>],
    group: &Range<usize>,
    write: &dyn Fn(&Text<'_>, &mut Vec<u16>) -> io::Result<()>,
) -> io::Result<Shard> {
    let mut joined = Vec::with_capacity(LARGEST);
    for (nth, text) in pages.get(group.clone()).into_iter().flatten().enumerate() {
        if nth > 0 {
            joined.push(PAGE_END);
        }
        write(text, &mut joined)?;
    }
    let name = format!("{sort}/{}", group.start);
    Ok(script::shard(&name, &[Part::Text(&joined)]))
}

/// Pages by shard. Addresses decide where a shard ends, so that an edit moves few ends; a volume's end is one.
pub(super) fn cut(pages: &[Text<'_>]) -> Vec<Range<usize>> {
    let mut groups = Vec::new();
    let (mut start, mut size) = (0, 0);
    for (at, page) in pages.iter().enumerate() {
        let mine = page.text.len() + HEAD;
        let likes = script::name_of(&script::units(page.path)).ends_with(['0', '4', '8', 'c']);
        if at > start && (size + mine > LARGEST || size >= SMALLEST && likes || at % VOLUME == 0) {
            groups.push(start..at);
            (start, size) = (at, 0);
        }
        size += mine;
    }
    if start < pages.len() {
        groups.push(start..pages.len());
    }
    groups
}
