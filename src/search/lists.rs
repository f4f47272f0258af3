//! Lists of many keys, side by side in a few large pieces: half a million small ones would cost more than what they hold.

use std::ops::Range;

use super::bits::BitWriter;

/// For each of many keys, in order: its list, and its positions if they are many.
#[derive(Debug, Default)]
pub(super) struct Lists {
    keys: Vec<u16>,
    ends: Vec<Ends>,
    pub(super) lists: BitWriter,
    pub(super) positions: BitWriter,
}

/// Where a key and what belongs to it end.
#[derive(Clone, Copy, Debug, Default)]
struct Ends {
    key: u32,
    list: u64,
    positions: u64,
}

impl Lists {
    /// How many keys there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }
    /// What was written since the last key is this one's.
    pub(super) fn close(&mut self, key: impl IntoIterator<Item = u16>) {
        self.keys.extend(key);
        self.ends.push(Ends {
            key: self.keys.len() as u32,
            list: self.lists.len(),
            positions: self.positions.len(),
        });
    }
    /// Everything of another, whose keys come after.
    pub(super) fn append(&mut self, other: &Lists) {
        let base = self.end(self.len());
        self.keys.extend_from_slice(&other.keys);
        self.lists.copy(&other.lists, 0..other.lists.len());
        self.positions.copy(&other.positions, 0..other.positions.len());
        self.ends.extend(other.ends.iter().map(|ends| Ends {
            key: base.key + ends.key,
            list: base.list + ends.list,
            positions: base.positions + ends.positions,
        }));
    }
    /// A key.
    pub(super) fn key(&self, at: usize) -> &[u16] {
        let range = self.end(at).key as usize..self.end(at + 1).key as usize;
        self.keys.get(range).unwrap_or_default()
    }
    /// The bits of a row of keys' lists.
    pub(super) fn of_lists(&self, rows: Range<usize>) -> Range<u64> {
        self.end(rows.start).list..self.end(rows.end).list
    }
    /// The bits of a row of keys' positions; none where they stand in the list.
    pub(super) fn of_positions(&self, rows: Range<usize>) -> Range<u64> {
        self.end(rows.start).positions..self.end(rows.end).positions
    }
    /// Where the first `count` keys end.
    fn end(&self, count: usize) -> Ends {
        let last = count.checked_sub(1).and_then(|at| self.ends.get(at));
        last.copied().unwrap_or_default()
    }
}
