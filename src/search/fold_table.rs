//! Folding for the script: what [`crate::text::fold`] makes of every character, as a table, so that there is one definition.
//!
//! The engine itself knows ASCII, the common Han and punctuation; this file is loaded when a text or a query holds anything else. A
//! browser's own tables are not asked: those of an old one know fewer characters.
//!
//! The table follows from the program alone, and asking every character of Unicode costs a tenth of a second: so it is generated once and
//! kept in `fold_table.bin`. A test makes it anew and compares; `SIHAO_BLESS=1 cargo test --lib fold_table` writes it.

use super::script::{self, Part, Shard};

/// [classes], [foldings], what they are folded to: each its length in units (32 bits, little-endian), then its units.
const TABLE: &[u8] = include_bytes!("fold_table.bin");

/// The shard `fold`: [classes], [foldings], what they are folded to. The first two are runs over code points, from 0 on.
pub(super) fn shard() -> Shard {
    let parts = parts(TABLE);
    let parts: Vec<Part<'_>> = parts.iter().map(|units| Part::Text(units)).collect();
    script::shard("fold", &parts)
}

fn parts(mut bytes: &[u8]) -> Vec<Vec<u16>> {
    let mut parts = Vec::new();
    while let Some((length, rest)) = bytes.split_first_chunk::<4>() {
        let length = u32::from_le_bytes(*length) as usize * 2;
        let (units, rest) = rest.split_at(length.min(rest.len()));
        let units = units.chunks_exact(2).filter_map(|pair| pair.try_into().ok());
        parts.push(units.map(u16::from_le_bytes).collect());
        bytes = rest;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::super::bits::BitWriter;
    use super::super::keys::{Class, class};
    use super::{TABLE, script, shard};
    use crate::text::fold::fold_char;

    #[test]
    fn the_table_is_small() {
        let size = shard().file.bytes.len();
        assert!(size < 60_000, "{size}");
    }

    #[test]
    #[expect(clippy::disallowed_methods, reason = "blessing writes the generated file")]
    fn the_table_is_what_the_folding_says_now() {
        let (runs, targets) = foldings();
        let mut table = Vec::new();
        for part in [classes(), runs, script::units(&targets)] {
            table.extend((part.len() as u32).to_le_bytes());
            table.extend(part.iter().flat_map(|unit| unit.to_le_bytes()));
        }
        if std::env::var_os("SIHAO_BLESS").is_some() {
            let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/search/fold_table.bin");
            std::fs::write(path, &table).unwrap();
        } else {
            assert!(
                table == TABLE,
                "the folding has changed: SIHAO_BLESS=1 cargo test --lib fold_table"
            );
        }
    }

    /// Runs of one class (space 0, token 1, Han 2, mark 3): 2 bits, then the length (gamma).
    fn classes() -> Vec<u16> {
        let mut bits = BitWriter::default();
        let code = |c: u32| match char::from_u32(c).map_or(Class::Mark, class) {
            Class::Space => 0,
            Class::Token => 1,
            Class::Han => 2,
            Class::Mark => 3,
        };
        let all: Vec<u32> = (0..0x11_0000).map(code).collect();
        for run in all.chunk_by(|a, b| a == b) {
            bits.bits(run.first().copied().unwrap_or(3), 2);
            bits.gamma(run.len() as u32);
        }
        bits.finish()
    }

    /// A run of characters that are folded in the same way.
    #[derive(Clone, Copy, PartialEq, Eq)]
    enum Way {
        /// To themselves.
        Same,
        /// To a character at this distance.
        Moved(i32),
        /// To text of its own.
        Text,
    }

    /// Runs: the way in 2 bits (same 0, moved 1, text 2, moved every second 3), the length (gamma), the distance (gamma of the zigzag, plus 1).
    /// Texts stand in order, U+0001 after each.
    fn foldings() -> (Vec<u16>, String) {
        let mut bits = BitWriter::default();
        let mut targets = String::new();
        let ways: Vec<Way> = (0..0x11_0000).map(|code| way(code, &mut targets)).collect();
        let mut at = 0;
        while let Some(first) = ways.get(at) {
            let rest = ways.get(at..).unwrap_or_default();
            let length = rest.iter().take_while(|way| *way == first).count();
            let pairs = rest
                .chunks_exact(2)
                .take_while(|pair| matches!(first, Way::Moved(_)) && *pair == [*first, Way::Same])
                .count();
            let (tag, taken) = match first {
                Way::Same => (0, length),
                Way::Text => (2, length),
                Way::Moved(_) if pairs > 1 => (3, pairs * 2),
                Way::Moved(_) => (1, length),
            };
            bits.bits(tag, 2);
            bits.gamma(if tag == 3 { pairs } else { length } as u32);
            if let Way::Moved(distance) = first {
                bits.gamma(((distance << 1) ^ (distance >> 31)) as u32 + 1);
            }
            at += taken;
        }
        (bits.finish(), targets)
    }

    fn way(code: u32, targets: &mut String) -> Way {
        let Some(c) = char::from_u32(code) else {
            return Way::Same;
        };
        let mut folded = String::new();
        fold_char(c, &mut folded);
        let mut chars = folded.chars();
        match (chars.next(), chars.next()) {
            (Some(one), None) if one == c => Way::Same,
            (Some(one), None) => Way::Moved(u32::from(one) as i32 - code as i32),
            _ => {
                targets.push_str(&folded);
                targets.push('\u{1}');
                Way::Text
            }
        }
    }
}
