//! Footnotes: references with a way there, notes with a way back to each.
//!
//! Ids are `fn:1` and `fnref:1`: no heading's id holds a colon.

use std::collections::BTreeMap;

use super::Writer;
use crate::markdown::notes::{Note, key};

/// Which note has which number, and what has been written.
#[derive(Debug)]
pub(super) struct Numbers {
    /// The number of each label, from 1.
    by_label: BTreeMap<String, usize>,
    /// By number, from 1: how often the page refers to it.
    references: Vec<u32>,
    /// References written, by number.
    written: BTreeMap<usize, u32>,
    section: bool,
    open: usize,
}

impl Numbers {
    pub(super) fn new(notes: &[Note]) -> Numbers {
        let numbered = notes.iter().enumerate();
        Numbers {
            by_label: numbered
                .map(|(index, note)| (key(&note.label), index + 1))
                .collect(),
            references: notes.iter().map(|note| note.references).collect(),
            written: BTreeMap::new(),
            section: false,
            open: 0,
        }
    }
}

/// `fnref:1`, and `fnref:1:2` for the second reference to a note.
fn reference_id(number: usize, nth: u32) -> String {
    match nth {
        1 => format!("fnref:{number}"),
        _ => format!("fnref:{number}:{nth}"),
    }
}

impl Writer<'_, '_> {
    pub(super) fn reference(&mut self, label: &str) {
        let Some(&number) = self.numbers.by_label.get(&key(label)) else {
            return;
        };
        let nth = self.numbers.written.entry(number).or_insert(0);
        *nth += 1;
        let id = reference_id(number, *nth);
        let text = if self.open_links.contains(&true) {
            // A link within a link is none: the number stands alone.
            format!("<sup class=\"footnote-ref\" id=\"{id}\">{number}</sup>")
        } else {
            format!(
                "<sup class=\"footnote-ref\"><a href=\"#fn:{number}\" id=\"{id}\" aria-label=\"脚注 {number}\">{number}</a></sup>"
            )
        };
        self.out.push_str(&text);
    }

    pub(super) fn note(&mut self, label: &str) {
        if !self.numbers.section {
            self.numbers.section = true;
            self.line(
                "<section class=\"footnotes\" aria-labelledby=\"fn:title\">\n<h2 class=\"visually-hidden\" id=\"fn:title\">脚注</h2>\n<ol>\n",
            );
        }
        let number = self.numbers.by_label.get(&key(label)).copied().unwrap_or(0);
        self.numbers.open = number;
        self.line(&format!("<li id=\"fn:{number}\">"));
    }

    /// The ways back stand in the note's last paragraph, if it ends with one.
    pub(super) fn end_note(&mut self) {
        let number = self.numbers.open;
        let references = self
            .numbers
            .references
            .get(number.wrapping_sub(1))
            .copied()
            .unwrap_or(0);
        let inside = self.out.ends_with("</p>\n");
        if inside {
            self.out.truncate(self.out.len() - "</p>\n".len());
        }
        for nth in 1..=references {
            let id = reference_id(number, nth);
            let which = if references > 1 {
                format!("第 {nth} 处")
            } else {
                String::new()
            };
            self.out.push_str(&format!(
                " <a class=\"footnote-back\" href=\"#{id}\" aria-label=\"返回正文{which}引用脚注 {number} 的地方\">↑</a>"
            ));
        }
        self.out
            .push_str(if inside { "</p>\n</li>\n" } else { "\n</li>\n" });
    }

    pub(super) fn end_notes(&mut self) {
        if self.numbers.section {
            self.line("</ol>\n</section>\n");
        }
    }
}
