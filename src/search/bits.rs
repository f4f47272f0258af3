//! Numbers as bits, bits as text: fifteen to a UTF-16 unit from U+4E00 up, so that a script file in UTF-16 carries them unescaped.
//!
//! Small numbers take few bits: gamma codes where the likely size is not known, Rice codes where it is. Any 32-bit number fits: a Rice
//! code whose unary part would grow too long becomes an escape with the number in full.

use std::ops::Range;

/// What the first unit of packed text stands for.
const BASE: u16 = 0x4e00;
/// Bits in a unit: U+4E00 to U+CDFF, none of them a surrogate or in need of an escape.
const WIDTH: u32 = 15;
/// Ones before a Rice code in full.
const ESCAPE: u32 = 20;

/// Writes bits.
#[derive(Clone, Debug, Default)]
pub(super) struct BitWriter {
    /// Full words, the first bit the highest.
    words: Vec<u64>,
    /// Bits not yet in `words`, fewer than 64, right-aligned; what stands above them is no part of it.
    rest: u64,
    held: u32,
}

impl BitWriter {
    /// The lowest `count` bits of a number, the highest first; at most 32.
    pub(super) fn bits(&mut self, value: u32, count: u32) {
        let value = u64::from(value) & ((1_u64 << count) - 1);
        let free = 64 - self.held;
        if count < free {
            self.rest = self.rest << count | value;
            self.held += count;
        } else {
            // `free` is at least 1, and here at most 32.
            let over = count - free;
            self.words.push(self.rest << free | value >> over);
            self.rest = value;
            self.held = over;
        }
    }
    /// A number of at least 1: as many zeros as it has bits after the first, then the number.
    pub(super) fn gamma(&mut self, value: u32) {
        let extra = 31 - value.max(1).leading_zeros();
        if extra < 16 {
            self.bits(value.max(1), 2 * extra + 1);
        } else {
            self.bits(0, extra);
            self.bits(value, extra + 1);
        }
    }
    /// A number whose likely size is 2^k: the part above in ones, then k bits.
    pub(super) fn rice(&mut self, value: u32, k: u32) {
        let high = value >> k;
        if high >= ESCAPE {
            self.bits(u32::MAX, ESCAPE);
            self.bits(value, 32);
        } else if high + 1 + k <= 32 {
            let ones = (1_u64 << (high + 1)) - 2;
            let low = u64::from(value) & ((1_u64 << k) - 1);
            self.bits((ones << k | low) as u32, high + 1 + k);
        } else {
            self.bits((1 << (high + 1)) - 2, high + 1);
            self.bits(value, k);
        }
    }
    /// How many bits were written.
    pub(super) fn len(&self) -> u64 {
        self.words.len() as u64 * 64 + u64::from(self.held)
    }
    /// Some of the bits that another wrote.
    pub(super) fn copy(&mut self, other: &BitWriter, range: Range<u64>) {
        let mut at = range.start;
        while at < range.end {
            let count = (range.end - at).min(32) as u32;
            self.bits(other.read(at, count), count);
            at += u64::from(count);
        }
    }
    /// `count` of the bits written, from bit `at` on; at most 32, zeros after the end.
    fn read(&self, at: u64, count: u32) -> u32 {
        let word = |index: u64| match self.words.get(index as usize) {
            Some(word) => *word,
            None if self.held > 0 && index as usize == self.words.len() => self.rest << (64 - self.held),
            None => 0,
        };
        let (index, inside) = (at / 64, (at % 64) as u32);
        let mut window = word(index) << inside;
        if inside + count > 64 {
            window |= word(index + 1) >> (64 - inside);
        }
        (window >> 32) as u32 >> (32 - count)
    }
    /// The bits written, words of eight bytes, the last filled up with zeros.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let last = (self.held > 0).then(|| self.rest << (64 - self.held));
        let words = self.words.iter().chain(&last);
        words.flat_map(|word| word.to_le_bytes()).collect()
    }
    /// Bits as [`BitWriter::to_bytes`] gives them, from any word on.
    pub(super) fn from_bytes(bytes: &[u8]) -> BitWriter {
        let (words, _) = bytes.as_chunks::<8>();
        BitWriter {
            words: words.iter().map(|word| u64::from_le_bytes(*word)).collect(),
            ..BitWriter::default()
        }
    }
    /// The text; the last unit filled up with zeros.
    pub(super) fn finish(&self) -> Vec<u16> {
        let end = self.len();
        let starts = (0..end).step_by(WIDTH as usize);
        let units = starts.map(|at| {
            let count = (end - at).min(u64::from(WIDTH)) as u32;
            BASE + (self.read(at, count) << (WIDTH - count)) as u16
        });
        units.collect()
    }
}

/// How many bits [`BitWriter::rice`] takes.
pub(super) fn rice_bits(value: u32, k: u32) -> u64 {
    let high = value >> k;
    u64::from(if high >= ESCAPE { ESCAPE + 32 } else { high + 1 + k })
}

/// How many bits hold the numbers below `count`.
pub(super) fn width(count: usize) -> u32 {
    usize::BITS - count.saturating_sub(1).leading_zeros()
}

/// The Rice parameter for `count` gaps that add up to `span`.
pub(super) fn parameter(span: u32, count: u32) -> u32 {
    // 0.69 = ln 2: the median of a geometric distribution, as a share of its mean.
    let median = u64::from(span) * 69 / (u64::from(count.max(1)) * 100);
    63_u32.saturating_sub(median.leading_zeros()).min(30)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the script does, in the fewest words.
    struct Reader {
        bits: Vec<u8>,
        at: usize,
    }

    impl Reader {
        fn new(units: &[u16]) -> Reader {
            let bits = units.iter().flat_map(|unit| {
                let value = unit - BASE;
                (0..WIDTH).rev().map(move |bit| (value >> bit & 1) as u8)
            });
            Reader {
                bits: bits.collect(),
                at: 0,
            }
        }
        fn bits(&mut self, count: u32) -> u32 {
            (0..count).fold(0, |sum, _| {
                self.at += 1;
                sum << 1 | u32::from(self.bits[self.at - 1])
            })
        }
        fn gamma(&mut self) -> u32 {
            let mut zeros = 0;
            while self.bits(1) == 0 {
                zeros += 1;
            }
            1 << zeros | self.bits(zeros)
        }
        fn rice(&mut self, k: u32) -> u32 {
            let mut ones = 0;
            while ones < ESCAPE && self.bits(1) == 1 {
                ones += 1;
            }
            if ones == ESCAPE {
                self.bits(32)
            } else {
                ones << k | self.bits(k)
            }
        }
    }

    #[test]
    fn every_number_comes_back() {
        let numbers: Vec<u32> = (0..32)
            .flat_map(|bit| [1 << bit, (1_u32 << bit) - 1, 3 << bit])
            .chain([u32::MAX])
            .collect();
        for k in 0..31 {
            let mut writer = BitWriter::default();
            for &number in &numbers {
                let before = writer.len();
                writer.rice(number, k);
                assert_eq!(writer.len() - before, rice_bits(number, k));
                writer.gamma(number.max(1));
                writer.bits(number, 32);
            }
            let mut all = BitWriter::default();
            all.bits(5, 3);
            all.copy(&writer, 0..writer.len());
            let units = all.finish();
            assert!(units.iter().all(|unit| (0x4e00..0xce00).contains(unit)));
            let mut reader = Reader::new(&units);
            assert_eq!(reader.bits(3), 5);
            for &number in &numbers {
                assert_eq!(
                    (reader.rice(k), reader.gamma(), reader.bits(32)),
                    (number, number.max(1), number)
                );
            }
        }
    }

    #[test]
    fn a_width_holds_its_numbers_and_no_more() {
        for (count, bits) in [(0, 0), (1, 0), (2, 1), (3, 2), (4, 2), (5, 3), (1025, 11)] {
            assert_eq!(width(count), bits, "{count}");
        }
    }
}
