//! Lists to shards: sorted lists in; files of about 16 kB, and what the directory must know of them, out.
//!
//! Where a shard ends depends on the keys themselves, not only on sizes, so that an edit moves few bounds; a shard is named after its
//! first key, so that the others keep their names.

use rayon::prelude::*;

use super::bits::BitWriter;
use super::keys::Key;
use super::merge::List;
use super::script::{self, File, Part};

/// Units (two bytes each) at which a shard of lists must end; from half of that on it may.
const LISTS: usize = 10_000;
/// The same for positions, of which a query wants one list at a time.
const POSITIONS: usize = 5_000;

/// Shards of one sort.
#[derive(Debug, Default)]
pub(super) struct Shards {
    pub(super) files: Vec<File>,
    /// The first key of each, U+0001 between.
    pub(super) bounds: Vec<u16>,
    /// Two units each.
    pub(super) digests: Vec<u16>,
}

/// Shards of lists (`k`).
pub(super) fn lists(lists: &[List]) -> Shards {
    let all: Vec<(&Key, &BitWriter)> = lists.iter().map(|list| (&list.key, &list.bits)).collect();
    shards("k", LISTS, &all)
}

/// Shards of positions (`p`).
pub(super) fn positions(lists: &[List]) -> Shards {
    let all = lists
        .iter()
        .filter_map(|list| Some((&list.key, list.positions.as_ref()?)));
    shards("p", POSITIONS, &all.collect::<Vec<_>>())
}

fn shards(sort: &str, largest: usize, all: &[(&Key, &BitWriter)]) -> Shards {
    let groups = cut(all, largest);
    let made: Vec<_> = groups.par_iter().map(|group| shard(sort, group)).collect();
    let mut shards = Shards::default();
    for (group, shard) in groups.iter().zip(made) {
        if !shards.bounds.is_empty() {
            shards.bounds.push(1);
        }
        shards
            .bounds
            .extend(group.first().into_iter().flat_map(|(key, _)| key.iter()));
        shards.digests.extend(shard.digest);
        shards.files.push(shard.file);
    }
    shards
}

fn cut<'a, 'b>(all: &'b [(&'a Key, &'a BitWriter)], largest: usize) -> Vec<&'b [(&'a Key, &'a BitWriter)]> {
    let mut groups = Vec::new();
    let (mut start, mut size) = (0, 0);
    for (at, (key, bits)) in all.iter().enumerate() {
        let mine = bits.len() / 15 + 2;
        let ends = size + mine > largest || size >= largest / 2 && is_border(key, size > largest / 4 * 3);
        if ends && at > start {
            groups.extend(all.get(start..at));
            (start, size) = (at, 0);
        }
        size += mine;
    }
    groups.extend(all.get(start..).filter(|group| !group.is_empty()));
    groups
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

/// `sihao.shard("k/…", digest, what keys add to the one before, [packed lengths and lists])`.
fn shard(sort: &str, group: &[(&Key, &BitWriter)]) -> script::Shard {
    let (mut added, mut heads, mut bits) = (Vec::new(), BitWriter::default(), BitWriter::default());
    heads.gamma(group.len() as u32 + 1);
    let mut before: &[u16] = &[];
    for (key, list) in group {
        let shared = key.iter().zip(before).take_while(|(a, b)| a == b).count();
        heads.gamma(shared as u32 + 1);
        heads.gamma((key.len() - shared) as u32 + 1);
        heads.rice(list.len() as u32, 5);
        added.extend(key.iter().skip(shared));
        bits.append(list);
        before = key;
    }
    let name = format!(
        "{sort}/{}",
        script::name_of(group.first().map_or(&[][..], |(key, _)| key.as_slice()))
    );
    script::shard(
        &name,
        &[
            Part::Text(&added),
            Part::Text(&heads.finish()),
            Part::Text(&bits.finish()),
        ],
    )
}
