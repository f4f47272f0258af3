//! Places: one file's text, byte ranges in it, and the line and column that a person counts.

use std::sync::Arc;

/// A byte range in a [`SourceText`]; both ends on character boundaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// First byte after.
    pub end: u32,
}

impl Span {
    /// A span from byte offsets.
    pub fn new(start: usize, end: usize) -> Span {
        Span {
            start: start as u32,
            end: end as u32,
        }
    }
}

/// A value with the place where it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it stands in its file.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// Puts the two together.
    pub fn new(value: T, span: Span) -> Spanned<T> {
        Spanned { value, span }
    }
    /// Another value at the same place.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned {
            value: f(self.value),
            span: self.span,
        }
    }
}

/// One file as it was read: decoded to UTF-8, its mark removed, its line ends as they were.
#[derive(Debug)]
pub struct SourceText {
    path: Arc<str>,
    text: Box<str>,
}

impl SourceText {
    /// `path` is relative to the site's root, with `/`.
    pub fn new(path: impl Into<Arc<str>>, text: impl Into<Box<str>>) -> SourceText {
        SourceText {
            path: path.into(),
            text: text.into(),
        }
    }
    /// The path, relative to the site's root, with `/`.
    pub fn path(&self) -> &Arc<str> {
        &self.path
    }
    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }
    /// The text of a span; empty if the span lies outside.
    pub fn slice(&self, span: Span) -> &str {
        self.text
            .get(span.start as usize..span.end as usize)
            .unwrap_or("")
    }
    /// The place of a span, as a person counts it.
    pub fn place(&self, _span: Span) -> Place {
        unimplemented!()
    }
    /// The file as a whole: line 1, column 1, no excerpt. For files whose matter is not at one place, or that are no text.
    pub fn whole(&self) -> Place {
        Place::file(self.path.clone())
    }
}

/// A place in a file, complete in itself: it needs the file no more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Relative to the site's root, with `/`.
    pub file: Arc<str>,
    /// Counted from 1.
    pub line: u32,
    /// Characters, counted from 1.
    pub column: u32,
    /// The line of the end.
    pub end_line: u32,
    /// The column after the last character.
    pub end_column: u32,
    /// The text of the first line, without its line end; empty for a file as a whole. Lines over 2,000 characters are cut to a window
    /// around the place; `excerpt_column` says at which column the excerpt begins.
    pub excerpt: Box<str>,
    /// The column of the excerpt's first character, counted from 1.
    pub excerpt_column: u32,
}

impl Place {
    /// A file as a whole.
    pub fn file(file: impl Into<Arc<str>>) -> Place {
        Place {
            file: file.into(),
            line: 1,
            column: 1,
            end_line: 1,
            end_column: 1,
            excerpt: "".into(),
            excerpt_column: 1,
        }
    }
}
