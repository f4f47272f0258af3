//! Finding any of some words in one pass over a text: the first character of each decides whether the rest is compared at all.

/// Some words, sorted by first character once, so that a text without any of them costs a look-up a character.
pub(super) struct Words {
    /// First characters and words; the longest of one beginning first.
    words: Vec<(char, &'static str)>,
    /// A bit for the low byte of each first character: tells nearly every other character from them without a search.
    leads: [u64; 4],
}

/// Where the bit of a character stands.
fn bit(c: char) -> (usize, u64) {
    let low = c as usize & 0xff;
    (low >> 6, 1 << (low & 63))
}

impl Words {
    pub(super) fn new(words: &[&'static str]) -> Words {
        let mut words: Vec<(char, &'static str)> = words
            .iter()
            .filter_map(|word| Some((word.chars().next()?, *word)))
            .collect();
        words.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.len().cmp(&a.1.len())).then(a.1.cmp(b.1)));
        let mut leads = [0; 4];
        for (first, _) in &words {
            let (at, bit) = bit(*first);
            leads[at] |= bit;
        }
        Words { words, leads }
    }
    /// The words that occur in a text, with where they begin; none overlaps another.
    pub(super) fn find<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (usize, &'static str)> + 't {
        let mut past = 0;
        text.char_indices().filter_map(move |(at, c)| {
            let (slot, bit) = bit(c);
            if self.leads[slot] & bit == 0 || at < past {
                return None;
            }
            let from = self.words.partition_point(|(first, _)| *first < c);
            let candidates = self
                .words
                .get(from..)?
                .iter()
                .take_while(|(first, _)| *first == c);
            let rest = text.get(at..)?;
            let (_, word) = candidates.into_iter().find(|(_, word)| rest.starts_with(word))?;
            past = at + word.len();
            Some((at, *word))
        })
    }
}

/// The character before an offset.
pub(super) fn before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}

/// The character at an offset.
pub(super) fn after(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// Which places of a line lie within `code`. Asked in ascending order, it reads the line once, however many places there are.
pub(super) struct Code<'t> {
    line: &'t str,
    read: usize,
    within: bool,
}

impl<'t> Code<'t> {
    pub(super) fn new(line: &'t str) -> Code<'t> {
        Code {
            line,
            read: 0,
            within: false,
        }
    }
    /// Whether an offset lies within code; offsets must not go back.
    pub(super) fn holds(&mut self, at: usize) -> bool {
        let passed = self.line.get(self.read..at).unwrap_or_default();
        self.within ^= passed.bytes().filter(|b| *b == b'`').count() % 2 == 1;
        self.read = self.read.max(at);
        self.within
    }
}

/// The last bytes before an offset, at most `reach`: enough to judge a place, and the same work for each in a line of any length.
pub(super) fn behind(line: &str, at: usize, reach: usize) -> &str {
    let mut from = at.saturating_sub(reach);
    while !line.is_char_boundary(from) {
        from += 1;
    }
    line.get(from..at).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::Words;

    #[test]
    fn the_longest_word_is_found_and_none_overlaps() {
        let words = Words::new(&["待定", "待定稿", "定稿", "TODO"]);
        let found: Vec<_> = words.find("甲待定稿乙待定，TODO").collect();
        assert_eq!(found, [(3, "待定稿"), (15, "待定"), (24, "TODO")]);
    }
}
