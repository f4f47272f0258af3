//! What `init` and `new` write. Nothing that exists is ever overwritten, and nothing is asked.

mod document;
mod site;
mod write;

use crate::diagnostic::Diagnostic;

pub use document::{NewDocument, new_document};
pub use site::{Start, init};

/// Why nothing was written.
#[derive(Debug)]
pub enum Refusal {
    /// What was asked for can't be: exit code 2.
    Wish(Diagnostic),
    /// The machine failed: exit code 3.
    Machine(Diagnostic),
}
