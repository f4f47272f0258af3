//! The folding of every character of the BMP, as a golden table: the browser tests hold the search engine's folding to the same table.

use std::fmt::Write as _;
use std::path::Path;

use sihao::text::fold::{fold_char, is_token};

use crate::site::blessing;

/// Lines of `0041..005A +32` (a run of characters moved by so much), `00BD 0031 2044 0032` (one that becomes these; none: it is dropped),
/// `token 0030..0039`; what is not named stays as it is and belongs to no token.
fn table() -> String {
    let mut out = String::new();
    let mut run: Option<(u32, u32, i64)> = None;
    for c in bmp() {
        let folded = folded(c);
        let offset = match folded.as_slice() {
            [one] => Some(i64::from(*one) - i64::from(u32::from(c))),
            _ => None,
        };
        if let (Some((first, last, by)), Some(offset)) = (run, offset)
            && by == offset
            && last + 1 == u32::from(c)
        {
            run = Some((first, last + 1, by));
            continue;
        }
        end(run.take(), &mut out);
        match offset {
            Some(0) => {}
            Some(by) => run = Some((u32::from(c), u32::from(c), by)),
            None => {
                let _ = write!(out, "{:04X}", u32::from(c));
                folded.iter().for_each(|to| {
                    let _ = write!(out, " {to:04X}");
                });
                out.push('\n');
            }
        }
    }
    end(run, &mut out);
    tokens(&mut out);
    out
}

fn end(run: Option<(u32, u32, i64)>, out: &mut String) {
    if let Some((first, last, by)) = run {
        let _ = writeln!(out, "{first:04X}..{last:04X} {by:+}");
    }
}

fn tokens(out: &mut String) {
    let mut run: Option<(u32, u32)> = None;
    for code in 0..=0x10000 {
        let token = code < 0x10000 && char::from_u32(code).is_some_and(is_token);
        run = match (run, token) {
            (Some((first, _)), true) => Some((first, code)),
            (None, true) => Some((code, code)),
            (Some((first, last)), false) => {
                let _ = writeln!(out, "token {first:04X}..{last:04X}");
                None
            }
            (None, false) => None,
        };
    }
}

fn bmp() -> impl Iterator<Item = char> {
    (0..0x10000).filter_map(char::from_u32)
}

fn folded(c: char) -> Vec<u32> {
    let mut text = String::new();
    fold_char(c, &mut text);
    text.chars().map(u32::from).collect()
}

#[test]
fn every_character_of_the_bmp_folds_as_the_table_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/fold.txt");
    let table = table();
    if blessing() {
        std::fs::write(&path, &table).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    let differs = table
        .lines()
        .zip(expected.lines())
        .find(|(now, then)| now != then);
    assert!(
        table == expected,
        "folding has changed, first at {differs:?}: if that is meant, bless, and the search engine's table must follow"
    );
}
