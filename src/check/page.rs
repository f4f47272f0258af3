//! What the rules look at: one file's text, line by line, each line with the part of the file that it belongs to.
//!
//! Findings are gathered here too: masked, and no more than [`LIMIT`] of a rule in a file, since a pasted table of a thousand numbers
//! is one mistake, not a thousand.

use crate::diagnostic::{Diagnostic, SourceText, Span};
use crate::model::{RawDocument, RawPage, RawUnit};

use super::mask;

/// How many findings of one rule are told in one file.
pub(super) const LIMIT: usize = 20;

/// Which part of a file a line belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Area {
    /// Front matter.
    Front,
    /// Prose, lists, tables.
    Body,
    /// Within a fence of code.
    Code,
    /// A line of a table of data.
    Register,
}

/// A line, without its line end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    /// Where it begins in the file, in bytes.
    pub(super) start: usize,
    pub(super) text: &'a str,
    pub(super) area: Area,
}

/// One file.
pub(super) struct Page<'a> {
    pub(super) source: &'a SourceText,
    pub(super) lines: Vec<Line<'a>>,
    /// The title and the names of attachments.
    pub(super) titles: Vec<Span>,
    /// Prose in the front matter: the title, the summary, the note.
    pub(super) prose: Vec<Span>,
    /// Whether it is for internal editions only.
    pub(super) internal: bool,
    /// Whether it carries `honours`.
    pub(super) commends: bool,
}

impl<'a> Page<'a> {
    pub(super) fn document(document: &'a RawDocument) -> Page<'a> {
        let front = &document.front;
        let mut page = Page::new(&document.source, document.body);
        let attachments = front
            .attachments
            .iter()
            .map(|a| a.title.as_ref().unwrap_or(&a.file).span);
        page.titles = front.title.iter().map(|t| t.span).chain(attachments).collect();
        page.prose = [&front.title, &front.summary, &front.note]
            .into_iter()
            .flatten()
            .map(|t| t.span)
            .collect();
        page.internal = front.internal;
        page.commends = !front.honours.is_empty();
        page
    }
    pub(super) fn unit(unit: &'a RawUnit) -> Page<'a> {
        Page::new(&unit.source, unit.body)
    }
    pub(super) fn free(free: &'a RawPage) -> Page<'a> {
        let mut page = Page::new(&free.source, free.body);
        page.titles = free.title.iter().map(|t| t.span).collect();
        page.prose = [&free.title, &free.summary]
            .into_iter()
            .flatten()
            .map(|t| t.span)
            .collect();
        page.internal = free.internal;
        page
    }
    pub(super) fn register(source: &'a SourceText) -> Page<'a> {
        let mut page = Page::new(source, Span::default());
        page.lines.iter_mut().for_each(|line| line.area = Area::Register);
        page
    }
    fn new(source: &'a SourceText, body: Span) -> Page<'a> {
        let mut lines = Vec::new();
        let (mut start, mut fence) = (0, None);
        // CRLF is one end, and a lone CR is one too.
        let ended = source.text().split_inclusive('\n').flat_map(|whole| {
            let bare = whole.trim_end_matches(['\n', '\r']).len();
            let (text, end) = whole.split_at_checked(bare).unwrap_or((whole, ""));
            let last = text.rfind('\r').map_or(0, |at| at + 1);
            let (inner, rest) = text.split_at_checked(last).unwrap_or(("", text));
            inner
                .split_inclusive('\r')
                .map(|text| (text, 0))
                .chain(std::iter::once((rest, end.len())))
        });
        for (whole, end) in ended {
            let text = whole.trim_end_matches('\r');
            let area = if start < body.start as usize {
                Area::Front
            } else {
                body_area(text, &mut fence)
            };
            lines.push(Line { start, text, area });
            start += whole.len() + end;
        }
        Page {
            source,
            lines,
            titles: Vec::new(),
            prose: Vec::new(),
            internal: false,
            commends: false,
        }
    }
}

/// Whether a line of the body is code; `fence` is the mark that opened it.
fn body_area(text: &str, fence: &mut Option<&'static str>) -> Area {
    let mark = ["```", "~~~"]
        .into_iter()
        .find(|mark| text.trim_start().starts_with(mark));
    match (*fence, mark) {
        (None, None) => return Area::Body,
        (None, Some(mark)) => *fence = Some(mark),
        (Some(open), Some(mark)) if open == mark => *fence = None,
        _ => {}
    }
    Area::Code
}

/// The findings of one file.
pub(super) struct Findings<'a> {
    source: &'a SourceText,
    found: Vec<Diagnostic>,
    /// By rule: how many were told, how many not, and the first that was not.
    counts: Vec<(&'static str, usize, usize, Option<Diagnostic>)>,
}

impl<'a> Findings<'a> {
    pub(super) fn new(source: &'a SourceText) -> Findings<'a> {
        Findings {
            source,
            found: Vec::new(),
            counts: Vec::new(),
        }
    }
    /// Tells a finding at a byte range of the file.
    pub(super) fn tell(&mut self, diagnostic: Diagnostic, start: usize, end: usize) {
        let at = match self.counts.iter().position(|(code, ..)| *code == diagnostic.code) {
            Some(at) => at,
            None => {
                self.counts.push((diagnostic.code, 0, 0, None));
                self.counts.len() - 1
            }
        };
        let Some((_, told, untold, first)) = self.counts.get_mut(at) else {
            return;
        };
        if *told >= LIMIT {
            *untold += 1;
            if first.is_some() {
                return;
            }
        }
        let mut diagnostic = diagnostic.at(self.source.place(Span::new(start, end)));
        mask(&mut diagnostic);
        if *told >= LIMIT {
            *first = Some(diagnostic);
        } else {
            *told += 1;
            self.found.push(diagnostic);
        }
    }
    /// All of them, and for each rule that found too many, one more that says how many.
    pub(super) fn finish(mut self) -> Vec<Diagnostic> {
        for (_, _, untold, first) in self.counts {
            self.found
                .extend(first.map(|diagnostic| diagnostic.with("more", untold)));
        }
        self.found
    }
}
