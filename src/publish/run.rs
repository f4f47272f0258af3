//! The steps of publishing, in order; see the floor's own recipe in `mod.rs`.
//!
//! In: a request and the ways that are open. Out: what was done. After an error the staging folder is removed; after a death
//! (only tests die) nothing is, and the next run must cope.

use std::time::Duration;

use rayon::prelude::*;

use super::failure::At;
use super::ground::{self, Ground};
use super::look::{self, Old};
use super::place::Placing;
use super::stage::{Made, Stage};
use super::swap::{self, Swapped};
use super::target::Target;
use super::{Content, Outcome, Refusal, Request, Swap, disk, lock, manifest, settle, sweep, system};
use crate::diagnostic::Diagnostic;

/// What was just done: after each of these the power may fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// The lock is ours.
    Locked,
    /// A tree that was moved aside is back.
    Restored,
    /// Leftovers are gone.
    Cleaned,
    /// The staging folder is there, empty.
    Prepared,
    /// The fresh files are in it.
    Made,
    /// All files are in it.
    Staged,
    /// It is on the disk.
    Settled,
    /// New and old changed places, or the first tree came into place.
    Exchanged,
    /// The first of two renames.
    MovedAside,
    /// The second.
    MovedIn,
    /// One file was replaced, or deleted.
    Placed,
    /// The old tree is gone.
    Swept,
}

/// Which ways are tried. All of them, but in tests.
pub(super) struct Ways<'a> {
    /// Exchange of two folders.
    pub(super) exchange: bool,
    /// Two renames.
    pub(super) rename: bool,
    /// Staging beside the output.
    pub(super) beside: bool,
    /// Hard links.
    pub(super) link: bool,
    /// How long another build is waited for.
    pub(super) patience: Duration,
    /// Told after each step; its error ends the run at once.
    pub(super) hook: &'a (dyn Fn(Step) -> Result<(), Halt> + Sync),
}

impl Default for Ways<'_> {
    fn default() -> Self {
        Ways {
            exchange: true,
            rename: true,
            beside: true,
            link: true,
            patience: Duration::from_secs(10),
            hook: &|_| Ok(()),
        }
    }
}

impl Ways<'_> {
    /// A step is done.
    pub(super) fn reach(&self, step: Step) -> Result<(), Halt> {
        (self.hook)(step)
    }
}

/// Why a run ended before its end.
#[derive(Debug)]
pub(super) enum Halt {
    /// With a reason, and time to clean.
    Refused(Refusal),
    /// Killed: nothing more is done.
    #[cfg(test)]
    Died,
}

impl From<Refusal> for Halt {
    fn from(refusal: Refusal) -> Halt {
        Halt::Refused(refusal)
    }
}

impl From<Halt> for Refusal {
    fn from(halt: Halt) -> Refusal {
        match halt {
            Halt::Refused(refusal) => refusal,
            #[cfg(test)]
            Halt::Died => Refusal::Content(Vec::new()),
        }
    }
}

/// Publishes.
pub(super) fn run(request: &Request<'_>, ways: &Ways<'_>) -> Result<Outcome, Halt> {
    check(&request.paths)?;
    let target = Target::of(request)?;
    look::glance(&target, request)?;
    std::fs::create_dir_all(&target.parent).at(&target.parent)?;
    let lock = lock::take(&target, ways.patience)?;
    ways.reach(Step::Locked)?;
    sweep::restore(&target)?;
    ways.reach(Step::Restored)?;
    let old = look::look(&target, request)?;
    sweep::leftovers(&target)?;
    ways.reach(Step::Cleaned)?;
    let ground = ground::prepare(&target, &old, ways)?;
    let job = Job {
        request,
        ways,
        target: &target,
        old: &old,
        ground: &ground,
    };
    match job.finish() {
        Ok(mut outcome) => {
            outcome.warnings.extend(lock.warning);
            Ok(outcome)
        }
        Err(Halt::Refused(refusal)) => {
            let _ = disk::remove_tree(&ground.staging);
            Err(Halt::Refused(refusal))
        }
        #[cfg(test)]
        Err(Halt::Died) => Err(Halt::Died),
    }
}

/// The paths are such that they can be written: each once, none within another, none that leads out.
fn check(paths: &[&str]) -> Result<(), Refusal> {
    let is_sorted = paths.is_sorted_by(|one, next| one < next);
    let folders = manifest::folders(paths.iter().copied());
    match paths
        .iter()
        .find(|path| !is_sorted || !manifest::is_path(path) || folders.contains(**path))
    {
        Some(path) => Err(Refusal::Content(vec![
            Diagnostic::error("publish/path").with("path", path),
        ])),
        None => Ok(()),
    }
}

struct Job<'a> {
    request: &'a Request<'a>,
    ways: &'a Ways<'a>,
    target: &'a Target,
    old: &'a Old,
    ground: &'a Ground,
}

impl Job<'_> {
    /// From the empty staging folder to the published tree.
    fn finish(&self) -> Result<Outcome, Halt> {
        let (request, ways) = (self.request, self.ways);
        ways.reach(Step::Prepared)?;
        let stage = Stage {
            staging: &self.ground.staging,
            old: self.old.exists.then_some(&*self.target.out),
        };
        let pages = stage.make_all(request)?;
        let derived = std::thread::scope(|scope| {
            // The disk would idle while derived files are made: the last flush is shorter for what is on it by then. That one tells what fails.
            if pages.iter().any(|made| made.is_fresh) {
                scope.spawn(|| system::flush(stage.staging));
            }
            self.derive(&stage)
        })?;
        let derived = derived.iter().map(|(path, made)| (path.as_str(), *made));
        let mut all: Vec<(&str, Made)> = request.paths.iter().copied().zip(pages).chain(derived).collect();
        all.sort_by_key(|(path, _)| *path);
        let (paths, made): (Vec<&str>, Vec<Made>) = all.into_iter().unzip();
        check(&paths)?;
        let register = paths.iter().copied().zip(made.iter().map(|made| made.digest));
        let register = manifest::render(&request.facts, request.edition, register);
        let is_new_register = stage.put(manifest::NAME, &register)?.is_fresh;
        ways.reach(Step::Made)?;
        let fresh: Vec<&str> = pick(&paths, &made, true);
        let former = self.former(&paths);
        let removed = former.iter().filter(|path| self.is_there(path)).count();
        let written = fresh.len() + usize::from(is_new_register);
        let swapped = if written == 0 && removed == 0 {
            self.keep()?
        } else {
            if self.ground.is_beside {
                let mut unchanged = pick(&paths, &made, false);
                unchanged.extend((!is_new_register).then_some(manifest::NAME));
                stage.link_rest(&unchanged, self.old, ways)?;
            }
            self.swap(&paths, &fresh, &former, is_new_register)?
        };
        Ok(Outcome {
            files: paths.len() + 1,
            written,
            unchanged: paths.len() + 1 - written,
            removed,
            warnings: self.sweep(&swapped)?,
            swap: swapped.swap,
        })
    }

    /// Makes the files that are known only when all pages are made, and stages them as they come.
    fn derive(&self, stage: &Stage<'_>) -> Result<Vec<(String, Made)>, Halt> {
        let (mut all, mut failed) = (Vec::new(), None);
        let done = (self.request.derive)(&mut |files| {
            match self.stage_derived(stage, files) {
                Ok(staged) => all.extend(staged),
                Err(halt) => failed = failed.take().or(Some(halt)),
            }
            failed.is_none()
        });
        failed.map_or(Ok(()), Err)?;
        done.at(&self.target.parent)?;
        Ok(all)
    }

    fn stage_derived(
        &self,
        stage: &Stage<'_>,
        mut files: Vec<(String, Content)>,
    ) -> Result<Vec<(String, Made)>, Halt> {
        files.sort_by(|(a, _), (b, _)| a.cmp(b));
        let paths: Vec<&str> = files.iter().map(|(path, _)| path.as_str()).collect();
        check(&paths)?;
        look::refuse_foreign(self.target, self.old, &paths)?;
        let staged = files.into_par_iter().map(|(path, content)| {
            let made = stage.put_content(&path, content)?;
            Ok((path, made))
        });
        Ok(staged.collect::<Result<_, Refusal>>()?)
    }

    /// Nothing differs: the old tree is the new one.
    fn keep(&self) -> Result<Swapped, Halt> {
        disk::remove_tree(&self.ground.staging).at(&self.ground.staging)?;
        if self.old.journal {
            let journal = self.target.out.join(manifest::JOURNAL);
            disk::remove_file(&journal).at(&journal)?;
        }
        Ok(Swapped {
            swap: Swap::Nothing,
            old_tree: None,
        })
    }

    /// What earlier runs made and this one does not.
    fn former(&self, paths: &[&str]) -> Vec<&str> {
        let owned = self.old.owned.iter().map(|path| &**path);
        owned.filter(|path| !look::is_one_of(path, paths)).collect()
    }

    fn is_there(&self, path: &str) -> bool {
        std::fs::symlink_metadata(self.target.out.join(path)).is_ok_and(|metadata| metadata.is_file())
    }

    /// The staged tree becomes the site.
    fn swap(
        &self,
        paths: &[&str],
        fresh: &[&str],
        former: &[&str],
        is_new_register: bool,
    ) -> Result<Swapped, Halt> {
        let staging = &*self.ground.staging;
        self.ways.reach(Step::Staged)?;
        let mut to_flush = fresh.to_vec();
        to_flush.extend(is_new_register.then_some(manifest::NAME));
        let (all, carried) = match self.ground.is_beside {
            true => (paths, &*self.old.foreign),
            false => (fresh, &[][..]),
        };
        settle::settle(staging, &to_flush, all, carried).at(staging)?;
        self.ways.reach(Step::Settled)?;
        let owned = self
            .old
            .owned
            .iter()
            .map(|path| &**path)
            .chain(paths.iter().copied());
        let journal = manifest::render(
            &Default::default(),
            self.request.edition,
            owned.map(|path| (path, [0; 32])),
        );
        let placing = Placing {
            staging,
            paths,
            fresh,
            former,
            journal: &journal,
        };
        if self.ground.is_beside {
            let swapped = swap::swap(self.target, self.old, &placing, self.ways)?;
            // The swap stands; a folder that can't be flushed is no reason to call it failed.
            let _ = system::flush_names(&self.target.parent);
            return Ok(swapped);
        }
        placing.place(self.target, self.ways)?;
        Ok(Swapped {
            swap: Swap::FileByFile,
            old_tree: None,
        })
    }

    /// Removes the old tree; says what the user should know.
    fn sweep(&self, swapped: &Swapped) -> Result<Vec<Diagnostic>, Halt> {
        let out = self.request.out.display();
        let mut warnings = Vec::new();
        match swapped.swap {
            Swap::Nothing | Swap::Exchanged => {}
            Swap::Renamed => warnings.push(Diagnostic::warning("publish/not-exchanged").with("path", out)),
            Swap::FileByFile => {
                warnings.push(Diagnostic::warning("publish/file-by-file").with("path", out));
                // Its files are placed; across a border, copies of them are.
                let _ = disk::remove_tree(&self.ground.staging);
                let _ = sweep::leftovers(self.target);
            }
        }
        if let Some(tree) = &swapped.old_tree {
            warnings.extend(sweep::old_tree(tree, self.target, self.old));
        }
        self.ways.reach(Step::Swept)?;
        Ok(warnings)
    }
}

/// The paths of files that are fresh, or of those that are not.
fn pick<'a>(paths: &[&'a str], made: &[Made], is_fresh: bool) -> Vec<&'a str> {
    let both = paths.iter().zip(made);
    both.filter(|(_, made)| made.is_fresh == is_fresh)
        .map(|(path, _)| *path)
        .collect()
}
