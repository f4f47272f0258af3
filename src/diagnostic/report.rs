//! Every diagnostic of a run, in the order of files and places.

use super::{Diagnostic, Severity};

/// A warning or error that a document allowed, with the reason it gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allowed {
    /// The diagnostic that would have been told.
    pub diagnostic: Diagnostic,
    /// Why it is allowed.
    pub reason: String,
}

/// Collects the diagnostics of a run. Nothing here prints.
#[derive(Clone, Debug, Default)]
pub struct Report {
    diagnostics: Vec<Diagnostic>,
    allowed: Vec<Allowed>,
}

impl Report {
    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }
    /// Adds many.
    pub fn extend(&mut self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        self.diagnostics.extend(diagnostics);
    }
    /// Notes one that was allowed.
    pub fn allow(&mut self, allowed: Allowed) {
        self.allowed.push(allowed);
    }
    /// Sorts by file, line, column, code, and drops exact repetitions.
    pub fn sort(&mut self) {
        unimplemented!()
    }
    /// All, in order.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }
    /// Takes them out, to judge or change them.
    pub fn take(&mut self) -> Vec<Diagnostic> {
        std::mem::take(&mut self.diagnostics)
    }
    /// Those allowed.
    pub fn allowed(&self) -> &[Allowed] {
        &self.allowed
    }
    /// How many errors.
    pub fn errors(&self) -> usize {
        self.count(Severity::Error)
    }
    /// How many warnings.
    pub fn warnings(&self) -> usize {
        self.count(Severity::Warning)
    }
    fn count(&self, severity: Severity) -> usize {
        self.diagnostics.iter().filter(|d| d.severity == severity).count()
    }
}
