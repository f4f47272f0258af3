//! `init`: an empty folder in, a working site out. Refuses a folder that holds anything.

use std::path::Path;

use rust_embed::RustEmbed;

use super::{Refusal, write};
use crate::diagnostic::Diagnostic;

/// The small site of `init`.
#[derive(RustEmbed)]
#[folder = "src/scaffold/start"]
struct Small;

/// The full sample: the repository's own root.
#[derive(RustEmbed)]
#[folder = "."]
#[include = "content/**"]
#[include = "data/**"]
#[include = "site.toml"]
#[exclude = "target/**"]
struct Sample;

/// What `.gitignore` says: what is made is never kept.
const IGNORED: &str = "/public/\n/public-internal/\n";

/// Which site to begin with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// All shipped kinds, the two obligations, three units, a few documents.
    Small,
    /// The sample, with every feature once.
    Sample,
}

/// Writes a site into a folder that is empty or not there; gives the number of files.
pub fn init(folder: &Path, start: Start) -> Result<usize, Refusal> {
    let shown = folder.to_string_lossy();
    refuse_foreign(folder, &shown)?;
    let files = files(start);
    for (path, bytes) in &files {
        write::new_file(&folder.join(path), path, bytes)?;
    }
    Ok(files.len())
}

/// The files of a site, by path.
fn files(start: Start) -> Vec<(String, Vec<u8>)> {
    let embedded: Vec<_> = match start {
        Start::Small => Small::iter()
            .filter_map(|p| Small::get(&p).map(|f| (p, f)))
            .collect(),
        Start::Sample => Sample::iter()
            .filter_map(|p| Sample::get(&p).map(|f| (p, f)))
            .collect(),
    };
    let mut files: Vec<(String, Vec<u8>)> = embedded
        .into_iter()
        .map(|(path, file)| (path.into_owned(), file.data.into_owned()))
        .collect();
    files.push((".gitignore".into(), IGNORED.into()));
    files
}

/// A folder that holds anything but what a version control keeps is somebody's.
fn refuse_foreign(folder: &Path, shown: &str) -> Result<(), Refusal> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::NotADirectory => {
            return Err(Refusal::Wish(
                Diagnostic::error("init/no-folder").with("folder", shown),
            ));
        }
        Err(error) => return Err(write::machine(shown, &error)),
    };
    for entry in entries {
        let name = entry.map_err(|error| write::machine(shown, &error))?.file_name();
        if name != ".git" {
            let told = Diagnostic::error("init/not-empty")
                .with("folder", shown)
                .with("example", name.to_string_lossy());
            return Err(Refusal::Wish(told));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_that_holds_anything_is_refused_and_stays_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let letter = folder.path().join("信.txt");
        std::fs::File::create(&letter).unwrap();
        assert!(
            matches!(init(folder.path(), Start::Small), Err(Refusal::Wish(d)) if d.code == "init/not-empty")
        );
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
        assert!(matches!(init(&letter, Start::Small), Err(Refusal::Wish(d)) if d.code == "init/no-folder"));
    }

    #[test]
    fn a_new_site_holds_its_settings_content_and_register() {
        let folder = tempfile::tempdir().unwrap();
        let files = init(&folder.path().join("新站点"), Start::Small).ok().unwrap();
        assert!(files > 10);
        for path in [
            "site.toml",
            ".gitignore",
            "data/submissions.csv",
            "content/units/finance.md",
        ] {
            assert!(folder.path().join("新站点").join(path).is_file(), "{path}");
        }
    }

    #[test]
    fn the_sample_is_nothing_but_content_register_and_settings() {
        for path in Sample::iter() {
            let wanted = path.starts_with("content/") || path.starts_with("data/") || path == "site.toml";
            assert!(wanted, "{path}");
        }
    }
}
