//! `init`: a working site in an empty folder.

use std::path::Path;

use serde_json::json;

use super::Exit;
use super::console::Console;
use super::invocation::{Format, Volume};
use crate::scaffold::{self, Refusal, Start};

/// Writes the site, and says what to do next.
pub(super) fn run(console: &Console, folder: &Path, sample: bool) -> Exit {
    let start = if sample { Start::Sample } else { Start::Small };
    match scaffold::init(folder, start) {
        Ok(files) if console.format == Format::Json => {
            console.result_json(&json!({ "folder": folder.to_string_lossy(), "files": files }));
            Exit::Done
        }
        Ok(files) => {
            if console.volume > Volume::Quiet {
                let folder = folder.to_string_lossy();
                let values = [("folder", &*folder), ("files", &files.to_string())];
                console.result_line(&console.word("init.done", &values));
            }
            Exit::Done
        }
        Err(refusal) => tell(console, &refusal),
    }
}

/// Tells why nothing was written.
pub(super) fn tell(console: &Console, refusal: &Refusal) -> Exit {
    match refusal {
        Refusal::Wish(diagnostic) => {
            console.fail(diagnostic);
            Exit::Usage
        }
        Refusal::Machine(diagnostic) => {
            console.fail(diagnostic);
            Exit::Machine
        }
    }
}
