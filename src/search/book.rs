//! Words by how often they come: what comes often takes few bits (Huffman's codes). Facts of pages are coded so, in little more than half
//! of what plain bits take; the script reads a word with one look into a table (`directory.js`), which counts where a browser must read
//! ten thousand pages' facts before it can answer.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use super::bits::BitWriter;

/// The most bits of a word: what a unit of text holds, and enough for the words of any volume.
const LONGEST: u32 = 15;

/// Words, each with its code.
#[derive(Debug)]
pub(super) struct Book<T> {
    /// The shortest codes first; the codes follow from their lengths.
    words: Vec<(T, u32)>,
    codes: BTreeMap<T, (u32, u32)>,
}

impl<T: Ord + Clone> Book<T> {
    /// The best book for these words; no more than 2^15 different ones.
    pub(super) fn new(all: impl IntoIterator<Item = T>) -> Book<T> {
        let mut counts = BTreeMap::new();
        for word in all {
            *counts.entry(word).or_insert(0_u32) += 1;
        }
        let often: Vec<u32> = counts.values().copied().collect();
        let mut words: Vec<(T, u32)> = counts.into_keys().zip(lengths(often)).collect();
        words.sort_by_key(|(_, length)| *length);
        let mut start = 0;
        let codes = words.iter().map(|(word, length)| {
            let code = start >> (LONGEST - length);
            start += 1 << (LONGEST - length);
            (word.clone(), (code, *length))
        });
        Book {
            codes: codes.collect(),
            words,
        }
    }

    /// The book itself: how many words (gamma, one more); of each its length (4 bits), then what `write` says of it.
    pub(super) fn give(&self, bits: &mut BitWriter, write: impl Fn(&mut BitWriter, &T)) {
        bits.gamma(self.words.len() as u32 + 1);
        for (word, length) in &self.words {
            bits.bits(*length, 4);
            write(bits, word);
        }
    }

    /// A word of the book.
    pub(super) fn put(&self, bits: &mut BitWriter, word: &T) {
        if let Some((code, length)) = self.codes.get(word) {
            bits.bits(*code, *length);
        }
    }
}

/// How many bits each word takes. Where some word would take too many, the counts are drawn nearer to each other.
fn lengths(mut often: Vec<u32>) -> Vec<u32> {
    loop {
        let lengths = best_lengths(&often);
        if lengths.iter().all(|length| *length <= LONGEST) {
            return lengths;
        }
        often.iter_mut().for_each(|count| *count = *count / 2 + 1);
    }
}

/// Huffman's: the two rarest become one, until one is left; a word takes as many bits as it was made part of another.
fn best_lengths(often: &[u32]) -> Vec<u32> {
    let mut rarest: BinaryHeap<Reverse<(u32, usize)>> = often
        .iter()
        .enumerate()
        .map(|(at, count)| Reverse((*count, at)))
        .collect();
    let mut part_of = vec![0; often.len()];
    while let (Some(Reverse((a, one))), Some(Reverse((b, other)))) = (rarest.pop(), rarest.pop()) {
        let whole = part_of.len();
        part_of.push(0);
        part_of[one] = whole;
        part_of[other] = whole;
        rarest.push(Reverse((a + b, whole)));
        if rarest.len() == 1 {
            break;
        }
    }
    // What is part of another stands before it.
    let mut depths = vec![0; part_of.len()];
    for at in (0..part_of.len().saturating_sub(1)).rev() {
        depths[at] = depths[part_of[at]] + 1;
    }
    depths.truncate(often.len());
    depths
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bits_of(words: &[u32]) -> u64 {
        let (book, mut bits) = (Book::new(words.iter().copied()), BitWriter::default());
        words.iter().for_each(|word| book.put(&mut bits, word));
        bits.len()
    }

    #[test]
    fn what_is_always_the_same_takes_nothing_and_what_is_as_likely_as_not_its_bits() {
        assert_eq!(bits_of(&[]), 0);
        assert_eq!(bits_of(&[7; 1_000]), 0);
        assert_eq!(bits_of(&[7, 9, 7, 9]), 4);
        let all: Vec<u32> = (0..1_024).collect();
        assert_eq!(bits_of(&all), 10_240);
        assert_eq!(bits_of(&[1, 1, 1, 1, 2, 2, 3, 4]), 4 + 2 * 2 + 3 + 3);
    }

    #[test]
    fn no_word_is_too_long_and_none_begins_another() {
        // Each as often as the two before together: the longest codes there are.
        let (mut counts, mut words) = (vec![1_u32, 1], Vec::new());
        while counts.len() < 24 {
            counts.push(counts[counts.len() - 1] + counts[counts.len() - 2]);
        }
        for (word, count) in counts.iter().enumerate() {
            words.extend(std::iter::repeat_n(word, *count as usize));
        }
        let book = Book::new(words);
        assert!(
            book.words
                .iter()
                .all(|(_, length)| (1..=LONGEST).contains(length))
        );
        let codes: Vec<(u32, u32)> = book.words.iter().map(|(word, _)| book.codes[word]).collect();
        for pair in codes.windows(2) {
            let [(code, length), (next, longer)] = [pair[0], pair[1]];
            assert!(next >> (longer - length) > code, "{pair:?}");
        }
    }
}
