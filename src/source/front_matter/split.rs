//! Where the front matter stands, and where the body.

use crate::diagnostic::{Diagnostic, SourceText, Span};
use crate::source::pre_scan::{self, Line};

/// The parts of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// From the opening `---` to the end of the closing one.
    pub front: Span,
    /// The opening line alone: where to tell what is missing.
    pub opening: Span,
    /// What stands between.
    pub yaml: Span,
    /// What stands after.
    pub body: Span,
}

/// Finds the lines of dashes. `None` without an opening one, which is told.
pub fn split(source: &SourceText) -> (Option<Head>, Vec<Diagnostic>) {
    let lines = Lines::of(source.text());
    let mut told = Vec::new();
    let first = lines.list.iter().position(|line| !line.text().trim().is_empty());
    let opening = first.and_then(|at| Some((at, *lines.list.get(at)?)));
    let next = first.and_then(|at| lines.list.get(at + 1));
    let Some((at, line)) = opening.filter(|(_, line)| match fence(line.text()) {
        Fence::None => false,
        Fence::Proper => true,
        // A rule at the top of a text without front matter is no slip.
        Fence::Slip => next.is_some_and(|line| line.key().is_some()),
    }) else {
        let span = opening.map_or(Span::default(), |(_, line)| content(&line));
        let told = Diagnostic::error("front-matter/missing").at(source.place(span));
        return (None, vec![told]);
    };
    let mut slip = |line: &Line<'_>| {
        if fence(line.text()) == Fence::Slip {
            let dashes = Diagnostic::error("front-matter/dashes").with("line", line.content());
            told.push(dashes.at(source.place(content(line))));
        }
    };
    slip(&line);
    let start = lines.end(at);
    let end = lines.closing(at + 1);
    let (yaml_end, front_end, body) = match end {
        Some(End::Fence(at)) => {
            let closing = lines.list.get(at).copied().unwrap_or(line);
            slip(&closing);
            (closing.start(), content(&closing).end as usize, lines.end(at))
        }
        Some(End::Text(at)) => (at, at, at),
        None => (lines.length, lines.length, lines.length),
    };
    if !matches!(end, Some(End::Fence(_))) {
        told.push(Diagnostic::error("front-matter/unclosed").at(source.place(content(&line))));
    }
    let head = Head {
        front: Span::new(line.content_start(), front_end),
        opening: content(&line),
        yaml: Span::new(start, yaml_end),
        body: Span::new(body, lines.length),
    };
    (Some(head), told)
}

fn content(line: &Line<'_>) -> Span {
    Span::new(line.content_start(), line.content_start() + line.content().len())
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fence {
    None,
    Proper,
    /// Dashes of another kind or number.
    Slip,
}

fn fence(line: &str) -> Fence {
    if line.trim_end() == "---" {
        return Fence::Proper;
    }
    let dashes = line.trim();
    let only = dashes.chars().all(|c| "-－–—―─━−﹣".contains(c));
    // An input method's dash is two characters long, and `—` three times as long as `-`.
    if only && (dashes.chars().count() >= 2 || dashes == "—") && !line.starts_with("  ") {
        Fence::Slip
    } else {
        Fence::None
    }
}

enum End {
    /// The number of the closing line.
    Fence(usize),
    /// There is none; the offset at which the text seems to begin.
    Text(usize),
}

struct Lines<'t> {
    list: Vec<Line<'t>>,
    ends: Vec<usize>,
    length: usize,
}

impl<'t> Lines<'t> {
    /// The lines up to the second of dashes, which closes what the first opened: no more is looked at, and the body may be long.
    fn of(text: &'t str) -> Lines<'t> {
        let mut lines = Lines {
            list: Vec::new(),
            ends: Vec::new(),
            length: text.len(),
        };
        let (mut at, mut fences) = (0, 0);
        for raw in pre_scan::lines(text) {
            let line = Line::new(raw, at);
            lines.list.push(line);
            at += raw.len();
            lines.ends.push(at);
            fences += usize::from(fence(line.text()) != Fence::None);
            if fences == 2 {
                break;
            }
        }
        lines
    }

    fn end(&self, line: usize) -> usize {
        self.ends.get(line).copied().unwrap_or(self.length)
    }

    /// The closing line; or where prose begins after a blank line: there the closing line was forgotten, and a later `---` is a rule of the text.
    fn closing(&self, from: usize) -> Option<End> {
        let mut blank = None;
        for (at, line) in self.list.iter().enumerate().skip(from) {
            let content = line.content();
            if fence(line.text()) != Fence::None {
                return Some(End::Fence(at));
            }
            if content.is_empty() {
                blank = blank.or(Some(line.start()));
            } else if line.indentation().is_empty() && line.key().is_some() {
                blank = None;
            } else if let Some(start) = blank
                && line.indentation().is_empty()
                && !content.starts_with(['-', '#', ']', '}', ','])
            {
                return Some(End::Text(start));
            }
        }
        blank.map(End::Text)
    }
}
