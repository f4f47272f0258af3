//! The directory: the one file that is loaded first. It says how many pages there are, which shard holds which keys, which digests
//! belong together, and the facts of all pages. Beside it, the units' names and sounds for suggestions (`sounds.rs`).

use serde_json::{Value, json};

use super::builder::Subject;
use super::cut::Shards;
use super::facts;
use super::merge::List;
use super::script::{self, File, Part, Shard, escape};
use super::sounds::{self, Sounds};
use super::texts::{self, Numbered};
use crate::model::{Site, Unit};

/// The version of the format: the engine refuses another.
const VERSION: u32 = 1;
/// How many of the longest lists the directory names, so that a phrase avoids them.
const COMMON: usize = 1_200;
/// Bits from which a list is long.
const LONG: usize = 8_192;

/// Everything that makes the files.
pub(super) struct Parts<'a> {
    pub(super) site: &'a Site,
    pub(super) subjects: &'a [Subject],
    pub(super) lengths: Vec<u32>,
    pub(super) common: Vec<u16>,
    pub(super) lists: Shards,
    pub(super) positions: Shards,
    pub(super) texts: Numbered,
    pub(super) titles: Numbered,
    pub(super) sounds: Sounds,
    pub(super) fold: Shard,
}

/// All files.
pub(super) fn files(parts: Parts<'_>) -> Vec<File> {
    let units = sounds::units(parts.site, &parts.sounds);
    let directory = directory(&parts, &units);
    let mut files = vec![directory.file, units.file, parts.fold.file, script::reader()];
    files.extend(parts.lists.files);
    files.extend(parts.positions.files);
    files.extend(parts.texts.files);
    files.extend(parts.titles.files);
    files.extend(parts.sounds.files);
    files
}

fn directory(parts: &Parts<'_>, units: &Shard) -> Shard {
    let (codes, numbers) = facts::numbers(parts.site, parts.subjects);
    let facts = facts::pack(parts.site, parts.subjects, &parts.lengths);
    let head = escape(&head(parts, &codes, units));
    script::shard(
        "index",
        &[
            Part::Json(&head),
            Part::Text(&facts),
            Part::Text(&numbers),
            Part::Text(&parts.common),
            Part::Text(&parts.lists.bounds),
            Part::Text(&parts.lists.digests),
            Part::Text(&parts.positions.bounds),
            Part::Text(&parts.positions.digests),
            Part::Text(&parts.texts.counts),
            Part::Text(&parts.texts.digests),
            Part::Text(&parts.titles.digests),
        ],
    )
}

fn head(parts: &Parts<'_>, codes: &[&str], units: &Shard) -> Value {
    let (site, rules) = (parts.site, &parts.site.rules);
    let pages = parts.subjects.len();
    let sum: u64 = parts.lengths.iter().map(|length| u64::from(*length)).sum();
    json!({
        "version": VERSION,
        "pages": pages,
        "average": sum / pages.max(1) as u64 + 1,
        "firstDay": facts::first_day(site, parts.subjects),
        "kinds": rules.kinds.iter().map(|kind| json!([kind.id, kind.name])).collect::<Vec<_>>(),
        "units": site.units.iter().map(unit_names).collect::<Vec<_>>(),
        "criteria": rules.campaign.criteria.iter().map(|c| json!([c.id, c.name])).collect::<Vec<_>>(),
        "codes": codes,
        "titleBlock": texts::BLOCK,
        "allTitles": pages <= texts::FEW,
        "fold": String::from_utf16_lossy(&parts.fold.digest),
        "readings": String::from_utf16_lossy(&units.digest),
    })
}

/// Id, name, short name (empty: the same).
fn unit_names(unit: &Unit) -> Value {
    let short = if unit.short == unit.name { "" } else { &unit.short };
    json!([unit.id(), unit.name, short])
}

/// The keys with the longest lists: `U+0001` between keys, `U+0002` between classes, each class twice as long as the next.
pub(super) fn common(lists: &[List]) -> Vec<u16> {
    let cost = |list: &List| list.bits.len() + list.positions.as_ref().map_or(0, |bits| bits.len());
    let mut long: Vec<(usize, &List)> = lists
        .iter()
        .filter(|list| !super::keys::is_single(&list.key))
        .map(|list| (cost(list), list))
        .filter(|(cost, _)| *cost > LONG)
        .collect();
    long.sort_by(|(a, x), (b, y)| b.cmp(a).then_with(|| x.key.cmp(&y.key)));
    long.truncate(COMMON);
    let mut out = Vec::new();
    for class in (0..24).rev() {
        let mut of_class: Vec<&[u16]> = long
            .iter()
            .filter(|(cost, _)| (cost / LONG).ilog2() == class)
            .map(|(_, list)| list.key.as_slice())
            .collect();
        of_class.sort_unstable();
        if class < 23 {
            out.push(2);
        }
        out.extend(of_class.join(&1));
    }
    out
}
