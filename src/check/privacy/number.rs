//! Which numbers are a person's: check digits, dates of birth, known beginnings. Digits come in as numbers, without separators.

use crate::text::date::Date;

/// Whose number it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// 公民身份号码, GB 11643.
    Id,
    /// A bank card.
    Card,
    /// A mobile telephone.
    Mobile,
}

/// Weights of the first 17 digits (GB 11643-1999, 4.4.1).
const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/// The check digit by the sum mod 11; 10 is X.
const CHECK: [u8; 11] = [1, 0, 10, 9, 8, 7, 6, 5, 4, 3, 2];
/// Years of birth that are believed.
const BIRTHS: std::ops::RangeInclusive<i16> = 1900..=2050;

/// Whether 18 digits (the last may be 10, for X) are an ID number: region, date of birth and check digit.
pub(super) fn is_id(digits: &[u8]) -> bool {
    let Some((check, first)) = digits.split_last() else {
        return false;
    };
    if first.len() != WEIGHTS.len() || !is_region(first) {
        return false;
    }
    let sum: u32 = first
        .iter()
        .zip(WEIGHTS)
        .map(|(digit, weight)| u32::from(*digit) * weight)
        .sum();
    let year = value(first, 6, 10);
    CHECK.get(sum as usize % 11) == Some(check) && BIRTHS.contains(&year) && is_day(year, first, 10)
}

/// Whether 15 digits are an ID number of the old form. It has no check digit: only to be asked where the text names it.
pub(super) fn is_old_id(digits: &[u8]) -> bool {
    digits.len() == 15 && is_region(digits) && is_day(1900 + value(digits, 6, 8), digits, 8)
}

/// Whether digits are a bank card's: a known beginning with its length, and the check of Luhn.
pub(super) fn is_card(digits: &[u8]) -> bool {
    let known = match digits {
        [6, 2, ..] => (16..=19).contains(&digits.len()),
        // Foreign cards. Codes of social organisations begin with 5 as well, but have 18 places.
        [4, ..] | [5, 1..=5, ..] | [3, 5, ..] => digits.len() == 16,
        [9, 5, 5, 8, ..] => digits.len() == 19,
        _ => false,
    };
    let luhn = |(place, digit): (usize, &u8)| match (place % 2, digit * 2) {
        (0, _) => u32::from(*digit),
        (_, double) if double > 9 => u32::from(double - 9),
        (_, double) => u32::from(double),
    };
    known && digits.iter().rev().enumerate().map(luhn).sum::<u32>() % 10 == 0
}

/// Whether 11 digits are a mobile number's.
pub(super) fn is_mobile(digits: &[u8]) -> bool {
    // A round number is a sum of money or a population, not a telephone.
    digits.len() == 11 && matches!(digits, [1, 3..=9, ..]) && digits.iter().skip(6).any(|digit| *digit != 0)
}

fn value(digits: &[u8], from: usize, to: usize) -> i16 {
    digits
        .get(from..to)
        .unwrap_or_default()
        .iter()
        .fold(0, |sum, digit| sum * 10 + i16::from(*digit))
}

fn is_day(year: i16, digits: &[u8], from: usize) -> bool {
    let (month, day) = (value(digits, from, from + 2), value(digits, from + 2, from + 4));
    i8::try_from(month)
        .ok()
        .zip(i8::try_from(day).ok())
        .is_some_and(|(month, day)| Date::new(year, month, day).is_some())
}

/// The first two digits of a region that exists (GB/T 2260; 83 is on cards of residence).
fn is_region(digits: &[u8]) -> bool {
    matches!(value(digits, 0, 2), 11..=15 | 21..=23 | 31..=37 | 41..=46 | 50..=54 | 61..=65 | 71 | 81..=83)
}
