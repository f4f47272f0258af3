//! How titles and units are typed by pinyin: files of their own, loaded only when somebody types letters, so that they cost a search nothing.
//!
//! A Han character is one unit, U+4E00 and the number of its readings in the file's own table; Latin letters and digits stand as they
//! are, marks are left out. So both initials (`szjj`) and whole readings (`shizhujianju`), and any mixture, are matched on one unit a character.

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde_json::{Value, json};

use super::script::{self, File, Part, Shard};
use crate::model::{Site, Unit};
use crate::text::pinyin::{self, Sound};

/// Between two units or titles, and between two names of one.
const END: u16 = 2;
const NAME_END: u16 = 1;
/// Code of the first entry of a table.
const FIRST: u16 = 0x4e00;
/// Titles in a file: with some 25 characters a title, about 50 kB.
pub(super) const BLOCK: usize = 1_000;

/// Files with the sounds of titles, and what each begins with of its digest.
pub(super) struct Sounds {
    pub(super) files: Vec<File>,
    digests: Vec<u16>,
}

/// The sounds of all titles, in files named after their first page.
pub(super) fn titles<'a>(titles: impl Iterator<Item = &'a str>) -> Sounds {
    let titles: Vec<&str> = titles.collect();
    let blocks: Vec<(usize, &[&str])> = titles.chunks(BLOCK).enumerate().collect();
    let made: Vec<Shard> = blocks
        .par_iter()
        .map(|(block, titles)| {
            let sounds = titles.iter().map(|title| vec![pinyin::sounds(title)]);
            let heard: Vec<Vec<Vec<Sound>>> = sounds.collect();
            let (table, codes) = code(&heard);
            let name = format!("y/{}", block * BLOCK);
            script::shard(&name, &[Part::Text(&table), Part::Text(&codes)])
        })
        .collect();
    Sounds {
        digests: made.iter().map(|shard| shard.digest[0]).collect(),
        files: made.into_iter().map(|shard| shard.file).collect(),
    }
}

/// For each unit its other names, and the sounds of all its names; and the digests of the files of titles.
pub(super) fn units(site: &Site, titles: &Sounds) -> Shard {
    let others: Vec<Value> = site.units.iter().map(|unit| json!(others(unit))).collect();
    let heard: Vec<Vec<Vec<Sound>>> = site
        .units
        .iter()
        .map(|unit| {
            let own = [unit.name.as_str(), unit.short.as_str()].into_iter();
            own.chain(others_of(unit)).map(pinyin::sounds).collect()
        })
        .collect();
    let (table, codes) = code(&heard);
    script::shard(
        "units",
        &[
            Part::Json(&script::escape(&Value::Array(others))),
            Part::Text(&table),
            Part::Text(&codes),
            Part::Text(&titles.digests),
        ],
    )
}

fn others(unit: &Unit) -> Vec<&str> {
    others_of(unit).collect()
}

/// Aliases, then former names.
fn others_of(unit: &Unit) -> impl Iterator<Item = &str> {
    let former = unit.raw.former_names.iter();
    unit.raw
        .aliases
        .iter()
        .chain(former)
        .map(|name| name.value.as_str())
}

/// The table of readings (blanks between entries, strokes within), and the coded names.
fn code(all: &[Vec<Vec<Sound>>]) -> (Vec<u16>, Vec<u16>) {
    let mut table: BTreeMap<String, u16> = BTreeMap::new();
    for sound in all.iter().flatten().flatten() {
        if let Sound::Han(readings) = sound {
            table.entry(readings.join("|")).or_default();
        }
    }
    // Some 410 syllables and a few surnames: far below what a unit holds.
    for (number, place) in (FIRST..).zip(table.values_mut()) {
        *place = number;
    }
    let mut codes = Vec::new();
    for (at, names) in all.iter().enumerate() {
        if at > 0 {
            codes.push(END);
        }
        for (at, name) in names.iter().enumerate() {
            if at > 0 {
                codes.push(NAME_END);
            }
            for sound in name {
                match sound {
                    Sound::Han(readings) => codes.extend(table.get(&readings.join("|"))),
                    Sound::Latin(run) => codes.extend(run.encode_utf16()),
                }
            }
        }
    }
    let entries: Vec<&str> = table.keys().map(String::as_str).collect();
    (script::units(&entries.join(" ")), codes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_is_one_unit_and_the_table_is_the_file_s_own() {
        let heard = vec![
            vec![pinyin::sounds("局长A4"), Vec::new()],
            vec![pinyin::sounds("曾局")],
        ];
        let (table, codes) = code(&heard);
        assert_eq!(String::from_utf16(&table).unwrap(), "ceng|zeng ju zhang");
        assert_eq!(
            String::from_utf16(&codes).unwrap(),
            "\u{4e01}\u{4e02}a4\u{1}\u{2}\u{4e00}\u{4e01}"
        );
    }
}
