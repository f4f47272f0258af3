//! One build at a time: a lock file beside the output, held by the system, so that a killed build holds nothing.
//!
//! The file itself stays: to remove it would let two builds hold two files of one name. It says who holds it, not since when:
//! nothing but `command/` asks for the time.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::Refusal;
use super::failure::machine;
use super::target::Target;
use crate::diagnostic::Diagnostic;

const PAUSE: Duration = Duration::from_millis(50);

/// Held until it is dropped.
pub(super) struct Lock {
    /// Closing it gives the lock back.
    _file: File,
    /// The file system knows no locks: the user should know.
    pub(super) warning: Option<Diagnostic>,
}

/// Takes the lock; waits for `patience` if another has it.
pub(super) fn take(target: &Target, patience: Duration) -> Result<Lock, Refusal> {
    let (mut file, path) = open(target)?;
    let mut waited = Duration::ZERO;
    let warning = loop {
        match file.try_lock() {
            Ok(()) => break None,
            Err(TryLockError::WouldBlock) if waited < patience => {
                std::thread::sleep(PAUSE);
                waited += PAUSE;
            }
            Err(TryLockError::WouldBlock) => return Err(Refusal::Output(held(&mut file, &path))),
            Err(TryLockError::Error(_)) => {
                break Some(no_lock(&path));
            }
        }
    };
    // Only a help for the one who waits; a lock file of another user's may not let us write.
    let _ = sign(&mut file);
    Ok(Lock { _file: file, warning })
}

fn no_lock(path: &Path) -> Diagnostic {
    Diagnostic::warning("publish/no-lock").with("path", path.display())
}

/// Beside the output; within it where nothing may be made beside it.
fn open(target: &Target) -> Result<(File, PathBuf), Refusal> {
    let beside = target.beside("lock");
    match open_file(&beside) {
        Ok(file) => Ok((file, beside)),
        Err(error) if is_forbidden(&error) && target.out.is_dir() => {
            let within = target.within("lock");
            let file = open_file(&within).map_err(|_| machine(&beside, &error))?;
            Ok((file, within))
        }
        Err(error) => Err(machine(&beside, &error)),
    }
}

/// Nothing may be made here.
pub(super) fn is_forbidden(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem
    )
}

fn open_file(path: &Path) -> io::Result<File> {
    // What is written into a link would land in the file it leads to.
    if std::fs::symlink_metadata(path).is_ok_and(|metadata| !metadata.is_file()) {
        return Err(io::Error::from(io::ErrorKind::AlreadyExists));
    }
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    match options.open(path) {
        Err(error) if is_forbidden(&error) && path.exists() => File::open(path),
        other => other,
    }
}

fn sign(file: &mut File) -> io::Result<()> {
    file.set_len(0)?;
    file.rewind()?;
    writeln!(file, "{}", std::process::id())
}

fn held(file: &mut File, path: &Path) -> Diagnostic {
    let mut text = String::new();
    // Elsewhere than on Unix a locked file can't be read.
    let _ = file.take(32).read_to_string(&mut text);
    let diagnostic = Diagnostic::error("publish/held").with("path", path.display());
    match text.trim().parse::<u32>() {
        Ok(holder) => diagnostic.with("holder", holder),
        Err(_) => diagnostic.with_word("holder", "publish.unknown-process"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Catalogue, Language, Severity};

    #[test]
    fn a_file_system_without_locks_is_a_warning_that_names_the_file() {
        let told = no_lock(Path::new("site/.public.sihao-lock"));
        assert_eq!((told.code, told.severity), ("publish/no-lock", Severity::Warning));
        let words = Catalogue::new(Language::Chinese).entry(&told);
        assert!(words.message.contains(".public.sihao-lock"), "{}", words.message);
    }
}
