//! Every diagnostic of a run, in the order of files and places.
//!
//! Findings come in from every floor in any order; they go out sorted, each once. Nothing is dropped but exact repetitions.
//!
//! A report is made of [`Part`]s, one a file. A large site has tens of thousands of warnings, and a preview makes a report after every
//! edit: the parts of files that did not change are shared, and their counts are known.

use std::cmp::Ordering;
use std::sync::Arc;

use super::{Diagnostic, Severity};

/// A warning or error that a document allowed, with the reason it gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allowed {
    /// The diagnostic that would have been told.
    pub diagnostic: Diagnostic,
    /// Why it is allowed.
    pub reason: String,
}

/// What was told of one file, or what was told without a place: sorted, each once, never nothing. Cheap to share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    told: Arc<[Diagnostic]>,
    errors: usize,
}

impl Part {
    /// Sorts what was told of one file; `None` if that is nothing.
    pub fn new(mut told: Vec<Diagnostic>) -> Option<Part> {
        told.sort_by(order);
        told.dedup();
        let errors = told.iter().filter(|d| d.severity == Severity::Error).count();
        let told = Arc::from(told);
        Some(Part { told, errors }).filter(|part| !part.told.is_empty())
    }
    /// What was told.
    pub fn told(&self) -> &[Diagnostic] {
        &self.told
    }
    /// How many errors are among them.
    pub fn errors(&self) -> usize {
        self.errors
    }
    fn file(&self) -> Option<&str> {
        self.told.first().and_then(file)
    }
    fn count(&self, severity: Severity) -> usize {
        match severity {
            Severity::Error => self.errors,
            Severity::Warning => self.told.len() - self.errors,
        }
    }
}

/// Collects the diagnostics of a run. Nothing here prints.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// At most one a file, once sorted.
    parts: Vec<Part>,
    /// What came in since, in any order.
    loose: Vec<Diagnostic>,
    allowed: Vec<Allowed>,
}

impl Report {
    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.loose.push(diagnostic);
    }
    /// Adds many.
    pub fn extend(&mut self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        self.loose.extend(diagnostics);
    }
    /// Adds what was told of a file.
    pub fn add(&mut self, part: Part) {
        self.parts.push(part);
    }
    /// Notes one that was allowed.
    pub fn allow(&mut self, allowed: Allowed) {
        self.allowed.push(allowed);
    }
    /// Sorts by file, line, column, code, and drops exact repetitions. Those without a place come first; what no place tells apart is
    /// ordered by its values, so that the order in which threads found it never shows.
    pub fn sort(&mut self) {
        let mut loose = std::mem::take(&mut self.loose);
        loose.sort_by(|a, b| file(a).cmp(&file(b)));
        let same_file = |a: &Diagnostic, b: &Diagnostic| file(a) == file(b);
        let groups = loose.chunk_by(same_file).map(<[_]>::to_vec);
        self.parts.extend(groups.filter_map(Part::new));
        // Stable and made for runs that are sorted already, as nearly all of this is.
        self.parts.sort_by(|a, b| a.file().cmp(&b.file()));
        if self
            .parts
            .windows(2)
            .any(|pair| matches!(pair, [a, b] if a.file() == b.file()))
        {
            let parts = std::mem::take(&mut self.parts);
            let of_one_file = parts.chunk_by(|a, b| a.file() == b.file());
            self.parts.extend(of_one_file.filter_map(joined));
        }
        self.allowed
            .sort_by(|a, b| order(&a.diagnostic, &b.diagnostic).then_with(|| a.reason.cmp(&b.reason)));
        self.allowed.dedup();
    }
    /// All, in order.
    pub fn diagnostics(&self) -> impl Iterator<Item = &Diagnostic> + Clone {
        self.parts.iter().flat_map(Part::told).chain(&self.loose)
    }
    /// All of one severity, in order. Files without any are not looked at.
    pub fn of(&self, severity: Severity) -> impl Iterator<Item = &Diagnostic> + Clone {
        let parts = self.parts.iter().filter(move |part| part.count(severity) > 0);
        let all = parts.flat_map(Part::told).chain(&self.loose);
        all.filter(move |diagnostic| diagnostic.severity == severity)
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
        let loose = self.loose.iter().filter(|d| d.severity == severity).count();
        self.parts.iter().map(|part| part.count(severity)).sum::<usize>() + loose
    }
}

/// Parts of one file as one.
fn joined(parts: &[Part]) -> Option<Part> {
    match parts {
        [one] => Some(one.clone()),
        parts => Part::new(parts.iter().flat_map(Part::told).cloned().collect()),
    }
}

fn file(diagnostic: &Diagnostic) -> Option<&str> {
    diagnostic.place.as_ref().map(|place| &*place.file)
}

fn order(a: &Diagnostic, b: &Diagnostic) -> Ordering {
    let key = |d: &Diagnostic| d.place.as_ref().map(|p| (p.line, p.column));
    file(a)
        .cmp(&file(b))
        .then_with(|| key(a).cmp(&key(b)))
        .then_with(|| a.code.cmp(b.code))
        .then_with(|| a.severity.cmp(&b.severity))
        // Two findings of one code at one place are rare, so that the cost of writing them out is too.
        .then_with(|| format!("{a:?}").cmp(&format!("{b:?}")))
}

#[cfg(test)]
mod tests {
    use super::{Diagnostic, Part, Report};
    use crate::diagnostic::{Place, Severity};

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

    #[test]
    fn what_comes_later_of_a_file_stands_with_the_rest_of_it() {
        let mut report = Report::default();
        report.push(at("z/z", "b.md", 2, 1));
        report.sort();
        report.add(Part::new(vec![at("a/a", "a.md", 1, 1)]).unwrap());
        report.push(at("a/b", "b.md", 1, 1));
        report.push(Diagnostic::warning("site/none"));
        report.push(at("z/z", "b.md", 2, 1));
        report.sort();
        let codes: Vec<_> = report.diagnostics().map(|d| d.code).collect();
        assert_eq!(codes, ["site/none", "a/a", "a/b", "z/z"]);
        let warnings: Vec<_> = report.of(Severity::Warning).map(|d| d.code).collect();
        assert_eq!(warnings, ["site/none"]);
        assert_eq!((report.errors(), report.warnings()), (3, 1));
        assert_eq!(Part::new(Vec::new()), None);
    }
}
