//! Where to publish: the output as a real folder, links resolved, and why some folders are never written into.
//!
//! In: the paths that the user gave. Out: a [`Target`]. It makes nothing, and refuses a file, a link that leads nowhere, and a
//! folder that holds the sources or lies in them.

use std::ffi::{OsStr, OsString};
use std::io;
use std::path::{Path, PathBuf};

use super::failure::At;
use super::{Refusal, Request};
use crate::diagnostic::Diagnostic;

/// Folders of a site that hold what people wrote.
pub(super) const SOURCES: [&str; 4] = ["content", "templates", "theme", "data"];

/// The output, wherever links led.
#[derive(Debug)]
pub(super) struct Target {
    /// The folder itself: absolute; it may not exist yet.
    pub(super) out: PathBuf,
    /// The folder beside whose entries we work.
    pub(super) parent: PathBuf,
    name: OsString,
}

impl Target {
    /// Resolves the output's path. A link is followed: what it leads to is published, the link stays.
    pub(super) fn of(request: &Request<'_>) -> Result<Target, Refusal> {
        let mut out = resolve(request.out).at(request.out)?;
        if let Ok(metadata) = std::fs::symlink_metadata(&out) {
            if metadata.is_symlink() {
                out = behind_dangling_link(&out)
                    .ok_or_else(|| refuse(Diagnostic::error("publish/dangling-link"), request))?;
            } else if !metadata.is_dir() {
                return Err(refuse(Diagnostic::error("publish/not-a-folder"), request));
            }
        }
        let root = resolve(request.root).at(request.root)?;
        let sources = SOURCES.map(|name| resolve(&root.join(name)).unwrap_or_else(|_| root.join(name)));
        let holds = root.starts_with(&out) || sources.iter().any(|source| source.starts_with(&out));
        let lies_in = sources.iter().any(|source| out.starts_with(source));
        if holds || lies_in {
            return Err(refuse(Diagnostic::error("publish/holds-sources"), request));
        }
        Target::at(out).ok_or_else(|| refuse(Diagnostic::error("publish/holds-sources"), request))
    }

    /// The root of a file system is no target.
    fn at(out: PathBuf) -> Option<Target> {
        Some(Target {
            parent: out.parent()?.to_owned(),
            name: out.file_name()?.to_owned(),
            out,
        })
    }

    /// The old tree that a run left, killed between its two renames.
    pub(super) fn moved_aside(&self) -> Option<PathBuf> {
        let names = std::fs::read_dir(&self.parent)
            .ok()?
            .flatten()
            .map(|entry| entry.file_name());
        let newest = names.filter(|name| self.is_beside(name, "old-")).max()?;
        Some(self.parent.join(newest))
    }

    /// A path beside the output: `.<name>.sihao-<what>`.
    pub(super) fn beside(&self, what: &str) -> PathBuf {
        self.parent.join(self.hidden_name(what))
    }

    /// A path within the output: `.sihao-<what>`.
    pub(super) fn within(&self, what: &str) -> PathBuf {
        self.out.join(format!("{}{what}", super::manifest::OURS))
    }

    /// The number of the run, if this name beside the output is `.<name>.sihao-<what><number>`.
    pub(super) fn is_beside(&self, name: &OsStr, what: &str) -> bool {
        let (name, prefix) = (name.as_encoded_bytes(), self.hidden_name(what));
        name.strip_prefix(prefix.as_encoded_bytes())
            .is_some_and(|rest| !rest.is_empty() && rest.iter().all(u8::is_ascii_digit))
    }

    fn hidden_name(&self, what: &str) -> OsString {
        let mut name = OsString::from(".");
        name.push(&self.name);
        name.push(".sihao-");
        name.push(what);
        name
    }
}

fn refuse(diagnostic: Diagnostic, request: &Request<'_>) -> Refusal {
    Refusal::Output(diagnostic.with("path", request.out.display()))
}

/// Where a link leads that leads nowhere, if that is only because a run was killed between its two renames. Otherwise it may be a
/// share that is not there today, and to publish into its place would hide the site.
fn behind_dangling_link(link: &Path) -> Option<PathBuf> {
    let out = resolve(&link.parent()?.join(std::fs::read_link(link).ok()?)).ok()?;
    let target = Target::at(out)?;
    target.moved_aside().map(|_| target.out)
}

/// The path with all links resolved; what does not exist yet is appended as it stands.
pub(super) fn resolve(path: &Path) -> io::Result<PathBuf> {
    let absolute = std::path::absolute(path)?;
    let mut missing = Vec::new();
    let mut here = absolute.as_path();
    loop {
        match here.canonicalize() {
            Ok(found) => return Ok(missing.iter().rev().fold(found, |path, name| path.join(name))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
        let (Some(parent), Some(name)) = (here.parent(), here.file_name()) else {
            return Err(io::Error::from(io::ErrorKind::NotFound));
        };
        missing.push(name);
        here = parent;
    }
}
