//! `privacy/…`: numbers of persons (DOMAIN.md §4): ID numbers, bank cards, mobile telephones.
//!
//! A line comes in, the places of such numbers go out, whatever their digits' width and whatever stands between the groups. Nothing is
//! found within longer numbers, digests or addresses of the web, and nothing that is found is ever repeated whole.

mod number;
mod scan;

use super::page::{Findings, Page};
use crate::diagnostic::Diagnostic;
use number::Kind;
use scan::Found;

pub(super) fn check(page: &Page<'_>, findings: &mut Findings<'_>) {
    for line in &page.lines {
        for found in scan::scan(line.text) {
            let diagnostic = match found.kind {
                Kind::Id => Diagnostic::error("privacy/id-number"),
                Kind::Card => Diagnostic::error("privacy/bank-card"),
                Kind::Mobile => Diagnostic::warning("privacy/mobile-number"),
            };
            let diagnostic = diagnostic.with("masked", stars(line.text, &found));
            findings.tell(diagnostic, line.start + found.start, line.start + found.end);
        }
    }
}

/// The number with all digits but the first and last two as stars, so that the clerk knows which one is meant.
fn stars(line: &str, found: &Found) -> String {
    let digits: Vec<char> = line
        .get(found.start..found.end)
        .unwrap_or_default()
        .chars()
        .filter(|c| scan::digit(*c).is_some() || scan::is_x(*c))
        .collect();
    let last = digits.len().saturating_sub(2);
    digits
        .iter()
        .enumerate()
        .map(|(i, c)| if i < 2 || i >= last { *c } else { '*' })
        .collect()
}

/// A text with every such number in it starred out, character by character, so that columns stay; `None` if there is none.
pub(super) fn masked(text: &str) -> Option<String> {
    let found = scan::scan(text);
    if found.is_empty() {
        return None;
    }
    let hidden = |at: usize| found.iter().any(|f| (f.start..f.end).contains(&at));
    let star = |(at, c): (usize, char)| match hidden(at) && (scan::digit(c).is_some() || scan::is_x(c)) {
        true => '*',
        false => c,
    };
    Some(text.char_indices().map(star).collect())
}

#[cfg(test)]
mod tests;
