//! Places: one file's text, byte ranges in it, and the line and column that a person counts.
//!
//! A byte range comes in and a [`Place`] goes out that needs the file no more. Ranges outside the text, or within a character, are moved
//! to the nearest place there is, never refused: a place is asked for when something is wrong already.

use std::sync::{Arc, OnceLock};

/// The longest excerpt, in characters.
const WINDOW: usize = 2000;
/// How much of the line an excerpt that was cut keeps before the place, in characters.
const BEFORE: usize = 500;

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
    /// Where each line begins; found when a place is first asked for.
    lines: OnceLock<Box<[u32]>>,
}

impl SourceText {
    /// `path` is relative to the site's root, with `/`.
    pub fn new(path: impl Into<Arc<str>>, text: impl Into<Box<str>>) -> SourceText {
        SourceText {
            path: path.into(),
            text: text.into(),
            lines: OnceLock::new(),
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
    pub fn place(&self, span: Span) -> Place {
        let start = self.boundary(span.start);
        let end = self.boundary(span.end).max(start);
        let (first, last) = (self.line_at(start), self.line_at(end));
        let (line_start, content) = self.line(first);
        let column = self.count(line_start, start);
        let (excerpt, cut) = window(content, column);
        Place {
            file: self.path.clone(),
            line: counted(first),
            column: counted(column),
            end_line: counted(last),
            end_column: counted(self.count(self.line(last).0, end)),
            excerpt: excerpt.into(),
            excerpt_column: counted(cut),
        }
    }
    /// The nearest character boundary at or before an offset.
    fn boundary(&self, offset: u32) -> usize {
        let mut offset = (offset as usize).min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    }
    /// How many characters lie between two offsets.
    fn count(&self, start: usize, end: usize) -> usize {
        self.text.get(start..end).map_or(0, |text| text.chars().count())
    }
    fn starts(&self) -> &[u32] {
        self.lines.get_or_init(|| {
            if !self.text.contains('\r') {
                // A search by bytes: ten times as fast as looking at each.
                let ends = self.text.match_indices('\n').map(|(at, _)| at as u32 + 1);
                return std::iter::once(0).chain(ends).collect();
            }
            let bytes = self.text.as_bytes();
            let ends = (0..bytes.len()).filter(|at| match bytes[*at] {
                b'\n' => true,
                b'\r' => bytes.get(at + 1) != Some(&b'\n'),
                _ => false,
            });
            std::iter::once(0).chain(ends.map(|at| at as u32 + 1)).collect()
        })
    }
    /// The index of the line that an offset lies in.
    fn line_at(&self, offset: usize) -> usize {
        self.starts()
            .partition_point(|start| *start as usize <= offset)
            .saturating_sub(1)
    }
    /// Where a line begins, and its text without its line end.
    fn line(&self, index: usize) -> (usize, &str) {
        let start = self.starts().get(index).map_or(0, |start| *start as usize);
        let end = self
            .starts()
            .get(index + 1)
            .map_or(self.text.len(), |end| *end as usize);
        (
            start,
            self.text
                .get(start..end)
                .unwrap_or_default()
                .trim_end_matches(['\n', '\r']),
        )
    }
    /// The file as a whole: line 1, column 1, no excerpt. For files whose matter is not at one place, or that are no text.
    pub fn whole(&self) -> Place {
        Place::file(self.path.clone())
    }
}

/// People count from 1.
fn counted(from_zero: usize) -> u32 {
    u32::try_from(from_zero).unwrap_or(u32::MAX - 1) + 1
}

/// The part of a line that is kept: all of it, or [`WINDOW`] characters around the place. Tells at which character, from 0, it begins.
fn window(line: &str, start: usize) -> (&str, usize) {
    let length = line.chars().count();
    if length <= WINDOW {
        return (line, 0);
    }
    let from = start.saturating_sub(BEFORE).min(length - WINDOW);
    let byte = |nth: usize| line.char_indices().nth(nth).map_or(line.len(), |(at, _)| at);
    (
        line.get(byte(from)..byte(from + WINDOW)).unwrap_or_default(),
        from,
    )
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

#[cfg(test)]
mod tests {
    use super::{Place, SourceText, Span};

    fn place(text: &str, part: &str) -> Place {
        let start = text.find(part).unwrap();
        SourceText::new("a.md", text).place(Span::new(start, start + part.len()))
    }

    #[test]
    fn columns_count_characters() {
        let place = place("标题: 甲\n单位：财政局\n", "财政");
        assert_eq!(
            (place.line, place.column, place.end_line, place.end_column),
            (2, 4, 2, 6)
        );
        assert_eq!((&*place.excerpt, place.excerpt_column), ("单位：财政局", 1));
    }

    #[test]
    fn every_kind_of_line_end_ends_a_line() {
        let text = "a\r\nb\rc\nd\n\r\ne";
        for (part, line) in [("a", 1), ("b", 2), ("c", 3), ("d", 4), ("e", 6)] {
            let place = place(text, part);
            assert_eq!((place.line, place.column, &*place.excerpt), (line, 1, part));
        }
    }

    #[test]
    fn a_span_may_end_on_another_line_or_at_the_end_of_the_file() {
        let text = "甲乙\r\n丙丁";
        let source = SourceText::new("a.md", text);
        let place = source.place(Span::new(3, 11));
        assert_eq!(
            (place.line, place.column, place.end_line, place.end_column),
            (1, 2, 2, 2)
        );
        assert_eq!(&*place.excerpt, "甲乙");
        let end = source.place(Span::new(text.len(), text.len()));
        assert_eq!((end.line, end.column), (2, 3));
    }

    #[test]
    fn a_span_outside_or_within_a_character_is_moved_to_one_that_exists() {
        let source = SourceText::new("a.md", "甲乙");
        let inside = source.place(Span::new(4, 5));
        assert_eq!((inside.column, inside.end_column), (2, 2));
        let outside = source.place(Span::new(900, 1000));
        assert_eq!((outside.column, outside.end_column), (3, 3));
        let backwards = source.place(Span { start: 3, end: 0 });
        assert_eq!((backwards.column, backwards.end_column), (2, 2));
        assert_eq!(SourceText::new("a.md", "").place(Span::default()).line, 1);
    }

    #[test]
    fn a_long_line_is_cut_to_a_window_that_holds_the_place() {
        let text = format!("{}误{}", "正".repeat(5000), "确".repeat(5000));
        let place = place(&text, "误");
        assert_eq!((place.column, place.excerpt_column), (5001, 4501));
        assert_eq!(place.excerpt.chars().count(), 2000);
        assert_eq!(place.excerpt.chars().nth(500), Some('误'));
    }
}
