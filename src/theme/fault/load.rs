//! Reports that tera gives as one text: `error: …`, ` --> file:line:column`, the line, a row of `^`.

use super::{Known, missing, words};
use crate::diagnostic::{Diagnostic, SourceText, Span};

/// One of them.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::theme) struct Report<'t> {
    message: &'t str,
    /// The template's name.
    pub(in crate::theme) file: &'t str,
    /// From 1.
    line: usize,
    /// In characters, from 1.
    column: usize,
    /// In characters.
    width: usize,
}

/// Cuts the text into reports.
pub(in crate::theme) fn split(text: &str) -> Vec<Report<'_>> {
    text.split("error: ").skip(1).filter_map(parse).collect()
}

fn parse(text: &str) -> Option<Report<'_>> {
    let mut lines = text.lines();
    let message = lines.next()?;
    let mut place = lines.next()?.trim_start().strip_prefix("--> ")?.rsplitn(3, ':');
    let column = place.next()?.trim().parse().ok()?;
    let line = place.next()?.parse().ok()?;
    let file = place.next()?;
    let width = text
        .lines()
        .rev()
        .find(|line| line.trim_end().ends_with('^'))
        .map_or(1, |line| line.matches('^').count());
    Some(Report {
        message,
        file,
        line,
        column,
        width,
    })
}

/// "Component `x` is defined in both `a` and `b`": the three.
pub(in crate::theme) fn twice(text: &str) -> Option<(&str, &str, &str)> {
    if !text.starts_with("Component `") || !text.contains("is defined in both") {
        return None;
    }
    let mut names = text.split('`').skip(1).step_by(2);
    Some((names.next()?, names.next()?, names.next()?))
}

impl Report<'_> {
    /// What the message names.
    pub(in crate::theme) fn subject(&self) -> &str {
        self.message.split('`').nth(1).unwrap_or("")
    }

    /// Whether this only follows from another template being broken: it is that template, or a component or block that it holds.
    pub(in crate::theme) fn follows_from(&self, broken: &str, text: &str) -> bool {
        let subject = self.subject();
        let held = |tag: &str| text.contains(&format!("{tag} {subject}"));
        match self.message.split(' ').next() {
            Some("Unknown") if self.message.starts_with("Unknown template") => subject == broken,
            Some("Unknown") if self.message.starts_with("Unknown component") => held("component"),
            Some("Block") => held("block"),
            _ => false,
        }
    }

    /// The diagnostic, at its place.
    pub(in crate::theme) fn diagnostic(&self, source: &SourceText, known: &Known<'_>) -> Diagnostic {
        let diagnostic = if self.message.starts_with("Unknown template") {
            missing(self.subject(), known.sources.keys().map(String::as_str))
        } else {
            words::reference(self.message, self.subject(), known)
        };
        diagnostic.at(source.place(self.span(source.text())))
    }

    fn span(&self, text: &str) -> Span {
        let start: usize = text
            .split_inclusive('\n')
            .take(self.line.saturating_sub(1))
            .map(str::len)
            .sum();
        let line = text.get(start..).unwrap_or("");
        let offset = |characters: usize| {
            line.char_indices()
                .nth(characters)
                .map_or(line.len(), |(at, _)| at)
        };
        let from = self.column.saturating_sub(1);
        Span::new(start + offset(from), start + offset(from + self.width))
    }
}
