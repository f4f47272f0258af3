//! The calendar: study sessions and due dates.

use super::DocumentId;
use crate::text::date::Date;

/// What happens on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CalendarMatter {
    /// 学习安排. `place` only once the day has come (as of the Site's date).
    Study {
        /// 主题.
        topic: String,
        /// 地点.
        place: Option<String>,
        /// The document that set it.
        document: DocumentId,
    },
    /// An obligation's due date: its index, and the campaign year.
    Due {
        /// The index in [`super::Campaign::obligations`].
        obligation: usize,
        /// The campaign year.
        year: i16,
    },
}

/// One entry; sorted by date, studies before due dates, then by document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarEntry {
    /// The day.
    pub date: Date,
    /// What.
    pub matter: CalendarMatter,
}
