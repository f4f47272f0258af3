//! Lists to shards: sorted lists in; files of about 16 kB, and what branches must know of them, out.
//!
//! Where a shard ends depends on the keys themselves, not only on sizes, so that an edit moves few bounds; a shard is named after its
//! first key, so that the others keep their names. So it is with branches, which say where the shards of a stretch of keys begin.

use std::io;
use std::ops::Range;

use super::bits::BitWriter;
use super::keys::is_unit;
use super::lists::{Lists, Sort};
use super::script::{self, Part};

/// Units (two bytes each) at which a shard of lists must end; from half of that on it may.
const LISTS: usize = 10_000;
/// The same for positions, of which a query wants one list at a time.
const POSITIONS: usize = 5_000;
/// Shards of lists at which a branch must end; from half of that on it may.
const BRANCH: usize = 64;

/// One sort of shards: where each begins and ends.
pub(super) struct Shards<'a> {
    sort: Sort,
    lists: &'a Lists<'a>,
    /// Rows of keys.
    pub(super) groups: Vec<Range<usize>>,
}

/// Rows of keys to branches: each begins where a shard of lists does; in a small site there is but one.
pub(super) fn branches(shards: &Shards<'_>, is_small: bool) -> Vec<Range<usize>> {
    let mut branches = Vec::new();
    let (mut start, mut count) = (0, 0);
    for group in shards.groups.iter().filter(|_| !is_small) {
        let likes = || is_border(shards.lists.key(group.start), count > BRANCH / 4 * 3);
        if count == BRANCH || count >= BRANCH / 2 && likes() {
            branches.push(start..group.start);
            (start, count) = (group.start, 0);
        }
        count += 1;
    }
    branches.push(start..shards.lists.len());
    branches
}

/// Keys as one text: those of two units bare, others between U+0001.
pub(super) fn row<'k>(keys: impl IntoIterator<Item = &'k [u16]>) -> Vec<u16> {
    let mut row = Vec::new();
    for key in keys {
        let mark: &[u16] = if key.len() == 2 { &[] } else { &[1] };
        row.extend([mark, key, mark].concat());
    }
    row
}

/// What a branch says of the shards of one sort: the first key of each, and their digests.
pub(super) fn side(shards: &Shards<'_>, digests: &[[u16; 2]], branch: &Range<usize>) -> [Vec<u16>; 2] {
    let place = |row: usize| shards.groups.partition_point(|group| group.start < row);
    let range = place(branch.start)..place(branch.end);
    let groups = shards.groups.get(range.clone()).unwrap_or_default();
    let bounds = row(groups.iter().map(|group| shards.lists.key(group.start)));
    let digests = digests.get(range).unwrap_or_default();
    [bounds, digests.as_flattened().to_vec()]
}

/// `sihao.shard("b/…", digest, bounds and digests of lists, bounds and digests of positions)`.
pub(super) fn branch(first: &[u16], sides: &[[Vec<u16>; 2]; 2]) -> script::Shard {
    let parts: Vec<Part<'_>> = sides.as_flattened().iter().map(|part| Part::Text(part)).collect();
    script::shard(&format!("b/{}", script::name_of(first)), &parts)
}

impl<'a> Shards<'a> {
    /// Cuts lists.
    pub(super) fn of_lists(lists: &'a Lists<'a>) -> Shards<'a> {
        Shards::new(lists, Sort::List, std::slice::from_ref(&(0..lists.len())))
    }

    /// Cuts positions, so that no shard reaches from one branch into the next.
    pub(super) fn of_positions(lists: &'a Lists<'a>, branches: &[Range<usize>]) -> Shards<'a> {
        Shards::new(lists, Sort::Positions, branches)
    }

    fn new(lists: &'a Lists<'a>, sort: Sort, within: &[Range<usize>]) -> Shards<'a> {
        let mut shards = Shards {
            sort,
            lists,
            groups: Vec::new(),
        };
        within.iter().for_each(|rows| shards.cut(rows.clone()));
        shards
    }

    fn cut(&mut self, rows: Range<usize>) {
        let largest = match self.sort {
            Sort::List => LISTS,
            Sort::Positions => POSITIONS,
        };
        let (mut start, mut size) = (None, 0);
        for at in rows.clone() {
            let bits = self.lists.size(self.sort, at);
            let mine = bits as usize / 15 + 2;
            if bits == 0 {
                continue;
            }
            let key = self.lists.key(at);
            // Units' lists stand by themselves, since few queries want them.
            let ends = size + mine > largest
                || size >= largest / 2 && is_border(key, size > largest / 4 * 3)
                || start.is_some_and(|first| is_unit(self.lists.key(first)) && !is_unit(key));
            if ends && let Some(first) = start {
                self.groups.push(first..at);
                (start, size) = (None, 0);
            }
            start = start.or(Some(at));
            size += mine;
        }
        if let Some(first) = start {
            self.groups.push(first..rows.end);
        }
    }

    /// `sihao.shard("k/…", digest, what keys add to the one before, [packed lengths and lists])`.
    pub(super) fn shard(&self, rows: Range<usize>) -> io::Result<script::Shard> {
        let letter = match self.sort {
            Sort::List => "k",
            Sort::Positions => "p",
        };
        let name = format!("{letter}/{}", script::name_of(self.lists.key(rows.start)));
        let (mut added, mut heads, mut count) = (Vec::new(), BitWriter::default(), 0);
        let mut before: &[u16] = &[];
        let all = self.lists.text(self.sort, rows.clone())?;
        for at in rows {
            let bits = self.lists.size(self.sort, at);
            if bits == 0 {
                continue;
            }
            count += 1;
            let key = self.lists.key(at);
            let shared = key.iter().zip(before).take_while(|(a, b)| a == b).count();
            heads.gamma(shared as u32 + 1);
            heads.gamma((key.len() - shared) as u32 + 1);
            heads.rice(bits as u32, 5);
            added.extend(key.iter().skip(shared));
            before = key;
        }
        let mut counted = BitWriter::default();
        counted.gamma(count + 1);
        counted.copy(&heads, 0..heads.len());
        let parts = [&added, &counted.finish(), &all];
        Ok(script::shard(&name, &parts.map(|part| Part::Text(part))))
    }
}

/// Whether a key likes to begin a shard: one of sixteen does; one of four, where the shard is nearly full.
fn is_border(key: &[u16], is_full: bool) -> bool {
    let hash = key.iter().fold(0_u32, |hash, unit| {
        (hash ^ u32::from(*unit))
            .wrapping_mul(0x9e37_79b1)
            .rotate_left(13)
    });
    hash & if is_full { 3 } else { 15 } == 0
}
