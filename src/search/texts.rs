//! What pages say: shards of about 8 kB with their texts, for excerpts (`x`), and blocks of titles and addresses (`t`).
//!
//! A shard of texts is named after the number of its first page. Where there are many pages, it holds their titles and addresses too,
//! so that a result is shown from one file; where there are few, all titles are loaded at once.

use rayon::prelude::*;

use super::bits::BitWriter;
use super::script::{self, File, Part};

/// Units from which a shard of texts may end, and at which it must.
const SMALLEST: usize = 2_400;
const LARGEST: usize = 4_800;
/// Titles in a block.
pub(super) const BLOCK: usize = 100;
/// Up to so many pages, all titles are loaded with the first search.
pub(super) const FEW: usize = 3_000;
/// Between two blocks of text, and between two pages.
const BLOCK_END: char = '\u{1}';
const PAGE_END: char = '\u{2}';

/// What a page says.
pub(super) struct Text<'a> {
    pub(super) title: &'a str,
    pub(super) path: &'a str,
    /// Joined blocks.
    pub(super) text: &'a str,
}

/// Shards that are named by number.
pub(super) struct Numbered {
    pub(super) files: Vec<File>,
    /// How many pages each holds, gamma coded.
    pub(super) counts: Vec<u16>,
    /// One unit each: a stale excerpt once in 32,768 is no harm.
    pub(super) digests: Vec<u16>,
}

/// Joins blocks.
pub(super) fn join<'a>(blocks: impl Iterator<Item = &'a str>) -> Box<str> {
    let mut out = String::new();
    for block in blocks {
        if !out.is_empty() {
            out.push(BLOCK_END);
        }
        out.extend(block.chars().map(|c| {
            if matches!(c, BLOCK_END | PAGE_END) {
                '\u{fffd}'
            } else {
                c
            }
        }));
    }
    out.into()
}

/// The shards of texts.
pub(super) fn texts(pages: &[Text<'_>]) -> Numbered {
    let with_titles = pages.len() > FEW;
    let write = |text: &Text<'_>| match with_titles {
        true => format!(
            "{}{BLOCK_END}{}{BLOCK_END}{}",
            clean(text.title),
            text.path,
            text.text
        ),
        false => text.text.to_owned(),
    };
    numbered("x", cut(pages), &write)
}

/// The blocks of titles: `title U+0001 address`.
pub(super) fn titles(pages: &[Text<'_>]) -> Numbered {
    let blocks: Vec<(usize, &[Text<'_>])> = pages
        .chunks(BLOCK)
        .enumerate()
        .map(|(block, pages)| (block * BLOCK, pages))
        .collect();
    numbered("t", blocks, &|text| {
        let path = text.path.strip_suffix(".html").unwrap_or(text.path);
        format!("{}{BLOCK_END}{path}", clean(text.title))
    })
}

fn clean(title: &str) -> String {
    title.replace([BLOCK_END, PAGE_END], "\u{fffd}")
}

fn numbered(
    sort: &str,
    groups: Vec<(usize, &[Text<'_>])>,
    write: &(dyn Fn(&Text<'_>) -> String + Sync),
) -> Numbered {
    let made: Vec<_> = groups
        .par_iter()
        .map(|(first, group)| {
            let texts: Vec<String> = group.iter().map(write).collect();
            let joined = script::units(&texts.join(&PAGE_END.to_string()));
            script::shard(&format!("{sort}/{first}"), &[Part::Text(&joined)])
        })
        .collect();
    let mut counts = BitWriter::default();
    groups
        .iter()
        .for_each(|(_, group)| counts.gamma(group.len() as u32));
    Numbered {
        counts: counts.finish(),
        digests: made.iter().map(|shard| shard.digest[0]).collect(),
        files: made.into_iter().map(|shard| shard.file).collect(),
    }
}

/// Pages by shard, each with the number of its first. Addresses decide where a shard ends, so that an edit moves few ends.
fn cut<'a, 'b>(pages: &'b [Text<'a>]) -> Vec<(usize, &'b [Text<'a>])> {
    let mut groups = Vec::new();
    let (mut start, mut size) = (0, 0);
    for (at, page) in pages.iter().enumerate() {
        // UTF-8 has three bytes for a Han of one unit.
        let mine = page.text.len() / 3 + 30;
        let likes = script::name_of(&script::units(page.path)).ends_with(['0', '4', '8', 'c']);
        if at > start && (size + mine > LARGEST || size >= SMALLEST && likes) {
            groups.extend(pages.get(start..at).map(|group| (start, group)));
            (start, size) = (at, 0);
        }
        size += mine;
    }
    groups.extend(
        pages
            .get(start..)
            .filter(|group| !group.is_empty())
            .map(|group| (start, group)),
    );
    groups
}
