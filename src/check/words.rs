//! Finding any of some words in one pass over a text: the first character of each decides whether the rest is compared at all.
//!
//! Every text is looked through for every rule, so a character that begins nothing must cost next to nothing: it is told by its bytes,
//! without being decoded.

/// Some characters, to be found in a text.
pub(super) struct Leads {
    /// By byte.
    ascii: [bool; 128],
    /// Of three bytes, as all of Chinese is: a bit for the lower twelve bits, which tell nearly every other character from them.
    three: [u64; 64],
    /// Whether some have two or four bytes; these are few in any text, and all looked at then.
    others: bool,
}

impl Leads {
    pub(super) fn new(characters: impl IntoIterator<Item = char>) -> Leads {
        let mut leads = Leads {
            ascii: [false; 128],
            three: [0; 64],
            others: false,
        };
        for c in characters {
            match c.len_utf8() {
                1 => leads.ascii[c as usize & 0x7f] = true,
                3 => leads.three[c as usize >> 6 & 0x3f] |= 1 << (c as usize & 0x3f),
                _ => leads.others = true,
            }
        }
        leads
    }
    /// Where the next character begins, from an offset on, that may be one of these. The offset is that of a character.
    pub(super) fn next(&self, text: &[u8], at: usize) -> Option<usize> {
        let mut rest = text.get(at..)?;
        loop {
            // Three bytes at a time as long as they are one character: nearly all of a text is Chinese.
            while let [0xe0..=0xef, second, third, behind @ ..] = rest {
                if self.three[usize::from(second & 0x3f)] >> (third & 0x3f) & 1 == 1 {
                    return Some(text.len() - rest.len());
                }
                rest = behind;
            }
            let (length, is_lead) = match *rest.first()? {
                byte @ 0..0x80 => (1, self.ascii[usize::from(byte)]),
                0x80..0xe0 => (2, self.others),
                0xe0.. => (4, self.others),
            };
            if is_lead {
                return Some(text.len() - rest.len());
            }
            rest = rest.get(length..)?;
        }
    }
}

/// Some words, sorted by first character once.
pub(super) struct Words {
    /// First characters and words; the longest of one beginning first.
    words: Vec<(char, &'static str)>,
    leads: Leads,
}

impl Words {
    pub(super) fn new(words: &[&'static str]) -> Words {
        let mut words: Vec<(char, &'static str)> = words
            .iter()
            .filter_map(|word| Some((word.chars().next()?, *word)))
            .collect();
        words.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.len().cmp(&a.1.len())).then(a.1.cmp(b.1)));
        let leads = Leads::new(words.iter().map(|(first, _)| *first));
        Words { words, leads }
    }
    /// The words that occur in a text, with where they begin; none overlaps another.
    pub(super) fn find<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (usize, &'static str)> + 't {
        let mut past = 0;
        std::iter::from_fn(move || {
            loop {
                let at = self.leads.next(text.as_bytes(), past)?;
                let rest = text.get(at..)?;
                let first = rest.chars().next()?;
                if let Some(word) = self.beginning(first, rest) {
                    past = at + word.len();
                    return Some((at, word));
                }
                past = at + first.len_utf8();
            }
        })
    }
    /// The longest word that a text begins with.
    fn beginning(&self, first: char, text: &str) -> Option<&'static str> {
        let from = self.words.partition_point(|(other, _)| *other < first);
        let candidates = self.words.get(from..)?;
        let candidates = candidates.iter().take_while(|(other, _)| *other == first);
        let mut words = candidates.map(|(_, word)| *word);
        words.find(|word| text.starts_with(word))
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
    use super::{Leads, Words, after};

    #[test]
    fn the_longest_word_is_found_and_none_overlaps() {
        let words = Words::new(&["待定", "待定稿", "定稿", "TODO"]);
        let found: Vec<_> = words.find("甲待定稿乙待定，TODO").collect();
        assert_eq!(found, [(3, "待定稿"), (15, "待定"), (24, "TODO")]);
    }

    #[test]
    fn characters_of_every_length_are_found() {
        let leads = Leads::new("x（×𠀀".chars());
        let text = "甲é（乙x𠀀丙";
        let mut at = 0;
        let mut found = Vec::new();
        while let Some(next) = leads.next(text.as_bytes(), at) {
            let c = after(text, next).unwrap();
            found.push(c);
            at = next + c.len_utf8();
        }
        // Of two and four bytes all are looked at, and whoever asks decides.
        assert_eq!(found, ['é', '（', 'x', '𠀀']);
    }
}
