//! The directory: the one file that is loaded first. It says how many pages there are, and which branches and volumes belong together;
//! in a small site it holds these. Beside it, the units' names and sounds for suggestions (`sounds.rs`).

use serde_json::{Value, json};

use super::builder::Subject;
use super::cut::row;
use super::lists::{Lists, Sort};
use super::script::{self, File, Part, Shard, escape};
use super::sounds::{self, Sounds};
use super::{facts, fold_table, texts, volumes};
use crate::model::{Site, Unit};

/// The version of the format: the engine refuses another.
const VERSION: u32 = 3;
/// How many of the longest lists the directory names, so that a phrase avoids them.
const COMMON: usize = 1_200;
/// Bits from which a list is long.
const LONG: u64 = 8_192;

/// What the directory says of the shards.
pub(super) struct Parts {
    /// Keys with long lists.
    pub(super) common: Vec<u16>,
    /// By their first keys.
    pub(super) branches: Vec<(Vec<u16>, Shard)>,
    /// By number.
    pub(super) volumes: Vec<Shard>,
    /// Characters of the texts of all pages.
    pub(super) length: u64,
}

/// The directory with branches and volumes, and the files of which there is one: units, document numbers, the table of folding,
/// scripts.
pub(super) fn files(site: &Site, subjects: &[Subject], parts: Parts, sounds: &Sounds) -> Vec<File> {
    let (units, fold) = (sounds::units(site, sounds), fold_table::shard());
    let (codes, numbers) = facts::numbers(site, subjects);
    let head = head(site, subjects.len(), &parts, &codes, [&fold, &units, &numbers]);
    let directory = directory(&escape(&head), &parts);
    let branches = parts.branches.into_iter().map(|(_, shard)| shard);
    let shards: Vec<File> = branches.chain(parts.volumes).map(|shard| shard.file).collect();
    let mut files = vec![units.file, numbers.file, fold.file];
    files.extend(script::scripts());
    if volumes::is_small(subjects.len()) {
        files.push(script::join(directory.file, &shards));
    } else {
        files.push(directory.file);
        files.extend(shards);
    }
    files
}

fn directory(head: &str, parts: &Parts) -> Shard {
    let bounds = row(parts.branches.iter().map(|(first, _)| first.as_slice()));
    let branches: Vec<u16> = parts
        .branches
        .iter()
        .flat_map(|(_, shard)| shard.digest)
        .collect();
    let volumes: Vec<u16> = parts.volumes.iter().flat_map(|shard| shard.digest).collect();
    let texts = [&parts.common, &bounds, &branches, &volumes].map(|part| Part::Text(part.as_slice()));
    script::shard("index", &[&[Part::Json(head)][..], &texts].concat())
}

fn head(
    site: &Site,
    pages: usize,
    parts: &Parts,
    codes: &[&str],
    [fold, units, numbers]: [&Shard; 3],
) -> Value {
    let rules = &site.rules;
    let digest = |shard: &Shard| String::from_utf16_lossy(&shard.digest);
    json!({
        "version": VERSION,
        "pages": pages,
        "average": parts.length / pages.max(1) as u64 + 1,
        "firstDay": facts::first_day(site),
        "kinds": rules.kinds.iter().map(|kind| json!([kind.id, kind.name])).collect::<Vec<_>>(),
        "units": site.units.iter().map(unit_names).collect::<Vec<_>>(),
        "criteria": rules.campaign.criteria.iter().take(facts::CRITERIA).map(|c| json!([c.id, c.name])).collect::<Vec<_>>(),
        "codes": codes,
        "volume": volumes::size(pages),
        "titleBlock": texts::BLOCK,
        "soundBlock": sounds::BLOCK,
        "allTitles": pages <= texts::FEW,
        "fold": digest(fold),
        "readings": digest(units),
        "numbers": digest(numbers),
    })
}

/// Id, name, short name (empty: the same).
fn unit_names(unit: &Unit) -> Value {
    let short = if unit.short == unit.name { "" } else { &unit.short };
    json!([unit.id(), unit.name, short])
}

/// The keys with the longest lists: `U+0002` between classes, each class twice as long as the next.
pub(super) fn common(lists: &Lists<'_>) -> Vec<u16> {
    let cost = |at: usize| lists.size(Sort::List, at) + lists.size(Sort::Positions, at);
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
        out.extend(row(of_class));
    }
    out
}
