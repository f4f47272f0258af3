//! Writing a new file: its folders made, an existing file never touched.

use std::io::{ErrorKind, Write as _};
use std::path::Path;

use super::Refusal;
use crate::diagnostic::Diagnostic;

/// Writes a file that must not exist yet.
pub(super) fn new_file(path: &Path, shown: &str, bytes: &[u8]) -> Result<(), Refusal> {
    let folder = path.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder).map_err(|error| machine(shown, &error))?;
    // `create_new` asks and makes in one step: of two who write at once, one is told.
    let opened = std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(path);
    match opened.and_then(|mut file| file.write_all(bytes)) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            Err(Refusal::Wish(Diagnostic::error("new/exists").with("path", shown)))
        }
        Err(error) => Err(machine(shown, &error)),
    }
}

/// Why the machine would not write.
pub(super) fn machine(shown: &str, error: &std::io::Error) -> Refusal {
    let reason = match error.kind() {
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => "reason.not-allowed",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "reason.disk-full",
        ErrorKind::NotADirectory => "reason.no-folder",
        ErrorKind::InvalidFilename => "reason.bad-name",
        _ => "reason.unwritable",
    };
    Refusal::Machine(
        Diagnostic::error("scaffold/not-written")
            .with("path", shown)
            .with_word("reason", reason),
    )
}
