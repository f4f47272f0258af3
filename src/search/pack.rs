//! What pages contribute, packed into bytes while they are made: about 5 kB for a page of 3 kB.
//!
//! Keys are dealt into ranges, in the order of keys, so that each range of all pages can be merged by itself, and freed. In a range stand first
//! the keys of two units, each as its distance from the one before (0 ends them), then the others; both sorted. After each key: how often
//! it stands in the page, how often in the title (the lowest of the positions), and the gaps between its positions. Single characters
//! have no positions; a Han stands as often as keys of two begin with it.

use super::keys::{Class, Keys, SINGLE, class, is_single};

/// One page's keys and positions.
#[derive(Debug, Default)]
pub(super) struct Packed {
    pub(super) bytes: Box<[u8]>,
    /// Where each range begins.
    pub(super) starts: Box<[u32]>,
}

/// Ranges of keys: those after a mark, words, Han and the rest.
pub(super) const RANGES: usize = (MARKS + 1 + HANS) as usize;
const MARKS: u32 = 12;
const HANS: u32 = 83;
const HAN: u32 = 0x4e00;
/// The first units of a range of Han, and the second ones of a range of marks.
const SPAN: u32 = 0x100;
const SPAN_AFTER_MARK: u32 = 0x800;

/// The range of a key, by its first two units (0: none).
fn range(first: u16, second: u16) -> usize {
    let (first, second) = (u32::from(first), u32::from(second));
    let range = match first {
        0..0x2e => 0,
        0x2e if second < HAN => 0,
        0x2e => 1 + ((second - HAN) / SPAN_AFTER_MARK).min(MARKS - 2),
        0x2f..HAN => MARKS,
        _ => MARKS + 1 + ((first - HAN) / SPAN).min(HANS - 1),
    };
    range as usize
}

/// The lowest key of two units that a range may hold.
pub(super) fn floor(range: usize) -> u32 {
    let range = range as u32;
    match range {
        0 => 0,
        1..MARKS => 0x2e << 16 | (HAN + (range - 1) * SPAN_AFTER_MARK),
        MARKS => 0x2f << 16,
        _ => (HAN + (range - MARKS - 1) * SPAN) << 16,
    }
}

/// Packs.
pub(super) fn pack(mut keys: Keys) -> Packed {
    keys.pairs.sort_unstable();
    let mut words: Vec<(&[u16], u32)> = keys
        .words
        .iter()
        .map(|word| (keys.units_of(word), word.position))
        .collect();
    words.sort_unstable();
    let mut packer = Packer {
        bytes: Vec::with_capacity(keys.pairs.len() * 5),
        body: keys.body,
    };
    let (mut pairs, mut words) = (keys.pairs.as_slice(), words.as_slice());
    let mut starts = Vec::with_capacity(RANGES + 1);
    for of in 0..RANGES {
        starts.push(packer.bytes.len() as u32);
        let end = pairs.partition_point(|pair| range((pair >> 48) as u16, (pair >> 32) as u16) <= of);
        let (mine, rest) = pairs.split_at(end);
        packer.pairs(mine, floor(of));
        pairs = rest;
        let unit = |word: &[u16], at: usize| word.get(at).copied().unwrap_or(0);
        let end = words.partition_point(|(word, _)| range(unit(word, 0), unit(word, 1)) <= of);
        let (mine, rest) = words.split_at(end);
        packer.words(mine);
        words = rest;
    }
    starts.push(packer.bytes.len() as u32);
    Packed {
        bytes: packer.bytes.into(),
        starts: starts.into(),
    }
}

struct Packer {
    bytes: Vec<u8>,
    /// Positions below this are the title's.
    body: u32,
}

impl Packer {
    fn pairs(&mut self, pairs: &[u64], floor: u32) {
        let mut before = floor;
        for group in pairs.chunk_by(|a, b| a >> 48 == b >> 48) {
            let first = (group.first().copied().unwrap_or(0) >> 48) as u32;
            let stars = group.partition_point(|pair| (pair >> 32) as u16 <= SINGLE);
            let (alone, longer) = group.split_at(stars);
            let is_han = char::from_u32(first).map(class) == Some(Class::Han);
            let counted = if is_han { group } else { alone };
            if !counted.is_empty() {
                let key = first << 16 | u32::from(SINGLE);
                // The key after the lowest possible one is at distance 1: 0 ends.
                self.number(key - before + 1);
                before = key;
                self.counts(counted.iter().map(|pair| *pair as u32));
            }
            for same in longer.chunk_by(|a, b| a >> 32 == b >> 32) {
                let key = (same.first().copied().unwrap_or(0) >> 32) as u32;
                self.number(key - before + 1);
                before = key;
                self.counts(same.iter().map(|pair| *pair as u32));
                self.positions(same.iter().map(|pair| *pair as u32));
            }
        }
        self.bytes.push(0);
    }

    fn words(&mut self, words: &[(&[u16], u32)]) {
        for same in words.chunk_by(|(a, _), (b, _)| a == b) {
            let Some((word, _)) = same.first() else { continue };
            self.number(word.len() as u32);
            word.iter()
                .for_each(|unit| self.bytes.extend_from_slice(&unit.to_be_bytes()));
            self.counts(same.iter().map(|(_, position)| *position));
            if !is_single(word) {
                self.positions(same.iter().map(|(_, position)| *position));
            }
        }
    }

    fn counts(&mut self, positions: impl ExactSizeIterator<Item = u32>) {
        let count = positions.len() as u32;
        let titles = positions.filter(|position| *position < self.body).count() as u32;
        self.number(count << 1 | u32::from(titles > 0));
        if titles > 0 {
            self.number(titles);
        }
    }

    fn positions(&mut self, positions: impl Iterator<Item = u32>) {
        let mut next = 0;
        for position in positions {
            self.number(position - next);
            next = position + 1;
        }
    }

    fn number(&mut self, value: u32) {
        write(value, &mut self.bytes);
    }
}

/// Seven bits to a byte, the lowest first; the highest bit says that more follow.
pub(super) fn write(mut value: u32, bytes: &mut Vec<u8>) {
    while value >= 0x80 {
        bytes.push(value as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::columns::{Columns, Entries};
    use super::super::keys::split;
    use super::*;

    #[test]
    fn what_was_packed_comes_back() {
        let mut columns = Columns::default();
        let blocks = ["工作，工作2026年", "word", "𠮷作 3"];
        columns.add(700, &pack(split("四好四好", blocks.into_iter())));
        let mut back = BTreeMap::new();
        let mut order = Vec::new();
        for (of, range) in Columns::turn(vec![columns]).iter().enumerate() {
            let Some((page, mut entries)) = range[0].pages(of).next() else {
                continue;
            };
            assert_eq!(page, 700);
            let mut found: Vec<(Vec<u16>, (u32, u32))> = Vec::new();
            let mut counts = |key: Vec<u16>, entries: &mut Entries<'_>| {
                let counts = entries.counts();
                if !is_single(&key) {
                    (0..counts.0).for_each(|_| {
                        entries.number();
                    });
                }
                found.push((key, counts));
            };
            while let Some(pair) = entries.pair() {
                counts(vec![(pair >> 16) as u16, pair as u16], &mut entries);
            }
            while let Some(word) = entries.word() {
                let units = word.chunks(2).map(|b| u16::from_be_bytes([b[0], b[1]]));
                counts(units.collect(), &mut entries);
            }
            found.sort();
            for (key, counts) in found {
                back.insert(String::from_utf16(&key).unwrap(), counts);
                order.push(key);
            }
        }
        assert!(
            order.is_sorted_by(|a, b| a < b),
            "ranges follow the order of keys"
        );
        for (key, counts) in [
            ("四好", (2, 2)),
            ("好四", (1, 1)),
            ("工作", (2, 0)),
            ("作*", (3, 0)),
            ("好*", (2, 2)),
            ("作.", (1, 0)),
            (".工", (1, 0)),
            ("作2", (1, 0)),
            ("2026年", (1, 0)),
            ("2*", (1, 0)),
            ("年*", (1, 0)),
            ("word", (1, 0)),
            ("𠮷作", (1, 0)),
            ("𠮷*", (1, 0)),
            ("3", (1, 0)),
            ("3*", (1, 0)),
        ] {
            assert_eq!(back.get(key), Some(&counts), "{key}");
        }
    }

    #[test]
    fn a_range_begins_with_its_floor() {
        for of in 1..RANGES {
            let floor = floor(of);
            assert_eq!(range((floor >> 16) as u16, floor as u16), of);
            let below = floor - 1;
            assert_eq!(range((below >> 16) as u16, below as u16), of - 1);
        }
    }
}
