//! `**`, `__` and `~~` left in a text.
//!
//! A pair that did not close is told, and a single one that looks like a beginning; `138****1234` and `张**` are how people hide figures and
//! names, and are nothing.

use crate::diagnostic::{Diagnostic, SourceText, Span};
use crate::markdown::items::Found;

/// The runs of one block.
#[derive(Debug, Default)]
pub(super) struct Runs {
    runs: Vec<Run>,
}

#[derive(Debug)]
struct Run {
    sign: char,
    span: Span,
    /// What follows is no white space, and what stands before is none or no letter.
    opens: bool,
}

impl Runs {
    /// Collects the runs of a text.
    pub(super) fn take(&mut self, source: &SourceText, span: Span) {
        let raw = source.slice(span);
        // One sign at a time, which is a search by bytes: nearly every text has none.
        if !raw.contains('*') && !raw.contains('_') && !raw.contains('~') {
            return;
        }
        let base = span.start as usize;
        let bytes = raw.as_bytes();
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            if byte == b'\\' {
                at += 2;
                continue;
            }
            if !matches!(byte, b'*' | b'_' | b'~') {
                at += 1;
                continue;
            }
            let length = bytes.iter().skip(at).take_while(|&&b| b == byte).count();
            let place = Span::new(base + at, base + at + length);
            at += length;
            if length == 2 || (length == 3 && byte == b'*') {
                self.runs.push(Run {
                    sign: byte as char,
                    span: place,
                    opens: opens(source, place),
                });
            }
        }
    }

    /// Tells what was collected, once for each sign, and begins anew.
    pub(super) fn tell(&mut self, found: &mut Vec<Found>) {
        if self.runs.is_empty() {
            return;
        }
        for sign in ['*', '_', '~'] {
            let mut of_sign = self.runs.iter().filter(|run| run.sign == sign);
            let Some(first) = of_sign.next() else { continue };
            let pair = of_sign.next().is_some();
            let opening = self.runs.iter().find(|run| run.sign == sign && run.opens);
            let told = match (pair, opening) {
                // Two low lines may be a place to fill in; a pair of which one begins something was meant.
                (true, None) if sign == '_' => None,
                (true, _) => Some(first),
                (false, opening) => opening.filter(|_| sign != '_'),
            };
            if let Some(run) = told {
                let diagnostic =
                    Diagnostic::warning("markdown/literal-emphasis").with("mark", format!("{sign}{sign}"));
                found.push(Found::new(diagnostic, run.span));
            }
        }
        self.runs.clear();
    }
}

fn opens(source: &SourceText, run: Span) -> bool {
    let text = source.text();
    let after = text.get(run.end as usize..).and_then(|t| t.chars().next());
    let before = text.get(..run.start as usize).and_then(|t| t.chars().next_back());
    after.is_some_and(|c| !c.is_whitespace() && c != '|') && before.is_none_or(|c| !c.is_alphanumeric())
}
