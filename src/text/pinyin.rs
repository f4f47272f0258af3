//! Pinyin by a frozen table: addresses that stay, and initials for finding units.
//!
//! The readings are those of the crate `pinyin` at one exact version, mended by a table of words of our own
//! (银行 yin-hang, 重庆 chong-qing); a test holds a digest of every reading, so that no address ever moves by itself.
//! Tones are left out and ü is v (lv, nv). In addresses names of persons are not read: 单 and 曾 have their common readings. Whoever looks
//! for something types either: [`sounds`] gives both where a name may begin.

mod names;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use pinyin::ToPinyin;
use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

use super::han::is_han;
pub use names::{Sound, sounds};

/// A line a word: the word, then a syllable for each of its characters.
const WORDS: &str = include_str!("pinyin/words.txt");

/// The table, by first character, longest words first. Made once from a constant.
static TABLE: LazyLock<BTreeMap<char, Vec<Word>>> = LazyLock::new(|| {
    let mut table: BTreeMap<char, Vec<Word>> = BTreeMap::new();
    for line in WORDS.lines() {
        let mut parts = line.split(' ');
        let word: Vec<char> = parts.next().unwrap_or_default().chars().collect();
        if let Some(first) = word.first() {
            table.entry(*first).or_default().push(Word {
                syllables: parts.collect(),
                word,
            });
        }
    }
    table
        .values_mut()
        .for_each(|words| words.sort_by_key(|w| std::cmp::Reverse(w.word.len())));
    table
});

/// A word whose characters have readings of their own in it.
struct Word {
    word: Vec<char>,
    syllables: Vec<&'static str>,
}

/// The longest slug: with `.html` it fits any file system, though a title may have hundreds of characters.
const LONGEST_SLUG: usize = 120;

/// A name as part of an address: `2026年度计划` → `2026-nian-du-ji-hua`. Lower-case ASCII letters, digits and single hyphens;
/// `None` when nothing of the text can be spelt. Over 120 characters, it is cut between syllables and ends in a digest of the whole,
/// so that two long names with one beginning stay two.
pub fn slug(text: &str) -> Option<String> {
    let mut slug = String::with_capacity(text.len() * 2);
    for (syllable, _) in read(text) {
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(&syllable);
    }
    if slug.len() <= LONGEST_SLUG {
        return (!slug.is_empty()).then_some(slug);
    }
    let digest: String = Sha256::digest(&slug)
        .iter()
        .take(4)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let room = LONGEST_SLUG - digest.len() - 1;
    let head = slug.get(..room)?;
    let whole = head.rfind('-').and_then(|end| head.get(..end)).unwrap_or(head);
    Some(format!("{whole}-{digest}"))
}

/// The syllables of a text, words of several readings mended: `银行` → `["yin", "hang"]`; Latin words and digits as they are, lower case.
pub fn syllables(text: &str) -> Vec<String> {
    read(text)
        .into_iter()
        .map(|(syllable, _)| syllable.into_owned())
        .collect()
}

/// The initials: `市住建局` → `szjj`. Latin words and numbers stay whole (`12345热线` → `12345rx`).
pub fn initials(text: &str) -> String {
    read(text)
        .into_iter()
        .map(|(syllable, han)| {
            if han {
                syllable.chars().take(1).collect()
            } else {
                syllable.into_owned()
            }
        })
        .collect()
}

/// Syllables and runs of Latin letters and digits, each with whether it is a Han character's.
fn read(text: &str) -> Vec<(Cow<'static, str>, bool)> {
    let chars: Vec<char> = text.chars().collect();
    let pieces = pieces(&chars).into_iter();
    pieces.map(|piece| (piece.text, piece.is_han)).collect()
}

/// A syllable, or a run of Latin letters and digits.
struct Piece {
    text: Cow<'static, str>,
    is_han: bool,
    /// Of a syllable, the index of its character.
    at: usize,
}

fn pieces(chars: &[char]) -> Vec<Piece> {
    let han = |text, at| Piece {
        text,
        is_han: true,
        at,
    };
    let latin = |text: String| Piece {
        text: text.into(),
        is_han: false,
        at: 0,
    };
    let mut rest = chars;
    let mut out = Vec::new();
    let mut run = String::new();
    while let Some((&c, tail)) = rest.split_first() {
        let at = chars.len() - rest.len();
        rest = tail;
        if !is_han(c) && push_latin(c, &mut run) {
            continue;
        }
        if !run.is_empty() {
            out.push(latin(std::mem::take(&mut run)));
        }
        match word_at(c, tail) {
            Some(word) => {
                let syllables = (at..).zip(&word.syllables);
                out.extend(syllables.map(|(at, syllable)| han(Cow::Borrowed(*syllable), at)));
                rest = tail.get(word.word.len() - 1..).unwrap_or_default();
            }
            None => out.extend(reading(c).map(|syllable| han(syllable, at))),
        }
    }
    if !run.is_empty() {
        out.push(latin(run));
    }
    out
}

/// The longest word of the table that begins with `first` and goes on with `tail`.
fn word_at(first: char, tail: &[char]) -> Option<&'static Word> {
    TABLE
        .get(&first)?
        .iter()
        .find(|w| w.word.get(1..).is_some_and(|rest| tail.starts_with(rest)))
}

/// The reading of one Han character, ü as v: the crate writes 略 "lüe".
fn reading(c: char) -> Option<Cow<'static, str>> {
    let plain = c.to_pinyin()?.plain();
    Some(if plain.contains('ü') {
        plain.replace('ü', "v").into()
    } else {
        plain.into()
    })
}

/// Adds a letter or digit to a run: full-width forms folded, accents of Latin letters dropped. `false` for everything else.
fn push_latin(c: char, run: &mut String) -> bool {
    let base = match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => std::iter::once(c).nfkc().next(),
        '\u{c0}'..='\u{24f}' => std::iter::once(c).nfd().next(),
        c => Some(c),
    };
    match base.filter(char::is_ascii_alphanumeric) {
        Some(base) => run.push(base.to_ascii_lowercase()),
        None => return false,
    }
    true
}

#[cfg(test)]
mod tests {
    use sha2::{Digest, Sha256};

    use super::{WORDS, initials, reading, slug, syllables};

    #[test]
    fn names_become_addresses() {
        for (name, address) in [
            ("2026年度计划", Some("2026-nian-du-ji-hua")),
            ("２０２６年Ａ类", Some("2026-nian-a-lei")),
            (
                "中国人民银行云江市分行",
                Some("zhong-guo-ren-min-yin-hang-yun-jiang-shi-fen-hang"),
            ),
            (
                "关于调整2026年重点任务的通知",
                Some("guan-yu-tiao-zheng-2026-nian-zhong-dian-ren-wu-de-tong-zhi"),
            ),
            ("绿色战略（草案）_v2.1", Some("lv-se-zhan-lve-cao-an-v2-1")),
            ("Café—Überblick", Some("cafe-uberblick")),
            ("二〇二六", Some("er-ling-er-liu")),
            ("--a--b--", Some("a-b")),
            ("①②", None),
            ("……", None),
            ("", None),
        ] {
            assert_eq!(slug(name).as_deref(), address, "{name}");
        }
    }

    #[test]
    fn a_word_decides_its_characters_and_the_longest_word_wins() {
        for (text, reading) in [
            ("银行行长", "yin hang hang zhang"),
            ("执行长期计划", "zhi xing chang qi ji hua"),
            ("便宜行事", "bian yi xing shi"),
            ("便宜", "pian yi"),
            ("重庆重点", "chong qing zhong dian"),
            ("会计调研", "kuai ji diao yan"),
            ("厦门大厦", "xia men da sha"),
            ("女职工", "nv zhi gong"),
            (
                "本行政区域各项目的目标",
                "ben xing zheng qu yu ge xiang mu de mu biao",
            ),
            ("干部长期协会计划", "gan bu chang qi xie hui ji hua"),
            ("社会长效机制", "she hui chang xiao ji zhi"),
            (
                "为了解决问题，了解情况",
                "wei le jie jue wen ti liao jie qing kuang",
            ),
        ] {
            assert_eq!(syllables(text).join(" "), reading, "{text}");
        }
    }

    #[test]
    fn units_are_found_by_their_initials() {
        assert_eq!(initials("市住建局"), "szjj");
        assert_eq!(initials("市数据局"), "ssjj");
        assert_eq!(initials("重庆A4纸"), "cqa4z");
    }

    #[test]
    fn long_names_stay_apart_and_fit_a_file_system() {
        let (one, two) = ("四好班子创建".repeat(30), "四好班子创建".repeat(31));
        let (one, two) = (slug(&one).unwrap(), slug(&two).unwrap());
        assert!(one.len() <= 120 && two.len() <= 120);
        assert_ne!(one, two);
        assert!(slug(&"a".repeat(5000)).unwrap().len() <= 120);
    }

    #[test]
    fn every_word_has_a_syllable_for_each_character_and_stands_once() {
        let mut seen = std::collections::BTreeSet::new();
        for line in WORDS.lines() {
            let mut parts = line.split(' ');
            let word = parts.next().unwrap();
            assert_eq!(word.chars().count(), parts.clone().count(), "{line}");
            assert!(
                parts.all(|s| !s.is_empty() && s.chars().all(|c| c.is_ascii_lowercase())),
                "{line}"
            );
            assert!(seen.insert(word), "{line} stands twice");
        }
        assert!(seen.len() >= 200);
    }

    /// Changing either digest moves addresses that were published, sent and printed: never do it within a major version.
    #[test]
    fn the_readings_are_frozen() {
        let mut readings = Sha256::new();
        for c in '\u{4e00}'..='\u{9fff}' {
            readings.update(format!("{c} {}\n", reading(c).unwrap_or_default()));
        }
        assert_eq!(
            hex(readings),
            "84405887f0a7cbfc971f59e21de640f1d14f0be6e9f15c774e4b49d0abb79d64"
        );
        let mut words = Sha256::new();
        words.update(WORDS);
        assert_eq!(
            hex(words),
            "9c5c8f84a1ee636186a7ddd52e6225c8e8fec5e9aaedeed335b1d71786fcbf0f"
        );
    }

    fn hex(digest: Sha256) -> String {
        digest
            .finalize()
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }
}
