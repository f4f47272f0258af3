//! Tests of publishing: each in a folder of its own, through the steps as they run.

mod kept;
mod power;
mod refused;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use super::run::{Halt, Ways, run};
use super::{Content, Outcome, Refusal, Request, Swap};
use crate::diagnostic::Diagnostic;

/// How a tree takes the place of another, where nothing stands against it.
const AT_ONCE: Swap = if cfg!(target_os = "linux") {
    Swap::Exchanged
} else {
    Swap::Renamed
};

/// A tree: contents by path.
type Tree = BTreeMap<String, String>;

fn tree(files: &[(&str, &str)]) -> Tree {
    files
        .iter()
        .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
        .collect()
}

/// A folder with a site's folder and an output in it.
struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    fn new() -> Place {
        // In memory where the system has such a folder: together these tests flush some ten thousand files.
        let memory = tempfile::tempdir_in("/dev/shm");
        let folder = memory.or_else(|_| tempfile::tempdir()).unwrap();
        std::fs::create_dir_all(folder.path().join("site/content")).unwrap();
        Place { folder }
    }

    fn root(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    fn out(&self) -> PathBuf {
        self.folder.path().join("site/public")
    }

    fn file(&self, path: &str) -> PathBuf {
        self.out().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.file(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        #[expect(clippy::disallowed_methods, reason = "a test plays the user")]
        std::fs::write(path, text).unwrap();
    }

    fn publish(&self, tree: &Tree) -> Result<Outcome, Refusal> {
        self.publish_by(tree, &Ways::default()).map_err(Refusal::from)
    }

    fn publish_by(&self, tree: &Tree, ways: &Ways<'_>) -> Result<Outcome, Halt> {
        self.publish_as(tree, ways, (&self.out(), "public"))
    }

    /// Into another output, or as another edition.
    fn publish_as(
        &self,
        tree: &Tree,
        ways: &Ways<'_>,
        (out, edition): (&Path, &str),
    ) -> Result<Outcome, Halt> {
        let make = |path: &str| match tree.get(path).map(String::as_str) {
            Some("error") => Err(Diagnostic::error("test/error").with("path", path)),
            Some(text) => Ok(match text.strip_prefix("file:") {
                Some(source) => Content::File(PathBuf::from(source)),
                None => Content::Bytes(Arc::from(text.as_bytes())),
            }),
            None => panic!("{path} was not asked for"),
        };
        let done = AtomicUsize::new(0);
        let progress = |_| {
            done.fetch_add(1, Relaxed);
        };
        let request = Request {
            out,
            root: &self.root(),
            edition,
            facts: serde_json::Map::from_iter([("version".to_owned(), "1".into())]),
            paths: tree.keys().map(String::as_str).collect(),
            make: &make,
            derive: &|_| Ok(()),
            progress: &progress,
        };
        let outcome = run(&request, ways)?;
        assert_eq!(done.load(Relaxed), tree.len());
        Ok(outcome)
    }

    /// What lies in the output but the manifest.
    fn published(&self) -> Tree {
        read(&self.out())
    }

    /// Names beside the output.
    fn beside(&self) -> Vec<String> {
        let names = std::fs::read_dir(self.root())
            .unwrap()
            .map(|entry| entry.unwrap().file_name());
        let mut names: Vec<String> = names.map(|name| name.into_string().unwrap()).collect();
        names.sort();
        names
    }

    fn assert_tidy(&self) {
        assert_eq!(self.beside(), [".public.sihao-lock", "content", "public"]);
    }
}

/// All files of a folder but manifests; links and odd names as a person sees them.
fn read(folder: &Path) -> Tree {
    let walk = walkdir::WalkDir::new(folder)
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| !entry.file_type().is_dir());
    let files = walk.map(|entry| {
        let path = entry
            .path()
            .strip_prefix(folder)
            .unwrap()
            .to_string_lossy()
            .into_owned();
        let text = match entry.path_is_symlink() {
            true => format!("-> {}", std::fs::read_link(entry.path()).unwrap().display()),
            false => std::fs::read_to_string(entry.path()).unwrap(),
        };
        (path, text)
    });
    files.filter(|(path, _)| path != "sihao.json").collect()
}

/// The code of a refusal, for one diagnostic.
fn code(result: Result<Outcome, Refusal>) -> &'static str {
    match result {
        Ok(_) => "published",
        Err(Refusal::Content(diagnostics)) => diagnostics[0].code,
        Err(Refusal::Output(diagnostic) | Refusal::Machine(diagnostic)) => diagnostic.code,
    }
}
