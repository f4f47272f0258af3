//! Numbers by their chances: what came often before takes few bits (adaptive binary arithmetic coding). Facts of pages are coded so, in
//! little more than half of what plain bits take; the script undoes it (`directory.js`).
//!
//! A number is a row of yes and no, each with a chance of its own that learns from what it met. The coder narrows a range by
//! these chances, and writes the bytes that are certain. Its numbers have 30 bits: what a browser keeps as a small integer.

use super::bits::BitWriter;

/// The highest number, and the bits below the highest byte.
const HIGHEST: u32 = (1 << 30) - 1;
const REST: u32 = 22;

/// Chances are shares of this.
const ONE: i32 = 1 << 16;
/// None is nearer to never or always than this.
const LEAST: i32 = 64;
/// A chance learns by halves, then thirds, and so on, at last by so-manyths.
const SLOWEST: i32 = 60;

/// The chances of one sort of numbers, by where in a number a bit stands.
#[derive(Clone, Debug, Default)]
pub(super) struct Chances {
    yes: Vec<(i32, i32)>,
}

impl Chances {
    /// The chance of a yes, and how often it was met; grows as asked.
    fn at(&mut self, place: usize) -> &mut (i32, i32) {
        if place >= self.yes.len() {
            self.yes.resize(place + 1, (ONE / 2, 0));
        }
        &mut self.yes[place]
    }
}

/// Codes.
#[derive(Debug)]
pub(super) struct Coder {
    low: u32,
    high: u32,
    bits: BitWriter,
}

impl Default for Coder {
    fn default() -> Coder {
        Coder {
            low: 0,
            high: HIGHEST,
            bits: BitWriter::default(),
        }
    }
}

impl Coder {
    /// A yes or no, the `place`th of its sort.
    pub(super) fn bit(&mut self, chances: &mut Chances, place: usize, yes: bool) {
        let (chance, met) = chances.at(place);
        let middle = self.low + ((self.high - self.low) >> 12) * (*chance as u32 >> 4);
        if yes {
            self.high = middle;
        } else {
            self.low = middle + 1;
        }
        let wish = if yes { ONE } else { 0 };
        *chance = (*chance + (wish - *chance) * 2 / (2 * *met + 3)).clamp(LEAST, ONE - LEAST);
        *met = (*met + 1).min(SLOWEST);
        while (self.low ^ self.high) >> REST == 0 {
            self.bits.bits(self.high >> REST, 8);
            self.low = self.low << 8 & HIGHEST;
            self.high = self.high << 8 & HIGHEST | 255;
        }
    }

    /// A number of `width` bits, the highest first, each by the ones before.
    pub(super) fn plain(&mut self, chances: &mut Chances, value: u32, width: u32) {
        let mut place = 1;
        for at in (0..width).rev() {
            let yes = value >> at & 1 == 1;
            self.bit(chances, place, yes);
            place = 2 * place + usize::from(yes);
        }
    }

    /// Any number: how many bits it has, less the first, then these.
    pub(super) fn any(&mut self, chances: &mut Chances, value: u32) {
        let value = u64::from(value) + 1;
        let width = value.ilog2();
        for at in 0..=width {
            self.bit(chances, at as usize, at < width);
        }
        for at in (0..width).rev() {
            self.bit(chances, 64 + (32 * width + at) as usize, value >> at & 1 == 1);
        }
    }

    /// What was coded, as text.
    pub(super) fn finish(mut self) -> Vec<u16> {
        self.bits.bits(self.low, 30);
        self.bits.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_always_the_same_takes_next_to_nothing() {
        let (mut coder, mut chances) = (Coder::default(), Chances::default());
        for _ in 0..1_000 {
            coder.plain(&mut chances, 5, 3);
        }
        // 3,000 bits; two units are the end.
        assert!(coder.finish().len() < 16);
    }

    #[test]
    fn what_is_as_likely_as_not_takes_hardly_more_than_its_bits() {
        let (mut coder, mut chances) = (Coder::default(), Chances::default());
        let mut state = 1_u32;
        for _ in 0..1_000 {
            state = state.wrapping_mul(1_103_515_245).wrapping_add(12_345);
            coder.plain(&mut chances, state >> 28, 4);
        }
        let bits = coder.finish().len() * 15;
        assert!((4_000..4_200).contains(&bits), "{bits}");
    }
}
