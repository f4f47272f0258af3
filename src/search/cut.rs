//! Lists to shards: sorted lists in; files of about 16 kB, and what the directory must know of them, out.
//!
//! Where a shard ends depends on the keys themselves, not only on sizes, so that an edit moves few bounds; a shard is named after its
//! first key, so that the others keep their names.

use std::ops::Range;

use super::bits::BitWriter;
use super::lists::Lists;
use super::script::{self, Part};

/// Units (two bytes each) at which a shard of lists must end; from half of that on it may.
const LISTS: usize = 10_000;
/// The same for positions, of which a query wants one list at a time.
const POSITIONS: usize = 5_000;

/// One sort of shards: where each begins and ends, and what the directory says of it.
pub(super) struct Shards<'a> {
    sort: Sort,
    lists: &'a Lists,
    /// Rows of keys.
    pub(super) groups: Vec<Range<usize>>,
    /// The first key of each, U+0001 between.
    pub(super) bounds: Vec<u16>,
}

/// What a shard holds of its keys.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// Lists (`k`).
    Lists,
    /// Positions (`p`).
    Positions,
}

impl<'a> Shards<'a> {
    /// Cuts.
    pub(super) fn new(lists: &'a Lists, sort: Sort) -> Shards<'a> {
        let mut shards = Shards {
            sort,
            lists,
            groups: Vec::new(),
            bounds: Vec::new(),
        };
        shards.cut();
        shards
    }

    fn bits(&self, rows: Range<usize>) -> Range<u64> {
        match self.sort {
            Sort::Lists => self.lists.of_lists(rows),
            Sort::Positions => self.lists.of_positions(rows),
        }
    }

    fn cut(&mut self) {
        let largest = match self.sort {
            Sort::Lists => LISTS,
            Sort::Positions => POSITIONS,
        };
        let (mut start, mut size) = (None, 0);
        for at in 0..self.lists.len() {
            let bits = self.bits(at..at + 1);
            let mine = (bits.end - bits.start) as usize / 15 + 2;
            if bits.is_empty() {
                continue;
            }
            let ends = size + mine > largest
                || size >= largest / 2 && is_border(self.lists.key(at), size > largest / 4 * 3);
            if ends && let Some(first) = start {
                self.close(first..at);
                (start, size) = (None, 0);
            }
            start = start.or(Some(at));
            size += mine;
        }
        if let Some(first) = start {
            self.close(first..self.lists.len());
        }
    }

    fn close(&mut self, rows: Range<usize>) {
        if !self.bounds.is_empty() {
            self.bounds.push(1);
        }
        self.bounds.extend(self.lists.key(rows.start));
        self.groups.push(rows);
    }

    /// `sihao.shard("k/…", digest, what keys add to the one before, [packed lengths and lists])`.
    pub(super) fn shard(&self, rows: Range<usize>) -> script::Shard {
        let (letter, bits) = match self.sort {
            Sort::Lists => ("k", &self.lists.lists),
            Sort::Positions => ("p", &self.lists.positions),
        };
        let name = format!("{letter}/{}", script::name_of(self.lists.key(rows.start)));
        let (mut added, mut heads, mut count) = (Vec::new(), BitWriter::default(), 0);
        let mut before: &[u16] = &[];
        let all = self.bits(rows.clone());
        for at in rows {
            let bits = self.bits(at..at + 1);
            if bits.is_empty() {
                continue;
            }
            count += 1;
            let key = self.lists.key(at);
            let shared = key.iter().zip(before).take_while(|(a, b)| a == b).count();
            heads.gamma(shared as u32 + 1);
            heads.gamma((key.len() - shared) as u32 + 1);
            heads.rice((bits.end - bits.start) as u32, 5);
            added.extend(key.iter().skip(shared));
            before = key;
        }
        let mut counted = BitWriter::default();
        counted.gamma(count + 1);
        counted.copy(&heads, 0..heads.len());
        script::shard(
            &name,
            &[
                Part::Text(&added),
                Part::Text(&counted.finish()),
                Part::Text(&bits.units(all)),
            ],
        )
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
