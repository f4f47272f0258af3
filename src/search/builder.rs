//! Takes the texts of pages, from many threads and in any order; gives all files.

use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use super::cut::{Shards, Sort};
use super::pack::{Packed, pack};
use super::script::{File, Shard};
use super::texts::{self, Text};
use super::{directory, keys, merge, sounds};
use crate::markdown::Block;
use crate::model::{DocumentId, Site, UnitId};

/// A page that is searched for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// A unit's.
    Unit(UnitId),
    /// The index in [`Site::pages`].
    FreePage(usize),
    /// A document's.
    Document(DocumentId),
}

/// Collects.
#[derive(Debug)]
pub struct Builder {
    site: Arc<Site>,
    /// By number.
    subjects: Vec<Subject>,
    /// The number of each unit, free page and document, in this order.
    numbers: Vec<u32>,
    taken: Vec<Mutex<Option<Taken>>>,
}

/// What is kept of one page.
#[derive(Debug, Default)]
pub(super) struct Taken {
    packed: Packed,
    /// Characters of its text, folded.
    pub(super) length: u32,
    /// Its blocks, U+0001 between, as the script sees them.
    pub(super) text: Box<[u16]>,
}

impl Builder {
    /// Numbers the pages of a site.
    pub fn new(site: Arc<Site>) -> Builder {
        let subjects = subjects(&site);
        let mut numbers = vec![0; subjects.len()];
        for (number, subject) in (0_u32..).zip(&subjects) {
            if let Some(slot) = numbers.get_mut(place(&site, *subject)) {
                *slot = number;
            }
        }
        let mut taken = Vec::new();
        taken.resize_with(subjects.len(), Mutex::default);
        Builder {
            site,
            subjects,
            numbers,
            taken,
        }
    }

    /// Takes the text of a page; the last time counts.
    pub fn take(&self, subject: Subject, blocks: &[Block]) {
        let number = self
            .numbers
            .get(place(&self.site, subject))
            .copied()
            .unwrap_or(u32::MAX);
        let Some(slot) = self.taken.get(number as usize) else {
            return;
        };
        let taken = self.read(subject, blocks);
        *slot.lock().unwrap_or_else(PoisonError::into_inner) = Some(taken);
    }

    fn read(&self, subject: Subject, blocks: &[Block]) -> Taken {
        let keys = keys::split(
            title(&self.site, subject),
            blocks.iter().map(|block| block.text.as_str()),
        );
        Taken {
            length: keys.length,
            packed: pack(keys),
            text: texts::join(blocks.iter().map(|block| block.text.as_str())),
        }
    }

    /// All files, sorted by path; nothing is kept.
    pub fn finish(&self) -> Vec<File> {
        let mut files = Vec::new();
        let put = |some| -> Result<(), std::convert::Infallible> {
            files.extend(some);
            Ok(())
        };
        let Ok(()) = self.give(put);
        files.par_sort_by(|a: &File, b| a.path.cmp(&b.path));
        files
    }

    /// Gives all files to `put`, some at a time, so that they need not be held all at once; nothing is kept. A page whose text was not
    /// taken is found by its title.
    ///
    /// # Errors
    ///
    /// The first that `put` gives; it is not called again then.
    pub fn give<E>(&self, mut put: impl FnMut(Vec<File>) -> Result<(), E>) -> Result<(), E> {
        let site = &*self.site;
        let mut taken: Vec<Taken> = self
            .subjects
            .par_iter()
            .zip(&self.taken)
            .map(|(subject, slot)| {
                let taken = slot.lock().unwrap_or_else(PoisonError::into_inner).take();
                taken.unwrap_or_else(|| self.read(*subject, &[]))
            })
            .collect();
        let packed: Vec<Packed> = taken
            .iter_mut()
            .map(|page| std::mem::take(&mut page.packed))
            .collect();
        let lists = merge::merge(packed);
        let mut parts = directory::Parts {
            common: directory::common(&lists),
            ..directory::Parts::default()
        };
        for (sort, side) in [
            (Sort::Lists, &mut parts.lists),
            (Sort::Positions, &mut parts.positions),
        ] {
            let shards = Shards::new(&lists, sort);
            side.bounds.clone_from(&shards.bounds);
            side.digests = in_waves(&shards.groups, |rows| shards.shard(rows.clone()), &mut put)?;
        }
        drop(lists);
        parts.lengths = taken.iter().map(|page| page.length).collect();
        let texts: Vec<Text<'_>> = self
            .subjects
            .iter()
            .zip(&taken)
            .map(|(subject, taken)| Text {
                title: title(site, *subject),
                path: path(site, *subject),
                text: &taken.text,
            })
            .collect();
        let groups = texts::cut(&texts);
        parts.text_counts = texts::counts(&groups);
        let write = |group: &_| texts::texts(&texts, group);
        parts.texts = in_waves(&groups, write, &mut put)?;
        let blocks = texts::blocks(texts.len());
        let write = |group: &_| texts::titles(&texts, group);
        parts.titles = in_waves(&blocks, write, &mut put)?;
        let mut sounds = sounds::titles(&texts);
        put(std::mem::take(&mut sounds.files))?;
        put(directory::files(site, &self.subjects, &parts, &sounds))
    }
}

/// Shards that are made, and are there, at the same time.
const WAVE: usize = 256;

/// Makes shards, a wave of them at a time, and gives them away; keeps their digests.
fn in_waves<T: Sync, E>(
    groups: &[T],
    make: impl Fn(&T) -> Shard + Sync,
    put: &mut impl FnMut(Vec<File>) -> Result<(), E>,
) -> Result<Vec<[u16; 2]>, E> {
    let mut digests = Vec::with_capacity(groups.len());
    for wave in groups.chunks(WAVE) {
        let shards: Vec<Shard> = wave.par_iter().map(&make).collect();
        digests.extend(shards.iter().map(|shard| shard.digest));
        put(shards.into_iter().map(|shard| shard.file).collect())?;
    }
    Ok(digests)
}

/// All pages that are searched for, in the order of their numbers.
pub(super) fn subjects(site: &Site) -> Vec<Subject> {
    let mut subjects: Vec<Subject> = (0..site.units.len() as u32)
        .map(|id| Subject::Unit(UnitId(id)))
        .collect();
    subjects.extend((0..site.pages.len()).map(Subject::FreePage));
    subjects.extend((0..site.documents.len() as u32).map(|id| Subject::Document(DocumentId(id))));
    subjects.sort_by_cached_key(|subject| order(site, *subject));
    subjects
}

/// Units and free pages first, in the order of their addresses; documents by date, then address.
fn order(site: &Site, subject: Subject) -> (Option<crate::text::date::Date>, String) {
    let date = match subject {
        Subject::Document(id) => Some(site.document(id).date),
        Subject::Unit(_) | Subject::FreePage(_) => None,
    };
    (date, path(site, subject).to_owned())
}

fn place(site: &Site, subject: Subject) -> usize {
    match subject {
        Subject::Unit(id) => id.0 as usize,
        Subject::FreePage(index) => site.units.len() + index,
        Subject::Document(id) => site.units.len() + site.pages.len() + id.0 as usize,
    }
}

/// The title of a page.
pub(super) fn title(site: &Site, subject: Subject) -> &str {
    match subject {
        Subject::Unit(id) => &site.unit(id).name,
        Subject::FreePage(index) => {
            let title = site.pages.get(index).and_then(|page| page.raw.title.as_ref());
            title.map_or("", |title| title.value.as_str())
        }
        Subject::Document(id) => site.document(id).title(),
    }
}

/// The address of a page.
pub(super) fn path(site: &Site, subject: Subject) -> &str {
    match subject {
        Subject::Unit(id) => site.unit(id).address.as_str(),
        Subject::FreePage(index) => site.pages.get(index).map_or("", |page| page.address.as_str()),
        Subject::Document(id) => site.document(id).address.as_str(),
    }
}
