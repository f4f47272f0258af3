//! Document numbers (发文字号): `云江直工发〔2026〕3号`, in every spelling that readers use.
//! Source: GB/T 9704-2012, 7.2.5: full year in 〔〕, no 第, no leading zeros.
//!
//! A whole text comes in and is a number or is not: none is looked for within a sentence. A number without the issuing organ's code
//! (`〔2026〕3号`), without a year (第3号令) or with a year before 1949 is refused.

use std::ops::RangeInclusive;
use std::sync::Arc;

use super::fold::fold_char;
use super::han::is_han;

/// Years that a number may bear: the first documents of the People's Republic to what anyone here will see.
const YEARS: RangeInclusive<i16> = 1949..=2100;
/// The longest code of an issuing organ that is still believed, in characters.
const LONGEST_CODE: usize = 20;

/// A document number in its normal form: `云江直工发〔2026〕3号`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
pub struct DocNumber(Arc<str>);

impl DocNumber {
    /// Reads any spelling (`[2026] 3 号`, `【2026】3号`, `(2026)第03号`, full-width digits, 〇); `None` if the text is no document number.
    pub fn parse(text: &str) -> Option<DocNumber> {
        let mut folded = String::new();
        // A number has 40 characters at most, white space included.
        text.trim()
            .chars()
            .take(80)
            .for_each(|c| fold_char(c, &mut folded));
        let folded: Vec<char> = folded.chars().collect();
        let mut rest = folded.as_slice();
        let code = code(&mut rest)?;
        let (open, year) = (skip(&mut rest, '('), digits(&mut rest, 4..=4)?);
        let spaced = rest.first() == Some(&' ');
        let close = skip(&mut rest, ')');
        let ordinal = skip(&mut rest, '第');
        // Without brackets, something else must part the year from the running number.
        if open != close || (!open && !spaced && !ordinal) {
            return None;
        }
        let serial = digits(&mut rest, 1..=6)?;
        let marked = skip(&mut rest, '号');
        let year = i16::try_from(year).ok().filter(|year| YEARS.contains(year))?;
        if serial == 0 || !rest.is_empty() || !(marked || open) {
            return None;
        }
        Some(DocNumber(format!("{code}〔{year}〕{serial}号").into()))
    }
    /// The normal form.
    pub fn as_str(&self) -> &str {
        &self.0
    }
    /// The issuing organ's code before the bracket: `云江直工发`.
    pub fn code(&self) -> &str {
        self.split().0
    }
    /// The year in the brackets.
    pub fn year(&self) -> i16 {
        self.split().1.parse().unwrap_or(0)
    }
    /// The running number, for sorting: 3.
    pub fn serial(&self) -> u32 {
        self.split().2.parse().unwrap_or(0)
    }
    /// Code, year and running number. The normal form always has all three.
    fn split(&self) -> (&str, &str, &str) {
        let (code, rest) = self.0.split_once('〔').unwrap_or_default();
        let (year, serial) = rest.split_once('〕').unwrap_or_default();
        (code, year, serial.trim_end_matches('号'))
    }
}

/// The Han characters before the year; 三 and 六 may be among them (三明, 六安), since a year in Chinese digits stands in brackets.
fn code(rest: &mut &[char]) -> Option<String> {
    let mut code = String::new();
    while let [c, tail @ ..] = *rest {
        if is_han(*c) && *c != '第' {
            code.push(*c);
        } else if *c != ' ' {
            break;
        }
        *rest = tail;
    }
    (1..=LONGEST_CODE).contains(&code.chars().count()).then_some(code)
}

fn skip_space(rest: &mut &[char]) {
    while let [' ', tail @ ..] = *rest {
        *rest = tail;
    }
}

/// Takes one character if it comes next, white space before and after it as well.
fn skip(rest: &mut &[char], wanted: char) -> bool {
    skip_space(rest);
    match *rest {
        [c, tail @ ..] if *c == wanted => {
            *rest = tail;
            skip_space(rest);
            true
        }
        _ => false,
    }
}

fn digits(rest: &mut &[char], lengths: RangeInclusive<usize>) -> Option<u32> {
    let length = rest.iter().take_while(|c| digit(**c).is_some()).count();
    if !lengths.contains(&length) {
        return None;
    }
    let (number, tail) = rest.split_at(length);
    *rest = tail;
    Some(
        number
            .iter()
            .filter_map(|c| digit(*c))
            .fold(0, |sum, digit| sum * 10 + digit),
    )
}

/// Arabic digits and the Chinese ones that are written place by place (二〇二六); 〇 is folded already.
fn digit(c: char) -> Option<u32> {
    const CHINESE: &str = "零一二三四五六七八九";
    if c.is_ascii() {
        return c.to_digit(10);
    }
    CHINESE
        .chars()
        .zip(0..)
        .find(|(han, _)| *han == c)
        .map(|(_, value)| value)
}

impl std::fmt::Display for DocNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::DocNumber;

    #[test]
    fn every_spelling_has_one_normal_form() {
        for text in [
            "云江直工发〔2026〕3号",
            "云江直工发[2026]3号",
            "云江直工发[2026] 3 号",
            "云江直工发(2026)3号",
            "云江直工发（2026）3号",
            "云江直工发（2026） 3 号",
            "云江直工发【2026】3号",
            "云江直工发［2026］3号",
            "云江直工发{2026}3号",
            "云江直工发｛2026｝3号",
            "云江直工发〖2026〗3号",
            "云江直工发﹝2026﹞3号",
            "云江直工发〔２０２６〕３号",
            "云江直工发〔2〇26〕3号",
            "云江直工发〔二〇二六〕三号",
            "云江直工发〔2026〕第3号",
            "云江直工发〔2026〕03号",
            "云江直工发(2026)第03号",
            "云江直工发〔2026〕003号",
            "云江直工发 〔2026〕 3号",
            " 云江直工发〔 2026 〕3号\u{3000}",
            "云江 直工发〔2026〕3号",
            "云江直工发〔2026)3号",
            "云江直工发〔2026〕3",
            "云江直工发2026 3号",
            "云江直工发２０２６ ３号",
            "云江直工发2026第3号",
            "云江直工发 2026 第 3 号",
            "云江直工发\u{200b}〔2026〕3号",
        ] {
            assert_eq!(
                DocNumber::parse(text).as_ref().map(DocNumber::as_str),
                Some("云江直工发〔2026〕3号"),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in [
            "",
            "2024年3月",
            "云江市2024年3号",
            "关于2024年3月的通知",
            "关于印发通知",
            "〔2026〕3号",
            "云江直工发3号",
            "云江直工发20263号",
            "云江直工发〔26〕3号",
            "云江直工发〔1948〕3号",
            "云江直工发〔2101〕3号",
            "云江直工发〔2026〕0号",
            "云江直工发〔2026〕号",
            "云江直工发〔2026〕1234567号",
            "云江直工发〔2026〕3号文件",
            "云江直工发〔2026 3号",
            "云江直工发2026〕3号",
            "见云江直工发〔2026〕3号、4号",
            "plans/2026/finance.md",
            "ABC〔2026〕3号",
            "云江直工发2026 3",
            "文号：云江直工发〔2026〕3号",
        ] {
            assert_eq!(DocNumber::parse(text), None, "{text}");
        }
        assert_eq!(DocNumber::parse(&"发".repeat(1_000_000)), None);
    }

    #[test]
    fn a_code_may_hold_a_chinese_digit() {
        let number = DocNumber::parse("三明直工发（二〇二六）二号").unwrap();
        assert_eq!(number.as_str(), "三明直工发〔2026〕2号");
    }

    #[test]
    fn a_number_tells_its_parts() {
        let number = DocNumber::parse("云江直工办[2025]第0037号").unwrap();
        assert_eq!(
            (number.code(), number.year(), number.serial()),
            ("云江直工办", 2025, 37)
        );
        assert_eq!(number.to_string(), "云江直工办〔2025〕37号");
    }
}
