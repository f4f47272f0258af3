//! What tera says, in words of our own and at its place: an error of tera in, a diagnostic out.
//!
//! tera tells in English, about sixty sentences. The common ones are known here by their beginning; any other is quoted as it is.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use tera::{ErrorKind, ReportError};

use super::names::BUILTIN;
use super::unclosed;
use crate::diagnostic::{Diagnostic, Place, SourceText, Span};
use crate::text::similar::nearest;

mod load;
mod words;

pub(super) use self::load::{split, twice};

/// What there is to choose from.
pub(super) struct Known<'k> {
    /// All templates, by the name that tera knows.
    pub(super) sources: &'k BTreeMap<String, Arc<SourceText>>,
    /// All components.
    pub(super) components: Vec<&'k str>,
}

/// An error while rendering a template.
pub(super) fn of(error: &tera::Error, template: &str, known: &Known<'_>) -> Diagnostic {
    let (report, render) = match error.kind() {
        ErrorKind::RenderingError(report) => (report, true),
        ErrorKind::SyntaxError(report) => (report, false),
        ErrorKind::TemplateNotFound(name) => return missing(name, known.sources.keys().map(String::as_str)),
        other => return fallback("template/rendering", &other.to_string()).at(file_of(template, known)),
    };
    let Some(source) = known.sources.get(report.filename()) else {
        return fallback("template/rendering", report.message()).at(Place::file(report.filename()));
    };
    if !render {
        return syntax(report, source);
    }
    let span = Span::new(report.span().range.start, report.span().range.end);
    words::rendering(report.message()).at(source.place(span))
}

fn file_of(template: &str, known: &Known<'_>) -> Place {
    let builtin = format!("{BUILTIN}{template}");
    let source = known
        .sources
        .get(template)
        .or_else(|| known.sources.get(&builtin));
    source.map_or_else(|| Place::file(template), |source| source.whole())
}

/// An error of an embedded template, which is a defect of the program.
pub(super) fn internal(error: &tera::Error, sources: &BTreeMap<String, Arc<SourceText>>) -> Diagnostic {
    let known = Known {
        sources,
        components: Vec::new(),
    };
    of(error, BUILTIN, &known)
}

/// tera's own words, in a frame of ours.
pub(super) fn fallback(code: Code, words: &str) -> Diagnostic {
    let words = words.lines().next().unwrap_or("").trim_start_matches("error: ");
    match code {
        "template/rendering" => Diagnostic::error("template/rendering"),
        _ => Diagnostic::error("template/syntax"),
    }
    .with("words", words)
}

type Code = &'static str;

/// A template that is not there, with the nearest one that is.
pub(super) fn missing<'n>(name: &str, names: impl Iterator<Item = &'n str>) -> Diagnostic {
    let names: BTreeSet<&str> = names
        .map(|name| name.strip_prefix(BUILTIN).unwrap_or(name))
        .collect();
    Diagnostic::error("template/missing")
        .with("name", name)
        .with_some("suggestion", nearest(name, names))
}

/// The place of a name in a template; the file as a whole if it is not there.
pub(super) fn place_of(source: &SourceText, name: &str) -> Place {
    let text = source.text();
    match text.find(name) {
        Some(start) => source.place(Span::new(start, start + name.len())),
        None => source.whole(),
    }
}

/// An error of syntax.
pub(super) fn syntax(report: &ReportError, source: &SourceText) -> Diagnostic {
    let range = report.span().range.clone();
    let text = source.text();
    let rest = text.get(range.start..).unwrap_or("");
    // tera points at a character by an empty range.
    let end = if range.is_empty() {
        range.start + rest.chars().next().map_or(0, char::len_utf8)
    } else {
        range.end
    };
    let found = text.get(range.start..end).unwrap_or("");
    if report.message().starts_with("Unexpected end of input") {
        if let Some((tag, place)) = unclosed::find(text) {
            let diagnostic = Diagnostic::error("template/unclosed")
                .with("tag", tag)
                .with("end", format!("end{tag}"));
            return diagnostic.at(source.place(Span::new(place.start, place.end)));
        }
        let start = text.rfind("{{").max(text.rfind("{%")).unwrap_or(range.start);
        let sign = text.get(start..start + 2).unwrap_or("{{");
        let closing = if sign == "{%" { "%}" } else { "}}" };
        let diagnostic = Diagnostic::error("template/unclosed")
            .with("tag", sign)
            .with("end", closing);
        return diagnostic.at(source.place(Span::new(start, start + sign.len())));
    }
    words::syntax(report.message(), found).at(source.place(Span::new(range.start, end)))
}
