//! Files for other programs, beside the site: each written whole or not at all.
//!
//! 1. look          refuse the output, the sources, and any file that is no earlier export ([`Export::prepare`]: nothing is written)
//! 2. write         into a file beside it, that only its writer holds; leftovers of killed runs are cleaned
//! 3. flush, rename the description first, so that whoever waits for the data has both

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use super::failure::At;
use super::target::{SOURCES, resolve};
use super::{Refusal, disk};
use crate::diagnostic::Diagnostic;

/// What names of files that are being made begin with; the number of the run follows. Short, since the file's own name may be as long as
/// names can be.
const OURS: &str = ".sihao-export-";

/// What is to be written, and where it must not be.
#[derive(Clone, Copy, Debug)]
pub struct Wish<'a> {
    /// The file, as the user named it.
    pub file: &'a Path,
    /// The output folder of the site.
    pub out: &'a Path,
    /// The site's folder.
    pub root: &'a Path,
    /// What earlier exports begin with.
    pub beginning: &'a str,
    /// The description that stands beside it.
    pub description: &'a str,
    /// What the name of the description has after that of the file.
    pub suffix: &'a str,
}

/// A place that may be written to.
#[derive(Debug)]
pub struct Export<'a> {
    file: Place,
    description: Place,
    wish: Wish<'a>,
}

/// A file that will be there, and the name under which it is made.
#[derive(Debug)]
struct Place {
    path: PathBuf,
    folder: PathBuf,
    /// What the name under which it is made ends in.
    mark: &'static str,
}

impl<'a> Export<'a> {
    /// Looks whether the files may be written; writes nothing.
    pub fn prepare(wish: Wish<'a>) -> Result<Export<'a>, Refusal> {
        let mut beside: OsString = wish.file.as_os_str().to_owned();
        beside.push(wish.suffix);
        let export = Export {
            file: Place::of(wish.file, "-data")?,
            description: Place::of(Path::new(&beside), "-mapping")?,
            wish,
        };
        let first_line = wish.description.lines().next().unwrap_or_default();
        export.check(&export.file, wish.beginning)?;
        export.check(&export.description, first_line)?;
        Ok(export)
    }

    fn check(&self, place: &Place, beginning: &str) -> Result<(), Refusal> {
        let refuse = |told: Diagnostic| Err(Refusal::Output(told.with("path", place.path.display())));
        let root = resolve(self.wish.root).at(self.wish.root)?;
        let out = resolve(self.wish.out).at(self.wish.out)?;
        let within = |folder: &Path| place.path.starts_with(folder);
        if within(&out) {
            return refuse(Diagnostic::error("publish/export-in-output"));
        }
        let sources = SOURCES.map(|name| resolve(&root.join(name)).unwrap_or_else(|_| root.join(name)));
        if place.path == root.join("site.toml") || sources.iter().any(|source| within(source)) {
            return refuse(Diagnostic::error("publish/export-over-sources"));
        }
        if is_foreign(&place.path, beginning).at(&place.path)? {
            return refuse(Diagnostic::error("publish/export-foreign-file"));
        }
        Ok(())
    }

    /// Writes both files; `fill` writes the data, and gives how many entries it has.
    pub fn write(&self, fill: &dyn Fn(&mut dyn Write) -> io::Result<usize>) -> Result<usize, Refusal> {
        std::fs::create_dir_all(&self.file.folder).at(&self.file.folder)?;
        let description = self.description.stage(&|out| {
            out.write_all(self.wish.description.as_bytes())?;
            Ok(1)
        })?;
        let data = match self.file.stage(fill) {
            Ok(data) => data,
            Err(refusal) => {
                description.drop_file();
                return Err(refusal);
            }
        };
        let count = data.count;
        let settled = description
            .settle(&self.description)
            .and_then(|()| data.settle(&self.file));
        settled.map(|()| count)
    }
}

/// A file that is written, under the name that only its run has.
struct Staged {
    path: PathBuf,
    count: usize,
    /// Held: the lock says that the file is no leftover.
    _file: File,
}

impl Staged {
    fn settle(self, place: &Place) -> Result<(), Refusal> {
        let renamed = disk::rename(&self.path, &place.path).at(&place.path);
        if renamed.is_err() {
            self.drop_file();
        }
        renamed
    }

    fn drop_file(self) {
        let _ = disk::remove_file(&self.path);
    }
}

impl Place {
    /// Links resolved: what a link leads to is written, the link stays.
    fn of(file: &Path, mark: &'static str) -> Result<Place, Refusal> {
        let path = resolve(file).at(file)?;
        let Some(folder) = path.parent() else {
            let told = Diagnostic::error("publish/export-foreign-file");
            return Err(Refusal::Output(told.with("path", file.display())));
        };
        Ok(Place {
            folder: folder.to_owned(),
            mark,
            path,
        })
    }

    /// Writes a file beside the place and brings it to the disk; an error leaves nothing.
    fn stage(&self, fill: &dyn Fn(&mut dyn Write) -> io::Result<usize>) -> Result<Staged, Refusal> {
        self.sweep();
        let path = self
            .folder
            .join(format!("{OURS}{}{}", std::process::id(), self.mark));
        let file = disk::create(&path).at(&path)?;
        // A file system without locks has none to respect either.
        let _ = file.try_lock();
        let mut out = BufWriter::with_capacity(disk::BLOCK, &file);
        let filled = fill(&mut out).and_then(|count| out.flush().map(|()| count));
        drop(out);
        match filled.and_then(|count| file.sync_all().map(|()| count)) {
            Ok(count) => Ok(Staged {
                path,
                count,
                _file: file,
            }),
            Err(error) => {
                let _ = disk::remove_file(&path);
                Err(error).at(&self.path)
            }
        }
    }

    /// Removes what killed runs left: files of our naming that nobody holds.
    fn sweep(&self) {
        for entry in std::fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            let name = entry.file_name();
            let is_ours = name.as_encoded_bytes().starts_with(OURS.as_bytes())
                && name.as_encoded_bytes().ends_with(self.mark.as_bytes());
            if is_ours && File::open(entry.path()).is_ok_and(|file| file.try_lock().is_ok()) {
                let _ = disk::remove_file(&entry.path());
            }
        }
    }
}

/// Something stands there that no export wrote.
fn is_foreign(path: &Path, beginning: &str) -> io::Result<bool> {
    let metadata = match std::fs::symlink_metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        other => other?,
    };
    if !metadata.is_file() {
        return Ok(true);
    }
    let mut head = Vec::new();
    File::open(path)?
        .take(beginning.len() as u64)
        .read_to_end(&mut head)?;
    Ok(!head.is_empty() && head != beginning.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wish<'a>(folder: &'a Path, file: &'a Path, out: &'a Path) -> Wish<'a> {
        Wish {
            file,
            out,
            root: folder,
            beginning: "{\"a\"",
            description: "{\n}\n",
            suffix: ".mapping.json",
        }
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = std::fs::read_dir(folder).unwrap().flatten();
        let mut names: Vec<String> = entries
            .map(|e| e.file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_failure_while_writing_leaves_the_old_files_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let (file, out) = (folder.path().join("数据.ndjson"), folder.path().join("public"));
        let export = Export::prepare(wish(folder.path(), &file, &out)).unwrap();
        let good = export
            .write(&|out| out.write_all(b"{\"a\":1}\n").map(|()| 1))
            .unwrap();
        assert_eq!(good, 1);
        let full = export.write(&|out| {
            out.write_all(b"{\"a\":2}\n")?;
            Err(io::Error::from(io::ErrorKind::StorageFull))
        });
        let Err(Refusal::Machine(told)) = full else {
            panic!("{full:?}")
        };
        assert_eq!(told.code, "publish/disk-full");
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "{\"a\":1}\n");
        assert_eq!(names(folder.path()), ["数据.ndjson", "数据.ndjson.mapping.json"]);
    }

    #[test]
    fn what_a_killed_run_left_is_cleaned_and_what_another_run_holds_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let (file, out) = (folder.path().join("a"), folder.path().join("public"));
        let (left, held) = (
            folder.path().join(".sihao-export-1-data"),
            folder.path().join(".sihao-export-2-data"),
        );
        File::create(&left).unwrap();
        let holder = File::create(&held).unwrap();
        holder.lock().unwrap();
        File::create(folder.path().join(".sihao-export-3")).unwrap();
        let export = Export::prepare(wish(folder.path(), &file, &out)).unwrap();
        export.write(&|out| out.write_all(b"{\"a\"").map(|()| 0)).unwrap();
        assert_eq!(
            names(folder.path()),
            [".sihao-export-2-data", ".sihao-export-3", "a", "a.mapping.json"]
        );
    }
}
