//! All pages' keys to lists: packed pages in, in any order; for each key, in order, the bits of its list and of its positions out.
//!
//! Keys are dealt into ranges (`pack.rs`), and each range is merged by itself, so that no more than a few are open at once; what was
//! merged is freed, and takes more room than the lists that come of it.
//!
//! A list: how many pages (gamma); whether some title holds the key (a bit); for each page the gap to the one before (Rice) and how often
//! (gamma), and where titles hold the key a bit for that and how often (gamma). Positions: the parameter (4 bits), then gaps (Rice), the
//! parameter less as the page has more.

use std::io;

use rayon::prelude::*;

use super::bits::{parameter, rice_bits};
use super::columns::{Column, Columns, Entries, Run};
use super::keys::{SINGLE, is_single};
use super::lists::{Lists, Stretch};
use super::spill::Spill;

/// Positions that take more bits than 64 units do stand in a file of their own.
const INLINE: u64 = 64 * 15;

/// Merges `pages` pages, of which some columns are held and others were written; keys sorted.
pub(super) fn merge<'s>(
    held: Vec<Columns>,
    runs: &[Run],
    spill: &'s Spill,
    pages: u32,
) -> io::Result<Lists<'s>> {
    let ranges = Columns::turn(held).into_par_iter().enumerate();
    let stretches = ranges.map(|(range, mut columns)| {
        for run in runs {
            columns.push(run.column(range, spill)?);
        }
        Ok(merge_range(range, columns, pages).keep(spill))
    });
    Ok(Lists::new(stretches.collect::<io::Result<_>>()?, spill))
}

/// What one page says of one key, in a number: sorted, such numbers are sorted by key, then by page, and what is read next lies next.
/// From the highest: key (32 bits), page (32), how often (31), whether in the title (1), then the position, if it is but one, or else
/// where in [`Range::rest`] the remainder stands (32).
type OfPage = u128;

/// What all pages say of the keys in one range.
#[derive(Default)]
struct Range<'a> {
    pairs: Vec<OfPage>,
    /// Longer keys, as bytes that are sorted like their units; of the number the key is left out.
    words: Vec<(&'a [u8], OfPage)>,
    /// How often in the title, if it is, and the gaps between positions.
    rest: Vec<u32>,
}

impl<'a> Range<'a> {
    fn read(columns: &'a [Column], range: usize) -> Range<'a> {
        let mut all = Range::default();
        for (number, mut entries) in columns.iter().flat_map(|column| column.pages(range)) {
            while let Some(pair) = entries.pair() {
                let of_page = all.of_page(&mut entries, number, pair as u16 == SINGLE);
                all.pairs.push(u128::from(pair) << 96 | of_page);
            }
            while let Some(word) = entries.word() {
                let of_page = all.of_page(&mut entries, number, word.ends_with(&SINGLE.to_be_bytes()));
                all.words.push((word, of_page));
            }
        }
        all.pairs.sort_unstable();
        all.words.sort_unstable();
        all
    }

    fn of_page(&mut self, entries: &mut Entries<'_>, page: u32, single: bool) -> OfPage {
        let (count, titles) = entries.counts();
        let lowest = if count == 1 && !single {
            entries.number()
        } else {
            let at = self.rest.len() as u32;
            self.rest.extend((titles > 0).then_some(titles));
            let gaps = if single { 0 } else { count };
            self.rest.extend((0..gaps).map(|_| entries.number()));
            at
        };
        let counts = count << 1 | u32::from(titles > 0);
        u128::from(page) << 64 | u128::from(counts) << 32 | u128::from(lowest)
    }
}

fn merge_range(range: usize, columns: Vec<Column>, pages: u32) -> Stretch {
    let range = Range::read(&columns, range);
    let mut merger = Merger {
        rest: &range.rest,
        pages,
        stretch: Stretch::default(),
        row: Row::default(),
    };
    let mut words = range.words.chunk_by(|(a, _), (b, _)| a == b).peekable();
    for group in range.pairs.chunk_by(|a, b| a >> 96 == b >> 96) {
        let key = (group.first().copied().unwrap_or(0) >> 96) as u32;
        let bytes = key.to_be_bytes();
        while let Some(word) = words.next_if(|word| word.first().is_some_and(|(word, _)| *word < &bytes[..]))
        {
            merger.word(word);
        }
        merger.list(&[(key >> 16) as u16, key as u16], group.iter().copied());
    }
    words.for_each(|word| merger.word(word));
    merger.stretch
}

/// Writes one list after another.
struct Merger<'a> {
    rest: &'a [u32],
    /// How many pages there are.
    pages: u32,
    stretch: Stretch,
    row: Row,
}

/// What all pages say of one key.
#[derive(Default)]
struct Row {
    pages: Vec<Counts>,
    /// Gaps between positions, page after page.
    gaps: Vec<u32>,
    titled: bool,
}

struct Counts {
    page: u32,
    count: u32,
    titles: u32,
}

impl Merger<'_> {
    fn word(&mut self, group: &[(&[u8], OfPage)]) {
        let bytes = group.first().map_or(&[][..], |(word, _)| word);
        let units = bytes.chunks_exact(2).filter_map(|pair| pair.try_into().ok());
        let key: Vec<u16> = units.map(u16::from_be_bytes).collect();
        self.list(&key, group.iter().map(|(_, of_page)| *of_page));
    }

    fn list(&mut self, key: &[u16], of_pages: impl Iterator<Item = OfPage>) {
        let single = is_single(key);
        self.row.read(self.rest, of_pages, single);
        self.row.write_list(&mut self.stretch, self.pages, single);
        if !single {
            self.row.write_positions(&mut self.stretch);
        }
        self.stretch.close(key.iter().copied());
    }
}

impl Row {
    fn read(&mut self, rest: &[u32], of_pages: impl Iterator<Item = OfPage>, single: bool) {
        self.pages.clear();
        self.gaps.clear();
        self.titled = false;
        for of_page in of_pages {
            let (page, counts, lowest) = ((of_page >> 64) as u32, (of_page >> 32) as u32, of_page as u32);
            let (count, is_titled) = (counts >> 1, counts & 1);
            let mut titles = is_titled;
            if count == 1 && !single {
                self.gaps.push(lowest);
            } else {
                let mut rest = rest.get(lowest as usize..).unwrap_or_default().iter().copied();
                if is_titled == 1 {
                    titles = rest.next().unwrap_or(1);
                }
                self.gaps
                    .extend(rest.take(if single { 0 } else { count as usize }));
            }
            self.titled |= titles > 0;
            self.pages.push(Counts { page, count, titles });
        }
    }

    fn write_list(&self, stretch: &mut Stretch, pages: u32, single: bool) {
        let bits = &mut stretch.lists;
        let count = self.pages.len() as u32;
        bits.gamma(count);
        bits.bits(u32::from(self.titled), 1);
        let k = parameter(pages, count);
        let mut next = 0;
        for one in &self.pages {
            bits.rice(one.page - next, k);
            next = one.page + 1;
            bits.gamma(if single { one.count.ilog2() + 1 } else { one.count });
            if self.titled {
                bits.bits(u32::from(one.titles > 0), 1);
                if one.titles > 0 {
                    bits.gamma(one.titles);
                }
            }
        }
    }

    fn write_positions(&self, stretch: &mut Stretch) {
        let (best, cost) = self.best_parameter();
        let inline = 4 + cost <= INLINE;
        stretch.lists.bits(u32::from(inline), 1);
        let bits = if inline {
            &mut stretch.lists
        } else {
            &mut stretch.positions
        };
        bits.bits(best, 4);
        self.each_gap(|gap, log| bits.rice(gap, best.saturating_sub(log)));
    }

    /// The parameter that makes the positions shortest, and how many bits they take then.
    fn best_parameter(&self) -> (u32, u64) {
        let (mut sum, mut gaps) = (0, self.gaps.iter());
        for one in &self.pages {
            let of_page = gaps.by_ref().take(one.count as usize);
            sum += of_page
                .map(|gap| u64::from(*gap) + 1)
                .sum::<u64>()
                .saturating_sub(1);
        }
        let mean = sum / self.pages.len().max(1) as u64;
        let guess = parameter(mean as u32, 1).min(15);
        let mut tried = [guess.saturating_sub(1), guess, (guess + 1).min(15)].map(|k| (k, 0));
        self.each_gap(|gap, log| {
            for (k, cost) in &mut tried {
                *cost += rice_bits(gap, k.saturating_sub(log));
            }
        });
        tried
            .into_iter()
            .min_by_key(|(_, cost)| *cost)
            .unwrap_or((guess, 0))
    }

    /// All gaps, each with the logarithm of how often the key stands in its page.
    fn each_gap(&self, mut each: impl FnMut(u32, u32)) {
        let mut gaps = self.gaps.iter();
        for one in &self.pages {
            let log = one.count.max(1).ilog2();
            gaps.by_ref()
                .take(one.count as usize)
                .for_each(|gap| each(*gap, log));
        }
    }
}
