//! What one page contributes, packed into bytes while the pages are made: about 6 kB for a page of 3 kB.
//!
//! The keys come in any order and stand sorted; of single characters only the count is kept.

use super::keys::{Hit, Key, is_single};

/// One page's keys and positions.
#[derive(Debug, Default)]
pub(super) struct Packed {
    bytes: Vec<u8>,
    /// Where the keys of a range begin, by range; those without a key are left out.
    starts: Vec<(u16, u32)>,
}

/// How many ranges keys are dealt into, by their first unit; in the order of keys.
pub(super) const RANGES: u16 = 170;

fn range(key: &[u16]) -> u16 {
    match key.first().copied().unwrap_or(0) {
        0..0x2f => 0,
        0x2f..0x32 => 1,
        0x32..0x33 => 2,
        0x33..0x4e00 => 3,
        first @ 0x4e00..0x9f00 => 4 + (first - 0x4e00) / 128,
        _ => RANGES - 1,
    }
}

/// One key of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) key: Key,
    /// How often it stands in the page.
    pub(super) count: u32,
    /// How often in the title: the lowest of the positions.
    pub(super) in_title: u32,
    /// Ascending; empty for single characters.
    pub(super) positions: Vec<u32>,
}

/// Packs.
pub(super) fn pack(mut hits: Vec<Hit>) -> Packed {
    hits.sort_unstable();
    let mut packed = Packed::default();
    let mut before: &[u16] = &[];
    for group in hits.chunk_by(|a, b| a.key == b.key) {
        let Some(Hit { key, .. }) = group.first() else {
            continue;
        };
        let range = range(key);
        if packed.starts.last().is_none_or(|(last, _)| *last != range) {
            packed.starts.push((range, packed.bytes.len() as u32));
            before = &[];
        }
        let shared = key.iter().zip(before).take_while(|(a, b)| a == b).count();
        packed.number(shared as u32);
        packed.number((key.len() - shared) as u32);
        for unit in key.get(shared..).unwrap_or_default() {
            packed.bytes.extend(unit.to_be_bytes());
        }
        let titles = group.iter().filter(|hit| hit.in_title).count() as u32;
        packed.number((group.len() as u32) << 1 | u32::from(titles > 0));
        if titles > 0 {
            packed.number(titles);
        }
        if !is_single(key) {
            let mut last = 0;
            for hit in group {
                packed.number(hit.position - last);
                last = hit.position;
            }
        }
        before = key;
    }
    packed.bytes.shrink_to_fit();
    packed
}

impl Packed {
    fn number(&mut self, mut value: u32) {
        while value >= 0x80 {
            self.bytes.push(value as u8 | 0x80);
            value >>= 7;
        }
        self.bytes.push(value as u8);
    }
    /// The keys of a range with their positions, sorted.
    pub(super) fn entries(&self, range: u16) -> Entries<'_> {
        let at = self.starts.binary_search_by_key(&range, |(range, _)| *range);
        let bounds = at.ok().and_then(|at| {
            let end = self
                .starts
                .get(at + 1)
                .map_or(self.bytes.len(), |(_, end)| *end as usize);
            self.bytes.get(self.starts.get(at)?.1 as usize..end)
        });
        Entries {
            rest: bounds.unwrap_or_default(),
            entry: Entry::default(),
        }
    }
}

/// Reads packed bytes.
pub(super) struct Entries<'a> {
    rest: &'a [u8],
    entry: Entry,
}

impl Entries<'_> {
    /// The next entry, until the next call.
    pub(super) fn next(&mut self) -> Option<&Entry> {
        if self.rest.is_empty() {
            return None;
        }
        let shared = self.number() as usize;
        self.entry.key.truncate(shared);
        for _ in 0..self.number() {
            let unit = u16::from_be_bytes([self.byte(), self.byte()]);
            self.entry.key.push(unit);
        }
        let count = self.number();
        self.entry.count = count >> 1;
        self.entry.in_title = if count & 1 == 1 { self.number() } else { 0 };
        self.entry.positions.clear();
        if !is_single(&self.entry.key) {
            let mut last = 0;
            for _ in 0..self.entry.count {
                last += self.number();
                self.entry.positions.push(last);
            }
        }
        Some(&self.entry)
    }
    fn byte(&mut self) -> u8 {
        match self.rest.split_first() {
            Some((byte, rest)) => {
                self.rest = rest;
                *byte
            }
            None => 0,
        }
    }
    fn number(&mut self) -> u32 {
        let (mut value, mut shift) = (0, 0);
        loop {
            let byte = self.byte();
            value |= u32::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return value;
            }
            shift += 7;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::keys::split;
    use super::*;

    #[test]
    fn what_was_packed_comes_back() {
        let (hits, _) = split("四好四好", ["工作，工作2026年", "word"].into_iter());
        let packed = pack(hits.clone());
        let mut back: Vec<Entry> = Vec::new();
        for range in 0..RANGES {
            let mut entries = packed.entries(range);
            while let Some(entry) = entries.next() {
                back.push(entry.clone());
            }
        }
        assert!(back.is_sorted_by(|a, b| a.key < b.key));
        let of = |text: &str| {
            let key: Key = text.encode_utf16().collect();
            back.iter().find(|entry| entry.key == key).cloned().unwrap()
        };
        assert_eq!((of("四好").count, of("四好").in_title), (2, 2));
        assert_eq!(
            (of("工作").count, of("工作").in_title, of("工作").positions.len()),
            (2, 0, 2)
        );
        assert_eq!((of("作*").count, of("作*").positions.len()), (2, 0));
        assert_eq!(
            back.iter().map(|entry| entry.count as usize).sum::<usize>(),
            hits.len()
        );
    }
}
