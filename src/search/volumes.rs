//! Volumes: some thousand pages in a row, and what must be known of all pages that are found: their facts, and where their texts and titles
//! stand. A search loads only the volumes in which it found something.

use std::ops::Range;

use super::builder::Subject;
use super::script::{self, Part, Shard};
use super::{facts, texts};
use crate::model::Site;

/// Pages in a volume of a large site: some 10 kB.
pub(super) const VOLUME: usize = 4_000;
/// Up to so many pages a site is small: one volume and one branch, which stand in the directory. Nearly every answer would need them, and
/// each file, and each wait for one, costs a browser more time than their bytes.
const SMALL: usize = 3 * VOLUME;

/// Whether a site of so many pages is small.
pub(super) fn is_small(pages: usize) -> bool {
    pages <= SMALL
}

/// Pages in a volume of a site of so many pages.
pub(super) fn size(pages: usize) -> usize {
    if is_small(pages) { SMALL } else { VOLUME }
}

/// Shards in a row, each with the pages that it holds, and what their digests begin with: an old one is taken for a new one once in
/// 32,768 times, and does little harm, being an old excerpt.
pub(super) struct Row<'a> {
    groups: &'a [Range<usize>],
    digests: Vec<u16>,
}

impl<'a> Row<'a> {
    pub(super) fn new(groups: &'a [Range<usize>], digests: &[[u16; 2]]) -> Row<'a> {
        let digests = digests.iter().map(|[first, _]| *first).collect();
        Row { groups, digests }
    }

    /// The shards that begin within some pages, and their digests.
    fn within(&self, pages: &Range<usize>) -> (&[Range<usize>], &[u16]) {
        let place = |page: usize| self.groups.partition_point(|group| group.start < page);
        let range = place(pages.start)..place(pages.end);
        let groups = self.groups.get(range.clone()).unwrap_or_default();
        (groups, self.digests.get(range).unwrap_or_default())
    }
}

/// `sihao.shard("v/…", digest, facts, how many pages each shard of texts holds, digests of texts, digests of titles)`, named after the
/// first page.
pub(super) fn shards(
    site: &Site,
    subjects: &[Subject],
    lengths: &[u32],
    [texts_of, titles_of]: [Row<'_>; 2],
) -> Vec<Shard> {
    let size = size(subjects.len());
    let starts = (0..subjects.len()).step_by(size);
    let volumes = starts.map(|start| {
        let pages = start..(start + size).min(subjects.len());
        let subjects = subjects.get(pages.clone()).unwrap_or_default();
        let facts = facts::pack(site, subjects, lengths.get(pages.clone()).unwrap_or_default());
        let (groups, texts) = texts_of.within(&pages);
        let (_, titles) = titles_of.within(&pages);
        let counts = texts::counts(groups);
        let parts = [&facts, &counts, texts, titles].map(|part: &[u16]| Part::Text(part));
        script::shard(&format!("v/{start}"), &parts)
    });
    volumes.collect()
}
