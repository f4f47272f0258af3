//! Many pages' packed keys, side by side by range, so that each range of all pages is merged by itself; held, or written and read again.
//!
//! A page in a column: its number, how many bytes follow, and these (`pack.rs` says what they are).

use std::io;

use super::pack::{Packed, RANGES, floor, write};
use super::spill::{Place, Spill};

/// Some pages in any order, range by range: what is read together lies together, which halves the time of merging many pages.
#[derive(Debug)]
pub(super) struct Columns {
    columns: [Column; RANGES],
    /// Bytes of all.
    size: usize,
}

/// Columns that were written: where each range begins, and where the last one ends.
#[derive(Debug)]
pub(super) struct Run {
    place: Place,
    starts: Vec<usize>,
}

/// One range of some pages: of each its number, how many bytes follow, and these.
#[derive(Debug, Default)]
pub(super) struct Column(Vec<u8>);

impl Default for Columns {
    fn default() -> Columns {
        Columns {
            columns: std::array::from_fn(|_| Column::default()),
            size: 0,
        }
    }
}

impl Columns {
    /// Adds a page.
    pub(super) fn add(&mut self, number: u32, page: &Packed) {
        self.size += page.bytes.len();
        for (Column(column), bounds) in self.columns.iter_mut().zip(page.starts.windows(2)) {
            let bytes = page.bytes.get(bounds[0] as usize..bounds[1] as usize);
            let bytes = bytes.unwrap_or_default();
            // One that holds nothing but its end.
            if bytes.len() > 1 {
                write(number, column);
                write(bytes.len() as u32, column);
                column.extend_from_slice(bytes);
            }
        }
    }

    /// About how many bytes all pages take.
    pub(super) fn size(&self) -> usize {
        self.size
    }

    /// Writes all; `None` if they must be held.
    pub(super) fn write(&self, spill: &Spill) -> Option<Run> {
        let (mut all, mut starts) = (Vec::with_capacity(self.size), vec![0]);
        for Column(column) in &self.columns {
            all.extend_from_slice(column);
            starts.push(all.len());
        }
        let place = spill.put(&all)?;
        Some(Run { place, starts })
    }

    /// Turns many round: for each range, all its columns.
    pub(super) fn turn(all: Vec<Columns>) -> Vec<Vec<Column>> {
        let mut ranges: Vec<Vec<Column>> = Vec::new();
        ranges.resize_with(RANGES, Vec::new);
        for Columns { columns, .. } in all {
            for (range, column) in ranges.iter_mut().zip(columns) {
                range.push(column);
            }
        }
        ranges
    }
}

impl Run {
    /// Reads one range again.
    pub(super) fn column(&self, range: usize, spill: &Spill) -> io::Result<Column> {
        let (Some(from), Some(to)) = (self.starts.get(range), self.starts.get(range + 1)) else {
            return Ok(Column::default());
        };
        spill.get(self.place.part(*from, *to)).map(Column)
    }
}

impl Column {
    /// The pages of this column, which is one of a range, with what they hold of it.
    pub(super) fn pages(&self, range: usize) -> impl Iterator<Item = (u32, Entries<'_>)> {
        let mut all = Entries {
            bytes: &self.0,
            at: 0,
            before: 0,
        };
        std::iter::from_fn(move || {
            let page = (all.at < all.bytes.len()).then(|| all.number())?;
            let end = all.number() as usize + all.at;
            let bytes = all.bytes.get(..end)?;
            let entries = Entries {
                bytes,
                at: std::mem::replace(&mut all.at, end),
                before: floor(range),
            };
            Some((page, entries))
        })
    }
}

/// Reads packed bytes.
pub(super) struct Entries<'a> {
    bytes: &'a [u8],
    at: usize,
    before: u32,
}

impl<'a> Entries<'a> {
    /// The next key of two units. Its counts are read next, then as many gaps, unless it is a single character; when there is no more,
    /// words are read.
    pub(super) fn pair(&mut self) -> Option<u32> {
        let distance = self.number();
        if distance == 0 {
            return None;
        }
        self.before += distance - 1;
        Some(self.before)
    }

    /// The next word, as units of two bytes, the higher first. Counts and gaps are read next.
    pub(super) fn word(&mut self) -> Option<&'a [u8]> {
        if self.at >= self.bytes.len() {
            return None;
        }
        let length = self.number() as usize * 2;
        let word = self.bytes.get(self.at..self.at + length)?;
        self.at += length;
        Some(word)
    }

    /// How often in the page, and in its title.
    pub(super) fn counts(&mut self) -> (u32, u32) {
        let count = self.number();
        (count >> 1, if count & 1 == 1 { self.number() } else { 0 })
    }

    /// The next number; 0 after the end.
    pub(super) fn number(&mut self) -> u32 {
        let (mut value, mut shift) = (0, 0);
        while let Some(&byte) = self.bytes.get(self.at) {
            self.at += 1;
            value |= u32::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                break;
            }
            shift += 7;
        }
        value
    }
}
