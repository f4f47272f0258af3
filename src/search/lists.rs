//! Lists of many keys, side by side in a few large pieces: half a million small ones would cost more than what they hold. Where pages' keys
//! were too much for memory, the pieces wait in the same file.

use std::io;
use std::ops::Range;

use super::bits::BitWriter;
use super::spill::{Place, Spill};

/// What is known of each key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// Its list.
    List,
    /// Its positions, if they are too many to stand in the list.
    Positions,
}

/// Lists and positions of keys in order.
#[derive(Debug)]
pub(super) struct Lists<'s> {
    stretches: Vec<Kept>,
    spill: &'s Spill,
    /// How many keys stand before each stretch, and in all of them.
    before: Vec<usize>,
}

/// Keys in order that are merged together.
#[derive(Clone, Debug, Default)]
pub(super) struct Stretch {
    keys: Vec<u16>,
    ends: Vec<Ends>,
    pub(super) lists: BitWriter,
    pub(super) positions: BitWriter,
}

/// A stretch that is merged.
#[derive(Debug)]
pub(super) struct Kept {
    keys: Vec<u16>,
    ends: Vec<Ends>,
    /// Of lists and positions.
    bits: [Bits; 2],
}

#[derive(Debug)]
enum Bits {
    Held(BitWriter),
    Written(Place),
}

/// Where a key and what belongs to it end.
#[derive(Clone, Copy, Debug, Default)]
struct Ends {
    key: u32,
    list: u64,
    positions: u64,
}

impl<'s> Lists<'s> {
    /// The keys of each stretch come after those of the one before.
    pub(super) fn new(stretches: Vec<Kept>, spill: &'s Spill) -> Lists<'s> {
        let mut before = vec![0];
        for stretch in &stretches {
            before.push(before.last().copied().unwrap_or(0) + stretch.ends.len());
        }
        Lists {
            stretches,
            spill,
            before,
        }
    }
    /// How many keys there are.
    pub(super) fn len(&self) -> usize {
        self.before.last().copied().unwrap_or(0)
    }
    /// A key.
    pub(super) fn key(&self, at: usize) -> &[u16] {
        let within = self.within(at..at + 1).next();
        within.map_or(&[], |(stretch, rows)| stretch.key(rows.start))
    }
    /// How many bits a key has of a sort.
    pub(super) fn size(&self, sort: Sort, at: usize) -> u64 {
        let sizes = self.within(at..at + 1).map(|(stretch, rows)| {
            let bits = stretch.of(sort, rows);
            bits.end - bits.start
        });
        sizes.sum()
    }
    /// The bits of a row of keys, as text.
    pub(super) fn text(&self, sort: Sort, rows: Range<usize>) -> io::Result<Vec<u16>> {
        let mut bits = BitWriter::default();
        for (stretch, rows) in self.within(rows) {
            let range = stretch.of(sort, rows);
            match stretch.bits(sort) {
                Bits::Held(all) => bits.copy(all, range),
                Bits::Written(place) => {
                    let (from, to) = (range.start / 64, range.end.div_ceil(64));
                    let words = self.spill.get(place.part(from as usize * 8, to as usize * 8))?;
                    let start = range.start - from * 64;
                    bits.copy(
                        &BitWriter::from_bytes(&words),
                        start..start + (range.end - range.start),
                    );
                }
            }
        }
        Ok(bits.finish())
    }
    /// The stretches in which some keys stand, with their places there.
    fn within(&self, rows: Range<usize>) -> impl Iterator<Item = (&Kept, Range<usize>)> {
        let first = self.before.partition_point(|before| *before <= rows.start);
        let stretches = self.stretches.iter().zip(&self.before);
        let stretches = stretches.skip(first.saturating_sub(1));
        stretches
            .take_while(move |(_, before)| **before < rows.end)
            .map(move |(stretch, before)| {
                let end = (rows.end - before).min(stretch.ends.len());
                (stretch, rows.start.saturating_sub(*before)..end)
            })
    }
}

impl Stretch {
    /// What was written since the last key is this one's.
    pub(super) fn close(&mut self, key: impl IntoIterator<Item = u16>) {
        self.keys.extend(key);
        self.ends.push(Ends {
            key: self.keys.len() as u32,
            list: self.lists.len(),
            positions: self.positions.len(),
        });
    }
    /// Puts it away, where others wait already.
    pub(super) fn keep(self, spill: &Spill) -> Kept {
        let keep = |bits: BitWriter| {
            let place = spill.is_used().then(|| spill.put(&bits.to_bytes())).flatten();
            place.map_or(Bits::Held(bits), Bits::Written)
        };
        Kept {
            keys: self.keys,
            ends: self.ends,
            bits: [self.lists, self.positions].map(keep),
        }
    }
}

impl Kept {
    fn key(&self, at: usize) -> &[u16] {
        let range = self.end(at).key as usize..self.end(at + 1).key as usize;
        self.keys.get(range).unwrap_or_default()
    }
    fn bits(&self, sort: Sort) -> &Bits {
        let [lists, positions] = &self.bits;
        match sort {
            Sort::List => lists,
            Sort::Positions => positions,
        }
    }
    /// Where the bits of a row of keys stand.
    fn of(&self, sort: Sort, rows: Range<usize>) -> Range<u64> {
        let (start, end) = (self.end(rows.start), self.end(rows.end));
        match sort {
            Sort::List => start.list..end.list,
            Sort::Positions => start.positions..end.positions,
        }
    }
    /// Where the first `count` keys end.
    fn end(&self, count: usize) -> Ends {
        let last = count.checked_sub(1).and_then(|at| self.ends.get(at));
        last.copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_of_keys_may_reach_over_stretches() {
        let mut number = 0;
        let stretches = [2, 0, 1, 3].map(|count| {
            let mut stretch = Stretch::default();
            for _ in 0..count {
                number += 1;
                stretch.lists.bits(number, 15);
                stretch
                    .positions
                    .bits(number, if number % 2 == 0 { 15 } else { 0 });
                stretch.close([number as u16]);
            }
            stretch
        });
        let folder = tempfile::tempdir().unwrap();
        let (held, written) = (Spill::never(), Spill::new(Some(folder.path().to_owned()), [0; 2]));
        written.put(b"used").unwrap();
        for spill in [&held, &written] {
            let kept = stretches.clone().map(|stretch| stretch.keep(spill));
            check(&Lists::new(kept.into(), spill));
        }
    }

    fn check(lists: &Lists<'_>) {
        assert_eq!(lists.len(), 6);
        for at in 0..6_usize {
            assert_eq!(lists.key(at), [at as u16 + 1]);
            assert_eq!(lists.size(Sort::List, at), 15);
            assert_eq!(lists.size(Sort::Positions, at), if at % 2 == 1 { 15 } else { 0 });
        }
        assert_eq!(lists.key(6), [0; 0]);
        let text = |numbers: &[u16]| -> Vec<u16> { numbers.iter().map(|number| 0x4e00 + number).collect() };
        assert_eq!(lists.text(Sort::List, 1..5).unwrap(), text(&[2, 3, 4, 5]));
        assert_eq!(lists.text(Sort::Positions, 0..6).unwrap(), text(&[2, 4, 6]));
        assert_eq!(lists.text(Sort::List, 2..2).unwrap(), text(&[]));
    }
}
