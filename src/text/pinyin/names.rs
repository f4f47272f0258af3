//! How a text may be typed: its syllables, and where a person's name may begin, the surname's reading beside the common one.
//!
//! A name begins where a text does, after a mark, and two or three characters before 同志. There 单 is typed as shan or dan, 曾 as zeng or
//! ceng; nothing is guessed, since either finds the text. Addresses never come from here.

use std::borrow::Cow;

use super::pieces;
use crate::text::han::is_han;

/// Surnames that are read otherwise than the same characters elsewhere, after 《通用规范汉字表》 and the usual dictionaries: the surname,
/// then a syllable for each of its characters.
const SURNAMES: &[(&str, &[&str])] = &[
    ("万俟", &["mo", "qi"]),
    ("不", &["fou"]),
    ("乐", &["yue"]),
    ("仇", &["qiu"]),
    ("令狐", &["ling", "hu"]),
    ("佴", &["nai"]),
    ("冼", &["xian"]),
    ("区", &["ou"]),
    ("单", &["shan"]),
    ("单于", &["chan", "yu"]),
    ("卜", &["bu"]),
    ("句", &["gou"]),
    ("召", &["shao"]),
    ("员", &["yun"]),
    ("呙", &["guo"]),
    ("宓", &["mi"]),
    ("尉迟", &["yu", "chi"]),
    ("折", &["she"]),
    ("曾", &["zeng"]),
    ("朴", &["piao"]),
    ("查", &["zha"]),
    ("洗", &["xian"]),
    ("澹台", &["tan", "tai"]),
    ("盖", &["ge"]),
    ("瞿", &["qu"]),
    ("祭", &["zhai"]),
    ("种", &["chong"]),
    ("秘", &["bi"]),
    ("繁", &["po"]),
    ("缪", &["miao"]),
    ("翟", &["zhai"]),
    ("能", &["nai"]),
    ("臧", &["zang"]),
    ("覃", &["qin"]),
    ("解", &["xie"]),
    ("谌", &["chen"]),
    ("车", &["che"]),
    ("逄", &["pang"]),
    ("那", &["na"]),
    ("郇", &["xun"]),
    ("重", &["chong"]),
    ("长孙", &["zhang", "sun"]),
    ("隗", &["wei"]),
    ("黑", &["he"]),
];

/// The word that follows names.
const AFTER: [char; 2] = ['同', '志'];

/// How one piece of a text is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sound {
    /// The readings of a Han character, the common one first.
    Han(Vec<Cow<'static, str>>),
    /// A run of Latin letters and digits, in lower case.
    Latin(String),
}

/// How a text is typed, piece by piece; marks, and what has no reading, are left out.
pub fn sounds(text: &str) -> Vec<Sound> {
    let chars: Vec<char> = text.chars().collect();
    let others = surnames(&chars);
    let pieces = pieces(&chars).into_iter();
    pieces
        .map(|piece| {
            if !piece.is_han {
                return Sound::Latin(piece.text.into_owned());
            }
            let mut readings = vec![piece.text];
            for (_, other) in others.iter().filter(|(at, _)| *at == piece.at) {
                if readings.iter().all(|reading| reading != other) {
                    readings.push(Cow::Borrowed(*other));
                }
            }
            Sound::Han(readings)
        })
        .collect()
}

/// The readings of surnames, each with the index of its character.
fn surnames(chars: &[char]) -> Vec<(usize, &'static str)> {
    let mut found = Vec::new();
    for at in (0..chars.len()).filter(|at| begins_name(chars, *at)) {
        for (name, syllables) in SURNAMES {
            let rest = chars.iter().skip(at);
            if name.chars().count() <= chars.len() - at && name.chars().zip(rest).all(|(a, b)| a == *b) {
                found.extend((at..).zip(syllables.iter().copied()));
            }
        }
    }
    found
}

/// A person's name may begin here.
fn begins_name(chars: &[char], at: usize) -> bool {
    let is_first = at.checked_sub(1).and_then(|before| chars.get(before));
    let is_first = is_first.is_none_or(|before| !is_han(*before));
    is_first
        || (2..=4).any(|length| {
            chars
                .get(at + length..)
                .is_some_and(|rest| rest.starts_with(&AFTER))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str) -> String {
        let of = |sound| match sound {
            Sound::Han(readings) => readings.join("/"),
            Sound::Latin(run) => run,
        };
        sounds(text).into_iter().map(of).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_surname_is_read_both_ways_where_a_name_may_begin() {
        for (name, wanted) in [
            ("曾庆", "ceng/zeng qing"),
            ("仇明", "chou/qiu ming"),
            ("单明", "dan/shan ming"),
            ("解明", "jie/xie ming"),
            ("查明", "cha/zha ming"),
            ("区明", "qu/ou ming"),
            ("任明", "ren ming"),
            ("尉迟明", "wei/yu chi ming"),
        ] {
            assert_eq!(typed(name), wanted);
        }
        assert_eq!(typed("学习曾明远同志"), "xue xi ceng/zeng ming yuan tong zhi");
        assert_eq!(typed("记“单明”"), "ji dan/shan ming");
        assert_eq!(typed("全县各单位"), "quan xian ge dan wei");
    }

    #[test]
    fn words_keep_their_readings_and_latin_stays_whole() {
        assert_eq!(typed("市住建局2026年A4表"), "shi zhu jian ju 2026 nian a4 biao");
        assert_eq!(typed("——。"), "");
    }

    #[test]
    fn each_surname_has_a_syllable_for_each_character_and_is_sorted() {
        assert!(SURNAMES.is_sorted_by(|a, b| a.0 < b.0));
        for (name, syllables) in SURNAMES {
            assert_eq!(name.chars().count(), syllables.len(), "{name}");
        }
    }
}
