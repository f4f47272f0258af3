//! Typical slips of front matter, found line by line before YAML is asked, since YAML's own error lands on the line after.
//!
//! In comes the text of a front matter, out come the slips and the text with the unambiguous ones mended, so that all other mistakes of the
//! file are still told in the same run. The file itself is never changed. Lines of a block (`|`, `>`) are text and looked at by nobody.

use std::collections::BTreeSet;

use super::MANY;
use crate::diagnostic::{Diagnostic, SourceText, Span};

mod line;
mod mended;

pub use line::{Line, lines};
use mended::Edit;
pub use mended::Mended;

/// What the scan found.
#[derive(Debug)]
pub struct PreScan {
    /// The text to parse.
    pub mended: Mended,
    /// What to tell.
    pub told: Vec<Diagnostic>,
    /// Line numbers (from 0, within the span) on which a slip was told: YAML's own word about these and the next lines is not needed.
    pub slips: BTreeSet<usize>,
}

/// Looks through the lines of a span.
pub fn pre_scan(source: &SourceText, span: Span) -> PreScan {
    let text = source.slice(span);
    let mut scan = Scan {
        source,
        base: span.start as usize,
        edits: Vec::new(),
        told: Vec::new(),
        slips: BTreeSet::new(),
        number: 0,
        block: None,
        open_list: false,
    };
    let mut start = 0;
    for (number, raw) in lines(text).enumerate() {
        scan.number = number;
        scan.line(&Line::new(raw, start));
        start += raw.len();
    }
    PreScan {
        mended: Mended::new(text, scan.base, &scan.edits),
        told: scan.told,
        slips: scan.slips,
    }
}

struct Scan<'s> {
    source: &'s SourceText,
    /// Where the span begins in the file.
    base: usize,
    edits: Vec<Edit>,
    told: Vec<Diagnostic>,
    slips: BTreeSet<usize>,
    /// The line looked at, from 0.
    number: usize,
    /// The indentation of the key whose block of text is passed over.
    block: Option<usize>,
    /// Whether the last key had no value, so that list items may follow.
    open_list: bool,
}

impl Scan<'_> {
    fn line(&mut self, line: &Line<'_>) {
        if line.content().is_empty() || self.in_block(line) {
            return;
        }
        self.controls(line);
        self.indentation(line);
        if line.content().starts_with('#') {
            return;
        }
        if line.content().starts_with('＃') {
            let at = line.content_start();
            self.slip(
                Diagnostic::error("front-matter/full-width-hash"),
                at,
                '＃'.len_utf8(),
            );
            self.edit(at, '＃'.len_utf8(), "#  ");
            return;
        }
        self.dash(line);
        self.colon(line);
        let value = line.value();
        if let Some(value) = value {
            self.quotes(line, value);
            self.comma(line, value);
            self.comment(line, value);
        }
        let item = self.open_list && line.content().starts_with(['-', '－', '–', '—']);
        self.open_list = item || line.key().is_some() && value.is_none_or(|(_, text)| text.is_empty());
        if value.is_some_and(|(_, text)| is_block_header(text)) {
            self.block = Some(line.indent());
        }
    }

    /// Lines of a block scalar: those deeper than its key.
    fn in_block(&mut self, line: &Line<'_>) -> bool {
        match self.block {
            Some(indent) if line.indent() > indent => true,
            _ => {
                self.block = None;
                false
            }
        }
    }

    fn controls(&mut self, line: &Line<'_>) {
        for (at, c) in line.text().char_indices() {
            if is_unseen(c) {
                let told = Diagnostic::error("front-matter/control-character")
                    .with("character", format!("U+{:04X}", u32::from(c)));
                self.slip(told, line.start() + at, c.len_utf8());
                self.edit(line.start() + at, c.len_utf8(), "");
            }
        }
    }

    fn indentation(&mut self, line: &Line<'_>) {
        let indentation = line.indentation();
        let fault = match indentation.chars().find(|c| *c != ' ') {
            None => return,
            Some('\t') => Diagnostic::error("front-matter/tab"),
            Some('\u{3000}') => Diagnostic::error("front-matter/full-width-space"),
            Some(_) => Diagnostic::error("front-matter/odd-space"),
        };
        self.slip(fault, line.start(), indentation.len());
        for (at, c) in indentation.char_indices().filter(|(_, c)| *c != ' ') {
            self.edit(line.start() + at, c.len_utf8(), "  ");
        }
    }

    /// `-甲` under a key that waits for a list.
    fn dash(&mut self, line: &Line<'_>) {
        let content = line.content();
        let dash = content.chars().next().filter(|c| "-－–—".contains(*c));
        let Some(dash) = dash.filter(|_| self.open_list || line.indent() > 0) else {
            return;
        };
        let rest = content.get(dash.len_utf8()..).unwrap_or("");
        let spaced = rest.is_empty() || rest.starts_with([' ', '\t']);
        if (dash == '-' && spaced) || !self.open_list || rest.starts_with(dash) {
            return;
        }
        let code = Diagnostic::error("front-matter/no-space-after-dash");
        self.slip(code, line.content_start(), dash.len_utf8());
        self.edit(line.content_start(), dash.len_utf8(), "- ");
    }

    fn colon(&mut self, line: &Line<'_>) {
        let Some(key) = line.key() else {
            return;
        };
        let at = key.colon;
        let value = line
            .value()
            .map(|(_, value)| value)
            .filter(|value| !value.is_empty());
        if key.full_width {
            let told = Diagnostic::error("front-matter/full-width-colon").with("key", key.name);
            let told = told.with_some("value", value);
            self.slip(told, at, '：'.len_utf8());
            self.edit(at, '：'.len_utf8(), ": ");
        } else if !key.spaced {
            let told = Diagnostic::error("front-matter/no-space-after-colon").with("key", key.name);
            let told = told.with_some("value", value);
            self.slip(told, at, 1);
            self.edit(at, 1, ": ");
        }
    }

    /// “…” around a whole value: meant as YAML's quotes, but they become part of the text.
    fn quotes(&mut self, line: &Line<'_>, (at, value): (usize, &str)) {
        let within = value.strip_prefix('“').and_then(|v| v.strip_suffix('”'));
        if line.key().is_some() && within.is_some_and(|v| !v.contains(['“', '”'])) {
            let told =
                Diagnostic::warning("front-matter/full-width-quotes").with("value", within.unwrap_or(""));
            self.warn(told, at, value.len());
        }
    }

    /// `[甲，乙]`: one item to YAML, two to the writer. Names of organs hold a `、` themselves: 市直各部门、各单位党组（党委） are one.
    fn comma(&mut self, line: &Line<'_>, (at, value): (usize, &str)) {
        let within = value.strip_prefix('[').and_then(|v| v.strip_suffix(']'));
        let Some(within) = within.filter(|v| !v.contains([',', '"', '\''])) else {
            return;
        };
        let organs = line.key().is_some_and(|key| line::names_organs(key.name));
        let slips = |c: char| c == '，' || (c == '、' && !organs);
        for (offset, comma) in within.char_indices().filter(|(_, c)| slips(*c)) {
            let at = at + 1 + offset;
            let told = Diagnostic::error("front-matter/full-width-comma").with("comma", comma);
            self.slip(told, at, comma.len_utf8());
            self.edit(at, comma.len_utf8(), ", ");
        }
    }

    /// What stands after ` #` is a comment, even where the writer meant 放假 #1.
    fn comment(&mut self, line: &Line<'_>, (at, value): (usize, &str)) {
        if value.starts_with(['"', '\'', '[', '{', '|', '>', '#']) {
            return;
        }
        let Some(cut) = value.find(" #").or_else(|| value.find("\t#")) else {
            return;
        };
        let lost = value.get(cut + 1..).unwrap_or("").trim_end();
        // `draft: true # 先不发` is a comment and nothing else.
        let meant = lost
            .strip_prefix('#')
            .is_some_and(|rest| rest.starts_with([' ', '\t']));
        if meant && line.key().is_some_and(|key| line::takes_no_prose(key.name)) {
            return;
        }
        let kept = value.get(..cut).unwrap_or("").trim_end();
        let told = Diagnostic::warning("front-matter/comment-cut")
            .with("lost", lost)
            .with("kept", kept);
        self.warn(told, at + cut + 1, lost.len());
    }

    fn span(&self, at: usize, length: usize) -> Span {
        Span::new(self.base + at, self.base + at + length)
    }

    fn warn(&mut self, told: Diagnostic, at: usize, length: usize) {
        if self.told.len() >= MANY {
            return;
        }
        self.told.push(told.at(self.source.place(self.span(at, length))));
    }

    fn slip(&mut self, told: Diagnostic, at: usize, length: usize) {
        self.slips.insert(self.number);
        self.warn(told, at, length);
    }

    fn edit(&mut self, start: usize, length: usize, with: &'static str) {
        self.edits.push(Edit {
            start,
            end: start + length,
            with,
        });
    }
}

/// `|`, `>`, `|-`, `>2+` and the like, perhaps with a comment.
fn is_block_header(value: &str) -> bool {
    let head = value.split(" #").next().unwrap_or("").trim_end();
    head.strip_prefix(['|', '>'])
        .is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit() || c == '+' || c == '-'))
}

/// A character that nobody sees and that has no place in a value. Tabs are told elsewhere.
pub(super) fn is_unseen(c: char) -> bool {
    let invisible = matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
    (c.is_control() && c != '\t') || invisible
}

#[cfg(test)]
mod tests;
