//! The last line: a panic anywhere becomes one plain sentence and exit code 3, never a stack of English.

use std::panic::{self, AssertUnwindSafe};
use std::sync::{Arc, Mutex, PoisonError};

use super::Exit;
use super::console::Console;
use super::language::Sketch;
use crate::diagnostic::Diagnostic;

/// Runs the program; tells of a panic where it happened, so that it can be reported.
pub(super) fn guarded(sketch: &Sketch, program: impl FnOnce() -> Exit) -> Exit {
    let place: Arc<Mutex<Option<String>>> = Arc::default();
    let noted = Arc::clone(&place);
    panic::set_hook(Box::new(move |info| {
        let mut noted = noted.lock().unwrap_or_else(PoisonError::into_inner);
        if noted.is_none() {
            *noted = info
                .location()
                .map(|l| format!("{}:{}", file_name(l.file()), l.line()));
        }
    }));
    let ended = panic::catch_unwind(AssertUnwindSafe(program));
    // What std's hook was is no matter: the process ends here.
    drop(panic::take_hook());
    ended.unwrap_or_else(|_| {
        let place = place.lock().unwrap_or_else(PoisonError::into_inner).take();
        Console::new(sketch).fail(&internal(place));
        Exit::Machine
    })
}

fn internal(place: Option<String>) -> Diagnostic {
    Diagnostic::error("program/internal")
        .with("version", env!("CARGO_PKG_VERSION"))
        .with("place", place.unwrap_or_else(|| "?".into()))
}

/// The file's own name and its folder: where the program was built is nobody's business.
fn file_name(path: &str) -> String {
    let mut parts: Vec<&str> = path.rsplit(['/', '\\']).take(2).collect();
    parts.reverse();
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Catalogue, Language};

    #[test]
    fn a_fault_of_ours_is_told_with_its_place_and_as_no_fault_of_the_clerk() {
        let told = internal(Some("model/build.rs:7".into()));
        assert_eq!(told.code, "program/internal");
        let words = Catalogue::new(Language::Chinese).entry(&told);
        assert!(words.message.contains("这不是您的错"), "{}", words.message);
        assert!(words.help.is_some_and(|help| help.contains("model/build.rs:7")));
    }

    #[test]
    fn a_panic_s_place_names_no_machine() {
        assert_eq!(
            file_name("/home/somebody/.cargo/registry/src/x-1.0/src/lib.rs"),
            "src/lib.rs"
        );
        assert_eq!(file_name("src\\model\\build.rs"), "model/build.rs");
    }
}
