//! A text with small edits, that knows for each of its bytes where it came from.

use crate::diagnostic::Span;

/// Replaces a range of the text; offsets count from the beginning of the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edit {
    /// First byte.
    pub(super) start: usize,
    /// First byte after.
    pub(super) end: usize,
    /// What comes in its place.
    pub(super) with: &'static str,
}

/// A mended text, and the way back to the file.
#[derive(Debug)]
pub struct Mended {
    text: String,
    /// (offset in `text`, offset in the file) of each point from which the two run alike.
    points: Vec<(usize, usize)>,
}

impl Mended {
    pub(super) fn new(text: &str, base: usize, edits: &[Edit]) -> Mended {
        let mut sorted = edits.to_vec();
        sorted.sort_by_key(|e| (e.start, e.end));
        let mut out = String::with_capacity(text.len() + sorted.len());
        let mut points = vec![(0, base)];
        let mut done = 0;
        for edit in sorted {
            // Two slips at one place (a control character within an indentation): the first one's mend is enough.
            let Some(kept) = text.get(done..edit.start) else {
                continue;
            };
            out.push_str(kept);
            out.push_str(edit.with);
            done = edit.end;
            points.push((out.len(), base + done));
        }
        out.push_str(text.get(done..).unwrap_or(""));
        Mended { text: out, points }
    }

    /// The mended text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where an offset of the mended text stands in the file. Within a mend: where what was mended ends, at the latest.
    pub fn source_offset(&self, offset: usize) -> usize {
        let next = self.points.partition_point(|(mended, _)| *mended <= offset);
        let (mended, source) = self
            .points
            .get(next.saturating_sub(1))
            .copied()
            .unwrap_or_default();
        let found = source + offset.saturating_sub(mended);
        self.points
            .get(next)
            .map_or(found, |(_, limit)| found.min(*limit))
    }

    /// Where a range of the mended text stands in the file.
    pub fn span(&self, start: usize, end: usize) -> Span {
        let start = self.source_offset(start);
        Span::new(start, self.source_offset(end).max(start))
    }
}
