//! Takes the texts of pages, from many threads and in any order; gives all files.

use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use rayon::prelude::*;

use super::columns::{Columns, Run};
use super::cut::{self, Shards};
use super::lists::Lists;
use super::pack::pack;
use super::script::{File, Shard};
use super::spill::{self, Spill};
use super::texts::{self, Text};
use super::{directory, facts, keys, merge, sounds, volumes};
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
    taken: Vec<OnceLock<Taken>>,
    /// The keys of what was taken; as many as threads are adding to them.
    columns: Mutex<Vec<Columns>>,
    /// Those that were written, and where they and texts are.
    runs: Mutex<Vec<Run>>,
    spill: Spill,
}

/// What is kept of one page, besides its keys.
#[derive(Debug, Default)]
pub(super) struct Taken {
    /// Characters of its text, folded.
    pub(super) length: u32,
    /// Its blocks, U+0001 between, as the script sees them.
    pub(super) text: spill::Text,
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
        taken.resize_with(subjects.len(), OnceLock::new);
        Builder {
            site,
            subjects,
            numbers,
            taken,
            columns: Mutex::default(),
            runs: Mutex::default(),
            spill: Spill::never(),
        }
    }

    /// Holds but some megabytes of what is taken in memory, the rest in a file without a name in a folder.
    #[must_use]
    pub fn spilling(mut self, folder: &Path) -> Builder {
        self.spill = Spill::within(folder, rayon::current_num_threads());
        self
    }

    /// Holds nothing in memory.
    #[cfg(test)]
    pub(crate) fn spilling_all(mut self, folder: &Path) -> Builder {
        self.spill = Spill::new(Some(folder.to_owned()), [0; 2]);
        self
    }

    /// Takes the text of a page; the first time counts.
    pub fn take(&self, subject: Subject, blocks: &[Block]) {
        let number = self.numbers.get(place(&self.site, subject));
        let number = number.copied().unwrap_or(u32::MAX);
        if let Some(slot) = self.taken.get(number as usize) {
            slot.get_or_init(|| self.read(number, subject, blocks));
        }
    }

    fn read(&self, number: u32, subject: Subject, blocks: &[Block]) -> Taken {
        let mut keys = keys::split(
            title(&self.site, subject),
            blocks.iter().map(|block| block.text.as_str()),
        );
        if let Some(unit) = facts::unit(&self.site, subject) {
            keys.unit(unit);
        }
        let length = keys.length;
        let packed = pack(keys);
        let mut columns = lock(&self.columns).pop().unwrap_or_default();
        columns.add(number, &packed);
        if self.spill.wants(columns.size())
            && let Some(run) = columns.write(&self.spill)
        {
            lock(&self.runs).push(run);
        } else {
            lock(&self.columns).push(columns);
        }
        let text = texts::join(blocks.iter().map(|block| block.text.as_str()));
        Taken {
            length,
            text: self.spill.keep(text),
        }
    }

    /// All files, sorted by path; once, since what was taken goes into them.
    ///
    /// # Errors
    ///
    /// Of the file in which some of it was held ([`Builder::spilling`]).
    pub fn finish(&self) -> io::Result<Vec<File>> {
        let mut files = Vec::new();
        let put = |some| -> io::Result<()> {
            files.extend(some);
            Ok(())
        };
        self.give(put)?;
        files.par_sort_by(|a: &File, b| a.path.cmp(&b.path));
        Ok(files)
    }

    /// Gives all files to `put`, some at a time, so that they need not be held all at once; once, since what was taken goes into them. A
    /// page whose text was not taken is found by its title.
    ///
    /// # Errors
    ///
    /// The first that `put` gives, which is not called again then, or that of the file in which some of it was held.
    pub fn give<E: From<io::Error>>(&self, mut put: impl FnMut(Vec<File>) -> Result<(), E>) -> Result<(), E> {
        self.subjects
            .par_iter()
            .for_each(|subject| self.take(*subject, &[]));
        let (held, runs) = (std::mem::take(&mut *lock(&self.columns)), lock(&self.runs));
        let lists = merge::merge(held, &runs, &self.spill, self.subjects.len() as u32)?;
        let mut parts = give_lists(&lists, volumes::is_small(self.subjects.len()), &mut put)?;
        drop(lists);
        let taken: Vec<&Taken> = self.taken.iter().filter_map(OnceLock::get).collect();
        parts.volumes = self.give_texts(&taken, &mut put)?;
        parts.length = taken.iter().map(|page| u64::from(page.length)).sum();
        let mut sounds = sounds::titles(self.subjects.iter().map(|subject| title(&self.site, *subject)));
        put(std::mem::take(&mut sounds.files))?;
        put(directory::files(&self.site, &self.subjects, parts, &sounds))
    }

    /// Texts and titles; gives the volumes, which say where these are.
    fn give_texts<E: From<io::Error>>(
        &self,
        taken: &[&Taken],
        put: &mut impl FnMut(Vec<File>) -> Result<(), E>,
    ) -> Result<Vec<Shard>, E> {
        let texts: Vec<Text<'_>> = self
            .subjects
            .iter()
            .zip(taken)
            .map(|(subject, taken)| Text {
                title: title(&self.site, *subject),
                path: path(&self.site, *subject),
                number: number(&self.site, *subject),
                text: &taken.text,
            })
            .collect();
        let groups = texts::cut(&texts);
        let digests = in_waves(&groups, |group| texts::texts(&texts, group, &self.spill), put)?;
        let texts_of = volumes::Row::new(&groups, &digests);
        let blocks = texts::blocks(texts.len());
        let digests = in_waves(&blocks, |group| texts::titles(&texts, group), put)?;
        let titles_of = volumes::Row::new(&blocks, &digests);
        let lengths: Vec<u32> = taken.iter().map(|page| page.length).collect();
        Ok(volumes::shards(
            &self.site,
            &self.subjects,
            &lengths,
            [texts_of, titles_of],
        ))
    }
}

fn lock<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Lists and positions; gives what the directory says of them.
fn give_lists<E: From<io::Error>>(
    lists: &Lists<'_>,
    is_small: bool,
    put: &mut impl FnMut(Vec<File>) -> Result<(), E>,
) -> Result<directory::Parts, E> {
    let shards = Shards::of_lists(lists);
    let branches = cut::branches(&shards, is_small);
    let positions = Shards::of_positions(lists, &branches);
    let mut digests = [Vec::new(), Vec::new()];
    for (shards, digests) in [&shards, &positions].into_iter().zip(&mut digests) {
        *digests = in_waves(&shards.groups, |rows| shards.shard(rows.clone()), put)?;
    }
    let [of_lists, of_positions] = &digests;
    let branches = branches.iter().map(|branch| {
        let sides = [
            cut::side(&shards, of_lists, branch),
            cut::side(&positions, of_positions, branch),
        ];
        (
            lists.key(branch.start).to_vec(),
            cut::branch(lists.key(branch.start), &sides),
        )
    });
    Ok(directory::Parts {
        common: directory::common(lists),
        branches: branches.collect(),
        volumes: Vec::new(),
        length: 0,
    })
}

/// Shards that are made, and are there, at the same time.
const WAVE: usize = 256;

/// Makes shards, a wave of them at a time, and gives them away; keeps their digests.
fn in_waves<T: Sync, E: From<io::Error>>(
    groups: &[T],
    make: impl Fn(&T) -> io::Result<Shard> + Sync,
    put: &mut impl FnMut(Vec<File>) -> Result<(), E>,
) -> Result<Vec<[u16; 2]>, E> {
    let mut digests = Vec::with_capacity(groups.len());
    for wave in groups.chunks(WAVE) {
        let shards: Vec<Shard> = wave.par_iter().map(&make).collect::<io::Result<_>>()?;
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

/// The document number of a page, or nothing.
fn number(site: &Site, subject: Subject) -> &str {
    match subject {
        Subject::Document(id) => site
            .document(id)
            .number
            .as_ref()
            .map_or("", |number| number.as_str()),
        Subject::Unit(_) | Subject::FreePage(_) => "",
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
