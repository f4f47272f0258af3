//! Publishing: all or nothing (DESIGN.md §8).
//!
//! 1. lock the output          a second build waits, or says who holds it
//! 2. look at what is there    refuse a foreign folder, one that holds the sources, another edition's
//! 3. clean                    what a killed build left beside the output
//! 4. stage                    every file made into a folder beside it, derived ones last; unchanged ones linked, so that they keep their time
//! 5. settle                   one flush for the tree
//! 6. swap                     one step where the system can; two renames elsewhere; file by file where the folder itself can't move
//! 7. sweep                    the old tree removed
//!
//! Killed between any two steps, the output is the old tree or the new one, whole. `run.rs` holds the order of the steps; each of
//! them is a file. It deletes only what its own manifest says it made: whatever else lies in the output is carried over.

mod disk;
mod export;
mod failure;
mod ground;
mod lock;
mod look;
mod manifest;
mod place;
mod run;
mod settle;
mod stage;
mod swap;
mod sweep;
mod system;
mod target;
#[cfg(test)]
mod tests;

use std::path::Path;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
pub use export::{Export, Wish};

/// What is to be published, and where.
pub struct Request<'a> {
    /// The output folder.
    pub out: &'a Path,
    /// The site's folder: never published into, nor a folder that holds it.
    pub root: &'a Path,
    /// `public` or `internal`: one is refused over the other.
    pub edition: &'a str,
    /// What `sihao.json` says besides the digests of files.
    pub facts: serde_json::Map<String, serde_json::Value>,
    /// All files, sorted, relative to the output, with `/`.
    pub paths: Vec<&'a str>,
    /// Makes one of them; called once for each, from many threads.
    pub make: &'a (dyn Fn(&str) -> Result<Content, Diagnostic> + Sync),
    /// Makes the derived files, known only when all others are made, and called once then. It hands them on as they are made, some at a
    /// time, so that they are never all held; when that gives false, no more are wanted. It fails where it can't read what it put aside.
    pub derive: &'a (dyn Fn(&mut Put<'_>) -> std::io::Result<()> + Sync),
    /// Told after each file, from many threads: how many are done.
    pub progress: &'a (dyn Fn(usize) + Sync),
}

/// Takes derived files, paths and what they hold; false: no more are wanted.
pub type Put<'a> = dyn FnMut(Vec<(String, Content)>) -> bool + 'a;

/// What a file holds.
pub enum Content {
    /// These bytes.
    Bytes(Arc<[u8]>),
    /// The bytes of this file.
    File(std::path::PathBuf),
}

/// What was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Files of the site, `sihao.json` included.
    pub files: usize,
    /// New or different.
    pub written: usize,
    /// The same as before; their time kept.
    pub unchanged: usize,
    /// Gone.
    pub removed: usize,
    /// How the new tree came into place.
    pub swap: Swap,
    /// Notes for the user (the folder could not be exchanged, …).
    pub warnings: Vec<Diagnostic>,
}

/// How the new tree came into place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Swap {
    /// Nothing differed.
    Nothing,
    /// In one step.
    Exchanged,
    /// Two renames, a moment between them.
    Renamed,
    /// File by file.
    FileByFile,
}

/// Why nothing was published.
#[derive(Debug)]
pub enum Refusal {
    /// Making files failed: exit code 1.
    Content(Vec<Diagnostic>),
    /// The output can't be used: exit code 2.
    Output(Diagnostic),
    /// The machine failed: exit code 3.
    Machine(Diagnostic),
}

/// The bytes of `sihao.json` for these files, as publishing writes them: for whoever shows a site without publishing it.
pub fn register<'a>(
    facts: &serde_json::Map<String, serde_json::Value>,
    edition: &str,
    files: impl IntoIterator<Item = (&'a str, [u8; 32])>,
) -> Vec<u8> {
    manifest::render(facts, edition, files.into_iter())
}

/// Publishes.
pub fn publish(request: &Request<'_>) -> Result<Outcome, Refusal> {
    run::run(request, &run::Ways::default()).map_err(Refusal::from)
}
