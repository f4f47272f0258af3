//! From an error of the system to words a clerk understands.

use std::io;
use std::path::Path;

use super::Refusal;
use crate::diagnostic::Diagnostic;

/// What the system said, with the path it was about.
pub(super) fn machine(path: &Path, error: &io::Error) -> Refusal {
    let diagnostic = match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Diagnostic::error("publish/disk-full"),
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            Diagnostic::error("publish/permission")
        }
        _ => Diagnostic::error("publish/machine"),
    };
    Refusal::Machine(diagnostic.with("path", path.display()).with("reason", error))
}

/// Says which path a result was about.
pub(super) trait At<T> {
    /// The result, its error made a refusal.
    fn at(self, path: &Path) -> Result<T, Refusal>;
}

impl<T> At<T> for io::Result<T> {
    fn at(self, path: &Path) -> Result<T, Refusal> {
        self.map_err(|error| machine(path, &error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_of_failure_has_words_of_its_own() {
        let code = |kind| match machine(Path::new("x"), &io::Error::from(kind)) {
            Refusal::Machine(diagnostic) => diagnostic.code,
            _ => "",
        };
        assert_eq!(code(io::ErrorKind::StorageFull), "publish/disk-full");
        assert_eq!(code(io::ErrorKind::ReadOnlyFilesystem), "publish/permission");
        assert_eq!(code(io::ErrorKind::Other), "publish/machine");
    }
}
