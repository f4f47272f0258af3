//! Every diagnostic of a run, in the order of files and places.
//!
//! Findings come in from every floor in any order; they go out sorted, each once. Nothing is dropped but exact repetitions.

use std::cmp::Ordering;

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
    /// Sorts by file, line, column, code, and drops exact repetitions. Those without a place come first; what no place tells apart is
    /// ordered by its values, so that the order in which threads found it never shows.
    pub fn sort(&mut self) {
        self.diagnostics.sort_by(order);
        self.diagnostics.dedup();
        self.allowed
            .sort_by(|a, b| order(&a.diagnostic, &b.diagnostic).then_with(|| a.reason.cmp(&b.reason)));
        self.allowed.dedup();
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

fn order(a: &Diagnostic, b: &Diagnostic) -> Ordering {
    let key = |d: &Diagnostic| d.place.as_ref().map(|p| (p.file.clone(), p.line, p.column));
    key(a)
        .cmp(&key(b))
        .then_with(|| a.code.cmp(b.code))
        .then_with(|| a.severity.cmp(&b.severity))
        // Two findings of one code at one place are rare, so that the cost of writing them out is too.
        .then_with(|| format!("{a:?}").cmp(&format!("{b:?}")))
}

#[cfg(test)]
mod tests {
    use super::{Diagnostic, Report};
    use crate::diagnostic::Place;

    fn at(code: &'static str, file: &str, line: u32, column: u32) -> Diagnostic {
        Diagnostic::error(code).at(Place {
            line,
            column,
            ..Place::file(file)
        })
    }

    #[test]
    fn findings_stand_in_the_order_of_files_and_places_each_once() {
        let mut report = Report::default();
        report.extend([
            at("z/z", "b.md", 1, 1),
            at("a/b", "a.md", 10, 1),
            at("a/b", "a.md", 2, 7),
            at("b/a", "a.md", 2, 3),
            at("a/a", "a.md", 2, 3).with("value", 2),
            at("a/a", "a.md", 2, 3).with("value", 1),
            at("b/a", "a.md", 2, 3),
            at("a/a", "a.md", 2, 3).with("value", 2),
            Diagnostic::warning("site/none"),
        ]);
        report.sort();
        let found: Vec<_> = report
            .diagnostics()
            .iter()
            .map(|d| (d.code, d.place.as_ref().map(|p| p.line)))
            .collect();
        assert_eq!(
            found,
            [
                ("site/none", None),
                ("a/a", Some(2)),
                ("a/a", Some(2)),
                ("b/a", Some(2)),
                ("a/b", Some(2)),
                ("a/b", Some(10)),
                ("z/z", Some(1)),
            ]
        );
        assert_eq!((report.errors(), report.warnings()), (6, 1));
    }
}
