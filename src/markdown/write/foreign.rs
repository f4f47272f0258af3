//! `lang` on phrases of another language, but where the writer has said which it is, and in code.

use super::escape::escape_text;
use crate::text::foreign;

/// Elements whose words are no sentences of any language.
const CODE: [&str; 5] = ["code", "kbd", "pre", "samp", "var"];

/// Whether texts are ours to judge.
#[derive(Debug, Default)]
pub(super) struct Voice {
    /// The raw element that says what its text is, and how many of its name are open.
    said: Option<(String, usize)>,
}

impl Voice {
    /// A tag passes: one with a `lang` of its own, or code, speaks for all that is in it.
    pub(super) fn tag(&mut self, tag: &str) {
        let closes = tag.starts_with("</");
        let name = tag.trim_start_matches(['<', '/']);
        let name = name.split([' ', '>', '/']).next().unwrap_or("");
        match &mut self.said {
            Some((open, depth)) if open == name && closes => {
                *depth -= 1;
                if *depth == 0 {
                    self.said = None;
                }
            }
            Some((open, depth)) => *depth += usize::from(open == name),
            None if !closes && (tag.contains(" lang=") || CODE.contains(&name)) => {
                self.said = Some((name.to_owned(), 1));
            }
            None => {}
        }
    }

    /// Adds text.
    pub(super) fn text(&self, text: &str, out: &mut String) {
        let phrases = match self.said {
            None => foreign::phrases(text),
            Some(_) => Vec::new(),
        };
        let mut written = 0;
        for phrase in phrases {
            escape_text(text.get(written..phrase.start).unwrap_or(""), out);
            out.push_str("<span lang=\"");
            out.push_str(foreign::LANGUAGE);
            out.push_str("\">");
            escape_text(text.get(phrase.clone()).unwrap_or(""), out);
            out.push_str("</span>");
            written = phrase.end;
        }
        escape_text(text.get(written..).unwrap_or(""), out);
    }
}
