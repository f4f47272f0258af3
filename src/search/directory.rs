//! The directory: the one file that is loaded first. It says how many pages there are, which shard holds which keys, which digests
//! belong together, and the facts of all pages. Beside it, the units' names and sounds for suggestions (`sounds.rs`).

use serde_json::{Value, json};

use super::builder::Subject;
use super::lists::Lists;
use super::script::{self, File, Part, Shard, escape};
use super::sounds::{self, Sounds};
use super::{facts, fold_table, texts};
use crate::model::{Site, Unit};

/// The version of the format: the engine refuses another.
const VERSION: u32 = 1;
/// How many of the longest lists the directory names, so that a phrase avoids them.
const COMMON: usize = 1_200;
/// Bits from which a list is long.
const LONG: u64 = 8_192;

/// What the directory says of the shards.
#[derive(Default)]
pub(super) struct Parts {
    /// Of all pages' texts, in characters.
    pub(super) lengths: Vec<u32>,
    pub(super) common: Vec<u16>,
    pub(super) lists: Side,
    pub(super) positions: Side,
    /// How many pages each shard of texts holds, gamma coded.
    pub(super) text_counts: Vec<u16>,
    pub(super) texts: Vec<[u16; 2]>,
    pub(super) titles: Vec<[u16; 2]>,
}

/// The shards of one sort.
#[derive(Default)]
pub(super) struct Side {
    /// The first key of each, U+0001 between.
    pub(super) bounds: Vec<u16>,
    pub(super) digests: Vec<[u16; 2]>,
}

/// The files of which there is one: the directory, the units, the table of folding, the reader.
pub(super) fn files(site: &Site, subjects: &[Subject], parts: &Parts, sounds: &Sounds) -> Vec<File> {
    let (units, fold) = (sounds::units(site, sounds), fold_table::shard());
    let directory = directory(site, subjects, parts, [&fold, &units]);
    vec![directory.file, units.file, fold.file, script::reader()]
}

fn directory(site: &Site, subjects: &[Subject], parts: &Parts, others: [&Shard; 2]) -> Shard {
    let (codes, numbers) = facts::numbers(site, subjects);
    let facts = facts::pack(site, subjects, &parts.lengths);
    let head = escape(&head(site, subjects, parts, &codes, others));
    // One unit of the digest where a stale file does little harm: an old excerpt once in 32,768 times.
    let short = |digests: &[[u16; 2]]| digests.iter().map(|digest| digest[0]).collect::<Vec<_>>();
    script::shard(
        "index",
        &[
            Part::Json(&head),
            Part::Text(&facts),
            Part::Text(&numbers),
            Part::Text(&parts.common),
            Part::Text(&parts.lists.bounds),
            Part::Text(parts.lists.digests.as_flattened()),
            Part::Text(&parts.positions.bounds),
            Part::Text(parts.positions.digests.as_flattened()),
            Part::Text(&parts.text_counts),
            Part::Text(&short(&parts.texts)),
            Part::Text(&short(&parts.titles)),
        ],
    )
}

fn head(
    site: &Site,
    subjects: &[Subject],
    parts: &Parts,
    codes: &[&str],
    [fold, units]: [&Shard; 2],
) -> Value {
    let rules = &site.rules;
    let pages = subjects.len();
    let sum: u64 = parts.lengths.iter().map(|length| u64::from(*length)).sum();
    json!({
        "version": VERSION,
        "pages": pages,
        "average": sum / pages.max(1) as u64 + 1,
        "firstDay": facts::first_day(site, subjects),
        "kinds": rules.kinds.iter().map(|kind| json!([kind.id, kind.name])).collect::<Vec<_>>(),
        "units": site.units.iter().map(unit_names).collect::<Vec<_>>(),
        "criteria": rules.campaign.criteria.iter().map(|c| json!([c.id, c.name])).collect::<Vec<_>>(),
        "codes": codes,
        "titleBlock": texts::BLOCK,
        "allTitles": pages <= texts::FEW,
        "fold": String::from_utf16_lossy(&fold.digest),
        "readings": String::from_utf16_lossy(&units.digest),
    })
}

/// Id, name, short name (empty: the same).
fn unit_names(unit: &Unit) -> Value {
    let short = if unit.short == unit.name { "" } else { &unit.short };
    json!([unit.id(), unit.name, short])
}

/// The keys with the longest lists: `U+0001` between keys, `U+0002` between classes, each class twice as long as the next.
pub(super) fn common(lists: &Lists) -> Vec<u16> {
    let cost = |at: usize| {
        let (list, positions) = (lists.of_lists(at..at + 1), lists.of_positions(at..at + 1));
        list.end - list.start + positions.end - positions.start
    };
    let mut long: Vec<(u64, &[u16])> = (0..lists.len())
        .map(|at| (cost(at), lists.key(at)))
        .filter(|(cost, key)| *cost > LONG && !super::keys::is_single(key))
        .collect();
    long.sort_unstable_by(|(a, x), (b, y)| b.cmp(a).then_with(|| x.cmp(y)));
    long.truncate(COMMON);
    let mut out = Vec::new();
    for class in (0..24).rev() {
        let mut of_class: Vec<&[u16]> = long
            .iter()
            .filter(|(cost, _)| (cost / LONG).ilog2() == class)
            .map(|(_, key)| *key)
            .collect();
        of_class.sort_unstable();
        if class < 23 {
            out.push(2);
        }
        out.extend(of_class.join(&1));
    }
    out
}
