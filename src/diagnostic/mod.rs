//! Diagnostics: what is wrong, where, and what to write instead.
//!
//! A [`Diagnostic`] is made where the facts are; its words live in `locales/<language>/*.toml` under its code, so the same diagnostic
//! can be told in Chinese or English, on a terminal, as JSON or in the preview's overlay. A [`Report`] collects those of a run.

mod catalogue;
mod draw;
mod report;
mod source;

pub use catalogue::{Catalogue, Entry, Language};
pub use draw::{Excerpt, Style, draw, excerpt, json, position};
pub use report::{Allowed, Part, Report};
pub use source::{Place, SourceText, Span, Spanned};

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The site is not published.
    Error,
    /// The site is published; somebody should look.
    Warning,
}

/// A value that a message names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Argument {
    /// Text as it stands in a file, a path, a number.
    Text(String),
    /// A word of the program's own, by its key in the table `[words]` of the catalogue (`"shape.list"` → 列表, a list).
    Word(&'static str),
    /// Several, joined by 、 or a comma.
    List(Vec<Argument>),
}

/// One finding, with its place where it has one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The stable name: `front-matter/unknown-key`.
    pub code: &'static str,
    /// Error or warning.
    pub severity: Severity,
    /// Where it stands.
    pub place: Option<Box<Place>>,
    /// Where the same thing stood first (a key, a number, an address that stands twice).
    pub first: Option<Place>,
    /// The values that the texts of the catalogue name in braces.
    pub arguments: Vec<(&'static str, Argument)>,
}

impl Diagnostic {
    /// An error. The code must be a literal: a test looks for it in the catalogues.
    pub fn error(code: &'static str) -> Diagnostic {
        Diagnostic {
            code,
            severity: Severity::Error,
            place: None,
            first: None,
            arguments: Vec::new(),
        }
    }
    /// A warning. The code must be a literal: a test looks for it in the catalogues.
    pub fn warning(code: &'static str) -> Diagnostic {
        Diagnostic {
            severity: Severity::Warning,
            ..Diagnostic::error(code)
        }
    }
    /// Says where.
    #[must_use]
    pub fn at(mut self, place: Place) -> Diagnostic {
        self.place = Some(Box::new(place));
        self
    }
    /// Says where the same thing stood first.
    #[must_use]
    pub fn first_at(mut self, place: Place) -> Diagnostic {
        self.first = Some(place);
        self
    }
    /// Names a value as text.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl std::fmt::Display) -> Diagnostic {
        self.arguments.push((name, Argument::Text(value.to_string())));
        self
    }
    /// Names a value only if there is one (a suggestion).
    #[must_use]
    pub fn with_some(self, name: &'static str, value: Option<impl std::fmt::Display>) -> Diagnostic {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }
    /// Names a value by a word of the catalogue.
    #[must_use]
    pub fn with_word(mut self, name: &'static str, key: &'static str) -> Diagnostic {
        self.arguments.push((name, Argument::Word(key)));
        self
    }
    /// Names several values.
    #[must_use]
    pub fn with_list(
        mut self,
        name: &'static str,
        values: impl IntoIterator<Item = impl std::fmt::Display>,
    ) -> Diagnostic {
        self.arguments.push((
            name,
            Argument::List(
                values
                    .into_iter()
                    .map(|v| Argument::Text(v.to_string()))
                    .collect(),
            ),
        ));
        self
    }
}
