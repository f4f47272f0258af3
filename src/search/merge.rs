//! All pages' keys to lists: packed pages in, by number; for each key, in order, the bits of its list and of its positions out.
//!
//! Keys are dealt into ranges, and each range is merged by itself, so that no more than a few are open at once.
//!
//! A list: how many pages (gamma); for each the gap to the one before (Rice) and how often (gamma); after the first bit of the list,
//! when some title holds the key, for each page a bit for that and how often (gamma). Positions: the parameter (4 bits), then gaps
//! (Rice), the parameter less as the page has more.

use rayon::prelude::*;

use super::bits::{BitWriter, parameter, rice_bits};
use super::keys::{Key, is_single};
use super::pack::{Entry, Packed, RANGES};

/// Positions that take more bits than 64 units do stand in a file of their own.
const INLINE: usize = 64 * 15;

/// The list of one key.
#[derive(Debug)]
pub(super) struct List {
    pub(super) key: Key,
    /// The list, and the positions if they are few.
    pub(super) bits: BitWriter,
    /// The positions, if they are many.
    pub(super) positions: Option<BitWriter>,
}

/// Merges; keys sorted.
pub(super) fn merge(pages: &[Packed]) -> Vec<List> {
    let lists: Vec<Vec<List>> = (0..RANGES)
        .into_par_iter()
        .map(|range| merge_range(pages, range))
        .collect();
    lists.into_iter().flatten().collect()
}

fn merge_range(pages: &[Packed], range: u16) -> Vec<List> {
    let mut entries: Vec<(u32, Entry)> = Vec::new();
    for (number, page) in (0_u32..).zip(pages) {
        let mut of_page = page.entries(range);
        while let Some(entry) = of_page.next() {
            entries.push((number, entry.clone()));
        }
    }
    // Stable: pages stay in order.
    entries.sort_by(|(_, a), (_, b)| a.key.cmp(&b.key));
    let groups = entries.chunk_by(|(_, a), (_, b)| a.key == b.key);
    groups.map(|group| list(group, pages.len() as u32)).collect()
}

fn list(group: &[(u32, Entry)], pages: u32) -> List {
    let key = group
        .first()
        .map(|(_, entry)| entry.key.clone())
        .unwrap_or_default();
    let count = group.len() as u32;
    let mut bits = BitWriter::default();
    bits.gamma(count);
    let titled = group.iter().any(|(_, entry)| entry.in_title > 0);
    bits.bits(u32::from(titled), 1);
    let k = parameter(pages, count);
    let mut next = 0;
    for (page, entry) in group {
        bits.rice(page - next, k);
        next = page + 1;
        bits.gamma(if is_single(&key) {
            entry.count.ilog2() + 1
        } else {
            entry.count
        });
        if titled {
            bits.bits(u32::from(entry.in_title > 0), 1);
            if entry.in_title > 0 {
                bits.gamma(entry.in_title);
            }
        }
    }
    let mut separate = None;
    if !is_single(&key) {
        let positions = positions(group);
        let inline = positions.len() <= INLINE;
        bits.bits(u32::from(inline), 1);
        if inline {
            bits.append(&positions);
        } else {
            separate = Some(positions);
        }
    }
    List {
        key,
        bits,
        positions: separate,
    }
}

fn positions(group: &[(u32, Entry)]) -> BitWriter {
    let cost = |k: u32| -> usize {
        let entries = group.iter().map(|(_, entry)| entry);
        entries
            .map(|entry| {
                gaps(entry)
                    .map(|gap| rice_bits(gap, less(k, entry.count)))
                    .sum::<usize>()
            })
            .sum()
    };
    let mean = group
        .iter()
        .flat_map(|(_, entry)| entry.positions.last())
        .map(|last| u64::from(*last))
        .sum::<u64>()
        / group.len().max(1) as u64;
    let guess = parameter(mean as u32, 1).min(15);
    let best = (guess.saturating_sub(1)..=(guess + 1).min(15))
        .min_by_key(|k| cost(*k))
        .unwrap_or(guess);
    let mut bits = BitWriter::default();
    bits.bits(best, 4);
    for (_, entry) in group {
        let k = less(best, entry.count);
        gaps(entry).for_each(|gap| bits.rice(gap, k));
    }
    bits
}

fn gaps(entry: &Entry) -> impl Iterator<Item = u32> + '_ {
    let mut next = 0;
    entry.positions.iter().map(move |position| {
        let gap = position - next;
        next = position + 1;
        gap
    })
}

/// The parameter for a page where the key stands `count` times.
fn less(k: u32, count: u32) -> u32 {
    k.saturating_sub(count.ilog2())
}
